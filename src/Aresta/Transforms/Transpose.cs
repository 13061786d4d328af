using Aresta.Graphs;
using Aresta.Numerics.Rules;
using Aresta.Primitives;

namespace Aresta.Transforms;

/// <summary>The transpose (adjoint) of a linear graph: ⟨A·x, y⟩ = ⟨x, Aᵀ·y⟩. The transpose of the transpose is the map itself.</summary>
public static class Transpose
{
    /// <summary>
    /// The graph (parameters, ȳ) ↦ Aᵀ·ȳ for a graph (parameters, x) ↦ A·x that is linear in x: it takes the inputs that are not in
    /// <paramref name="wrt"/>, then a cotangent for each output, and gives a cotangent for each input of <paramref name="wrt"/>.
    /// </summary>
    /// <param name="graph">The graph of the map.</param>
    /// <param name="wrt">The inputs in which it is linear; all floating ones unless given. The others are parameters.</param>
    /// <exception cref="GraphException">
    /// The graph is not linear in these inputs; the message names the node that is not, and why.
    /// </exception>
    public static Graph Of(Graph graph, Ports? wrt = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var chosen = Ports.Positions(wrt, graph.Inputs, "input");
        Value[] sources = [.. chosen.Select(i => graph.Inputs[i])];
        Value[] targets = [.. graph.Outputs];
        Verify(sources, targets);
        var names = new DerivativeNames(graph);
        var cotangents = names.Inputs(targets, "bar", "y");
        var pulled = Sweeps.Reverse(targets, [.. cotangents.Select(c => (Value?)c)], sources);
        return Graph.Create(
            [.. graph.Inputs.Where((_, i) => !chosen.Contains(i)), .. cotangents], names.Outputs(sources, pulled, "bar", "x"));
    }

    private static void Verify(Value[] sources, Value[] targets)
    {
        var moving = new Dependents(sources, targets);
        foreach (var target in targets)
        {
            if (!moving.Contains(target) && !Filled.IsZero(target))
            {
                throw new GraphException(
                    $"The graph is not linear in {string.Join(", ", sources)}: its output {target} does not depend on it.");
            }
        }

        foreach (var node in moving.Nodes)
        {
            if (WhyNot(node, moving) is { } reason)
            {
                var place = node.Origin is { } origin ? $" (at {origin})" : "";
                throw new GraphException(
                    $"The graph is not linear in {string.Join(", ", sources)}: {node.Result()}, "
                    + $"which is {node.Primitive.Name}({string.Join(", ", node.Operands)}), {reason}.{place}");
            }
        }
    }

    private static string? WhyNot(Node node, Dependents moving)
    {
        int[] moved = [.. Enumerable.Range(0, node.Operands.Length).Where(i => moving.Contains(node.Operands[i]))];
        if (moved.Any(i => !node.Primitive.HasEdge(node, i)))
        {
            return "is flat in it";
        }

        return node.Primitive switch
        {
            Unary<Negate> => null,
            Linear or Binary<Add> or Binary<Subtract> => Enumerable.Range(0, node.Operands.Length)
                .All(i => moved.Contains(i) || !node.Primitive.HasEdge(node, i) || Filled.IsZero(node.Operands[i]))
                ? null
                : "adds something that does not depend on it",
            Multilinear or Binary<Multiply> => moved.Length == 1 ? null : "multiplies it by itself",
            Binary<Divide> => moved is [0] ? null : "divides by it",
            Structured structured when moved is [var only] && IsLinear(structured, node, only) => null,
            _ => "is not a linear operation",
        };
    }

    // A structured primitive that is linear in an operand states the adjoint for it.
    private static bool IsLinear(Structured primitive, Node node, int operand) =>
        primitive.Adjoint(node, operand, [.. node.Results.Select(type => (Value?)Value.Input(type))]) is not null;
}
