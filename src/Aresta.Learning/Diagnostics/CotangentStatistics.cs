namespace Aresta.Learning.Diagnostics;

/// <summary>What flows back through one value: ∂loss/∂value in numbers.</summary>
/// <param name="Norm">The Euclidean norm, in float64, so that squares of small numbers do not vanish.</param>
/// <param name="Mean">The mean of its numbers.</param>
/// <param name="ZeroFraction">Which part of the numbers is exactly 0.</param>
/// <param name="NonFinite">How many are infinite or no number.</param>
/// <param name="Histogram">How many have a magnitude in each of the <see cref="Decades"/>.</param>
public sealed record CotangentStatistics(
    double Norm, double Mean, double ZeroFraction, long NonFinite, IReadOnlyList<long> Histogram);
