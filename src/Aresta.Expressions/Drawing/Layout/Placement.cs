namespace Aresta.Expressions.Drawing.Layout;

/// <summary>A rectangle by its center.</summary>
/// <param name="X">The center, across.</param>
/// <param name="Y">The center, down.</param>
/// <param name="Width">The width.</param>
/// <param name="Height">The height.</param>
public readonly record struct Rectangle(double X, double Y, double Width, double Height)
{
    /// <summary>Whether two rectangles share some area.</summary>
    public bool Overlaps(Rectangle other) =>
        Math.Abs(X - other.X) < (Width + other.Width) / 2 && Math.Abs(Y - other.Y) < (Height + other.Height) / 2;
}

/// <summary>A figure with coordinates: operands below, users above.</summary>
/// <param name="Figure">The figure.</param>
/// <param name="Width">The width of the whole.</param>
/// <param name="Height">The height of the whole.</param>
/// <param name="Boxes">Where each box is.</param>
/// <param name="Labels">Where the label of each arrow is; of no size where it has none.</param>
/// <param name="Routes">The points through which each arrow goes, from operand to user, the first and last on the edges of their boxes.</param>
public sealed record Placement(
    Figure Figure, double Width, double Height, IReadOnlyList<Rectangle> Boxes, IReadOnlyList<Rectangle> Labels,
    IReadOnlyList<IReadOnlyList<(double X, double Y)>> Routes)
{
    /// <summary>The size of the text in boxes.</summary>
    public const double FontSize = 15;

    /// <summary>The size of the text on arrows.</summary>
    public const double LabelSize = 13;

    private const double Padding = 11;
    private const double Margin = 20;
    private const double Gap = 26;
    private const double BareArrow = 14;

    /// <summary>Lays a figure out. Deterministic.</summary>
    public static Placement Of(Figure figure)
    {
        ArgumentNullException.ThrowIfNull(figure);
        var heights = figure.Boxes.Select(box => (box.Lines.Count * FontSize * TextMetrics.LineHeight) + Padding).ToList();
        var widths = figure.Boxes.Select(box => Math.Max(40, (box.Lines.Max(TextMetrics.Width) * FontSize) + (2 * Padding))).ToList();
        var arrows = figure.Arrows
            .Select(a => (a.From, a.To, a.Label.Length == 0 ? 0 : (TextMetrics.Width(a.Label) * LabelSize) + 6)).ToList();
        var graph = Layered.Of(widths, arrows, BareArrow);
        Crossings.Reduce(graph);
        var x = Coordinates.Assign(graph, Gap);
        var y = Levels(graph, heights, figure.Arrows.Any(a => a.Label.Length > 0), out var height);

        var left = Enumerable.Range(0, x.Length).Select(v => x[v] - (graph.Width[v] / 2)).DefaultIfEmpty(0).Min() - Margin;
        var right = Enumerable.Range(0, x.Length).Select(v => x[v] + (graph.Width[v] / 2)).DefaultIfEmpty(0).Max() + Margin;
        Rectangle[] boxes = [.. widths.Select((width, i) => new Rectangle(x[i] - left, y[graph.Layer[i]], width, heights[i]))];
        var labels = figure.Arrows.Select((arrow, i) => graph.LabelAt[i] is var at
            ? new Rectangle(x[at] - left, y[graph.Layer[at]], arrows[i].Item3, arrow.Label.Length > 0 ? LabelSize * TextMetrics.LineHeight : 0)
            : default).ToList();
        var routes = graph.Routes
            .Select(route => Route([.. route.Select(v => (x[v] - left, y[graph.Layer[v]]))], boxes[route[0]], boxes[route[^1]])).ToList();
        return new(figure, right - left, height, boxes, labels, routes);
    }

    // Layer 0 is lowest. Boxes take the height of the tallest in their layer; between them there is room for labels and arrowheads.
    private static double[] Levels(Layered graph, List<double> heights, bool labelled, out double total)
    {
        var y = new double[graph.Order.Length];
        var at = Margin;
        for (var layer = y.Length - 1; layer >= 0; layer--)
        {
            var height = layer % 2 == 1 ? (labelled ? 74 : 46) : graph.Order[layer].Where(v => v < graph.BoxCount).Max(v => heights[v]);
            y[layer] = at + (height / 2);
            at += height;
        }

        total = at + Margin;
        return y;
    }

    private static List<(double X, double Y)> Route(List<(double X, double Y)> points, Rectangle from, Rectangle to)
    {
        // Arrows leave and enter boxes at their long sides, turned toward where they go.
        points[0] = Border(from, points[1], from.Y - (from.Height / 2));
        points[^1] = Border(to, points[^2], to.Y + (to.Height / 2));

        // Where the whole way is nearly straight, it is drawn straight.
        var (first, last) = (points[0], points[^1]);
        return points.All(p => Math.Abs(first.X + ((last.X - first.X) * (p.Y - first.Y) / (last.Y - first.Y)) - p.X) < 4)
            ? [first, last]
            : points;
    }

    private static (double X, double Y) Border(Rectangle box, (double X, double Y) toward, double y)
    {
        var reach = (box.Width / 2) - 10;
        var lean = (toward.X - box.X) * ((y - box.Y) / (toward.Y - box.Y));
        return (box.X + Math.Clamp(lean, -reach, reach), y);
    }
}
