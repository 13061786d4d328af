using System.Collections.Immutable;
using Aresta.Graphs;

namespace Aresta.Transforms;

/// <summary>
/// Removes inputs that no output depends on. Other dead nodes there are none: a graph holds, from the moment it is created, only what its
/// outputs depend on. Derivatives leave such inputs: the gradient of a sum does not depend on its terms.
/// </summary>
public static class EliminateDeadNodes
{
    /// <summary>The graph with only the inputs that matter.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="kept">The positions, in the graph given, of the inputs that are left, ascending.</param>
    public static Graph Of(Graph graph, out ImmutableArray<int> kept)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var alive = Graph.Ancestors(graph.Outputs.AsSpan()).ToHashSet();
        kept = [.. Enumerable.Range(0, graph.Inputs.Length).Where(i => alive.Contains(graph.Inputs[i].Node))];
        return kept.Length == graph.Inputs.Length ? graph : Graph.Create([.. kept.Select(i => graph.Inputs[i])], graph.Outputs.AsSpan());
    }
}
