using System.Text;
using Aresta.Cli.Charts;
using Aresta.Cli.Wording;
using Aresta.Learning.Diagnostics;
using static Aresta.Cli.Charts.Markup;

namespace Aresta.Cli.Training.Watching;

/// <summary>
/// Sections of the page of <c>--report</c>: how far states reach, which paths carry a gradient, and all numbers of the last look.
/// </summary>
internal static class FlowSections
{
    // Lines of more paths would cover each other.
    private const int MostLines = 3;

    /// <summary>Singular values of ∂h_T/∂s_t over time, before training and in the last look.</summary>
    public static void Reaches(StringBuilder page, IReadOnlyList<FlowEpoch> epochs, FlowTexts texts)
    {
        foreach (var (i, reach) in epochs[^1].Reaches.Index())
        {
            List<Line> lines = [.. Lines(reach, texts, name => name, isDashed: false)];
            if (epochs.Count > 1)
            {
                lines.AddRange(Lines(epochs[0].Reaches[i], texts, name => Texts.Format(texts.Before, name), isDashed: true));
            }

            FlowPage.Section(page, Texts.Format(texts.Reaching, reach.Layer), texts.ReachingSays, new Chart(
                Texts.Format(texts.Reaching, reach.Layer), texts.TimeStep, texts.Singular, lines)
            {
                IsLogY = true,
            }.Svg());
        }
    }

    /// <summary>The heaviest paths to some parameters: a table, and what flows along them.</summary>
    public static void Paths(StringBuilder page, FlowEpoch epoch, FlowTexts texts)
    {
        foreach (var report in epoch.Paths.Where(report => report.Paths.Count > 0))
        {
            var table = new StringBuilder("<div class=\"wide\"><table>");
            table.Add($"<tr><th>{Text(texts.Path)}</th><th class=\"number\">{Text(texts.Bound)}</th>");
            table.Add($"<th class=\"number\">{Text(texts.Carries)}</th><th class=\"number\">{Text(texts.Share)}</th>");
            table.Add($"<th>{Text(texts.Dies)}</th></tr>");
            foreach (var path in report.Paths)
            {
                table.Add($"<tr><td><code>{Text(path.ToString())}</code></td><td class=\"number\">{path.Bound:G3}</td>");
                table.Add($"<td class=\"number\">{path.Norm:G3}</td><td class=\"number\">{path.Share:F3}</td>");
                table.Add($"<td>{Text(FlowTexts.Edge(path))} ({path.Left(path.WeakestStop):G2})</td></tr>");
            }

            FlowPage.Section(
                page, Texts.Format(texts.PathsTo, report.Parameter), Texts.Format(texts.PathsSay, report.GradientNorm, report.Count),
                table.Append("</table></div>").ToString());
            var lines = report.Paths.Take(MostLines).Index().SelectMany(path => (Line[])
            [
                new(
                    $"{path.Index + 1}. {texts.Carries}",
                    [.. path.Item.Stops.Select((stop, at) => ((double)at, stop.Norm))], path.Index, HasDots: path.Item.Stops.Count < 40),
                new($"{path.Index + 1}. {texts.Bound}", [.. path.Item.Stops.Select((stop, at) => ((double)at, stop.Bound))], path.Index,
                    IsDashed: true),
            ]).ToArray();
            FlowPage.Section(page, Texts.Format(texts.Along, report.Parameter), texts.AlongSays, new Chart(
                Texts.Format(texts.Along, report.Parameter), texts.Stops, texts.Cotangent, lines)
            {
                IsLogY = true,
            }.Svg());
        }
    }

    /// <summary>All numbers of the last look: layer by layer, and of recurrent ones step by step.</summary>
    public static void Tables(StringBuilder page, FlowReport flow, FlowTexts texts)
    {
        var table = new StringBuilder("<div class=\"wide\"><table>");
        Row(table, "th", texts.Layer, texts.Norm, texts.Mean, texts.Zeros, texts.NonFinite, texts.Dead, texts.Saturated);
        foreach (var layer in flow.Layers)
        {
            var size = layer.Steps.Count;
            Row(
                table, "td", layer.Name, $"{Number(layer.Norm)}", Number(layer.Steps.Sum(step => step.Mean) / size),
                Percent(layer.Steps.Sum(step => step.ZeroFraction) / size), Number(layer.NonFinite), Percent(layer.DeadFraction),
                layer.SaturatedFraction is { } saturated ? Percent(saturated) : "–");
        }

        FlowPage.Section(page, texts.LayersNow, "", table.Append("</table></div>").ToString());
        foreach (var layer in flow.Layers.Where(layer => layer.IsRecurrent))
        {
            Steps(page, layer.Name, layer.Steps, null, texts);
        }

        foreach (var parameter in flow.Parameters.Where(parameter => parameter.Steps.Count > 0))
        {
            Steps(page, parameter.Path, parameter.Steps, parameter.StepUpdateRatios, texts);
        }
    }

    private static void Steps(
        StringBuilder page, string name, IReadOnlyList<CotangentStatistics> steps, IReadOnlyList<double>? updates, FlowTexts texts)
    {
        page.Add($"<details><summary>{Text(Texts.Format(texts.Steps, name))}</summary>");
        page.Append(Plot.HeatMap(
            name, [.. Enumerable.Range(0, Decades.Count).Select(bin => $"1e{Decades.Highest - bin}")],
            [.. steps.Select((_, step) => Texts.Format(texts.Step, step + 1))],
            (row, column) => steps[column].Histogram[Decades.Count - 1 - row]));
        var table = new StringBuilder("<div class=\"wide\"><table>");
        string[] headings = [texts.StepColumn, texts.Norm, texts.Mean, texts.Zeros, texts.NonFinite];
        Row(table, "th", updates is null ? headings : [.. headings, texts.StepUpdates]);
        foreach (var (i, step) in steps.Index())
        {
            string[] cells =
                [Number(i + 1), Number(step.Norm), Number(step.Mean), Percent(step.ZeroFraction), Number(step.NonFinite)];
            Row(table, "td", updates is null ? cells : [.. cells, Number(updates[i])]);
        }

        page.Append(table.Append("</table></div></details>"));
    }

    private static IEnumerable<Line> Lines(Reach reach, FlowTexts texts, Func<string, string> name, bool isDashed)
    {
        yield return new(name(texts.Greatest), [.. reach.Values.Select((values, step) => (step + 1.0, values[0]))], 1, isDashed);
        if (reach.Values[0].Count > 1)
        {
            yield return new(name(texts.Least), [.. reach.Values.Select((values, step) => (step + 1.0, values[^1]))], 0, isDashed);
        }
    }

    private static void Row(StringBuilder table, string kind, params ReadOnlySpan<string> cells)
    {
        table.Append("<tr>");
        for (var i = 0; i < cells.Length; i++)
        {
            table.Add($"<{kind}{(i > 0 ? " class=\"number\"" : "")}>{Text(cells[i])}</{kind}>");
        }

        table.Append("</tr>");
    }

    private static string Number(double number) => FormattableString.Invariant($"{number:G4}");

    private static string Percent(double part) => FormattableString.Invariant($"{100 * part:F1} %");
}
