namespace Aresta.Primitives;

/// <summary>
/// A map linear in each operand separately, such as a product. Its one fact is the adjoint for each operand, the others held fixed. The
/// push is the sum over operands of the map itself with that operand replaced by its tangent.
/// </summary>
public abstract record Multilinear : Primitive
{
    /// <summary>The adjoint of the map from one operand to the result, the others held at their values.</summary>
    /// <param name="node">The application; the operand itself lends its type, never its value.</param>
    /// <param name="operand">The operand whose cotangent is asked for.</param>
    /// <param name="cotangent">The cotangent of the result.</param>
    public abstract Value Adjoint(Node node, int operand, Value cotangent);

    /// <inheritdoc/>
    public sealed override Value?[] Push(Node node, ReadOnlySpan<Value?> tangents)
    {
        ArgumentNullException.ThrowIfNull(node);
        Value? sum = null;
        for (var i = 0; i < tangents.Length; i++)
        {
            if (tangents[i] is { } tangent)
            {
                var operands = node.Operands.ToArray();
                operands[i] = tangent;
                sum = Sweeps.Add(sum, Node.Create(this, operands).Result());
            }
        }

        return [sum];
    }

    /// <inheritdoc/>
    public sealed override Value?[] Pull(Node node, ReadOnlySpan<Value?> cotangents, ReadOnlySpan<bool> wanted) =>
        PullEach(node, cotangents[0], wanted, (n, i, c) => Adjoint(n, i, c));

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
