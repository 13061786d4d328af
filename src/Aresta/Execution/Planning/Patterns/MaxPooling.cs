using Aresta.Kernels;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Execution;

/// <summary>reduce_max over all of the axes within windows, −∞ around them: max pooling.</summary>
internal sealed class MaxPooling : IPattern
{
    public Match? At(Dataflow graph, int position)
    {
        if (Of(graph, position) is not { } windows)
        {
            return null;
        }

        var (node, x, y) = (graph.Graph.Nodes[position], windows.Place, graph.Result(position));
        var plan = Pooling.Plan(windows.Shape(windows.Outer, 1, 1, 1));
        return new([x], [y], emission => new PoolingRun(
            plan, PoolingForm.Max, [emission.Stored(x)], emission.Result(y), node.Results[0].DType == DType.Float32, [node],
            emission.Threads));
    }

    /// <summary>The windows of which a node takes the largest elements.</summary>
    public static Windows? Of(Dataflow graph, int position) => graph.Graph.Nodes[position].Primitive is Max max
        && Windows.Of(graph, graph.Operand(position, 0), double.NegativeInfinity) is { } windows
        && windows.AreReduced(graph, position, max.Axes)
            ? windows : null;
}
