using Aresta.Kernels;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Execution;

/// <summary>A sum over all of the axes within windows, zeros around them: average pooling, but for the division.</summary>
internal sealed class SumPooling : IPattern
{
    public Match? At(Dataflow graph, int position)
    {
        if (graph.Graph.Nodes[position] is not { Primitive: Sum sum } node
            || Windows.Of(graph, graph.Operand(position, 0), 0) is not { } windows || !windows.AreReduced(graph, position, sum.Axes))
        {
            return null;
        }

        var (x, y) = (windows.Place, graph.Result(position));
        var plan = Pooling.Plan(windows.Shape(windows.Outer, 1, 1, 1));
        return new([x], [y], emission => new PoolingRun(
            plan, PoolingForm.Sum, [emission.Stored(x)], emission.Result(y), node.Results[0].DType == DType.Float32, [node],
            emission.Threads));
    }
}
