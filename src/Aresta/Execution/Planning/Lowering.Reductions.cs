using Aresta.Kernels;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Execution;

/// <content>Reductions: of rows, or as products with ones.</content>
internal sealed partial class Lowering
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
            // The reduced axes come last.
            int[] order = [.. Enumerable.Range(0, x.Rank).OrderBy(axis => reduced[axis])];
            var view = ViewOf(places.Operands[position][0]);
            Shape turned = [.. order.Select(axis => x.Shape[axis])];
            var storage = Order(x.Type with { Shape = turned }, view with { Strides = [.. order.Select(axis => view.Strides[axis])] });
            Reduce(position, node, storage, x.Shape.Size, columns);
            return;
        }

        Cluster(position, x.Shape.Size, columns == 1 ? 0 : columns); // of single elements nothing is reduced
    }

    // A reduction alone, of rows that lie in order.
    private void Reduce(int position, Node node, int storage, int size, int columns)
    {
        var (builder, type) = (new ClusterBuilder(), node.Results[0]);
        builder.Reduce(Kind(node.Primitive), builder.Input(type.DType));
        var result = Own(places.Results[position], Steps.Count);
        Emit(new ClusterRun(
            builder.Build(), [new(storage, type.DType.Size, Layout.Whole)], [], [result], size / columns, columns, [node], threads));
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
