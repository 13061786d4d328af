namespace Aresta.Numerics;

/// <summary>
/// Where a matrix can have entries other than 0, in compressed rows: the columns of row i are
/// <c>ColumnIndices[RowStarts[i] .. RowStarts[i + 1]]</c>, in ascending order. It does not change.
/// </summary>
public sealed class SparsityPattern
{
    /// <summary>A pattern of your own.</summary>
    /// <param name="columns">How many columns there are.</param>
    /// <param name="rowStarts">Where each row starts, and where the last ends: one more than there are rows.</param>
    /// <param name="columnIndices">The columns of all rows, ascending within each.</param>
    /// <exception cref="ArgumentException">The starts do not ascend from 0 to the number of entries, or the columns of a row not within
    /// the columns there are.</exception>
    public SparsityPattern(int columns, ReadOnlySpan<int> rowStarts, ReadOnlySpan<int> columnIndices)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        (Columns, Starts, Indices) = (columns, rowStarts.ToArray(), columnIndices.ToArray());
        if (rowStarts.Length == 0 || rowStarts[0] != 0 || rowStarts[^1] != columnIndices.Length)
            throw new ArgumentException(
                $"The rows must start at 0 and end at {columnIndices.Length}, the number of entries.", nameof(rowStarts));
        for (var row = 0; row < Rows; row++)
            if (rowStarts[row] > rowStarts[row + 1])
                throw new ArgumentException(
                    $"Row {row} starts at {rowStarts[row]}, but the next at {rowStarts[row + 1]}.", nameof(rowStarts));
        for (var row = 0; row < Rows; row++)
        {
            var last = -1;
            foreach (var column in Row(row))
            {
                if (column <= last || column >= columns)
                    throw new ArgumentException(
                        $"Row {row} has column {column} after column {last}: columns ascend and are less than {columns}.",
                        nameof(columnIndices));
                last = column;
            }
        }
    }

    /// <summary>How many rows there are.</summary>
    public int Rows => Starts.Length - 1;

    /// <summary>How many columns there are.</summary>
    public int Columns { get; }

    /// <summary>How many entries there are.</summary>
    public int Count => Indices.Length;

    /// <summary>Where each row starts among the entries, and where the last ends.</summary>
    public ReadOnlySpan<int> RowStarts => Starts;

    /// <summary>The column of each entry.</summary>
    public ReadOnlySpan<int> ColumnIndices => Indices;

    /// <summary><see cref="RowStarts"/>, for loops.</summary>
    internal int[] Starts { get; }

    /// <summary><see cref="ColumnIndices"/>, for loops.</summary>
    internal int[] Indices { get; }

    /// <summary>The columns of a row, in ascending order.</summary>
    public ReadOnlySpan<int> Row(int row) => Indices.AsSpan(Starts[row]..Starts[row + 1]);

    /// <summary>The position of an entry among all, or a negative number if there is none.</summary>
    public int IndexOf(int row, int column) =>
        Row(row).BinarySearch(column) is >= 0 and var position ? Starts[row] + position : -1;

    /// <summary>The pattern of the transposed matrix.</summary>
    public SparsityPattern Transpose()
    {
        var (starts, indices) = (new int[Columns + 1], new int[Count]);
        foreach (var column in Indices)
            starts[column + 1]++;
        for (var column = 0; column < Columns; column++)
            starts[column + 1] += starts[column];
        var next = starts.AsSpan(0, Columns).ToArray();
        for (var row = 0; row < Rows; row++)
            foreach (var column in Row(row))
                indices[next[column]++] = row;
        return new(Rows, starts, indices);
    }

    /// <summary>
    /// The pattern of the Jacobian of f, outputs × inputs, found by one evaluation with numbers that know on which inputs they depend: all
    /// entries that can be other than 0 along the branches that f takes at x.
    /// </summary>
    /// <param name="f">The function.</param>
    /// <param name="x">Where.</param>
    /// <param name="outputs">How many values it has.</param>
    public static SparsityPattern OfJacobian<TFunction>(TFunction f, ReadOnlySpan<double> x, int outputs)
        where TFunction : IVectorFunction
    {
        ArgumentOutOfRangeException.ThrowIfNegative(outputs);
        var (at, y) = (new Dependent[x.Length], new Dependent[outputs]);
        for (var i = 0; i < at.Length; i++)
            at[i] = Dependent.Input(x[i], i);
        f.Values<Dependent>(at, y);
        return Of(x.Length, Array.ConvertAll(y, value => value.Set));
    }

    /// <summary>
    /// The pattern of the Hessian of f, found by one evaluation with numbers that know which inputs meet in them other than linearly: all
    /// entries that can be other than 0 along the branches that f takes at x.
    /// </summary>
    public static SparsityPattern OfHessian<TFunction>(TFunction f, ReadOnlySpan<double> x) where TFunction : IFunction
    {
        var at = new Coupled[x.Length];
        for (var i = 0; i < at.Length; i++)
            at[i] = Coupled.Input(x[i], i);
        return f.Value<Coupled>(at).Pattern(x.Length);
    }

    /// <summary>Refuses what has not as many elements as it should.</summary>
    internal static void Check(int count, int expected, string what, string given)
    {
        if (count != expected)
            throw new ArgumentException($"The pattern has {expected} {what}, but there are {count} {given}.");
    }

    /// <summary>The pattern with the given rows.</summary>
    internal static SparsityPattern Of(int columns, Sparsity.IndexSet?[] rows)
    {
        var (starts, indices) = (new int[rows.Length + 1], new List<int>());
        for (var row = 0; row < rows.Length; row++)
        {
            rows[row]?.AddTo(indices);
            starts[row + 1] = indices.Count;
        }

        return new(columns, starts, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(indices));
    }
}
