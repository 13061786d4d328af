namespace Aresta.Numerics.Sparsity;

/// <summary>
/// Columns in groups that share no row, so that one direction evaluates a whole group (Curtis, Powell and Reid, 1974): a coloring of the
/// columns at distance 2 in the graph of rows and columns (Gebremedhin, Manne and Pothen, "What color is your Jacobian?", 2005).
/// </summary>
/// <param name="Colors">The color of each column, from 0; −1 for a column without entries.</param>
/// <param name="Count">How many colors there are.</param>
internal sealed record Coloring(int[] Colors, int Count)
{
    /// <summary>The most entries of a row: no coloring of the columns has fewer colors.</summary>
    public static int LeastOf(SparsityPattern pattern)
    {
        var most = 0;
        for (var row = 0; row < pattern.Rows; row++)
            most = Math.Max(most, pattern.Row(row).Length);
        return most;
    }

    /// <summary>
    /// Colors columns greedily, in their own order, which is best for bands; and if that is not the least, in the order "smallest last",
    /// too.
    /// </summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="transposed">The pattern of the transposed matrix.</param>
    public static Coloring OfColumns(SparsityPattern pattern, SparsityPattern transposed)
    {
        var least = LeastOf(pattern);
        var order = new int[pattern.Columns];
        for (var j = 0; j < order.Length; j++)
            order[j] = j;
        var natural = Greedy(pattern, transposed, order);
        if (natural.Count == least)
            return natural;
        var other = Greedy(pattern, transposed, SmallestLast(pattern, transposed));
        return other.Count < natural.Count ? other : natural;
    }

    private static Coloring Greedy(SparsityPattern pattern, SparsityPattern transposed, int[] order)
    {
        var colors = new int[order.Length];
        Array.Fill(colors, -1);
        var (takenBy, count) = (new int[order.Length], 0);
        Array.Fill(takenBy, -1);
        foreach (var column in order)
        {
            var rows = transposed.Row(column);
            if (rows.IsEmpty)
                continue;
            foreach (var row in rows)
                foreach (var other in pattern.Row(row))
                    if (colors[other] is >= 0 and var taken)
                        takenBy[taken] = column;
            var color = 0;
            while (color < count && takenBy[color] == column)
                color++;
            colors[column] = color;
            count = Math.Max(count, color + 1);
        }

        return new(colors, count);
    }

    /// <summary>
    /// The order in which each column has the fewest neighbors among itself and those before it (Matula and Beck, 1983): found from the
    /// end, by taking away a column of least degree again and again.
    /// </summary>
    private static int[] SmallestLast(SparsityPattern pattern, SparsityPattern transposed)
    {
        var n = pattern.Columns;
        var (degrees, metBy) = (new int[n], new int[n]);
        Array.Fill(metBy, -1);
        for (var column = 0; column < n; column++)
            Visit(column, _ => degrees[column]++);

        // Columns of the same degree are chained both ways.
        var (first, next, previous) = (new int[n + 1], new int[n], new int[n]);
        Array.Fill(first, -1);
        for (var column = 0; column < n; column++)
            Link(column);
        Array.Fill(metBy, -1);
        var (order, isTaken, least) = (new int[n], new bool[n], 0);
        for (var place = n - 1; place >= 0; place--)
        {
            while (first[least] < 0)
                least++;
            var column = first[least];
            Unlink(column);
            (order[place], isTaken[column]) = (column, true);
            Visit(column, other =>
            {
                if (isTaken[other])
                    return;
                Unlink(other);
                degrees[other]--;
                Link(other);
            });
            least = Math.Max(0, least - 1);
        }

        return order;

        void Visit(int column, Action<int> visit)
        {
            metBy[column] = column;
            foreach (var row in transposed.Row(column))
                foreach (var other in pattern.Row(row))
                    if (metBy[other] != column)
                    {
                        metBy[other] = column;
                        visit(other);
                    }
        }

        void Link(int column)
        {
            ref var head = ref first[degrees[column]];
            (next[column], previous[column]) = (head, -1);
            if (head >= 0)
                previous[head] = column;
            head = column;
        }

        void Unlink(int column)
        {
            if (previous[column] >= 0)
                next[previous[column]] = next[column];
            else
                first[degrees[column]] = next[column];
            if (next[column] >= 0)
                previous[next[column]] = previous[column];
        }
    }
}
