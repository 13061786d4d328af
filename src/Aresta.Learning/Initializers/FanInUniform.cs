using Aresta.Functions;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Learning.Initializers;

/// <summary>Uniform over ±1/√fan-in: what PyTorch begins dense layers, convolutions and recurrent ones with.</summary>
/// <param name="FanIn">The fan-in; that of the shape unless given (a bias has none of its own).</param>
public sealed record FanInUniform(int? FanIn = null) : Initializer
{
    /// <inheritdoc/>
    public override Value Draw(Value key, TensorType type)
    {
        var bound = 1 / Math.Sqrt(FanIn ?? Fans(type.Shape).In);
        return Randomness.Uniform(key, type, -bound, bound);
    }
}
