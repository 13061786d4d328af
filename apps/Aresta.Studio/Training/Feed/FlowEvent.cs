using Aresta.Expressions;
using Aresta.Learning.Diagnostics;

namespace Aresta.Studio.Training.Feed;

/// <summary>How the gradient flows at some step.</summary>
/// <param name="Step">How many steps there were.</param>
/// <param name="Epoch">The epoch.</param>
/// <param name="Loss">The loss of the watched examples.</param>
/// <param name="Examples">How many are watched.</param>
/// <param name="Layers">The layers' values in the order in which they are computed.</param>
/// <param name="Parameters">The trained parameters.</param>
/// <param name="Findings">What the numbers say, the most severe first.</param>
public sealed record FlowEvent(
    long Step, int Epoch, double? Loss, int Examples, IReadOnlyList<FlowLayer> Layers, IReadOnlyList<FlowParameter> Parameters,
    IReadOnlyList<FlowFinding> Findings) : FeedEvent
{
    private const int MostNumbers = 16_384;

    /// <summary>What was seen.</summary>
    public static FlowEvent Of(FlowReport report, long step, int epoch)
    {
        ArgumentNullException.ThrowIfNull(report);
        var most = Math.Clamp(MostNumbers / Math.Max(report.Layers.Count, 1), 8, FlowLayer.MostCells);
        return new(
            step, epoch, Numbers.Finite(report.Loss), report.Examples, [.. report.Layers.Select(layer => FlowLayer.Of(layer, most))],
            [.. report.Parameters.Select(FlowParameter.Of)], [.. report.Findings.Select(FlowFinding.Of)]);
    }
}

/// <summary>What flows back through the value of a layer.</summary>
/// <param name="Name">Its path, and behind it the name of an inner value.</param>
/// <param name="Kind">What kind of layer it is.</param>
/// <param name="Recurrent">Whether there is a value of each time step.</param>
/// <param name="Carried">Whether the steps hand it on.</param>
/// <param name="TimeSteps">How many time steps there are; 1 of a value that there is once.</param>
/// <param name="Norms">
/// The norms of the cotangents, the first time step first; of more than <see cref="MostCells"/>, or fewer in large models, the greatest
/// of each run. Null where they are not finite.
/// </param>
/// <param name="Norm">The norm of all together.</param>
/// <param name="Dead">Which part of the numbers is 0 for all examples.</param>
/// <param name="Saturated">Which part is where a sigmoid or a hyperbolic tangent is flat, of such.</param>
public sealed record FlowLayer(
    string Name, string Kind, bool Recurrent, bool Carried, int TimeSteps, IReadOnlyList<double?> Norms, double? Norm, double Dead,
    double? Saturated)
{
    /// <summary>The most numbers of one layer.</summary>
    public const int MostCells = 128;

    /// <summary>What was seen of a layer.</summary>
    internal static FlowLayer Of(LayerFlow layer, int most)
    {
        var (steps, cells) = (layer.Steps, Math.Min(layer.Steps.Count, most));
        var norms = new double?[cells];
        for (var cell = 0; cell < cells; cell++)
        {
            var greatest = 0.0;
            for (var step = (long)cell * steps.Count / cells; step < (long)(cell + 1) * steps.Count / cells; step++)
            {
                greatest = Math.Max(greatest, steps[(int)step].Norm);
            }

            norms[cell] = Numbers.Short(greatest);
        }

        return new(
            layer.Name, layer.Kind, layer.IsRecurrent, layer.IsCarried, steps.Count, norms, Numbers.Short(layer.Norm),
            Numbers.Short(layer.DeadFraction) ?? 0, Numbers.Short(layer.SaturatedFraction ?? double.NaN));
    }
}

/// <summary>What a step does to a parameter.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Gradient">The norm of its gradient.</param>
/// <param name="Update">The norm of the update by that of the parameter.</param>
public sealed record FlowParameter(string Path, double? Gradient, double? Update)
{
    /// <summary>What was seen of a parameter.</summary>
    public static FlowParameter Of(ParameterFlow parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        return new(parameter.Path, Numbers.Short(parameter.GradientNorm), Numbers.Short(parameter.UpdateRatio ?? double.NaN));
    }
}

/// <summary>One thing that the numbers show.</summary>
/// <param name="Kind">What.</param>
/// <param name="Layer">Where.</param>
/// <param name="Sentence">With its evidence.</param>
/// <param name="Remedies">What usually helps.</param>
public sealed record FlowFinding(string Kind, string Layer, Said Sentence, Said Remedies)
{
    /// <summary>The finding in both languages.</summary>
    public static FlowFinding Of(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return new(finding.Kind.ToString(), finding.Layer, Said.Of(finding.Describe), Said.Of(finding.Remedies));
    }
}

/// <summary>A sentence in both languages.</summary>
/// <param name="En">English.</param>
/// <param name="Pt">Brazilian Portuguese.</param>
public sealed record Said(string En, string Pt)
{
    /// <summary>What is said in each language.</summary>
    public static Said Of(Func<Language, string> say)
    {
        ArgumentNullException.ThrowIfNull(say);
        return new(say(Language.English), say(Language.Portuguese));
    }
}
