using Aresta.Primitives;

namespace Aresta.Graphs;

/// <summary>
/// Leaves out what is computed twice: a node whose results another, its extension, gives as well. Derivatives of calls and loops make such
/// pairs, for a loop cannot be asked for its residuals after it has run.
/// </summary>
internal static class Extensions
{
    /// <summary>The graph in which users of extended nodes use the extensions; itself where there are none.</summary>
    public static Graph Merge(Graph graph)
    {
        var chosen = Chosen(graph);
        if (chosen.Count == 0)
        {
            return graph;
        }

        var made = new ValueMap<Value>();
        using var scope = OriginScope.Begin(null, 0);
        foreach (var node in Ordered(graph, chosen))
        {
            Value[] operands = [.. node.Operands.Select(operand => made[Resolve(operand, chosen)])];
            var kept = operands.AsSpan().SequenceEqual(node.Operands.AsSpan());
            var primal = node.Extends is { } extension && chosen.TryGetValue(extension.Primal, out var by) && by == node ? extension : null;
            scope.Follow(primal?.Primal ?? node, Remade((primal?.Primal ?? node).DerivativeOf, made));
            var again = kept && primal is null ? node : Node.Create(node.Primitive, operands);
            for (var i = 0; i < node.Results.Length; i++)
            {
                made[node.Result(i)] = again.Result(i);
                again.AddNames(i, node.Names(i).AsSpan());
            }

            for (var i = 0; primal is not null && i < primal.Results.Length; i++)
            {
                again.AddNames(primal.Results[i], primal.Primal.Names(i).AsSpan());
            }
        }

        return Graph.Create(graph.Inputs.AsSpan(), [.. graph.Outputs.Select(output => made[Resolve(output, chosen)])]);
    }

    // By extended node, the extension that stands for it. One that depends on the node it extends, as where a function moves along its own
    // result, can not.
    private static NodeMap<Node> Chosen(Graph graph)
    {
        var chosen = new NodeMap<Node>();
        NodeMap<bool>? present = null;
        foreach (var node in graph.Nodes)
        {
            if (node.Extends is not { } extension)
            {
                continue;
            }

            if (present is null)
            {
                present = new();
                foreach (var each in graph.Nodes)
                {
                    present.TryAdd(each, true);
                }
            }

            if (present.Contains(extension.Primal) && chosen.TryAdd(extension.Primal, node) && Reaches(node, extension.Primal, chosen))
            {
                chosen.Remove(extension.Primal);
            }
        }

        return chosen;
    }

    // Whether, with users of extended nodes using the extensions, node depends on itself: the older node, whose place it would take, tells
    // how far back to look.
    private static bool Reaches(Node node, Node primal, NodeMap<Node> chosen)
    {
        var (seen, pending) = (new NodeMap<bool>(), new Stack<Node>([node]));
        while (pending.TryPop(out var next))
        {
            foreach (var operand in next.Operands)
            {
                var from = Resolve(operand, chosen).Node;
                if (from == node)
                {
                    return true;
                }

                if (from.Number > primal.Number && seen.TryAdd(from, true))
                {
                    pending.Push(from);
                }
            }
        }

        return false;
    }

    // Operands before users, with the extensions in the places of what they extend, and otherwise in the order in which they were made:
    // what is held for how long depends on it.
    private static List<Node> Ordered(Graph graph, NodeMap<Node> chosen)
    {
        var (missing, users, ready) = (new NodeMap<int>(), new NodeMap<List<Node>>(), new PriorityQueue<Node, long>());
        var pending = new Stack<Node>(graph.Inputs.Concat(graph.Outputs.Select(output => Resolve(output, chosen))).Select(end => end.Node));
        while (pending.TryPop(out var node))
        {
            if (missing.Contains(node))
            {
                continue;
            }

            Node[] operands = [.. node.Operands.Select(operand => Resolve(operand, chosen).Node).Distinct()];
            missing[node] = operands.Length;
            foreach (var operand in operands)
            {
                if (!users.TryGetValue(operand, out var known))
                {
                    users[operand] = known = [];
                }

                known.Add(node);
                pending.Push(operand);
            }

            if (operands.Length == 0)
            {
                ready.Enqueue(node, Place(node));
            }
        }

        var ordered = new List<Node>();
        while (ready.TryDequeue(out var node, out _))
        {
            ordered.Add(node);
            foreach (var user in users.TryGetValue(node, out var known) ? known : [])
            {
                if (--missing[user] == 0)
                {
                    ready.Enqueue(user, Place(user));
                }
            }
        }

        return ordered;

        long Place(Node node)
        {
            while (node.Extends is { } extension && chosen.TryGetValue(extension.Primal, out var by) && by == node)
            {
                node = extension.Primal;
            }

            return node.Number;
        }
    }

    private static Value Resolve(Value value, NodeMap<Node> chosen)
    {
        while (chosen.TryGetValue(value.Node, out var extension))
        {
            value = extension.Result(extension.Extends!.Results[value.Index]);
        }

        return value;
    }

    private static DerivativeOf? Remade(DerivativeOf? of, ValueMap<Value> made) =>
        of is { Node.Results.IsEmpty: false } && made.TryGetValue(of.Node.Result(), out var again) ? of with { Node = again.Node } : of;
}
