namespace Aresta.Cli.Charts;

/// <summary>
/// The colors and shapes of charts and pages: legible on a light and on a dark screen, and told apart without red and green.
/// </summary>
internal static class ChartStyle
{
    /// <summary>How many colors lines have.</summary>
    public const int Count = 4;

    private const string Light =
        "--paper:#fff;--ink:#1c1e21;--soft:#5a6270;--grid:#e3e6ea;--edge:#9aa2ad;--heat:#0b5fa5;--bad:#c22;"
        + "--c0:#c2570c;--c1:#0b5fa5;--c2:#22784a;--c3:#7a3f8f";

    private const string Dark =
        "--paper:#15181c;--ink:#e4e6ea;--soft:#a3abb6;--grid:#2c3239;--edge:#6a727d;--heat:#6cb6ff;--bad:#ff6b6b;"
        + "--c0:#f2a65e;--c1:#6cb6ff;--c2:#74d39a;--c3:#cfa3e6";

    /// <summary>Lines, edges and letters.</summary>
    public const string Shapes =
        "svg text{font:12px system-ui,'Segoe UI',Roboto,'Noto Sans','DejaVu Sans',sans-serif;fill:var(--soft)}"
        + "svg .title{font-size:15px;font-weight:600;fill:var(--ink)}svg .name{font-size:13px;fill:var(--ink)}svg .key{fill:var(--ink)}"
        + ".end{text-anchor:end}.middle{text-anchor:middle}.paper{fill:var(--paper)}"
        + ".grid{stroke:var(--grid);fill:none}.edge,.tick{stroke:var(--edge);fill:none}"
        + ".line{fill:none;stroke-width:2.2;stroke-linejoin:round}.dashed{stroke-dasharray:6 5;stroke-width:1.8}"
        + ".c0{stroke:var(--c0)}.c1{stroke:var(--c1)}.c2{stroke:var(--c2)}.c3{stroke:var(--c3)}"
        + ".f0{fill:var(--c0)}.f1{fill:var(--c1)}.f2{fill:var(--c2)}.f3{fill:var(--c3)}";

    /// <summary>The colors of a page, those of the reader's screen.</summary>
    public static string Colors => $":root{{color-scheme:light dark;{Light}}}@media(prefers-color-scheme:dark){{:root{{{Dark}}}}}";

    /// <summary>The style of a drawing that is a file: without variables, which many programs that show such files do not know.</summary>
    /// <param name="theme">"light", "dark", or null for that of the reader's screen.</param>
    public static string OfFile(string? theme) => theme switch
    {
        "light" => Resolved(Light),
        "dark" => Resolved(Dark),
        _ => $"{Resolved(Light)}@media(prefers-color-scheme:dark){{{Resolved(Dark)}}}",
    };

    private static string Resolved(string colors) => colors.Split(';')
        .Select(color => color.Split(':')).Aggregate(Shapes, (style, color) => style.Replace($"var({color[0]})", color[1]));

    /// <summary>What a page is set in.</summary>
    public const string Page =
        "body{background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,sans-serif;max-width:800px;margin:2rem auto;padding:0 1rem}"
        + "h1{font-size:1.5rem;line-height:1.25}h2{font-size:1.1rem;margin:2.2rem 0 .3rem}p.soft{color:var(--soft);margin:.3rem 0 .8rem}"
        + ".verdict{border-left:4px solid var(--heat);padding-left:1rem;margin:1rem 0}.verdict.wrong{border-color:var(--bad)}"
        + "svg{max-width:100%;height:auto;display:block}.heat{fill:var(--heat)}.bad{fill:var(--bad)}"
        + ".many{display:flex;flex-wrap:wrap;gap:12px}"
        + ".wide{overflow-x:auto}table{border-collapse:collapse;font-variant-numeric:tabular-nums;font-size:.93rem}"
        + "td,th{padding:.25rem .7rem;border-bottom:1px solid var(--grid);text-align:left;vertical-align:top}th{font-weight:600}"
        + "td.number,th.number{text-align:right}summary{cursor:pointer;color:var(--soft)}code{font:.9em ui-monospace,monospace}";
}
