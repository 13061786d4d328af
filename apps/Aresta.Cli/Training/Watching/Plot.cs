using System.Text;
using static Aresta.Cli.Charts.Markup;

namespace Aresta.Cli.Training.Watching;

/// <summary>Drawings for a page as SVG without colors of its own: the page's style gives them, light or dark.</summary>
internal static class Plot
{
    /// <summary>How many characters of a label are shown; of longer ones the end.</summary>
    public const int LongestLabel = 26;

    private const int Width = 720;
    private const int Left = 170;
    private const int Right = 12;

    /// <summary>Numbers as cells, each the darker the greater it is, by powers of ten; what is not finite stands out.</summary>
    public static string HeatMap(string label, IReadOnlyList<string> rows, IReadOnlyList<string> columns, Func<int, int, double> value)
    {
        const int height = 18, top = 6, bottom = 24, mostColumns = 120, mostRows = 64;
        int[] down = Chosen(rows.Count, mostRows), along = Chosen(columns.Count, mostColumns);
        double[] logs =
        [
            .. from row in down from column in along let v = value(row, column) where v > 0 && double.IsFinite(v) select Math.Log10(v),
        ];
        var (low, high) = logs.Length == 0 ? (0, 0) : (logs.Min(), logs.Max());
        low = Math.Max(low, high - 12);
        var wide = (double)(Width - Left - Right) / Math.Max(along.Length, 1);
        var svg = Open(label, top + bottom + (down.Length * height));
        for (var i = 0; i < down.Length; i++)
        {
            var y = top + (i * height);
            svg.Add($"<text x=\"{Left - 6}\" y=\"{y + 13}\" class=\"end\">{Text(Short(rows[down[i]]))}</text>");
            for (var j = 0; j < along.Length; j++)
            {
                var v = value(down[i], along[j]);
                var share = v <= 0 || double.IsNaN(v) ? 0 : high > low ? Math.Clamp((Math.Log10(v) - low) / (high - low), 0, 1) : 1;
                var shade = v > 0 ? 0.06 + (0.94 * share) : 0;
                var (kind, opacity) = double.IsFinite(v) ? ("heat", shade) : ("bad", 1);
                svg.Add($"<rect class=\"{kind}\" fill-opacity=\"{opacity:F3}\" x=\"{Left + (j * wide):F2}\" y=\"{y}\" ");
                svg.Add($"width=\"{Math.Max(wide - 1, 0.5):F2}\" height=\"{height - 1}\">");
                svg.Add($"<title>{Text(rows[down[i]])}, {Text(columns[along[j]])}: {v:G4}</title></rect>");
            }
        }

        var foot = top + (down.Length * height) + 16;
        svg.Add($"<text x=\"{Left}\" y=\"{foot}\">{Text(columns.Count > 0 ? columns[0] : "")}</text>");
        svg.Add($"<text x=\"{Width - Right}\" y=\"{foot}\" class=\"end\">{Text(columns.Count > 1 ? columns[^1] : "")}</text>");
        var scale = FormattableString.Invariant($"{Math.Pow(10, low):G2} ░▒▓ {Math.Pow(10, high):G2}");
        svg.Add($"<text x=\"{(Left + Width) / 2}\" y=\"{foot}\" class=\"middle\">{scale}</text>");
        return svg.Append("</svg>").ToString();
    }

    /// <summary>A histogram as bars, small enough to stand beside others.</summary>
    public static string Bars(string label, IReadOnlyList<long> counts, int first)
    {
        const int width = 230, height = 96, floor = 68;
        var (greatest, wide) = (Math.Max(counts.Max(), 1), (double)width / counts.Count);
        var svg = Open(label, height, width);
        svg.Add($"<text x=\"0\" y=\"11\">{Text(Short(label))}</text>");
        for (var i = 0; i < counts.Count; i++)
        {
            var tall = 50.0 * counts[i] / greatest;
            svg.Add($"<rect class=\"heat\" x=\"{i * wide:F2}\" y=\"{floor - tall:F2}\" width=\"{wide - 1:F2}\" height=\"{tall:F2}\">");
            svg.Add($"<title>1e{first + i}: {counts[i]}</title></rect>");
        }

        svg.Add($"<path class=\"grid\" d=\"M0 {floor}H{width}\"/>");
        svg.Add($"<text x=\"0\" y=\"{floor + 14}\">1e{first}</text>");
        svg.Add($"<text x=\"{width}\" y=\"{floor + 14}\" class=\"end\">1e{first + counts.Count - 1}</text>");
        return svg.Append("</svg>").ToString();
    }

    private static StringBuilder Open(string label, int height, int width = Width)
    {
        var svg = new StringBuilder();
        svg.Add($"<svg viewBox=\"0 0 {width} {height}\" width=\"{width}\" role=\"img\" aria-label=\"{Text(label)}\">");
        return svg;
    }

    // All, or evenly spread ones with the first and the last.
    private static int[] Chosen(int count, int most) => count <= most
        ? [.. Enumerable.Range(0, count)]
        : [.. Enumerable.Range(0, most).Select(i => (int)((long)i * (count - 1) / (most - 1)))];

    private static string Short(string name) => name.Length <= LongestLabel ? name : "…" + name[^(LongestLabel - 1)..];
}
