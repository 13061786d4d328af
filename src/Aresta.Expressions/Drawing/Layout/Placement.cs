namespace Aresta.Expressions.Drawing.Layout;

/// <summary>A figure with coordinates: operands below, users above.</summary>
/// <param name="Figure">The figure.</param>
/// <param name="Width">The width of the whole.</param>
/// <param name="Height">The height of the whole.</param>
/// <param name="Boxes">Where each box is.</param>
/// <param name="Labels">Where the label of each arrow is; of no size where it has none.</param>
/// <param name="Routes">The points through which each arrow goes, from operand to user, the first and last on the edges of their
/// boxes.</param>
public sealed record Placement(
    Figure Figure, double Width, double Height, IReadOnlyList<Rectangle> Boxes, IReadOnlyList<Rectangle> Labels,
    IReadOnlyList<IReadOnlyList<(double X, double Y)>> Routes)
{
    /// <summary>The size of the text in boxes.</summary>
    public const double FontSize = 15;

    /// <summary>The size of the text on arrows.</summary>
    public const double LabelSize = 13;

    /// <summary>The space around the bodies in a box.</summary>
    public const double BodyGap = 10;

    /// <summary>The bodies in each box, placed on their own.</summary>
    public IReadOnlyList<IReadOnlyList<Placement>> Bodies { get; init; } = [];

    /// <summary>The height of the lines of text at the top of a box.</summary>
    public static double TextHeight(Box box)
    {
        ArgumentNullException.ThrowIfNull(box);
        return (box.Lines.Count * FontSize * TextMetrics.LineHeight) + Padding;
    }

    private const double LabelHeight = LabelSize * TextMetrics.LineHeight;
    private const double LabelPadding = 7;
    private const double Padding = 11;
    private const double Margin = 20;
    private const double NarrowestBox = 46;

    /// <summary>Lays a figure out. Deterministic.</summary>
    public static Placement Of(Figure figure)
    {
        ArgumentNullException.ThrowIfNull(figure);
        Placement[][] bodies = [.. figure.Boxes.Select(box => box.Bodies.Select(body => Of(body.Figure)).ToArray())];
        double[] heights = [.. figure.Boxes.Select((box, i) => TextHeight(box) + Inside(bodies[i]).Height)];
        double[] widths =
        [
            .. figure.Boxes.Select((box, i) => Math.Max(
                Math.Max(NarrowestBox, Inside(bodies[i]).Width), (TextMetrics.Width(box.Lines) * FontSize) + (2 * Padding))),
        ];
        var graph = Layered.Of(widths, [.. figure.Arrows.Select(a => (a.From, a.To, LabelWidth(a.Label)))]);
        Crossings.Reduce(graph);
        var x = Coordinates.Assign(graph);
        var vertices = Enumerable.Range(0, x.Length).ToList();
        var left = vertices.Select(v => x[v] - (graph.Solid[v] / 2)).DefaultIfEmpty(0).Min() - Margin;
        var right = vertices.Select(v => x[v] + (graph.Solid[v] / 2)).DefaultIfEmpty(0).Max() + Margin;
        x = [.. x.Select(at => at - left)];

        var bands = Bands.Of(graph, x, heights, LabelHeight, Margin);
        Rectangle[] boxes = [.. widths.Select((width, i) => new Rectangle(x[i], bands[graph.Layer[i]].Middle, width, heights[i]))];
        var routes = new Routing(graph, x, bands, boxes).Routes();
        var labels = routes.Select((route, i) =>
        {
            var own = graph.Routes[i][^2];
            var y = bands[graph.Layer[own]].Middle;
            return graph.Solid[own] > 0 ? new Rectangle(Middle(route, x[own], y), y, graph.Solid[own], LabelHeight) : default;
        }).ToList();
        return new(figure, right - left, Bands.Height(bands, Margin), boxes, labels, routes) { Bodies = bodies };
    }

    // Frames side by side, each with its name above the body.
    private static (double Width, double Height) Inside(Placement[] bodies) => bodies.Length == 0
        ? default
        : (bodies.Sum(body => body.Width + BodyGap) + BodyGap, bodies.Max(body => body.Height) + LabelHeight + BodyGap);

    private static double LabelWidth(string label) => label.Length == 0 ? 0 : (TextMetrics.Width(label) * LabelSize) + LabelPadding;

    // A label follows the curve that rounds the bend on which it stands.
    private static double Middle(IReadOnlyList<(double X, double Y)> route, double x, double y) =>
        Curve.Through(route).Where(piece => piece.Bend == (x, y)).Select(piece => piece.At(0.5).X).DefaultIfEmpty(x).First();
}
