using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Transforms;

/// <summary>The gradient of a scalar: one reverse sweep gives the derivative by every input.</summary>
public static class Gradient
{
    /// <summary>The graph x ↦ ∇f(x): an output for each floating input of <paramref name="graph"/>, of the input's type.</summary>
    /// <param name="graph">The graph of f; its only output is a floating scalar.</param>
    /// <exception cref="GraphException">There are several outputs, or the output is no floating scalar.</exception>
    public static Graph Of(Graph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        if (graph.Outputs.Length != 1)
        {
            throw new GraphException($"A gradient is taken of one scalar output, but the graph has {graph.Outputs.Length} outputs.");
        }

        Value[] sources = [.. graph.Inputs.Where(x => x.DType.IsFloating)];
        return Graph.Create(graph.Inputs.AsSpan(), Of(graph.Outputs[0], sources));
    }

    /// <summary>∂<paramref name="output"/>/∂x for each x of <paramref name="sources"/>, as values of the same graph.</summary>
    /// <exception cref="GraphException">The output is no floating scalar.</exception>
    public static Value[] Of(Value output, params ReadOnlySpan<Value> sources)
    {
        if (output.Rank != 0 || !output.DType.IsFloating)
        {
            throw new GraphException($"A gradient is taken of a floating scalar, but the output is {output}; sum it, or ask for the Jacobian.");
        }

        var wanted = sources.ToArray();
        var pulled = Sweeps.Reverse([output], [Value.Filled(output.Type, 1)], wanted);
        return [.. wanted.Zip(pulled, (x, c) => c ?? Value.Zeros(x.Type))];
    }
}
