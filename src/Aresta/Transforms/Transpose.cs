using Aresta.Graphs;
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
        if (Linearity.WhyNot(sources, targets) is { } reason)
        {
            throw new GraphException($"The graph is not linear in {string.Join(", ", sources)}: {reason}");
        }

        var names = new DerivativeNames(graph);
        var cotangents = names.Inputs(targets, "bar", "y");
        var pulled = Sweeps.Reverse(targets, [.. cotangents.Select(c => (Value?)c)], sources);

        // Operations with bodies are asked for what they know of a step, which they compute together with what is linear: it is the same at
        // zero, as how high a stack is.
        var whole = Graph.Create([.. graph.Inputs, .. cotangents], names.Outputs(sources, pulled, "bar", "x"));
        if (graph.Depth == 0)
        {
            return Graph.Create([.. whole.Inputs.Where((_, i) => !chosen.Contains(i))], whole.Outputs.AsSpan());
        }

        Value[] inputs = [.. whole.Inputs.Select((input, i) => chosen.Contains(i) ? Value.Zeros(input.Type) : FreshInput.Like(input))];
        var substitutes = new ValueMap<Value>();
        foreach (var (i, input) in inputs.Index())
        {
            substitutes[whole.Inputs[i]] = input;
        }

        return EliminateDeadNodes.Inside(Graph.Create(
            [.. inputs.Where((_, i) => !chosen.Contains(i))],
            whole.Rebuild(substitutes, (node, operands) => Node.Create(node.Primitive, operands))));
    }
}
