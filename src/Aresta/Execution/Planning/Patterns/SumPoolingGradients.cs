using Aresta.Kernels;
using Aresta.Tensors;

namespace Aresta.Execution;

/// <summary>The pullback of <see cref="SumPooling"/>: windows of one number each, added up.</summary>
internal sealed class SumPoolingGradients : IPattern
{
    public Match? At(Dataflow graph, int position)
    {
        if (AddedWindows.At(graph, position) is not { Over: var windows } added || Windows.Spread(graph, added.Place) is not { } dy
            || graph.Types[graph.Roots[added.Place]] != graph.Types[added.Place])
        {
            return null;
        }

        var (node, dx) = (graph.Graph.Nodes[position], graph.Result(position));
        var plan = Pooling.Plan(windows.Shape(windows.Outer, 1, 1, 1));
        return graph.Types[dy].Shape.Size != windows.Outer * plan.Shape.OutputPlane ? null : new([dy], [dx], emission => new PoolingRun(
            plan, PoolingForm.SumGradient, [emission.Stored(dy)], emission.Result(dx), node.Results[0].DType == DType.Float32, [node],
            emission.Threads));
    }
}
