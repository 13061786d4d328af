using System.Text;
using Aresta.Cli.Charts;
using Aresta.Cli.Wording;
using Aresta.Expressions;
using Aresta.Learning.Diagnostics;
using static Aresta.Cli.Charts.Markup;

namespace Aresta.Cli.Training.Watching;

/// <summary>The page of <c>--report</c>: one file that needs nothing else, light or dark as the reader's screen is.</summary>
/// <param name="title">What is trained on what.</param>
/// <param name="language">The reader's.</param>
internal sealed class FlowPage(string title, Language language)
{
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
        page.Add($"<title>{Text(title)}</title><style>{ChartStyle.Colors}{ChartStyle.Shapes}{ChartStyle.Page}</style></head><body>");
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
        FlowSections.Reaches(page, epochs, texts);
        FlowSections.Paths(page, epochs[^1], texts);
        Section(page, texts.Updates, texts.UpdatesSay, Plot.HeatMap(
            texts.Updates, [.. last.Parameters.Select(parameter => parameter.Path)], Columns(epochs),
            (row, column) => epochs[column].Flow.Parameters[row].UpdateRatio ?? 0));
        Section(page, texts.Histograms, texts.HistogramsSay, "<div class=\"many\">" + string.Concat(last.Layers.Select(
            layer => Plot.Bars(Label(layer), layer.Histogram, Decades.Lowest))) + "</div>");
        Section(page, texts.Ratios, texts.RatiosSay, "<div class=\"many\">" + string.Concat(last.Parameters.Select(
            parameter => Plot.Bars(parameter.Path, parameter.Update.Histogram, Decades.Lowest))) + "</div>");
        FlowSections.Tables(page, last, texts);
        Verdicts(page, epochs);
        return page.Append("</body></html>\n").ToString();
    }

    private void Losses(StringBuilder page, IReadOnlyList<FlowEpoch> epochs)
    {
        var trained = epochs.Where(epoch => epoch.Report is not null).ToArray();
        if (trained.Length == 0)
        {
            return;
        }

        List<Line> lines =
        [
            new(texts.Training, [.. trained.Select(epoch => ((double)epoch.Epoch, epoch.Report!.Loss))], 1, HasDots: trained.Length < 30),
        ];
        if (trained.Any(epoch => epoch.Report!.Validation is not null))
        {
            lines.Add(new(
                texts.Validation,
                [.. trained.Where(epoch => epoch.Report!.Validation is not null)
                    .Select(epoch => ((double)epoch.Epoch, epoch.Report!.Validation!.Loss))],
                0, HasDots: trained.Length < 30));
        }

        Section(page, texts.Losses, "", new Chart(texts.Losses, texts.EpochAxis, texts.Loss, lines).Svg());
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

    internal static void Section(StringBuilder page, string heading, string explanation, string content)
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
