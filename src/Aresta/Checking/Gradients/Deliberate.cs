using Aresta.Graphs;
using Aresta.Primitives;

namespace Aresta.Checking;

/// <summary>
/// Functions whose derivatives are not those of their values on purpose: custom functions that say so, and what stops gradients in a body,
/// where it cannot be held at a value, for each run has its own. What they differ by is no mistake.
/// </summary>
internal static class Deliberate
{
    /// <summary>
    /// The graph in which such functions have the derivatives of their bodies, in all bodies too, and a description of each of them.
    /// </summary>
    public static (Graph Graph, IReadOnlyList<string> Left) Without(Graph graph)
    {
        var left = new List<string>();
        return (Differs(graph, inBody: false) ? Without(graph, left, inBody: false) : graph, [.. left.Distinct()]);
    }

    private static bool Differs(Graph graph, bool inBody) => graph.HasDeliberateRules || graph.Nodes.Any(node =>
        (inBody && node.Primitive is StopGradient)
        || (node.Primitive is Control control && control.Bodies.Any(body => Differs(body.Graph, true))));

    private static Graph Without(Graph graph, List<string> left, bool inBody = true)
    {
        if (!Differs(graph, inBody))
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
            if (node.Primitive is Custom { Deliberate: true } || (inBody && node.Primitive is StopGradient))
            {
                left.Add(Wording.Describe(node));
            }

            if (inBody && node.Primitive is StopGradient)
            {
                return operands;
            }

            var made = Node.Create(node.Primitive is Control control ? Without(control, left) : node.Primitive, operands);
            return Enumerable.Range(0, made.Results.Length).Select(made.Result).ToArray();
        }));
    }

    private static Primitive Without(Control control, List<string> left) => control switch
    {
        Custom { Deliberate: true } custom => new Call(Without(custom.Primal, left), custom.Label, Keep.Everything),
        _ when control.Bodies.Any(body => Differs(body.Graph, inBody: true)) =>
            control.WithBodies([.. control.Bodies.Select(body => Without(body.Graph, left))]),
        _ => control,
    };
}
