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
        return Graph.Create(
            [.. graph.Inputs.Where((_, i) => !chosen.Contains(i)), .. cotangents], names.Outputs(sources, pulled, "bar", "x"));
    }
}
