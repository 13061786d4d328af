using System.Collections.Immutable;
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

    /// <summary>
    /// A pass applied to a graph and to all that stand in it as bodies, inner ones before those around them: what makes a transformation of
    /// one graph one of graphs with loops. The pass keeps inputs and outputs as they are.
    /// </summary>
    public static Graph Nested(Graph graph, Func<Graph, Graph> pass) => graph.Depth == 0 ? pass(graph) : new Nest(pass).Of(graph);

    /// <summary>The operation with the given bodies: itself, if these are its own.</summary>
    public static Control With(Control control, ImmutableArray<Graph> bodies) =>
        control.Bodies.Zip(bodies).All(pair => ReferenceEquals(pair.First.Graph, pair.Second)) ? control : control.WithBodies(bodies);

    // A body may stand in many places, and then these again in others: each is met once.
    private sealed class Nest(Func<Graph, Graph> pass)
    {
        private readonly Dictionary<Graph, Graph> known = new(ReferenceEqualityComparer.Instance);

        public Graph Of(Graph graph)
        {
            if (!known.TryGetValue(graph, out var made))
            {
                made = pass(graph.Depth == 0 ? graph : Rewrite(graph, Remade));
                known.Add(graph, made = made.Equals(graph) ? graph : made);
            }

            return made;
        }

        private Value[] Remade(Node node, Value[] operands)
        {
            var made = Node.Create(
                node.Primitive is Control control ? With(control, [.. control.Bodies.Select(body => Of(body.Graph))]) : node.Primitive,
                operands);
            return [.. Enumerable.Range(0, node.Results.Length).Select(made.Result)];
        }
    }
}
