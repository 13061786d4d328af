using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Aresta.Optimization;

/// <summary>Where least squares ended, and what the Jacobian says there.</summary>
public sealed class LeastSquaresResult
{
    internal LeastSquaresResult(Linearized at, int iterations, bool converged)
    {
        (Iterations, IsConverged, Sum) = (iterations, converged, at.Sum);
        X = ImmutableCollectionsMarshal.AsImmutableArray(at.X);
        Residuals = ImmutableCollectionsMarshal.AsImmutableArray(at.Residuals);
        At = at;
    }

    /// <summary>The minimizer.</summary>
    public ImmutableArray<double> X { get; }

    /// <summary>The residuals there.</summary>
    public ImmutableArray<double> Residuals { get; }

    /// <summary>The sum of their squares.</summary>
    public double Sum { get; }

    /// <summary>How many steps were tried.</summary>
    public int Iterations { get; }

    /// <summary>Whether no further step lessens the sum; otherwise the iterations were used up.</summary>
    public bool IsConverged { get; }

    internal Linearized At { get; }
}
