using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Transforms;

/// <summary>The gradient of a scalar: one reverse sweep gives the derivative by every input.</summary>
public static class Gradient
{
    /// <summary>The graph x ↦ ∇f(x): an output for each input of <paramref name="wrt"/>, of the input's type.</summary>
    /// <param name="graph">The graph of f.</param>
    /// <param name="wrt">The inputs by which to differentiate; all floating ones unless given.</param>
    /// <param name="of">The output, a floating scalar; it need not be named where there is only one.</param>
    /// <exception cref="GraphException">
    /// The output is not one floating scalar, or an input named does not exist or is not floating.
    /// </exception>
    public static Graph Of(Graph graph, Ports? wrt = null, Port? of = null)
    {
        var (gradient, _) = Differentiate(graph, wrt, of);
        return EliminateDeadNodes.Inside(Graph.Create(graph.Inputs.AsSpan(), gradient));
    }

    /// <summary>The graph x ↦ (f(x), ∇f(x)): the output, then its derivative by each input, sharing what both need.</summary>
    /// <inheritdoc cref="Of(Graph, Ports, Port?)"/>
    public static Graph WithValue(Graph graph, Ports? wrt = null, Port? of = null)
    {
        var (gradient, output) = Differentiate(graph, wrt, of);
        return EliminateDeadNodes.Inside(Graph.Create(graph.Inputs.AsSpan(), [output, .. gradient]));
    }

    /// <summary>∂<paramref name="output"/>/∂x for each x of <paramref name="sources"/>, as values of the same graph.</summary>
    /// <exception cref="GraphException">The output is no floating scalar, or a source is a bare number.</exception>
    public static Value[] Of(Value output, params ReadOnlySpan<Value> sources)
    {
        var wanted = sources.ToArray();
        foreach (var source in wanted)
        {
            if (source.Node.Primitive is Literal)
            {
                throw new GraphException(
                    $"A gradient by the number {source} was asked for, but a bare number is a new constant wherever it is used; make one "
                    + "value of it first, Value.Constant(Tensor.Scalar(…)), and use that.");
            }
        }

        return [.. wanted.Zip(Sweep(output, wanted), (x, c) => c ?? Value.ZerosLike(x))];
    }

    private static (Value[] Gradient, Value Output) Differentiate(Graph graph, Ports? wrt, Port? of)
    {
        ArgumentNullException.ThrowIfNull(graph);
        if (of is null && graph.Outputs.Length != 1)
        {
            throw new GraphException(
                $"A gradient is taken of one scalar output, but the graph has {graph.Outputs.Length} outputs; choose one.");
        }

        var output = graph.Outputs[(of ?? 0).In(graph.Outputs, "output")];
        var sources = Ports.Select(wrt, graph.Inputs, "input");
        return (new DerivativeNames(graph).Outputs(sources, Sweep(output, sources), "bar", "x"), output);
    }

    private static Value?[] Sweep(Value output, Value[] sources) => output.Rank == 0 && output.DType.IsFloating
        ? Sweeps.Reverse([output], [Value.Filled(output.Type, 1)], sources)
        : throw new GraphException(
            $"A gradient is taken of a floating scalar, but the output is {output}; sum it, or ask for the Jacobian.");
}
