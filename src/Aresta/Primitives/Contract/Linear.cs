namespace Aresta.Primitives;

/// <summary>
/// A map linear in its floating operands taken together; integer and boolean operands (indices, masks) are parameters. Its one fact is
/// the adjoint for each operand. The push is the map itself on the tangents.
/// </summary>
public abstract record Linear : Primitive
{
    /// <summary>The adjoint of the map from one operand to the result, applied to <paramref name="cotangent"/>.</summary>
    /// <param name="node">The application; its floating operands lend their types, never their values.</param>
    /// <param name="operand">The operand whose cotangent is asked for.</param>
    /// <param name="cotangent">The cotangent of the result.</param>
    public abstract Value Adjoint(Node node, int operand, Value cotangent);

    /// <inheritdoc/>
    public override Value?[] Push(Node node, ReadOnlySpan<Value?> tangents)
    {
        ArgumentNullException.ThrowIfNull(node);
        var operands = node.Operands.ToArray();
        for (var i = 0; i < operands.Length; i++)
        {
            if (HasEdge(node, i))
            {
                operands[i] = tangents[i] ?? Value.ZerosLike(operands[i]);
            }
        }

        return [Node.Create(this, operands).Result()];
    }

    /// <inheritdoc/>
    public override Value?[] Pull(Node node, ReadOnlySpan<Value?> cotangents, ReadOnlySpan<bool> wanted) =>
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
