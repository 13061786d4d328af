namespace Aresta.Learning.Diagnostics;

/// <summary>What a step does to a parameter.</summary>
/// <param name="Path">The parameter's path, such as "encoder.0.weight".</param>
/// <param name="GradientNorm">The norm of its gradient, before clipping.</param>
/// <param name="WeightNorm">Its own norm.</param>
/// <param name="UpdateNorm">The norm of what the optimizer adds to it.</param>
/// <param name="NonFinite">How many numbers of the gradient are infinite or no number.</param>
/// <param name="Update">The update number by number.</param>
/// <param name="Steps">
/// Of a parameter that a recurrent layer uses in each time step, the part of its gradient that each step gives, the first step first; empty
/// of any other. Its gradient is their sum.
/// </param>
public sealed record ParameterFlow(
    string Path, double GradientNorm, double WeightNorm, double UpdateNorm, long NonFinite, UpdateStatistics Update,
    IReadOnlyList<CotangentStatistics> Steps)
{
    /// <summary>
    /// The norm of the update by that of the parameter: around 10⁻³ where training goes well; null for a parameter of zeros.
    /// </summary>
    public double? UpdateRatio => WeightNorm == 0 ? null : UpdateNorm / WeightNorm;

    /// <summary>
    /// The part of each time step in the <see cref="UpdateRatio"/>: the update is divided among the steps as the norms of their parts
    /// are to the norm of the gradient.
    /// </summary>
    public IReadOnlyList<double> StepUpdateRatios => UpdateRatio is { } ratio && GradientNorm > 0
        ? [.. Steps.Select(step => ratio * step.Norm / GradientNorm)]
        : [.. Steps.Select(_ => 0.0)];
}
