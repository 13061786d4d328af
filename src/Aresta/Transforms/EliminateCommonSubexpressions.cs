using Aresta.Graphs;

namespace Aresta.Transforms;

/// <summary>Computes once what is computed several times: value numbering by primitive and operands.</summary>
public static class EliminateCommonSubexpressions
{
    /// <summary>
    /// A graph with the same outputs, bit for bit, in which no two nodes apply equal primitives to the same operands, and neither do two in
    /// a body. A body is given each value once, and of states that are always the same a loop has one. The names of merged values are all
    /// kept.
    /// </summary>
    /// <remarks>x + y and y + x stay apart: that they are equal is algebra, not repetition.</remarks>
    public static Graph Of(Graph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return EliminateDeadNodes.Inside(Rewriting.Nested(graph, InOne));
    }

    private static Graph InOne(Graph graph)
    {
        var numbering = new ValueNumbering(InOne);
        return Rewriting.Rewrite(graph, (node, operands) => numbering.Results(node.Primitive, operands));
    }
}
