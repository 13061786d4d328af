namespace Aresta.Expressions;

/// <summary>Finds what a misspelled name was meant to be.</summary>
public static class Spelling
{
    /// <summary>
    /// The known name that differs from <paramref name="name"/> by the fewest letters, if by at most two and less than half of it.
    /// </summary>
    public static string? Nearest(string name, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(known);
        const int longest = 40;
        if (name.Length > longest)
        {
            return null;
        }

        var best = known.Select(candidate => (candidate, Distance: Distance(name, candidate))).MinBy(pair => pair.Distance);
        return best.candidate is not null && best.Distance <= 2 && best.Distance * 2 < name.Length ? best.candidate : null;
    }

    // Levenshtein's distance: letters inserted, deleted or replaced.
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
