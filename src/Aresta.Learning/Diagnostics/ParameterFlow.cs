namespace Aresta.Learning.Diagnostics;

/// <summary>What a step does to a parameter.</summary>
/// <param name="Path">The parameter's path, such as "encoder.0.weight".</param>
/// <param name="GradientNorm">The norm of its gradient, before clipping.</param>
/// <param name="WeightNorm">Its own norm.</param>
/// <param name="UpdateNorm">The norm of what the optimizer adds to it.</param>
/// <param name="NonFinite">How many numbers of the gradient are infinite or no number.</param>
public sealed record ParameterFlow(string Path, double GradientNorm, double WeightNorm, double UpdateNorm, long NonFinite)
{
    /// <summary>
    /// The norm of the update by that of the parameter: around 10⁻³ where training goes well; null for a parameter of zeros.
    /// </summary>
    public double? UpdateRatio => WeightNorm == 0 ? null : UpdateNorm / WeightNorm;
}
