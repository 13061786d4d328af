using Aresta.Learning.Modules;
using Aresta.Primitives;

namespace Aresta.Learning.Layers;

/// <summary>All axes but the first as one: [examples, a, b, …] → [examples, a·b·…].</summary>
public sealed class Flatten : Layer
{
    /// <inheritdoc/>
    protected override Value Apply(Value input, ForwardPass pass) => input.Rank > 0
        ? Value.Reshape(input, [input.Shape[0], input.Shape[0] == 0 ? 0 : input.Shape.Size / input.Shape[0]])
        : throw new GraphException($"it takes [examples, …], but was given {input}.");
}
