using System.Text;
using static Aresta.Cli.Charts.Markup;

namespace Aresta.Cli.Charts;

/// <summary>A line of a chart.</summary>
/// <param name="Name">What its key says.</param>
/// <param name="Points">Its points; it has a gap where one cannot be shown, as 0 on an axis by powers of ten.</param>
/// <param name="Color">Which of the colors of <see cref="ChartStyle"/>.</param>
/// <param name="IsDashed">Whether it is dashed.</param>
/// <param name="HasDots">Whether its points are marked.</param>
internal sealed record Line(
    string Name, IReadOnlyList<(double X, double Y)> Points, int Color, bool IsDashed = false, bool HasDots = false);

/// <summary>Lines over a common axis as SVG without colors of its own: <see cref="ChartStyle"/> gives them, light or dark.</summary>
/// <param name="Title">What it shows, for those who cannot see it and as heading.</param>
/// <param name="XLabel">What is along the lower edge, with its unit.</param>
/// <param name="YLabel">What is along the left edge, with its unit.</param>
/// <param name="Lines">The lines.</param>
internal sealed record Chart(string Title, string XLabel, string YLabel, IReadOnlyList<Line> Lines)
{
    private const int Width = 760, Height = 380, Left = 84, Right = 176, Top = 18, Bottom = 56;

    /// <summary>Whether the lower edge is by powers of ten; along it stand whole numbers otherwise.</summary>
    public bool IsLogX { get; init; }

    /// <summary>Whether the left edge is.</summary>
    public bool IsLogY { get; init; }

    /// <summary>A stretch at the top for a title, where the chart stands alone.</summary>
    private const int TitleHeight = 34;

    /// <summary>The drawing for a page that has the style.</summary>
    public string Svg()
    {
        var svg = new StringBuilder();
        svg.Add($"<svg viewBox=\"0 0 {Width} {Height}\" width=\"{Width}\" role=\"img\" aria-label=\"{Text(Title)}\">");
        Draw(svg);
        return svg.Append("</svg>").ToString();
    }

    /// <summary>The drawing as a file of its own.</summary>
    /// <param name="theme">"light", "dark", or null for that of the reader's screen.</param>
    public string File(string? theme)
    {
        var (svg, height) = (new StringBuilder(), Height + TitleHeight);
        svg.Add($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {height}\" width=\"{Width}\" height=\"{height}\" ");
        svg.Add($"role=\"img\" aria-label=\"{Text(Title)}\"><style>{ChartStyle.OfFile(theme)}</style>");
        svg.Add($"<rect class=\"paper\" width=\"{Width}\" height=\"{height}\"/>");
        svg.Add($"<text class=\"title\" x=\"{Left}\" y=\"26\">{Text(Title)}</text><g transform=\"translate(0 {TitleHeight})\">");
        Draw(svg);
        return svg.Append("</g></svg>\n").ToString();
    }

    private void Draw(StringBuilder svg)
    {
        var points = Lines.SelectMany(line => line.Points).ToArray();
        var across = new Axis(points.Select(point => point.X), IsLogX, isWhole: true);
        var up = new Axis(points.Select(point => point.Y), IsLogY);
        double X(double place) => Left + (place * (Width - Left - Right));
        double Y(double place) => Height - Bottom - (place * (Height - Bottom - Top));
        foreach (var (at, label) in up.Ticks())
        {
            svg.Add($"<path class=\"grid\" d=\"M{Left} {Y(at):F1}H{Width - Right}\"/>");
            svg.Add($"<text class=\"end\" x=\"{Left - 8}\" y=\"{Y(at) + 4:F1}\">{label}</text>");
        }

        foreach (var (at, label) in across.Ticks())
        {
            svg.Add($"<path class=\"tick\" d=\"M{X(at):F1} {Height - Bottom}v5\"/>");
            svg.Add($"<text class=\"middle\" x=\"{X(at):F1}\" y=\"{Height - Bottom + 20}\">{label}</text>");
        }

        svg.Add($"<path class=\"edge\" d=\"M{Left} {Top}V{Height - Bottom}H{Width - Right}\"/>");
        svg.Add($"<text class=\"middle name\" x=\"{(Left + Width - Right) / 2}\" y=\"{Height - 12}\">{Text(XLabel)}</text>");
        var middle = (Top + Height - Bottom) / 2;
        svg.Add($"<text class=\"middle name\" transform=\"translate(18 {middle}) rotate(-90)\">{Text(YLabel)}</text>");
        for (var i = 0; i < Lines.Count; i++)
        {
            Draw(svg, Lines[i], point => across.Place(point.X) is { } x && up.Place(point.Y) is { } y ? (X(x), Y(y)) : null);
            var key = Top + 10 + (i * 22);
            var kind = $"line c{Lines[i].Color % ChartStyle.Count}{(Lines[i].IsDashed ? " dashed" : "")}";
            svg.Add($"<path class=\"{kind}\" d=\"M{Width - Right + 16} {key}h26\"/>");
            svg.Add($"<text class=\"key\" x=\"{Width - Right + 50}\" y=\"{key + 4}\">{Text(Lines[i].Name)}</text>");
        }
    }

    private static void Draw(StringBuilder svg, Line line, Func<(double X, double Y), (double X, double Y)?> place)
    {
        var (path, isOpen) = (new StringBuilder(), false);
        foreach (var point in line.Points)
        {
            if (place(point) is var (x, y))
            {
                path.Add($"{(isOpen ? 'L' : 'M')}{x:F1} {y:F1}");
                isOpen = true;
            }
            else
            {
                isOpen = false;
            }
        }

        var color = line.Color % ChartStyle.Count;
        svg.Add($"<path class=\"line c{color}{(line.IsDashed ? " dashed" : "")}\" d=\"{path}\"/>");
        foreach (var point in line.HasDots ? line.Points : [])
        {
            if (place(point) is var (x, y))
            {
                svg.Add($"<circle class=\"f{color}\" cx=\"{x:F1}\" cy=\"{y:F1}\" r=\"3.5\">");
                svg.Add($"<title>{Text(line.Name)}: {point.X:G4}, {point.Y:G4}</title></circle>");
            }
        }
    }
}
