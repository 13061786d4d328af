using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;

namespace Aresta.Expressions;

/// <summary>
/// Derivatives as formulas in the inputs: the derivative graph, made short by the algebra of real numbers and written out.
/// </summary>
public static class SymbolicDerivative
{
    /// <summary>Graphs of more nodes are not written as formulas: nobody would read them.</summary>
    public const int LargestGraph = 2_000;

    /// <summary>
    /// ∂ <paramref name="output"/> / ∂ <paramref name="input"/>; null where neither is a scalar, for then it is a table of formulas, and
    /// for graphs beyond <see cref="LargestGraph"/> and for those with loops or branches, which no formula says.
    /// </summary>
    public static Formula? Of(Graph graph, Value output, Value input, Notation? notation = null) =>
        Differentiate(graph, output, input) is { } derivative ? Written(graph, derivative, notation) : null;

    /// <summary>
    /// ∂² <paramref name="output"/> / ∂ <paramref name="input"/> ∂ <paramref name="other"/>; null as for <see cref="Of"/>.
    /// </summary>
    public static Formula? Second(Graph graph, Value output, Value input, Value other, Notation? notation = null) =>
        Differentiate(graph, output, input) is { } first && Differentiate(graph, first, other) is { } second
            ? Written(graph, second, notation) : null;

    private static Value? Differentiate(Graph graph, Value output, Value input)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return graph.Nodes.Length > LargestGraph || graph.Depth > 0 ? null
            : !output.DType.IsFloating || !input.DType.IsFloating ? Value.Zeros(new(DType.Float64, [.. output.Shape, .. input.Shape]))
            : output.Rank == 0 ? Sweeps.Reverse([output], [Value.Filled(output.Type, 1)], [input])[0] ?? Value.Zeros(input.Type)
            : input.Rank == 0 ? Sweeps.Forward([input], [Value.Filled(input.Type, 1)], [output])[0] ?? Value.Zeros(output.Type)
            : null;
    }

    /// <summary>A value that depends on the inputs of <paramref name="graph"/>, made short and written out.</summary>
    public static Formula Written(Graph graph, Value value, Notation? notation = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return Formula.Of(SimplifyForPrinting.Of(Graph.Create(graph.Inputs.AsSpan(), [value])).Outputs[0], notation);
    }
}
