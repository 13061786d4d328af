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
}
