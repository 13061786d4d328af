using Aresta.Tensors;

namespace Aresta.Primitives;

/// <summary>
/// The part of the graph that lies on paths from some values (the sources) to others (the targets), in topological order: exactly the
/// edges that a derivative of the targets by the sources is a sum over.
/// </summary>
public sealed class Subgraph
{
    private readonly NodeMap<bool> active = new();
    private readonly ValueMap<bool> sources = new();

    /// <summary>Finds the paths.</summary>
    public Subgraph(ReadOnlySpan<Value> sources, ReadOnlySpan<Value> targets)
    {
        var first = long.MaxValue;
        foreach (var source in sources)
        {
            this.sources[source] = true;
            first = Math.Min(first, source.Node.Number);
        }

        var nodes = new List<Node>();
        foreach (var node in Reachable(targets, first))
        {
            for (var i = 0; i < node.Operands.Length; i++)
            {
                if (HasActiveEdge(node, i))
                {
                    active.TryAdd(node, true);
                    nodes.Add(node);
                    break;
                }
            }
        }

        Nodes = nodes;
    }

    /// <summary>The nodes with an edge on some path, operands before users.</summary>
    public IReadOnlyList<Node> Nodes { get; }

    /// <summary>Whether the value depends on a source, so that it has a tangent.</summary>
    public bool IsActive(Value value) => (active.Contains(value.Node) && value.DType.IsFloating) || sources.ContainsKey(value);

    /// <summary>Whether the edge from operand <paramref name="operand"/> into <paramref name="node"/> lies on a path.</summary>
    public bool HasActiveEdge(Node node, int operand)
    {
        ArgumentNullException.ThrowIfNull(node);
        return IsActive(node.Operands[operand]) && node.Primitive.HasEdge(node, operand);
    }

    // Backwards from the targets along differentiable edges; nothing made before the first source can depend on one.
    private static Node[] Reachable(ReadOnlySpan<Value> targets, long first)
    {
        var (found, pending) = (new NodeMap<bool>(), new Stack<Node>());
        foreach (var target in targets)
        {
            Visit(target.Node);
        }

        while (pending.TryPop(out var node))
        {
            for (var i = 0; i < node.Operands.Length; i++)
            {
                if (node.Primitive.HasEdge(node, i))
                {
                    Visit(node.Operands[i].Node);
                }
            }
        }

        return found.InOrder();

        void Visit(Node node)
        {
            if (node.Number >= first && found.TryAdd(node, true))
            {
                pending.Push(node);
            }
        }
    }
}
