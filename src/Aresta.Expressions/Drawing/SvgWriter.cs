using System.Globalization;
using System.Security;
using System.Text;
using Aresta.Expressions.Drawing.Layout;

namespace Aresta.Expressions.Drawing;

/// <summary>
/// A placed figure as SVG: self-contained, the same bytes every time. It has a title and a description for people who cannot see it. Each
/// box is a group of class <c>node</c> with its id in documents as <c>data-id</c>; each arrow a group of class <c>edge</c> with the ids
/// of its boxes as <c>data-from</c> and <c>data-to</c>. It holds no style sheet and no id, so that many can stand in one page.
/// </summary>
public static class SvgWriter
{
    private const string Fonts = "Inter, 'Segoe UI', 'Helvetica Neue', 'DejaVu Sans', sans-serif";
    private const int LongestDescription = 2000;

    // From the baseline to half the height of a capital letter, in units of the font size.
    private const double HalfCapital = 0.36;

    /// <summary>The SVG document.</summary>
    public static string Write(Placement placement, Theme theme)
    {
        ArgumentNullException.ThrowIfNull(placement);
        ArgumentNullException.ThrowIfNull(theme);
        var (figure, svg) = (placement.Figure, new StringBuilder());
        var (width, height) = (Text(placement.Width), Text(placement.Height));
        svg.Append(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img">
            <title>{Escape(figure.Title)}</title>
            <desc>{Escape(Description(figure))}</desc>
            <rect width="100%" height="100%" fill="{theme.Ground}"/>
            <g font-family="{Fonts}" text-anchor="middle" fill="{theme.Text}">

            """);
        WriteContent(svg, placement, theme);
        return svg.Append("</g>\n</svg>\n").ToString();
    }

    private static void WriteContent(StringBuilder svg, Placement placement, Theme theme)
    {
        var figure = placement.Figure;

        // What is strong lies above what is faint.
        foreach (var i in Enumerable.Range(0, figure.Arrows.Count).OrderBy(i => Rank(figure.Arrows[i].Emphasis)))
        {
            var (from, to) = (Id(figure, figure.Arrows[i].From), Id(figure, figure.Arrows[i].To));
            WriteArrow(svg, figure.Arrows[i], from, to, placement.Routes[i], placement.Labels[i], theme);
        }

        for (var i = 0; i < placement.Boxes.Count; i++)
        {
            WriteBox(svg, Id(figure, i), figure.Boxes[i], placement.Boxes[i], theme);
            WriteBodies(svg, Id(figure, i), figure.Boxes[i], placement.Boxes[i], placement.Bodies.ElementAtOrDefault(i) ?? [], theme);
        }
    }

    // In the box, under its text: a frame for each body, its name in the corner.
    private static void WriteBodies(
        StringBuilder svg, string id, Box box, Rectangle place, IReadOnlyList<Placement> bodies, Theme theme)
    {
        const double gap = Placement.BodyGap;
        var nameHeight = Placement.LabelSize * TextMetrics.LineHeight;
        var (left, top) = (place.X - ((bodies.Sum(body => body.Width + gap) - gap) / 2), place.Top + Placement.TextHeight(box));
        for (var i = 0; i < bodies.Count; i++)
        {
            var (body, height) = (bodies[i], place.Top + place.Height - gap - top);
            svg.Append(CultureInfo.InvariantCulture, $"<g class=\"body\" data-id=\"{id}/{box.Bodies[i].Name}\">");
            WriteRectangle(svg, new(left + (body.Width / 2), top + (height / 2), body.Width, height));
            svg.Append(CultureInfo.InvariantCulture, $" rx=\"6\" fill=\"{theme.Ground}\" stroke=\"{theme.Faint}\"/>");
            var (x, y, size) = (Text(left + 8), Text(top + (nameHeight * 0.8)), Text(Placement.LabelSize));
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" text-anchor=\"start\" ");
            svg.Append(CultureInfo.InvariantCulture, $"fill=\"{theme.Line}\">{Escape(box.Bodies[i].Name)}</text>");
            svg.Append(CultureInfo.InvariantCulture, $"<g transform=\"translate({Text(left)} {Text(top + nameHeight)})\">\n");
            WriteContent(svg, body, theme);
            svg.Append("</g></g>\n");
            left += body.Width + gap;
        }
    }

    private static int Rank(Emphasis emphasis) => emphasis switch { Emphasis.Faint => 0, Emphasis.Plain => 1, _ => 2 };

    private static string Description(Figure figure)
    {
        var all = string.Join("; ", figure.Boxes.Select(box => string.Join(", ", box.Lines)));
        return all.Length <= LongestDescription ? all : string.Concat(all.AsSpan(0, LongestDescription), "…");
    }

    private static string Id(Figure figure, int box) => figure.Boxes[box].Id ?? string.Create(CultureInfo.InvariantCulture, $"%{box}");

    private static void WriteArrow(
        StringBuilder svg, Arrow arrow, string from, string to, IReadOnlyList<(double X, double Y)> route, Rectangle label, Theme theme)
    {
        var (color, thick, head) = arrow.Emphasis switch
        {
            Emphasis.Strong => (theme.Accent, "2.2", 1.15),
            Emphasis.Faint => (theme.Faint, "1.1", 0.85),
            _ => (theme.Line, "1.5", 1.0),
        };
        svg.Append(CultureInfo.InvariantCulture, $"<g class=\"edge\" data-from=\"{from}\" data-to=\"{to}\">");
        WriteTooltip(svg, arrow.Tooltip);

        // The line ends at the back of the head.
        var points = arrow.Reversed ? [.. route.Reverse()] : route;
        var (line, (dx, dy)) = Curve.Shortened(points, 8 * head);
        svg.Append(CultureInfo.InvariantCulture, $"<path d=\"{Path(line)}\" fill=\"none\" stroke=\"{color}\" stroke-width=\"{thick}\"/>");
        var (tip, length, half) = (points[^1], 10 * head, 4.5 * head);
        var (backX, backY) = (tip.X - (length * dx), tip.Y - (length * dy));
        svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{Point(tip)}L{Point((backX + (half * dy), backY - (half * dx)))}");
        svg.Append(CultureInfo.InvariantCulture, $"L{Point((backX - (half * dy), backY + (half * dx)))}Z\" fill=\"{color}\"/>");
        if (arrow.Label.Length > 0)
        {
            var fill = arrow.Emphasis switch { Emphasis.Strong => theme.Accent, Emphasis.Faint => theme.Line, _ => theme.Text };
            WriteRectangle(svg, label with { Height = Placement.LabelSize });
            svg.Append(CultureInfo.InvariantCulture, $" rx=\"3\" fill=\"{theme.Ground}\"/>");
            var (x, y) = (Text(label.X), Text(label.Y + (Placement.LabelSize * HalfCapital)));
            var size = Text(Placement.LabelSize);
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" fill=\"{fill}\">");
            svg.Append(Escape(arrow.Label)).Append("</text>");
        }

        svg.Append("</g>\n");
    }

    private static string Path(IReadOnlyList<(double X, double Y)> points)
    {
        var path = new StringBuilder("M").Append(Point(points[0]));
        foreach (var piece in Curve.Through(points))
        {
            path.Append('L').Append(Point(piece.LineTo));
            if (piece.CurveTo != piece.LineTo)
            {
                path.Append('Q').Append(Point(piece.Bend)).Append(' ').Append(Point(piece.CurveTo));
            }
        }

        return path.ToString();
    }

    private static void WriteBox(StringBuilder svg, string id, Box box, Rectangle place, Theme theme)
    {
        svg.Append(CultureInfo.InvariantCulture, $"<g class=\"node\" data-id=\"{id}\">");
        WriteTooltip(svg, box.Tooltip);
        var (fill, stroke, thick) = box.Emphasis switch
        {
            Emphasis.Strong => (theme.Of(box.Kind), theme.Accent, "2"),
            Emphasis.Faint => (theme.Ground, theme.Faint, "1.2"),
            _ => (theme.Of(box.Kind), theme.Line, "1.2"),
        };
        WriteRectangle(svg, place);
        svg.Append(CultureInfo.InvariantCulture, $" rx=\"9\" fill=\"{fill}\" stroke=\"{stroke}\" ");
        svg.Append("stroke-width=\"").Append(thick).Append(box.Kind == BoxKind.Constant ? "\" stroke-dasharray=\"4 3\"/>" : "\"/>");
        var dimmed = box.Emphasis == Emphasis.Faint ? $" fill=\"{theme.Line}\"" : "";
        var (line, size) = (Placement.FontSize * TextMetrics.LineHeight, Text(Placement.FontSize));
        for (var i = 0; i < box.Lines.Count; i++)
        {
            var middle = place.Top + (Placement.TextHeight(box) / 2);
            var (x, y) = (Text(place.X), Text(middle + ((i - ((box.Lines.Count - 1) / 2.0)) * line) + (Placement.FontSize * HalfCapital)));
            var weight = i == 0 ? " font-weight=\"600\"" : "";
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\"{weight}{dimmed}>");
            svg.Append(Escape(box.Lines[i])).Append("</text>");
        }

        svg.Append("</g>\n");
    }

    private static void WriteRectangle(StringBuilder svg, Rectangle place)
    {
        svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{Text(place.Left)}\" y=\"{Text(place.Top)}\" ");
        svg.Append(CultureInfo.InvariantCulture, $"width=\"{Text(place.Width)}\" height=\"{Text(place.Height)}\"");
    }

    private static void WriteTooltip(StringBuilder svg, string? tooltip)
    {
        if (tooltip is not null)
        {
            svg.Append("<title>").Append(Escape(tooltip)).Append("</title>");
        }
    }

    private static string Point((double X, double Y) point) => $"{Text(point.X)},{Text(point.Y)}";

    // One digit after the point; 0 has no sign.
    private static string Text(double number) => (Math.Round(number, 1) + 0.0).ToString(CultureInfo.InvariantCulture);

    private static string Escape(string text) => SecurityElement.Escape(text);
}
