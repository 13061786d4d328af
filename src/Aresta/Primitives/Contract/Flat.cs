namespace Aresta.Primitives;

/// <summary>
/// An operation through which no derivative flows: comparisons, indices, random bits. It states nothing; its edges do not exist.
/// </summary>
public abstract record Flat : Primitive
{
    /// <inheritdoc/>
    public sealed override bool HasEdge(Node node, int operand) => false;

    /// <inheritdoc/>
    public sealed override Value?[] Push(Node node, ReadOnlySpan<Value?> tangents)
    {
        ArgumentNullException.ThrowIfNull(node);
        return new Value?[node.Results.Length];
    }

    /// <inheritdoc/>
    public sealed override Value?[] Pull(Node node, ReadOnlySpan<Value?> cotangents, ReadOnlySpan<bool> wanted) =>
        new Value?[wanted.Length];

    /// <summary>
    /// The same operation with one more axis, of length <paramref name="size"/>, in front of every operand and every result: each example
    /// along it is treated as this primitive would.
    /// </summary>
    /// <param name="size">How many examples there are.</param>
    public abstract Primitive Batched(int size);

    /// <inheritdoc/>
    public override BatchedValue[] OnBatch(Node node, ReadOnlySpan<BatchedValue> operands, int size) =>
        BatchAs(Batched(size), operands, size);
}
