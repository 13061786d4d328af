using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Checking;

/// <summary>A run of a graph, of which only what was NaN or infinite is remembered. Of its bodies there are only counts.</summary>
internal sealed class FiniteRun
{
    private readonly NodeMap<int> inside = new();

    /// <summary>Runs a graph, or a body.</summary>
    public FiniteRun(Graph graph, ReadOnlySpan<Tensor> inputs)
    {
        Graph = graph;
        for (var i = 0; i < inputs.Length; i++)
        {
            if (Elements.FirstBad(inputs[i]) >= 0)
            {
                Bad[graph.Inputs[i]] = inputs[i];
            }
        }

        Outputs = new Evaluation(Look, default).Run(graph, inputs);
    }

    /// <summary>The graph.</summary>
    public Graph Graph { get; }

    /// <summary>Its outputs.</summary>
    public Tensor[] Outputs { get; }

    /// <summary>The values that were NaN or infinite somewhere.</summary>
    public ValueMap<Tensor> Bad { get; } = new();

    /// <summary>What the nodes that gave such values were given.</summary>
    public NodeMap<Tensor[]> OperandsOf { get; } = new();

    /// <summary>
    /// How many values were bad and no part of it: those of the graph itself but the ones that were reached, and those in bodies of nodes
    /// of which no result was.
    /// </summary>
    public int Hidden(ValueMap<(int Element, Value? User)> reached)
    {
        var count = 0;
        foreach (var node in Graph.Nodes.AsSpan()[Graph.Inputs.Length..])
        {
            var isReached = false;
            for (var i = 0; i < node.Results.Length; i++)
            {
                isReached |= reached.ContainsKey(node.Result(i));
                count += Bad.ContainsKey(node.Result(i)) && !reached.ContainsKey(node.Result(i)) ? 1 : 0;
            }

            count += !isReached && inside.TryGetValue(node, out var hidden) ? hidden : 0;
        }

        return count;
    }

    private void Look(Node node, ReadOnlySpan<Tensor> operands, ReadOnlySpan<Tensor> results, RunPlace? place)
    {
        for (var i = 0; i < results.Length; i++)
        {
            // A stack in a body grows from run to run, and what is in it was seen before.
            if ((place is not null && results[i].Type.IsStack) || Elements.FirstBad(results[i]) < 0)
            {
                continue;
            }

            if (place is null)
            {
                Bad[node.Result(i)] = results[i];
                OperandsOf[node] = operands.ToArray();
                continue;
            }

            var outermost = place;
            while (outermost.Outer is { } next)
            {
                outermost = next;
            }

            inside[outermost.Node] = (inside.TryGetValue(outermost.Node, out var count) ? count : 0) + 1;
        }
    }
}
