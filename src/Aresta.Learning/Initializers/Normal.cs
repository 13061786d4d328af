using Aresta.Functions;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Learning.Initializers;

/// <summary>Normal with mean 0.</summary>
/// <param name="Deviation">The standard deviation.</param>
public sealed record Normal(double Deviation = 1) : Initializer
{
    /// <inheritdoc/>
    public override Value Draw(Value key, TensorType type) => Deviation * Randomness.Normal(key, type);
}
