namespace Aresta.Numerics.Sparsity;

/// <summary>
/// Columns of a symmetric matrix in groups from which every entry can be read off, in its own row or in that of its mirror image: no two
/// neighbors share a color, and no path of four columns has two colors only, so that two colors together make stars (Coleman and Moré,
/// 1984; the algorithm with hubs is that of Gebremedhin, Tarafdar, Manne and Pothen, 2007).
/// </summary>
internal sealed class StarColoring
{
    private readonly SparsityPattern pattern;
    private readonly int[] colors, forbiddenBy, treatedBy;

    /// <summary>For each color, the column that met it last, and at which of its entries first.</summary>
    private readonly int[] metBy, metAt;

    /// <summary>For each entry, that of its mirror image and the star of the two; for each star, its hub, −1 while it has one edge only.
    /// </summary>
    private readonly int[] twins, stars;

    private readonly List<int> hubs = [];
    private int count;

    private StarColoring(SparsityPattern pattern, int[] twins)
    {
        (this.pattern, this.twins, stars) = (pattern, twins, new int[pattern.Count]);
        (colors, forbiddenBy, treatedBy, metBy, metAt) = (Nobody(), Nobody(), Nobody(), Nobody(), Nobody());

        int[] Nobody()
        {
            var array = new int[pattern.Columns];
            Array.Fill(array, -1);
            return array;
        }
    }

    /// <summary>
    /// Colors the columns greedily, in their own order and by the number of neighbors, most first; the better of the two.
    /// </summary>
    public static Coloring Of(SparsityPattern pattern)
    {
        var (order, counts) = (new int[pattern.Columns], new int[pattern.Columns]);
        for (var j = 0; j < order.Length; j++)
            (order[j], counts[j]) = (j, -pattern.Row(j).Length);
        if (2L * pattern.Count > (long)order.Length * order.Length)
            return new(order, order.Length); // hardly a pair to share a color
        var twins = Twins(pattern);
        var natural = new StarColoring(pattern, twins).Color(order);
        Array.Sort(counts, order);
        var other = new StarColoring(pattern, twins).Color(order);
        return other.Count < natural.Count ? other : natural;
    }

    /// <summary>The position of the mirror image of each entry.</summary>
    private static int[] Twins(SparsityPattern pattern)
    {
        var (twins, next) = (new int[pattern.Count], pattern.RowStarts[..^1].ToArray());
        for (var k = 0; k < twins.Length; k++)
            twins[k] = next[pattern.Indices[k]]++; // rows are gone through in ascending order, and so are the columns of each
        return twins;
    }

    private Coloring Color(int[] order)
    {
        foreach (var column in order)
        {
            if (pattern.Row(column).IsEmpty)
                continue;
            Forbid(column);
            var color = 0;
            while (color < count && forbiddenBy[color] == column)
                color++;
            colors[column] = color;
            count = Math.Max(count, color + 1);
            Join(column);
        }

        return new(colors, count);
    }

    /// <summary>Marks the colors that a column must not have.</summary>
    private void Forbid(int column)
    {
        for (var k = pattern.Starts[column]; k < pattern.Starts[column + 1]; k++)
        {
            var neighbor = pattern.Indices[k];
            if (neighbor == column || colors[neighbor] is not (>= 0 and var color))
                continue;
            forbiddenBy[color] = column;
            if (metBy[color] == column)
            {
                // Two neighbors of one color: a neighbor of theirs in the color of the column would make a path of four.
                Treat(pattern.Indices[metAt[color]], column);
                Treat(neighbor, column);
                continue;
            }

            (metBy[color], metAt[color]) = (column, k);
            for (var e = pattern.Starts[neighbor]; e < pattern.Starts[neighbor + 1]; e++)
            {
                // The neighbor's neighbor has others of the neighbor's color.
                var next = pattern.Indices[e];
                if (next != column && next != neighbor && colors[next] >= 0 && hubs[stars[e]] == next)
                    forbiddenBy[colors[next]] = column;
            }
        }
    }

    private void Treat(int neighbor, int column)
    {
        if (treatedBy[neighbor] == column)
            return;
        treatedBy[neighbor] = column;
        foreach (var next in pattern.Row(neighbor))
            if (next != column && next != neighbor && colors[next] >= 0)
                forbiddenBy[colors[next]] = column;
    }

    /// <summary>Puts the edges of a column just colored into stars.</summary>
    private void Join(int column)
    {
        for (var k = pattern.Starts[column]; k < pattern.Starts[column + 1]; k++)
        {
            var neighbor = pattern.Indices[k];
            if (neighbor != column && colors[neighbor] >= 0)
                stars[k] = stars[twins[k]] = StarOf(column, neighbor);
        }
    }

    private int StarOf(int column, int neighbor)
    {
        for (var e = pattern.Starts[neighbor]; e < pattern.Starts[neighbor + 1]; e++)
            if (pattern.Indices[e] is var next && next != column && next != neighbor && colors[next] == colors[column])
            {
                hubs[stars[e]] = neighbor;
                return stars[e];
            }

        var color = colors[neighbor];
        if (metBy[color] == column && pattern.Indices[metAt[color]] != neighbor)
        {
            var star = stars[metAt[color]];
            hubs[star] = column;
            return star;
        }

        hubs.Add(-1);
        return hubs.Count - 1;
    }
}
