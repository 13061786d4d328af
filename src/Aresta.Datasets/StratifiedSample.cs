namespace Aresta.Datasets;

/// <summary>Draws rows at random so that every class has its share, by an algorithm anybody can repeat.</summary>
/// <remarks>
/// <list type="number">
/// <item>Seats. Class c with n_c of the n rows is due count · n_c / n seats. It gets the whole part; the seats left over go one each to the
/// classes with the largest remainders, the lower class first among equals (Hamilton's method).</item>
/// <item>Draw. For c = 0, 1, …: list the rows of class c in ascending order, and for i = 0, 1, … up to its seats exchange the entries i and
/// i + ⌊r · (n_c − i) / 2⁶⁴⌋ (Fisher and Yates' shuffle, stopped early); the first entries are drawn.</item>
/// <item>r is the next number of one SplitMix64 generator, which runs through all classes: s ← s + 0x9E3779B97F4A7C15, z ← s,
/// z ← (z ⊕ (z ≫ 30)) · 0xBF58476D1CE4E5B9, z ← (z ⊕ (z ≫ 27)) · 0x94D049BB133111EB, r = z ⊕ (z ≫ 31), all modulo 2⁶⁴, s starting at the
/// seed (Steele, Lea and Flood, Fast splittable pseudorandom number generators, OOPSLA 2014).</item>
/// </list>
/// </remarks>
public static class StratifiedSample
{
    /// <summary>Draws <paramref name="count"/> rows.</summary>
    /// <param name="labels">The class of each row, from 0 to <paramref name="classCount"/> − 1.</param>
    /// <param name="classCount">The number of classes.</param>
    /// <param name="count">How many rows to draw, from 0 to all.</param>
    /// <param name="seed">Where the generator starts.</param>
    /// <returns>The rows drawn, ascending.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The count is not from 0 to the number of rows, or a label names no class.</exception>
    public static int[] Draw(ReadOnlySpan<int> labels, int classCount, int count, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, labels.Length);
        var rowsOf = new List<int>[classCount];
        for (var c = 0; c < classCount; c++)
        {
            rowsOf[c] = [];
        }

        for (var row = 0; row < labels.Length; row++)
        {
            if (labels[row] < 0 || labels[row] >= classCount)
            {
                throw new ArgumentOutOfRangeException(nameof(labels), labels[row], $"Row {row} is of none of the {classCount} classes.");
            }

            rowsOf[labels[row]].Add(row);
        }

        var seats = Seats(Array.ConvertAll(rowsOf, rows => rows.Count), labels.Length, count);
        var drawn = new List<int>(count);
        var state = seed;
        for (var c = 0; c < classCount; c++)
        {
            var rows = rowsOf[c];
            for (var i = 0; i < seats[c]; i++)
            {
                var j = i + (int)Math.BigMul(SplitMix64(ref state), (ulong)(rows.Count - i), out _);
                (rows[i], rows[j]) = (rows[j], rows[i]);
                drawn.Add(rows[i]);
            }
        }

        drawn.Sort();
        return [.. drawn];
    }

    /// <summary>How many of <paramref name="count"/> seats each class gets.</summary>
    private static int[] Seats(int[] sizes, int total, int count)
    {
        var seats = Array.ConvertAll(sizes, size => total == 0 ? 0 : (int)((long)count * size / total));
        var byRemainder = Enumerable.Range(0, sizes.Length).OrderByDescending(c => (long)count * sizes[c] % Math.Max(total, 1)); // stable
        foreach (var c in byRemainder.Take(count - seats.Sum()))
        {
            seats[c]++;
        }

        return seats;
    }

    /// <summary>The next number of the generator.</summary>
    internal static ulong SplitMix64(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
