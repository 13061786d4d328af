using Aresta.Primitives;

namespace Aresta.Graphs;

/// <summary>
/// The nodes that depend on some values, on the way to others: what must be made again when the values are replaced. Everything else is
/// shared.
/// </summary>
internal sealed class Dependents
{
    private readonly ValueMap<bool> sources = new();
    private readonly NodeMap<bool> nodes = new();

    public Dependents(ReadOnlySpan<Value> sources, ReadOnlySpan<Value> targets)
    {
        foreach (var source in sources)
        {
            this.sources[source] = true;
        }

        var ordered = new List<Node>();
        foreach (var node in Graph.Ancestors(targets))
        {
            foreach (var operand in node.Operands)
            {
                if (Contains(operand))
                {
                    nodes.TryAdd(node, true);
                    ordered.Add(node);
                    break;
                }
            }
        }

        Nodes = ordered;
    }

    /// <summary>Operands before users.</summary>
    public IReadOnlyList<Node> Nodes { get; }

    /// <summary>Whether the value is one of the sources, or computed from one.</summary>
    public bool Contains(Value value) => sources.ContainsKey(value) || nodes.Contains(value.Node);

    /// <summary>What the nodes take from outside: each value once.</summary>
    public IEnumerable<Value> Parameters() => Nodes.SelectMany(node => node.Operands).Where(operand => !Contains(operand)).Distinct();

    /// <summary>
    /// Makes the nodes again on what <paramref name="substitutes"/> says, and adds what stands for their results to it. Values that it does
    /// not mention stay.
    /// </summary>
    public void Replay(ValueMap<Value> substitutes) => Replay(Nodes, substitutes);

    /// <summary>Some nodes made again in this way, operands before users.</summary>
    public static void Replay(IEnumerable<Node> nodes, ValueMap<Value> substitutes)
    {
        using var scope = OriginScope.Begin(null, 0);
        foreach (var node in nodes)
        {
            scope.Follow(node, node.DerivativeOf);
            var operands = new Value[node.Operands.Length];
            for (var i = 0; i < operands.Length; i++)
            {
                operands[i] = substitutes.TryGetValue(node.Operands[i], out var substitute) ? substitute : node.Operands[i];
            }

            var made = Node.Create(node.Primitive, operands);
            for (var i = 0; i < node.Results.Length; i++)
            {
                substitutes[node.Result(i)] = made.Result(i);
            }
        }
    }
}
