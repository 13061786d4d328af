using Aresta.Functions;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Learning.Initializers;

/// <summary>
/// Uniform over ±gain·√(6/(fan-in + fan-out)): of variance 2·gain²/(fan-in + fan-out), a compromise between keeping the variance of
/// what goes forward and of what comes back (Glorot and Bengio 2010). For tanh and sigmoid.
/// </summary>
/// <param name="Gain">1 for tanh and linear layers.</param>
public sealed record Glorot(double Gain = 1) : Initializer
{
    /// <inheritdoc/>
    public override Value Draw(Value key, TensorType type)
    {
        var (into, outOf) = Fans(type.Shape);
        var bound = Gain * Math.Sqrt(6 / (into + outOf));
        return Randomness.Uniform(key, type, -bound, bound);
    }
}
