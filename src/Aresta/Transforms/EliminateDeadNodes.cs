using System.Collections.Immutable;
using Aresta.Graphs;

namespace Aresta.Transforms;

/// <summary>
/// Removes what no output depends on: inputs, and of calls, choices and loops the results, states and operands that are of no use to
/// anyone, with what computes them in their bodies. Other dead nodes there are none: a graph holds, from the moment it is created, only
/// what its outputs depend on. Derivatives leave such parts: the gradient of a sum does not depend on its terms, and that of a loop seldom
/// on all that the loop gives.
/// </summary>
public static class EliminateDeadNodes
{
    /// <summary>The graph with only the inputs that matter.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="kept">The positions, in the graph given, of the inputs that are left, ascending.</param>
    public static Graph Of(Graph graph, out ImmutableArray<int> kept)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var liveness = new Liveness();
        bool[] outputs = [.. graph.Outputs.Select(_ => true)];
        var inputs = liveness.Inputs(graph, outputs);
        kept = [.. Enumerable.Range(0, inputs.Length).Where(i => inputs[i])];
        return liveness.Narrow(graph, outputs, inputs);
    }

    /// <summary>The graph with all of its inputs: what calls, choices and loops in it do for nobody is not done.</summary>
    /// <param name="graph">The graph.</param>
    public static Graph Inside(Graph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return graph.Depth == 0
            ? graph
            : new Liveness().Narrow(graph, [.. graph.Outputs.Select(_ => true)], [.. graph.Inputs.Select(_ => true)]);
    }
}
