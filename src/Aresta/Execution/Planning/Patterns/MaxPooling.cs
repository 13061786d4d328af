using Aresta.Kernels;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Execution;

/// <summary>reduce_max over all of the axes within windows, −∞ around them: max pooling.</summary>
internal sealed class MaxPooling : IPattern
{
    public Match? At(Dataflow graph, int position)
    {
        if (graph.Graph.Nodes[position] is not { Primitive: Max max, Operands: [var operand] } node
            || Windows.Of(graph, graph.Operand(position, 0), double.NegativeInfinity) is not { } windows
            || !max.Axes.Order().SequenceEqual(Enumerable.Range(operand.Rank - windows.Lengths.Length, windows.Lengths.Length)))
        {
            return null;
        }

        var (x, y) = (windows.Place, graph.Result(position));
        var plan = Pooling.Plan(windows.Shape(windows.Outer, 1, 1, 1));
        return new([x], [y], emission => new MaxPoolingRun(
            plan, emission.Stored(x), emission.Result(y), node.Results[0].DType == DType.Float32, node, emission.Threads));
    }
}

/// <summary>The largest element of each window.</summary>
internal sealed unsafe class MaxPoolingRun(Pooling plan, int source, int result, bool single, Node node, int threads) : Step
{
    public override string Kernel => "max_pool";

    public override IReadOnlyList<int> Reads { get; } = [source];

    public override IReadOnlyList<int> Writes { get; } = [result];

    public override IReadOnlyList<Node> Nodes { get; } = [node];

    public override double Flops => (double)plan.Shape.Samples * plan.Shape.OutputPlane * plan.Shape.Taps;

    public override void Run(Frame frame)
    {
        if (single)
        {
            plan.Max((float*)frame[source], (float*)frame[result], threads);
        }
        else
        {
            plan.Max((double*)frame[source], (double*)frame[result], threads);
        }
    }
}
