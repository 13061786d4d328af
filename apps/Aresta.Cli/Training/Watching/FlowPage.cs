using System.Text;
using Aresta.Cli.Wording;
using Aresta.Expressions;
using Aresta.Learning.Diagnostics;
using static Aresta.Cli.Training.Watching.Markup;

namespace Aresta.Cli.Training.Watching;

/// <summary>The page of <c>--report</c>: one file that needs nothing else, light or dark as the reader's screen is.</summary>
/// <param name="title">What is trained on what.</param>
/// <param name="language">The reader's.</param>
internal sealed class FlowPage(string title, Language language)
{
    private const string Style = """
        :root{color-scheme:light dark;--paper:#fff;--ink:#1c1e21;--soft:#667;--grid:#ddd;--heat:#0b5fa5;--bad:#c22;
        --s0:#0b5fa5;--s1:#c2570c;--s2:#2c7a3f;--s3:#7a3f8f}
        @media(prefers-color-scheme:dark){:root{--paper:#15181c;--ink:#e4e6ea;--soft:#9aa2ad;--grid:#333a42;--heat:#6cb6ff;--bad:#ff6b6b;
        --s0:#6cb6ff;--s1:#f0a35e;--s2:#7fce8f;--s3:#c99ae0}}
        body{background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,sans-serif;max-width:760px;margin:2rem auto;padding:0 1rem}
        h1{font-size:1.4rem}h2{font-size:1.1rem;margin-top:2rem}
        p.soft{color:var(--soft)}
        .verdict{border-left:4px solid var(--heat);padding-left:1rem}
        .verdict.wrong{border-color:var(--bad)}svg{max-width:100%;height:auto}svg text{font:12px system-ui,sans-serif;fill:var(--soft)}
        .end{text-anchor:end}.middle{text-anchor:middle}.grid{stroke:var(--grid);fill:none}.line{fill:none;stroke-width:2}
        .s0{stroke:var(--s0)}.s1{stroke:var(--s1)}.s2{stroke:var(--s2)}.s3{stroke:var(--s3)}
        svg .k0{fill:var(--s0)}svg .k1{fill:var(--s1)}svg .k2{fill:var(--s2)}svg .k3{fill:var(--s3)}
        .heat{fill:var(--heat)}.bad{fill:var(--bad)}.many{display:flex;flex-wrap:wrap;gap:12px}
        table{border-collapse:collapse}td,th{padding:.2rem .6rem;border-bottom:1px solid var(--grid);text-align:left;vertical-align:top}
        """;

    private readonly FlowTexts texts = FlowTexts.For(language);

    /// <summary>The page.</summary>
    /// <param name="epochs">What was seen, at least once.</param>
    /// <param name="done">The end, once there is one.</param>
    public string Html(IReadOnlyList<FlowEpoch> epochs, Done? done)
    {
        var last = epochs[^1].Flow;
        var page = new StringBuilder("<!DOCTYPE html>\n");
        page.Add($"<html lang=\"{(language == Language.Portuguese ? "pt-BR" : "en")}\"><head><meta charset=\"utf-8\">");
        page.Append("<meta name=\"viewport\" content=\"width=device-width\">");
        page.Add($"<title>{Text(title)}</title><style>{Style}</style></head><body>");
        page.Add($"<h1>{Text(title)}</h1>");
        if (done is not null)
        {
            Paragraph(page, Texts.Format(texts.Test, done.TestAccuracy, done.TestLoss, done.Epochs, done.Steps));
        }

        foreach (var finding in last.Findings)
        {
            var kind = finding.Kind == FindingKind.Healthy ? "verdict" : "verdict wrong";
            page.Add($"<div class=\"{kind}\"><p><strong>{Text(finding.Describe(language))}</strong></p>");
            Paragraph(page, finding.Remedies(language));
            page.Append("</div>");
        }

        Losses(page, epochs);
        Norms(page, epochs, last);
        Section(page, texts.Updates, texts.UpdatesSay, Plot.HeatMap(
            texts.Updates, [.. last.Parameters.Select(parameter => parameter.Path)], Columns(epochs),
            (row, column) => epochs[column].Flow.Parameters[row].UpdateRatio ?? 0));
        Section(page, texts.Histograms, texts.HistogramsSay, "<div class=\"many\">" + string.Concat(last.Layers.Select(
            layer => Plot.Bars(Label(layer), layer.Histogram, Decades.Lowest))) + "</div>");
        Verdicts(page, epochs);
        return page.Append("</body></html>\n").ToString();
    }

    private void Losses(StringBuilder page, IReadOnlyList<FlowEpoch> epochs)
    {
        var trained = epochs.Where(epoch => epoch.Report is not null).ToArray();
        if (trained.Length > 0)
        {
            Section(page, texts.Losses, "", Plot.Lines(
                texts.Losses,
                [
                    (texts.Training, [.. trained.Select(epoch => ((double)epoch.Epoch, epoch.Report!.Loss))]),
                    (texts.Validation, [.. trained.Where(epoch => epoch.Report!.Validation is not null)
                        .Select(epoch => ((double)epoch.Epoch, epoch.Report!.Validation!.Loss))]),
                ]));
        }
    }

    private void Norms(StringBuilder page, IReadOnlyList<FlowEpoch> epochs, FlowReport last)
    {
        int[] plain = [.. Enumerable.Range(0, last.Layers.Count).Where(i => !last.Layers[i].IsRecurrent)];
        Section(page, texts.Norms, texts.NormsSay, Plot.HeatMap(
            texts.Norms, [.. plain.Select(i => Label(last.Layers[i]))], Columns(epochs),
            (row, column) => epochs[column].Flow.Layers[plain[row]].Norm));
        foreach (var i in Enumerable.Range(0, last.Layers.Count).Where(i => last.Layers[i].IsCarried))
        {
            var layer = last.Layers[i];
            Section(page, Texts.Format(texts.InTime, layer.Name), texts.InTimeSay, Plot.HeatMap(
                layer.Name, [.. epochs.Select(epoch => Texts.Format(texts.Epoch, epoch.Epoch))],
                [.. Enumerable.Range(1, layer.Steps.Count).Select(step => Texts.Format(texts.Step, step))],
                (row, column) => epochs[row].Flow.Layers[i].Steps[column].Norm));
        }
    }

    private void Verdicts(StringBuilder page, IReadOnlyList<FlowEpoch> epochs)
    {
        var table = new StringBuilder("<table>");
        foreach (var epoch in epochs)
        {
            var when = Text(Texts.Format(texts.Epoch, epoch.Epoch));
            table.Add($"<tr><th>{when}</th><td>{Text(epoch.Flow.Verdict.Describe(language))}</td></tr>");
        }

        Section(page, texts.Verdicts, "", table.Append("</table>").ToString());
    }

    // With its kind where there is room.
    private static string Label(LayerFlow layer) =>
        layer.Name.Length + layer.Kind.Length < Plot.LongestLabel ? $"{layer.Name} {layer.Kind}" : layer.Name;

    private string[] Columns(IReadOnlyList<FlowEpoch> epochs) => [.. epochs.Select(epoch => Texts.Format(texts.Epoch, epoch.Epoch))];

    private static void Section(StringBuilder page, string heading, string explanation, string content)
    {
        page.Add($"<h2>{Text(heading)}</h2>");
        Paragraph(page, explanation);
        page.Append(content);
    }

    private static void Paragraph(StringBuilder page, string text)
    {
        if (text.Length > 0)
        {
            page.Add($"<p class=\"soft\">{Text(text)}</p>");
        }
    }
}
