namespace Aresta.Expressions.Drawing.Layout;

/// <summary>
/// The graph in layers, as the method of Sugiyama, Tagawa and Toda (1981) has it: every vertex has a layer, and every link joins
/// neighboring layers, for an arrow that crosses layers has a dummy vertex in each. Boxes stand in even layers. The last dummy of an
/// arrow, in the odd layer below its user, is its own and as wide as its label, so that the label can lie on nothing; the others form the
/// trunk that all long arrows of one operand share, so that an input of many users does not fill the drawing with parallels.
/// </summary>
internal sealed class Layered
{
    // The room that is kept free on each side of a vertex.
    private const double BoxMargin = 14;
    private const double LabelMargin = 8;
    private const double BareMargin = 12;

    private readonly List<double> solid = [];
    private readonly List<double> width = [];
    private readonly List<int> layer = [];
    private readonly List<int> component = [];
    private readonly List<List<int>> below = [];
    private readonly List<List<int>> above = [];
    private readonly List<int[]> routes = [];

    private Layered(int boxCount) => BoxCount = boxCount;

    /// <summary>The width of what is drawn for each vertex; 0 for a dummy without label.</summary>
    public IReadOnlyList<double> Solid => solid;

    /// <summary>The width that each vertex takes within its layer, free room included.</summary>
    public IReadOnlyList<double> Width => width;

    /// <summary>The layer of each vertex, from 0 at the bottom.</summary>
    public IReadOnlyList<int> Layer => layer;

    /// <summary>The part of the graph that each vertex hangs together with.</summary>
    public IReadOnlyList<int> Component => component;

    /// <summary>For each vertex, its neighbors in the layer below.</summary>
    public IReadOnlyList<List<int>> Below => below;

    /// <summary>For each vertex, its neighbors in the layer above.</summary>
    public IReadOnlyList<List<int>> Above => above;

    /// <summary>For each arrow, the vertices it passes, its two boxes included; the last but one is its own.</summary>
    public IReadOnlyList<int[]> Routes => routes;

    /// <summary>How many boxes there are; vertices of a higher number are dummies.</summary>
    public int BoxCount { get; }

    /// <summary>The vertices of each layer from left to right.</summary>
    public List<int>[] Order { get; private set; } = [];

    /// <summary>Puts a graph into layers.</summary>
    /// <param name="widths">The width of each box.</param>
    /// <param name="arrows">The arrows, each from a box of a lower number to one of a higher, with the width of its label, 0 for
    /// none.</param>
    public static Layered Of(IReadOnlyList<double> widths, IReadOnlyList<(int From, int To, double LabelWidth)> arrows)
    {
        var result = new Layered(widths.Count);
        var ends = arrows.Select(arrow => (arrow.From, arrow.To)).ToList();
        var (ranks, components) = (Ranks.Of(widths.Count, ends), Ranks.Components(widths.Count, ends));
        for (var box = 0; box < widths.Count; box++)
        {
            result.Add(widths[box], BoxMargin, 2 * ranks[box], components[box]);
        }

        var trunks = new List<int>?[widths.Count];
        foreach (var (from, to, labelWidth) in arrows)
        {
            var trunk = trunks[from] ??= [from];
            var length = result.layer[to] - result.layer[from] - 1;
            while (trunk.Count < length)
            {
                trunk.Add(result.Add(0, BareMargin, result.layer[trunk[^1]] + 1, components[from]));
                result.Link(trunk[^2], trunk[^1]);
            }

            var own = result.Add(labelWidth, labelWidth > 0 ? LabelMargin : BareMargin, result.layer[to] - 1, components[from]);
            result.Link(trunk[length - 1], own);
            result.Link(own, to);
            result.routes.Add([.. trunk.Take(length), own, to]);
        }

        var byLayer = Enumerable.Range(0, result.layer.Count).ToLookup(vertex => result.layer[vertex]);
        var layers = result.layer.DefaultIfEmpty(-1).Max() + 1;
        result.Order = [.. Enumerable.Range(0, layers).Select(i => byLayer[i].OrderBy(vertex => result.component[vertex]).ToList())];
        return result;
    }

    private int Add(double drawn, double margin, int at, int part)
    {
        solid.Add(drawn);
        width.Add(drawn + (2 * margin));
        layer.Add(at);
        component.Add(part);
        below.Add([]);
        above.Add([]);
        return layer.Count - 1;
    }

    private void Link(int lower, int upper)
    {
        above[lower].Add(upper);
        below[upper].Add(lower);
    }
}
