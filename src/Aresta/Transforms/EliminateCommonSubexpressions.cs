using Aresta.Graphs;

namespace Aresta.Transforms;

/// <summary>Computes once what is computed several times: value numbering by primitive and operands.</summary>
public static class EliminateCommonSubexpressions
{
    /// <summary>
    /// A graph with the same outputs, bit for bit, in which no two nodes apply equal primitives to the same operands. The names of merged
    /// values are all kept.
    /// </summary>
    /// <remarks>x + y and y + x stay apart: that they are equal is algebra, not repetition.</remarks>
    public static Graph Of(Graph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var numbering = new ValueNumbering();
        return Rewriting.Rewrite(graph, (node, operands) =>
        {
            var same = numbering.Make(node.Primitive, operands);
            return [.. Enumerable.Range(0, node.Results.Length).Select(same.Result)];
        });
    }
}
