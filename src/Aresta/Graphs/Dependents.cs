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
    public void Replay(ValueMap<Value> substitutes, Func<Node, Value[], Value[]>? make = null) => Replay(Nodes, substitutes, make);

    /// <summary>Some nodes made again in this way, operands before users.</summary>
    /// <param name="nodes">The nodes.</param>
    /// <param name="substitutes">What stands for what.</param>
    /// <param name="make">Gives a value for each result of a node, on the given operands; the same node on them unless given.</param>
    public static void Replay(IEnumerable<Node> nodes, ValueMap<Value> substitutes, Func<Node, Value[], Value[]>? make = null)
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

            var made = (make ?? Same)(node, operands);
            for (var i = 0; i < made.Length; i++)
            {
                substitutes[node.Result(i)] = made[i];
            }
        }

        static Value[] Same(Node node, Value[] operands)
        {
            var made = Node.Create(node.Primitive, operands);
            return [.. Enumerable.Range(0, made.Results.Length).Select(made.Result)];
        }
    }
}
