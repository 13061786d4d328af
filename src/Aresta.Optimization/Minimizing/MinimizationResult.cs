using System.Collections.Immutable;

namespace Aresta.Optimization;

/// <summary>Where a minimization ended.</summary>
/// <param name="X">The minimizer.</param>
/// <param name="Value">The value there.</param>
/// <param name="Gradient">The gradient there: zero but for rounding.</param>
/// <param name="Iterations">How many steps were tried.</param>
/// <param name="IsConverged">Whether no further step lessens the value; otherwise the iterations were used up.</param>
public sealed record MinimizationResult(
    ImmutableArray<double> X, double Value, ImmutableArray<double> Gradient, int Iterations, bool IsConverged);
