using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Learning.Initializers;

/// <summary>One number everywhere: 0 for biases, 1 for scales.</summary>
/// <param name="Number">The number.</param>
public sealed record Filled(double Number) : Initializer
{
    /// <inheritdoc/>
    public override Value Draw(Value key, TensorType type) => Value.Filled(type, Number);
}
