namespace Aresta.Learning.Diagnostics;

/// <summary>What the numbers of a report mean. The bounds are conventions: they are far outside of what trains well.</summary>
internal static class Verdicts
{
    /// <summary>By how much a gradient may shrink or grow on its way.</summary>
    public const double Factor = 1000;

    /// <summary>Which part of the units may be dead or saturated.</summary>
    public const double Part = 0.5;

    /// <summary>All findings, the most severe first.</summary>
    public static IReadOnlyList<Finding> Of(FlowReport report)
    {
        Finding?[] all =
        [
            NonFinite(report), NoGradient(report), .. InTime(report, FindingKind.ExplodingInTime), InDepth(report, FindingKind.Exploding),
            Most(report, FindingKind.Dead, layer => layer.DeadFraction), InDepth(report, FindingKind.Vanishing),
            .. InTime(report, FindingKind.VanishingInTime), Most(report, FindingKind.Saturated, layer => layer.SaturatedFraction ?? 0),
        ];

        // Where there are numbers without a meaning, or no gradient, nothing else can be told of it.
        return all[0] is { } bad ? [bad] : all.OfType<Finding>().ToArray() is { Length: > 0 } some ? some : [Healthy(report)];
    }

    // As near to the loss as it shows: from there it flows on.
    private static Finding? NonFinite(FlowReport report) =>
        report.Layers.LastOrDefault(layer => layer.NonFinite > 0) is { } layer
            ? new(FindingKind.NonFinite, Step(layer), layer.NonFinite, report.Loss)
        : report.Parameters.FirstOrDefault(parameter => parameter.NonFinite > 0) is { } parameter
            ? new(FindingKind.NonFinite, parameter.Path, parameter.NonFinite, report.Loss)
        : double.IsFinite(report.Loss) ? null : new(FindingKind.NonFinite, "loss", 1L, report.Loss);

    private static string Step(LayerFlow layer) => layer.IsRecurrent
        ? FormattableString.Invariant($"{layer.Name}[{layer.Steps.ToList().FindLastIndex(step => step.NonFinite > 0) + 1}]")
        : layer.Name;

    private static Finding? NoGradient(FlowReport report) => report.Parameters.All(parameter => parameter.GradientNorm == 0)
        ? new(FindingKind.NoGradient, report.Layers.Count > 0 ? report.Layers[^1].Name : "loss", report.Loss)
        : null;

    private static Finding? InDepth(FlowReport report, FindingKind kind)
    {
        if (report.Layers.Where(layer => !layer.IsRecurrent).ToArray() is not [var first, .., { Norm: > 0 } last])
        {
            return null;
        }

        var found = kind == FindingKind.Exploding ? first.Norm > Factor * last.Norm : first.Norm * Factor < last.Norm;
        return found ? new(kind, first.Name, last.Norm, last.Name, first.Norm, first.Norm / last.Norm) : null;
    }

    private static IEnumerable<Finding> InTime(FlowReport report, FindingKind kind)
    {
        foreach (var layer in report.Layers.Where(layer => layer is { IsCarried: true, Steps.Count: > 1 }))
        {
            // Where most of the gradient enters: with a loss of the last state, the last step.
            var (first, peak) = (layer.Steps[0].Norm, layer.Steps.Max(step => step.Norm));
            var (from, last) = (layer.Steps.ToList().FindLastIndex(step => step.Norm == peak), layer.Steps[^1].Norm);
            if (kind == FindingKind.VanishingInTime && first * Factor < peak)
            {
                var left = layer.Steps.Take(from).ToList().FindLastIndex(step => step.Norm * Factor < peak) + 2;
                yield return new(kind, layer.Name, peak, from + 1, first, left);
            }
            else if (kind == FindingKind.ExplodingInTime && last > 0 && first > Factor * last)
            {
                yield return new(kind, layer.Name, last, layer.Steps.Count, first, first / last);
            }
        }
    }

    private static Finding? Most(FlowReport report, FindingKind kind, Func<LayerFlow, double> part) =>
        report.Layers.MaxBy(part) is { } layer && part(layer) > Part
            ? new(kind, layer.Name, part(layer), layer.Kind, report.Examples)
            : null;

    private static Finding Healthy(FlowReport report)
    {
        double[] ratios = [.. report.Parameters.Select(parameter => parameter.UpdateRatio).OfType<double>().Order()];
        var (first, last) = (report.Layers.FirstOrDefault(layer => !layer.IsRecurrent), report.Layers.LastOrDefault());
        return new(
            FindingKind.Healthy, first?.Name ?? "loss", last?.Norm ?? 1, last?.Name ?? "loss", first?.Norm ?? 1,
            ratios.Length > 0 ? ratios[ratios.Length / 2] : 0);
    }
}
