namespace Aresta.Primitives;

/// <summary>
/// An operation whose derivative has structure: a factorization, a sort, a maximum. Its one fact is its push, written in linear
/// primitives; the pull is the transposition of that push, found by a reverse sweep over the nodes it emits.
/// </summary>
public abstract record Structured : Primitive
{
    /// <inheritdoc/>
    public sealed override Value?[] Pull(Node node, ReadOnlySpan<Value?> cotangents, ReadOnlySpan<bool> wanted)
    {
        ArgumentNullException.ThrowIfNull(node);
        var tangents = new Value?[wanted.Length];
        for (var i = 0; i < wanted.Length; i++)
        {
            tangents[i] = wanted[i] ? Value.Input(node.Operands[i].Type) : null;
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
        var pulled = new Queue<Value?>(Sweeps.Reverse([.. outputs], [.. seeds], stated));
        return [.. tangents.Select(t => t is null ? null : pulled.Dequeue())];
    }
}
