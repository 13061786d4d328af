namespace Aresta.Expressions.Drawing.Layout;

/// <summary>How far up each box stands.</summary>
internal static class Ranks
{
    /// <summary>
    /// The longest path from the sources; but sources, and boxes of which all operands are sources, come as near to their first user as
    /// they can.
    /// </summary>
    /// <param name="count">How many boxes there are.</param>
    /// <param name="arrows">The arrows, each from a box of a lower number to one of a higher.</param>
    public static int[] Of(int count, IEnumerable<(int From, int To)> arrows)
    {
        (int From, int To)[] ordered = [.. arrows.OrderBy(arrow => arrow.To)];
        var (rank, height) = (new int[count], new int[count]);
        foreach (var (from, to) in ordered)
        {
            rank[to] = Math.Max(rank[to], rank[from] + 1);
        }

        rank.CopyTo(height, 0);
        for (var ceiling = 1; ceiling >= 0; ceiling--)
        {
            var users = new int[count];
            Array.Fill(users, int.MaxValue);
            foreach (var (from, to) in ordered)
            {
                users[from] = Math.Min(users[from], rank[to]);
            }

            for (var box = 0; box < count; box++)
            {
                rank[box] = height[box] <= ceiling && users[box] < int.MaxValue ? users[box] - 1 : rank[box];
            }
        }

        return rank;
    }

    /// <summary>For each box, the lowest box that it hangs together with by arrows, whatever their direction.</summary>
    public static int[] Components(int count, IEnumerable<(int From, int To)> arrows)
    {
        int[] parent = [.. Enumerable.Range(0, count)];
        foreach (var (from, to) in arrows)
        {
            var (a, b) = (Find(from), Find(to));
            parent[Math.Max(a, b)] = Math.Min(a, b);
        }

        return [.. Enumerable.Range(0, count).Select(Find)];

        int Find(int box)
        {
            while (parent[box] != box)
            {
                box = parent[box] = parent[parent[box]];
            }

            return box;
        }
    }
}
