using Aresta.Kernels;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Execution;

/// <content>Reductions: of rows, or as products with ones.</content>
internal sealed unsafe partial class Lowering
{
    private void LowerReduction(int position, Node node)
    {
        var x = node.Operands[0];
        var axes = node.Primitive switch { Sum sum => sum.Axes, Max max => max.Axes, _ => ((Min)node.Primitive).Axes };
        bool[] reduced = [.. x.Shape.Select((length, axis) => length > 1 && axes.Contains(axis))];
        var columns = x.Shape.Where((_, axis) => reduced[axis]).Aggregate(1, (product, length) => product * length);
        var first = Array.IndexOf(reduced, true);
        if (first < 0)
        {
            first = x.Rank;
        }

        var trailing = x.Shape.Index().Skip(first).All(axis => axis.Item == 1 || reduced[axis.Index]);
        if (!trailing && node.Primitive is Sum && x.DType.IsFloating)
        {
            LowerTotal(position, node, axes);
            return;
        }

        if (!trailing)
        {
            var plan = new AxisReduction(Kind(node.Primitive), StripTypes.Of(x.DType), x.Shape.AsSpan(), reduced);
            Kernel(position, node, x.Shape.Size, (frame, reads, writes, share) => plan.Run(frame[reads[0]], frame[writes[0]], share));
            return;
        }

        Cluster(position, x.Shape.Size, columns == 1 ? 0 : columns); // of single elements nothing is reduced
    }

    private static ReductionKind Kind(Primitive primitive) => primitive switch
    {
        Sum => ReductionKind.Sum,
        Max => ReductionKind.Max,
        _ => ReductionKind.Min,
    };

    private bool IsReduction(int place) =>
        flow.Source(place) is { Primitive: Sum or Max or Min } node && node.Operands[0].Shape.Size != types[place].Shape.Size;
}
