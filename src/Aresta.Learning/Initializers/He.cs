using Aresta.Functions;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Learning.Initializers;

/// <summary>
/// Normal, of variance 2/fan-in: what goes forward keeps its mean square through layers with relu, which drops half of it (He et al. 2015).
/// </summary>
public sealed record He : Initializer
{
    /// <inheritdoc/>
    public override Value Draw(Value key, TensorType type) => Math.Sqrt(2 / Fans(type.Shape).In) * Randomness.Normal(key, type);
}
