namespace Aresta.Learning.Experiments;

/// <summary>What a gradient costs.</summary>
/// <param name="Parameters">By how many parameters it is taken.</param>
/// <param name="Reverse">Seconds by reverse mode: one sweep.</param>
/// <param name="Forward">Seconds by forward mode: one sweep for each parameter.</param>
/// <param name="Numerical">Seconds by central differences: two losses for each parameter.</param>
/// <param name="Flops">Floating-point operations by reverse mode, forward mode and central differences.</param>
/// <param name="Difference">
/// The length of the difference between the gradients of forward and reverse mode, by that of the gradient.
/// </param>
public sealed record ModesCost(
    int Parameters, double Reverse, double Forward, double Numerical, (double Reverse, double Forward, double Numerical) Flops,
    double Difference);
