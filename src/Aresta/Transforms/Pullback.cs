using Aresta.Graphs;
using Aresta.Primitives;

namespace Aresta.Transforms;

/// <summary>
/// Reverse mode as a transformation of graphs, backpropagation: how much each input answers for what is asked of the outputs
/// (vector-Jacobian product, VJP).
/// </summary>
public static class Pullback
{
    /// <summary>
    /// The graph (x, ȳ) ↦ (f(x), Jᵀ·ȳ). To the inputs of <paramref name="graph"/> a cotangent is added for each output of
    /// <paramref name="of"/>, to the outputs a cotangent for each input of <paramref name="wrt"/>; each has the type of what it belongs to.
    /// </summary>
    /// <param name="graph">The graph of f.</param>
    /// <param name="wrt">The inputs whose share is asked for; all floating ones unless given.</param>
    /// <param name="of">The outputs that are answered for; all floating ones unless given.</param>
    /// <param name="touched">Told of every edge on a path.</param>
    /// <exception cref="GraphException">An input or output named does not exist, or no derivative flows through it.</exception>
    public static Graph Of(Graph graph, Ports? wrt = null, Ports? of = null, EdgeObserver? touched = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var names = new DerivativeNames(graph);
        var sources = Ports.Select(wrt, graph.Inputs, "input");
        var targets = Ports.Select(of, graph.Outputs, "output");
        var cotangents = names.Inputs(targets, "bar", "y");
        var pulled = Sweeps.Reverse(targets, [.. cotangents.Select(c => (Value?)c)], sources, touched);
        return Graph.Create([.. graph.Inputs, .. cotangents], [.. graph.Outputs, .. names.Outputs(sources, pulled, "bar", "x")]);
    }
}
