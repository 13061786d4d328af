using Aresta.Graphs;
using Aresta.Primitives;

namespace Aresta.Transforms;

/// <summary>Forward mode as a transformation of graphs: how the outputs move when the inputs do (Jacobian-vector product, JVP).</summary>
public static class Pushforward
{
    /// <summary>
    /// The graph (x, ẋ) ↦ (f(x), J·ẋ). To the inputs of <paramref name="graph"/> a tangent is added for each input of
    /// <paramref name="wrt"/>, to the outputs a tangent for each output of <paramref name="of"/>; each has the type of what it belongs to.
    /// </summary>
    /// <param name="graph">The graph of f.</param>
    /// <param name="wrt">The inputs that move; all floating ones unless given. The others are held fixed.</param>
    /// <param name="of">The outputs whose movement is asked for; all floating ones unless given.</param>
    /// <param name="touched">Told of every edge on a path.</param>
    /// <exception cref="GraphException">An input or output named does not exist, or no derivative flows through it.</exception>
    public static Graph Of(Graph graph, Ports? wrt = null, Ports? of = null, EdgeObserver? touched = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return Of(graph, wrt, of, (sources, tangents, targets) => Sweeps.Forward(sources, tangents, targets, touched));
    }

    /// <summary>The same graph, in which what depends on the tangents is apart from what does not.</summary>
    internal static Graph InTwoParts(Graph graph, Ports? wrt, Ports? of) =>
        Of(graph, wrt, of, (sources, tangents, targets) => Sweeps.Linearize(sources, tangents, targets));

    private static Graph Of(Graph graph, Ports? wrt, Ports? of, Func<Value[], Value?[], Value[], Value?[]> sweep)
    {
        var names = new DerivativeNames(graph);
        var sources = Ports.Select(wrt, graph.Inputs, "input");
        var targets = Ports.Select(of, graph.Outputs, "output");
        var tangents = names.Inputs(sources, "dot", "x");
        var pushed = sweep(sources, [.. tangents.Select(t => (Value?)t)], targets);
        return Graph.Create([.. graph.Inputs, .. tangents], [.. graph.Outputs, .. names.Outputs(targets, pushed, "dot", "y")]);
    }
}
