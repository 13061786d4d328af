using Aresta.Learning.Modules;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Learning.Layers;

/// <summary>The axes behind the first in another shape: rows of 784 numbers as images [examples, 1, 28, 28].</summary>
/// <param name="shape">The shape of one example.</param>
public sealed class Unflatten(Shape shape) : Layer
{
    /// <inheritdoc/>
    public override string ToString() => $"Unflatten {shape}";

    /// <inheritdoc/>
    protected override Value Apply(Value input, ForwardPass pass) => input.Rank > 0
        ? Value.Reshape(input, [input.Shape[0], .. shape])
        : throw new GraphException($"it takes [examples, …], but was given {input}.");
}
