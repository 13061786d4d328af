using System.Globalization;
using System.Security;
using System.Text;
using Aresta.Expressions.Drawing.Layout;

namespace Aresta.Expressions.Drawing;

/// <summary>A placed figure as SVG: self-contained, with a title for people who cannot see it, the same bytes every time.</summary>
public static class SvgWriter
{
    private const string Fonts = "'Inter','Segoe UI','Helvetica Neue','DejaVu Sans',sans-serif";

    /// <summary>The SVG document.</summary>
    public static string Write(Placement placement, Theme theme)
    {
        ArgumentNullException.ThrowIfNull(placement);
        ArgumentNullException.ThrowIfNull(theme);
        var svg = new StringBuilder();
        var (width, height) = (Text(placement.Width), Text(placement.Height));
        svg.Append(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img" aria-labelledby="title">
            <title id="title">{Escape(placement.Figure.Title)}</title>
            <style>text{"{"}font-family:{Fonts};text-anchor:middle;fill:{theme.Text}{"}"}.label{"{"}stroke:{theme.Ground};stroke-width:5;paint-order:stroke;stroke-linejoin:round{"}"}</style>
            <rect width="100%" height="100%" fill="{theme.Ground}"/>

            """);
        foreach (var (arrow, i) in placement.Figure.Arrows.Select((arrow, i) => (arrow, i)).OrderBy(pair => pair.arrow.Emphasis == Emphasis.Strong))
        {
            WriteArrow(svg, arrow, placement.Routes[i], theme);
        }

        for (var i = 0; i < placement.Boxes.Count; i++)
        {
            WriteBox(svg, placement.Figure.Boxes[i], placement.Boxes[i], theme);
        }

        for (var i = 0; i < placement.Labels.Count; i++)
        {
            WriteLabel(svg, placement.Figure.Arrows[i], placement.Labels[i], theme);
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static void WriteArrow(StringBuilder svg, Arrow arrow, IReadOnlyList<(double X, double Y)> route, Theme theme)
    {
        var color = arrow.Emphasis switch { Emphasis.Strong => theme.Accent, Emphasis.Faint => theme.Faint, _ => theme.Line };
        var points = arrow.Reversed ? route.Reverse().ToList() : [.. route];

        // The head is drawn by hand, in the direction in which the arrow arrives; the line ends at its back.
        var (tip, before) = (points[^1], points[^2]);
        var (dx, dy) = points.Count > 2 ? (0, Math.Sign(tip.Y - before.Y)) : (tip.X - before.X, tip.Y - before.Y);
        var length = Math.Sqrt((dx * dx) + (dy * dy));
        (dx, dy) = (dx / length, dy / length);
        points[^1] = (tip.X - (8 * dx), tip.Y - (8 * dy));
        var strong = arrow.Emphasis == Emphasis.Strong ? "2.4" : "1.5";
        svg.Append(CultureInfo.InvariantCulture, $"<path d=\"{Path(points)}\" fill=\"none\" stroke=\"{color}\" stroke-width=\"{strong}\"/>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{Point(tip)}L{Point((tip.X - (10 * dx) + (4.5 * dy), tip.Y - (10 * dy) - (4.5 * dx)))}");
        svg.Append(CultureInfo.InvariantCulture, $"L{Point((tip.X - (10 * dx) - (4.5 * dy), tip.Y - (10 * dy) + (4.5 * dx)))}Z\" fill=\"{color}\"/>\n");
    }

    // Straight between two points; through more, curves that pass each of them upright.
    private static string Path(List<(double X, double Y)> points)
    {
        var path = new StringBuilder("M").Append(Point(points[0]));
        for (var i = 1; i < points.Count; i++)
        {
            var (from, to) = (points[i - 1], points[i]);
            var middle = (from.Y + to.Y) / 2;
            path.Append(points.Count == 2 ? $"L{Point(to)}" : $"C{Point((from.X, middle))} {Point((to.X, middle))} {Point(to)}");
        }

        return path.ToString();
    }

    private static void WriteBox(StringBuilder svg, Box box, Rectangle place, Theme theme)
    {
        var (left, top) = (place.X - (place.Width / 2), place.Y - (place.Height / 2));
        svg.Append("<g>");
        if (box.Tooltip is { } tooltip)
        {
            svg.Append("<title>").Append(Escape(tooltip)).Append("</title>");
        }

        svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{Text(left)}\" y=\"{Text(top)}\" width=\"{Text(place.Width)}\" height=\"{Text(place.Height)}\" ");
        svg.Append(CultureInfo.InvariantCulture, $"rx=\"9\" fill=\"{theme.Of(box.Kind)}\" stroke=\"{theme.Line}\" stroke-width=\"1.2\"");
        svg.Append(box.Kind == BoxKind.Constant ? " stroke-dasharray=\"4 3\"/>" : "/>");
        var line = Placement.FontSize * TextMetrics.LineHeight;
        for (var i = 0; i < box.Lines.Count; i++)
        {
            var y = place.Y + ((i - ((box.Lines.Count - 1) / 2.0)) * line) + (Placement.FontSize * 0.35);
            var weight = i == 0 ? "" : " font-weight=\"600\"";
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Text(place.X)}\" y=\"{Text(y)}\" font-size=\"{Text(Placement.FontSize)}\"{weight}>{Escape(box.Lines[i])}</text>");
        }

        svg.Append("</g>\n");
    }

    private static void WriteLabel(StringBuilder svg, Arrow arrow, Rectangle place, Theme theme)
    {
        if (arrow.Label.Length > 0)
        {
            var color = arrow.Emphasis switch { Emphasis.Strong => theme.Accent, Emphasis.Faint => theme.Line, _ => theme.Text };
            var y = Text(place.Y + (Placement.LabelSize * 0.35));
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"label\" x=\"{Text(place.X)}\" y=\"{y}\" font-size=\"{Text(Placement.LabelSize)}\" style=\"fill:{color}\">{Escape(arrow.Label)}</text>\n");
        }
    }

    private static string Point((double X, double Y) point) => $"{Text(point.X)},{Text(point.Y)}";

    private static string Text(double number) => Math.Round(number, 1).ToString(CultureInfo.InvariantCulture);

    private static string Escape(string text) => SecurityElement.Escape(text);
}
