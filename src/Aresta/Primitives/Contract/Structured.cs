namespace Aresta.Primitives;

/// <summary>
/// An operation whose derivative has structure: a factorization, a sort, a maximum. Its one fact is its push, written in linear
/// primitives; the pull is the transposition of that push, found by a reverse sweep over the nodes it emits.
/// </summary>
/// <remarks>
/// A push may apply the primitive itself to a tangent, as the push of a solve solves again: then the map is linear in that operand, and the
/// primitive states the <see cref="Adjoint"/> for it too, where the transposition would ask for itself without end.
/// </remarks>
public abstract record Structured : Primitive
{
    /// <summary>
    /// The adjoint for an operand in which the map is linear, the others held at their values; null for every operand that is left to
    /// transposition.
    /// </summary>
    /// <param name="node">The application; the operand itself lends its type, never its value.</param>
    /// <param name="operand">The operand whose cotangent is asked for.</param>
    /// <param name="cotangents">The cotangents of the results; null is a structural zero.</param>
    public virtual Value? Adjoint(Node node, int operand, ReadOnlySpan<Value?> cotangents) => null;

    /// <inheritdoc/>
    public sealed override Value?[] Pull(Node node, ReadOnlySpan<Value?> cotangents, ReadOnlySpan<bool> wanted)
    {
        ArgumentNullException.ThrowIfNull(node);
        var (pulled, tangents) = (new Value?[wanted.Length], new Value?[wanted.Length]);
        for (var i = 0; i < wanted.Length; i++)
        {
            pulled[i] = wanted[i] ? Adjoint(node, i, cotangents) : null;
            tangents[i] = wanted[i] && pulled[i] is null ? Value.Input(node.Operands[i].Type) : null;
        }

        if (tangents.All(tangent => tangent is null))
        {
            return pulled;
        }

        var pushed = Push(node, tangents);
        var (outputs, seeds) = (new List<Value>(), new List<Value?>());
        for (var i = 0; i < pushed.Length; i++)
        {
            if (pushed[i] is { } output && cotangents[i] is { } seed)
            {
                outputs.Add(output);
                seeds.Add(seed);
            }
        }

        var stated = tangents.OfType<Value>().ToArray();
        var transposed = new Queue<Value?>(Sweeps.Reverse([.. outputs], [.. seeds], stated));
        return [.. tangents.Select((tangent, i) => tangent is null ? pulled[i] : transposed.Dequeue())];
    }

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
