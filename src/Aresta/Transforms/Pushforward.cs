using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Transforms;

/// <summary>Forward mode as a transformation of graphs.</summary>
public static class Pushforward
{
    /// <summary>
    /// The graph (x, ẋ) ↦ (f(x), J·ẋ): to the inputs of <paramref name="graph"/> a tangent is added for each floating one, to the outputs a
    /// tangent for each floating one.
    /// </summary>
    /// <param name="graph">The graph of f.</param>
    /// <param name="touched">Told of every edge applied.</param>
    public static Graph Of(Graph graph, EdgeObserver? touched = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        Value[] sources = [.. graph.Inputs.Where(x => x.DType.IsFloating)];
        Value[] targets = [.. graph.Outputs.Where(y => y.DType.IsFloating)];
        Value[] tangents = [.. sources.Select(x => Value.Input(x.Type, $"d{x.Name}"))];
        var pushed = Sweeps.Forward(sources, [.. tangents.Select(t => (Value?)t)], targets, touched);
        return Graph.Create(
            [.. graph.Inputs, .. tangents],
            [.. graph.Outputs, .. targets.Zip(pushed, (y, t) => t ?? Value.Zeros(y.Type))]);
    }
}
