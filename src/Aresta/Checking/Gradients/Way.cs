using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Checking;

/// <summary>
/// Which way a run went: the branches that were chosen and how often loops ran. Where two points differ in it, a difference between them
/// says nothing of a derivative, which is that of the way taken.
/// </summary>
internal sealed class Way
{
    private readonly Dictionary<Node, int> turns = [];

    /// <summary>Whether a graph can go different ways.</summary>
    public static bool Parts(Graph graph) => graph.Depth > 0 && graph.Nodes.Any(node =>
        node.Primitive is Cond or While || (node.Primitive is Control control && control.Bodies.Any(body => Parts(body.Graph))));

    /// <summary>The outputs of a run, and its way.</summary>
    public static (Tensor[] Outputs, Way Way) Run(Graph graph, Tensor[] inputs)
    {
        var way = new Way();
        return (Interpreter.Run(graph, inputs, way.Look), way);
    }

    /// <summary>The first node at which another run went another way; null where both went the same.</summary>
    public Node? PartsFrom(Way other) => turns.Keys.Union(other.turns.Keys)
        .Where(node => turns.GetValueOrDefault(node) != other.turns.GetValueOrDefault(node))
        .MinBy(node => node.Number);

    private void Look(Node node, ReadOnlySpan<Tensor> operands, ReadOnlySpan<Tensor> results, RunPlace? place)
    {
        if (node.Primitive is Cond)
        {
            turns[node] = HashCode.Combine(turns.GetValueOrDefault(node), operands[0].AsSpan<bool>()[0]);
        }

        if (place is { Node: { Primitive: While } loop })
        {
            turns[loop] = HashCode.Combine(turns.GetValueOrDefault(loop), place.Run);
        }
    }
}
