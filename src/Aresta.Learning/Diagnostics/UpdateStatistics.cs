namespace Aresta.Learning.Diagnostics;

/// <summary>What a step adds to the numbers of a parameter, each by the number that it is added to.</summary>
/// <param name="Mean">The mean of |update| / |number|; of numbers that are 0 there is none.</param>
/// <param name="ZeroFraction">Which part of the numbers the step leaves exactly as it is.</param>
/// <param name="NonFinite">How many updates are infinite or no number.</param>
/// <param name="Histogram">How many ratios have a magnitude in each of the <see cref="Decades"/>.</param>
public sealed record UpdateStatistics(double Mean, double ZeroFraction, long NonFinite, IReadOnlyList<long> Histogram);
