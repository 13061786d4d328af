using Aresta.Functions;
using Aresta.Primitives;
using Aresta.Tensors;
using static Aresta.Numerics.Elementary;

namespace Aresta.Learning.Initializers;

/// <summary>Normal with mean 0, of what lies within ±2 standard deviations: by the quantile function on that part of its range.</summary>
/// <param name="Deviation">The standard deviation before truncation.</param>
public sealed record TruncatedNormal(double Deviation = 0.02) : Initializer
{
    // erf(2/√2): how much of the normal distribution lies within two standard deviations.
    private const double Within = 0.95449973610364158;

    /// <inheritdoc/>
    public override Value Draw(Value key, TensorType type) =>
        Deviation * Math.Sqrt(2) * Erfinv(Randomness.Uniform(key, type, -Within, Within));
}
