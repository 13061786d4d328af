using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Transforms;

/// <summary>Reverse mode as a transformation of graphs: backpropagation.</summary>
public static class Pullback
{
    /// <summary>
    /// The graph (x, ȳ) ↦ (f(x), Jᵀ·ȳ): to the inputs of <paramref name="graph"/> a cotangent is added for each floating output, to the
    /// outputs a cotangent for each floating input.
    /// </summary>
    /// <param name="graph">The graph of f.</param>
    /// <param name="touched">Told of every edge applied.</param>
    public static Graph Of(Graph graph, EdgeObserver? touched = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        Value[] sources = [.. graph.Inputs.Where(x => x.DType.IsFloating)];
        Value[] targets = [.. graph.Outputs.Where(y => y.DType.IsFloating)];
        Value[] cotangents = [.. targets.Select((y, i) => Value.Input(y.Type, $"c{y.Name ?? $"y{i}"}"))];
        var pulled = Sweeps.Reverse(targets, [.. cotangents.Select(c => (Value?)c)], sources, touched);
        return Graph.Create(
            [.. graph.Inputs, .. cotangents],
            [.. graph.Outputs, .. sources.Zip(pulled, (x, c) => c ?? Value.Zeros(x.Type))]);
    }
}
