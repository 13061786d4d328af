namespace Aresta.Learning.Diagnostics;

/// <summary>What flows back through the result of a layer, or through a value of its inside.</summary>
/// <param name="Name">The layer's path, such as "encoder.0", and behind it the name of an inner value: "1.state".</param>
/// <param name="Kind">What kind of layer it is: "Dense 784 → 128".</param>
/// <param name="IsRecurrent">Whether the value is one of each time step.</param>
/// <param name="IsCarried">Whether it is what the steps hand on: a state, and not a gate.</param>
/// <param name="Steps">Of each time step the cotangent, the first step first; of a value that there is once, one.</param>
/// <param name="DeadFraction">
/// Which part of the numbers of an example is 0 for all examples of the batch and at all steps.
/// </param>
/// <param name="SaturatedFraction">
/// Of a sigmoid or a hyperbolic tangent, which part of the numbers is where its derivative is below 1 % of the greatest one, or null.
/// </param>
public sealed record LayerFlow(
    string Name, string Kind, bool IsRecurrent, bool IsCarried, IReadOnlyList<CotangentStatistics> Steps, double DeadFraction,
    double? SaturatedFraction)
{
    /// <summary>The norm of the cotangents of all steps together.</summary>
    public double Norm => Math.Sqrt(Steps.Sum(step => step.Norm * step.Norm));

    /// <summary>How many numbers of all steps are infinite or no number.</summary>
    public long NonFinite => Steps.Sum(step => step.NonFinite);

    /// <summary>The histograms of all steps together.</summary>
    public IReadOnlyList<long> Histogram =>
        [.. Enumerable.Range(0, Decades.Count).Select(bin => Steps.Sum(step => step.Histogram[bin]))];
}
