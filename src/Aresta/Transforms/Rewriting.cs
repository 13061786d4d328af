using Aresta.Graphs;
using Aresta.Primitives;

namespace Aresta.Transforms;

/// <summary>Rewrites a whole graph on <see cref="Graph.Rebuild(ValueMap{Value}, Func{Node, Value[], Value[]})"/>.</summary>
internal static class Rewriting
{
    /// <summary>
    /// The graph with each node replaced by what <paramref name="make"/> gives on the rewritten operands. Its inputs are new ones, of the
    /// same names: where a node is replaced by its operand, the operand takes its names over, and those of the old graph stay as they were.
    /// </summary>
    public static Graph Rewrite(Graph graph, Func<Node, Value[], Value[]> make)
    {
        var substitutes = new ValueMap<Value>();
        Value[] inputs = [.. graph.Inputs.Select(FreshInput.Like)];
        for (var i = 0; i < inputs.Length; i++)
        {
            substitutes[graph.Inputs[i]] = inputs[i];
        }

        return Graph.Create(inputs, graph.Rebuild(substitutes, make));
    }
}
