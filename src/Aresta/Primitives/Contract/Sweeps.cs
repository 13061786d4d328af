namespace Aresta.Primitives;

/// <summary>Told of each edge as a sweep passes it: once for each edge on a path from a source to a target, never for another.</summary>
/// <remarks>
/// An edge along which only a structural zero flows (behind a floor, or from a seed that was not given) is passed all the same, and
/// counts: which edges lie on paths is a matter of the graph alone. An operand used twice, as in x·x, is two edges.
/// </remarks>
/// <param name="node">The user: the node the edge enters.</param>
/// <param name="operand">Which operand of the node the edge comes from.</param>
public delegate void EdgeObserver(Node node, int operand);

/// <summary>
/// The two sweeps. Both compute, for the nodes between some values and others, the sum over all paths of the product of the edges; merging
/// the paths at each node, they touch every edge once.
/// </summary>
public static class Sweeps
{
    /// <summary>
    /// Forward mode: carries tangents from <paramref name="sources"/> to <paramref name="targets"/>, operands before users.
    /// </summary>
    /// <param name="sources">The values that move.</param>
    /// <param name="tangents">How each moves, of its type; null not at all.</param>
    /// <param name="targets">The values whose movement is asked for.</param>
    /// <param name="touched">Told of every edge on a path.</param>
    /// <returns>A tangent for each target; null is a structural zero.</returns>
    public static Value?[] Forward(
        ReadOnlySpan<Value> sources, ReadOnlySpan<Value?> tangents, ReadOnlySpan<Value> targets, EdgeObserver? touched = null) =>
        Select(ForwardAll(sources, tangents, targets, touched), targets);

    /// <summary>As <see cref="Forward"/>, emitted in two parts: what does not depend on the tangents, and what is linear in them.</summary>
    public static Value?[] Linearize(ReadOnlySpan<Value> sources, ReadOnlySpan<Value?> tangents, ReadOnlySpan<Value> targets) =>
        Select(Run(sources, tangents, targets, null, static (node, incoming) => node.Primitive.Linearize(node, incoming)), targets);

    /// <summary>As <see cref="Forward"/>, with the tangent of every value that lies on a path.</summary>
    public static IReadOnlyDictionary<Value, Value> ForwardAll(
        ReadOnlySpan<Value> sources, ReadOnlySpan<Value?> tangents, ReadOnlySpan<Value> targets, EdgeObserver? touched = null) =>
        Run(sources, tangents, targets, touched, static (node, incoming) => node.Primitive.Push(node, incoming));

    private static ValueMap<Value> Run(
        ReadOnlySpan<Value> sources, ReadOnlySpan<Value?> tangents, ReadOnlySpan<Value> targets, EdgeObserver? touched,
        Func<Node, Value?[], Value?[]> push)
    {
        var subgraph = new Subgraph(sources, targets);
        var tangent = Seed(sources, tangents, "tangent");
        using var scope = OriginScope.Begin(null, 0);
        foreach (var node in subgraph.Nodes)
        {
            scope.Follow(node, new(node, SweepMode.Forward));
            var incoming = new Value?[node.Operands.Length];
            var moves = false;
            for (var i = 0; i < incoming.Length; i++)
            {
                if (subgraph.HasActiveEdge(node, i))
                {
                    touched?.Invoke(node, i);
                    if (tangent.TryGetValue(node.Operands[i], out var t))
                    {
                        incoming[i] = t;
                        moves = true;
                    }
                }
            }

            if (!moves)
            {
                continue;
            }

            var pushed = push(node, incoming);
            for (var i = 0; i < pushed.Length; i++)
            {
                Accumulate(tangent, node.Result(i), pushed[i]);
            }
        }

        return tangent;
    }

    /// <summary>
    /// Reverse mode: carries cotangents from <paramref name="targets"/> back to <paramref name="sources"/>, users before operands.
    /// </summary>
    /// <param name="targets">The values whose answer is shared out.</param>
    /// <param name="cotangents">What each answers for, of its type; null for nothing.</param>
    /// <param name="sources">The values whose share is asked for.</param>
    /// <param name="touched">Told of every edge on a path.</param>
    /// <returns>A cotangent for each source; null is a structural zero.</returns>
    public static Value?[] Reverse(
        ReadOnlySpan<Value> targets, ReadOnlySpan<Value?> cotangents, ReadOnlySpan<Value> sources, EdgeObserver? touched = null) =>
        Select(ReverseAll(targets, cotangents, sources, touched), sources);

    /// <summary>As <see cref="Reverse"/>, with the cotangent of every value that lies on a path.</summary>
    public static IReadOnlyDictionary<Value, Value> ReverseAll(
        ReadOnlySpan<Value> targets, ReadOnlySpan<Value?> cotangents, ReadOnlySpan<Value> sources, EdgeObserver? touched = null)
    {
        var subgraph = new Subgraph(sources, targets);
        var cotangent = Seed(targets, cotangents, "cotangent");
        using var scope = OriginScope.Begin(null, 0);
        for (var n = subgraph.Nodes.Count - 1; n >= 0; n--)
        {
            var node = subgraph.Nodes[n];
            scope.Follow(node, new(node, SweepMode.Reverse));
            var wanted = new bool[node.Operands.Length];
            for (var i = 0; i < wanted.Length; i++)
            {
                if (wanted[i] = subgraph.HasActiveEdge(node, i))
                {
                    touched?.Invoke(node, i);
                }
            }

            var outgoing = new Value?[node.Results.Length];
            var answers = false;
            for (var i = 0; i < outgoing.Length; i++)
            {
                if (cotangent.TryGetValue(node.Result(i), out var c))
                {
                    outgoing[i] = c;
                    answers = true;
                }
            }

            if (!answers)
            {
                continue;
            }

            var pulled = node.Primitive.Pull(node, outgoing, wanted);
            for (var i = 0; i < pulled.Length; i++)
            {
                Accumulate(cotangent, node.Operands[i], pulled[i]);
            }
        }

        return cotangent;
    }

    /// <summary>The sum of two derivatives, either of which may be a structural zero.</summary>
    public static Value? Add(Value? left, Value? right) => (left, right) switch
    {
        (null, _) => right,
        (_, null) => left,
        ({ Type.IsStack: true } l, { } r) => Node.Create(new AddItems(), l, r).Result(),
        ({ } l, { } r) => l + r,
    };

    private static ValueMap<Value> Seed(ReadOnlySpan<Value> values, ReadOnlySpan<Value?> seeds, string what)
    {
        if (values.Length != seeds.Length)
        {
            throw new GraphException(
                $"Each value takes a {what}, or null: {values.Length} values were given, but {seeds.Length} of these.");
        }

        var result = new ValueMap<Value>();
        for (var i = 0; i < values.Length; i++)
        {
            if (seeds[i] is { } seed && seed.Type != values[i].Type)
            {
                throw new GraphException($"The {what} of {values[i]} must be of its type, but is {seed.Type}.");
            }

            Accumulate(result, values[i], seeds[i]);
        }

        return result;
    }

    private static void Accumulate(ValueMap<Value> sums, Value owner, Value? term)
    {
        if (term is { } t)
        {
            sums[owner] = sums.TryGetValue(owner, out var sum) ? Add(sum, t)!.Value : t;
        }
    }

    private static Value?[] Select(IReadOnlyDictionary<Value, Value> all, ReadOnlySpan<Value> wanted)
    {
        var result = new Value?[wanted.Length];
        for (var i = 0; i < wanted.Length; i++)
        {
            result[i] = all.TryGetValue(wanted[i], out var value) ? value : null;
        }

        return result;
    }
}
