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
        return Of(graph, Ports.Positions(wrt, graph.Inputs, "input"), of, touched, []);
    }

    /// <summary>
    /// As <see cref="Of(Graph, Ports, Ports, EdgeObserver)"/>, with the cotangents of inner values as further outputs: what flows back
    /// through them.
    /// </summary>
    /// <param name="graph">The graph of f.</param>
    /// <param name="at">
    /// Names of inner values. The outermost value of a name is meant; in the body of a scan, those of all steps are stacked along a new
    /// axis 0, in the order of the rows; in a branch that is not taken they are 0. Not reached are the bodies of while loops, whose number
    /// of steps is open, and of custom functions.
    /// </param>
    /// <param name="wrt">The inputs whose share is asked for; all floating ones unless given.</param>
    /// <param name="of">The outputs that are answered for; all floating ones unless given.</param>
    /// <exception cref="GraphException">
    /// An input or output named does not exist, or no derivative flows through it; no inner value has a name, several have it, or it cannot
    /// be reached.
    /// </exception>
    public static Graph At(Graph graph, IReadOnlyList<string> at, Ports? wrt = null, Ports? of = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(at);
        var positions = Ports.Positions(wrt, graph.Inputs, "input");
        var probed = at.Aggregate(graph, Probes.Add);
        var (first, last) = (graph.Inputs.Length, probed.Inputs.Length);
        var pulled = Of(probed, [.. positions, .. Enumerable.Range(first, last - first)], of, null, at);

        // Where a probe adds −0, it changes no bit.
        Value[] given = [.. pulled.Inputs.Where((_, i) => i < first || i >= last).Select(FreshInput.Like)];
        Value[] silent = [.. probed.Inputs[first..].Select(probe => Value.Filled(probe.Type, -0.0))];
        return Graph.Create(given, pulled.Apply([.. given[..first], .. silent, .. given[first..]]));
    }

    private static Graph Of(Graph graph, int[] wrt, Ports? of, EdgeObserver? touched, IReadOnlyList<string> at)
    {
        var names = new DerivativeNames(graph);
        Value[] sources = [.. wrt.Select(i => graph.Inputs[i])];
        var targets = Ports.Select(of, graph.Outputs, "output");
        var cotangents = names.Inputs(targets, "bar", "y");
        var pulled = Sweeps.Reverse(targets, [.. cotangents.Select(c => (Value?)c)], sources, touched);
        Value[] called = [.. sources[..^at.Count], .. at.Select((name, i) => Value.Input(sources[^(at.Count - i)].Type, name))];
        return Graph.Create([.. graph.Inputs, .. cotangents], [.. graph.Outputs, .. names.Outputs(called, pulled, "bar", "x")]);
    }
}
