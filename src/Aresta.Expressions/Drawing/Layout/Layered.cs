namespace Aresta.Expressions.Drawing.Layout;

/// <summary>
/// The graph in layers, as the method of Sugiyama, Tagawa and Toda (1981) has it: every vertex has a layer, and every link joins
/// neighboring layers, for an arrow that crosses layers has a dummy vertex in each. A label is the dummy vertex of its arrow in the layer
/// between, as wide as its text, so that it can lie on nothing.
/// </summary>
internal sealed class Layered
{
    /// <summary>The width of each vertex.</summary>
    public List<double> Width { get; } = [];

    /// <summary>The layer of each vertex, from 0; boxes stand in even layers, labels in odd ones.</summary>
    public List<int> Layer { get; } = [];

    /// <summary>For each vertex, its neighbors in the layer below.</summary>
    public List<List<int>> Below { get; } = [];

    /// <summary>For each vertex, its neighbors in the layer above.</summary>
    public List<List<int>> Above { get; } = [];

    /// <summary>For each arrow, the vertices it passes, its two boxes included.</summary>
    public List<int[]> Routes { get; } = [];

    /// <summary>For each arrow, which vertex of its route carries the label.</summary>
    public List<int> LabelAt { get; } = [];

    /// <summary>How many boxes there are; vertices of a higher number are dummies.</summary>
    public int BoxCount { get; private init; }

    /// <summary>The vertices of each layer from left to right.</summary>
    public List<int>[] Order { get; private set; } = [];

    /// <summary>Puts a graph into layers.</summary>
    /// <param name="widths">The width of each box.</param>
    /// <param name="arrows">The arrows, each from a box of a lower number to one of a higher, with the width of its label.</param>
    /// <param name="dummyWidth">The room that an arrow without label takes.</param>
    public static Layered Of(IReadOnlyList<double> widths, IReadOnlyList<(int From, int To, double LabelWidth)> arrows, double dummyWidth)
    {
        var result = new Layered { BoxCount = widths.Count };
        var ranks = Rank(widths.Count, arrows);
        for (var box = 0; box < widths.Count; box++)
        {
            result.Add(widths[box], 2 * ranks[box]);
        }

        foreach (var (from, to, labelWidth) in arrows)
        {
            // The label stands in the middle of its arrow, in an odd layer.
            var (first, last) = (result.Layer[from], result.Layer[to]);
            var labelLayer = (((first + last) / 2) | 1) is var middle && middle >= last ? last - 1 : middle;
            var route = new List<int> { from };
            for (var layer = first + 1; layer < last; layer++)
            {
                var dummy = result.Add(layer == labelLayer ? Math.Max(labelWidth, dummyWidth) : dummyWidth, layer);
                result.Link(route[^1], dummy);
                route.Add(dummy);
            }

            result.Link(route[^1], to);
            route.Add(to);
            result.Routes.Add([.. route]);
            result.LabelAt.Add(route[labelLayer - first]);
        }

        result.Order = [.. Enumerable.Range(0, result.Layer.DefaultIfEmpty(-1).Max() + 1).Select(_ => new List<int>())];
        for (var vertex = 0; vertex < result.Layer.Count; vertex++)
        {
            result.Order[result.Layer[vertex]].Add(vertex);
        }

        return result;
    }

    // As far from the sources as the longest path; what has no operands comes as near to its first user as it can.
    private static int[] Rank(int count, IReadOnlyList<(int From, int To, double LabelWidth)> arrows)
    {
        var rank = new int[count];
        var (hasOperand, lowestUser) = (new bool[count], new int[count]);
        Array.Fill(lowestUser, int.MaxValue);
        foreach (var (from, to, _) in arrows.OrderBy(arrow => arrow.To))
        {
            rank[to] = Math.Max(rank[to], rank[from] + 1);
            hasOperand[to] = true;
        }

        foreach (var (from, to, _) in arrows)
        {
            lowestUser[from] = Math.Min(lowestUser[from], rank[to]);
        }

        for (var box = 0; box < count; box++)
        {
            if (!hasOperand[box] && lowestUser[box] != int.MaxValue)
            {
                rank[box] = lowestUser[box] - 1;
            }
        }

        return rank;
    }

    private int Add(double width, int layer)
    {
        Width.Add(width);
        Layer.Add(layer);
        Below.Add([]);
        Above.Add([]);
        return Layer.Count - 1;
    }

    private void Link(int below, int above)
    {
        Above[below].Add(above);
        Below[above].Add(below);
    }
}
