using Aresta.Tensors;

namespace Aresta.Primitives;

/// <summary>
/// The part of the graph that lies on paths from some values (the sources) to others (the targets), in topological order: exactly the
/// edges that a derivative of the targets by the sources is a sum over.
/// </summary>
public sealed class Subgraph
{
    private readonly HashSet<Node> active = [];
    private readonly HashSet<Value> sources;

    /// <summary>Finds the paths.</summary>
    public Subgraph(ReadOnlySpan<Value> sources, ReadOnlySpan<Value> targets)
    {
        this.sources = [.. sources];
        var nodes = Reachable(targets);
        nodes.Sort((a, b) => a.Number.CompareTo(b.Number));
        foreach (var node in nodes)
        {
            for (var i = 0; i < node.Operands.Length; i++)
            {
                if (HasActiveEdge(node, i))
                {
                    active.Add(node);
                    break;
                }
            }
        }

        Nodes = [.. nodes.Where(active.Contains)];
    }

    /// <summary>The nodes with an edge on some path, operands before users.</summary>
    public IReadOnlyList<Node> Nodes { get; }

    /// <summary>Whether the value depends on a source, so that it has a tangent.</summary>
    public bool IsActive(Value value) => sources.Contains(value) || (value.DType.IsFloating && active.Contains(value.Node));

    /// <summary>Whether the edge from operand <paramref name="operand"/> into <paramref name="node"/> lies on a path.</summary>
    public bool HasActiveEdge(Node node, int operand)
    {
        ArgumentNullException.ThrowIfNull(node);
        return IsActive(node.Operands[operand]) && node.Primitive.HasEdge(node, operand);
    }

    // Backwards from the targets along differentiable edges; nothing made before the first source can depend on one.
    private List<Node> Reachable(ReadOnlySpan<Value> targets)
    {
        var first = long.MaxValue;
        foreach (var source in sources)
        {
            first = Math.Min(first, source.Node.Number);
        }

        var (found, seen, pending) = (new List<Node>(), new HashSet<Node>(), new Stack<Node>());
        foreach (var target in targets)
        {
            Visit(target.Node);
        }

        while (pending.TryPop(out var node))
        {
            found.Add(node);
            for (var i = 0; i < node.Operands.Length; i++)
            {
                if (node.Primitive.HasEdge(node, i))
                {
                    Visit(node.Operands[i].Node);
                }
            }
        }

        return found;

        void Visit(Node node)
        {
            if (node.Number >= first && seen.Add(node))
            {
                pending.Push(node);
            }
        }
    }
}
