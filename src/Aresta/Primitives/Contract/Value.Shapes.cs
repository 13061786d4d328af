using Aresta.Tensors;

namespace Aresta.Primitives;

/// <content>The few changes of shape that the algebra itself needs.</content>
public readonly partial struct Value
{
    /// <summary>The same elements in row-major order under another shape; <paramref name="x"/> itself when it has that shape.</summary>
    /// <exception cref="GraphException">The sizes differ.</exception>
    public static Value Reshape(Value x, Shape shape) => x.Shape == shape ? x : Node.Create(new Reshape(shape), x).Result();
}
