using Aresta.Graphs;
using Aresta.Primitives;

namespace Aresta.Checking;

/// <summary>Custom functions whose rules differ from their derivatives on purpose: what they differ by is no mistake.</summary>
internal static class Deliberate
{
    /// <summary>
    /// The graph in which such functions have the derivatives of their bodies, in all bodies too, and a description of each of them.
    /// </summary>
    public static (Graph Graph, IReadOnlyList<string> Left) Without(Graph graph)
    {
        var left = new List<string>();
        return (graph.HasDeliberateRules ? Without(graph, left) : graph, [.. left.Distinct()]);
    }

    private static Graph Without(Graph graph, List<string> left)
    {
        if (!graph.HasDeliberateRules)
        {
            return graph;
        }

        var substitutes = new ValueMap<Value>();
        foreach (var input in graph.Inputs)
        {
            substitutes[input] = input;
        }

        return Graph.Create(graph.Inputs.AsSpan(), graph.Rebuild(substitutes, (node, operands) =>
        {
            if (node.Primitive is Custom { Deliberate: true })
            {
                left.Add(Wording.Describe(node));
            }

            return Node.Create(node.Primitive is Control control ? Without(control, left) : node.Primitive, operands);
        }));
    }

    private static Primitive Without(Control control, List<string> left) => control switch
    {
        Custom { Deliberate: true } custom => new Call(Without(custom.Primal, left), custom.Label, Keep.Everything),
        _ when control.Bodies.Any(body => body.Graph.HasDeliberateRules) =>
            control.WithBodies([.. control.Bodies.Select(body => Without(body.Graph, left))]),
        _ => control,
    };
}
