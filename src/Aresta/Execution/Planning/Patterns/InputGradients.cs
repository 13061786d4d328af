using Aresta.Kernels;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Execution;

/// <summary>
/// A contraction whose results are windows that are added up, and what is cut off the sum: the gradient of a convolution for its input, or a
/// transposed convolution.
/// </summary>
internal sealed class InputGradients : IPattern
{
    public Match? At(Dataflow graph, int position)
    {
        var sum = graph.Graph.Nodes[position].Primitive is Slice or Pad ? graph.Maker(graph.Operand(position, 0)) : position;
        if (graph.Graph.Nodes[sum] is not { Primitive: OverlapAdd overlap } node || Cut(graph, position, sum, overlap) is not { } over)
        {
            return null;
        }

        var contraction = graph.Maker(graph.Operand(sum, 0));
        if (graph.Graph.Nodes[contraction] is not { Primitive: Contract contract } product
            || product.Results[0] != node.Operands[0].Type || !graph.IsOnlyFor(graph.Result(contraction), sum))
        {
            return null;
        }

        var (lengths, space) = (ConvolutionRoles.Lengths(product), over.Lengths.Length);
        var (left, right) = (graph.Operand(contraction, 0), graph.Operand(contraction, 1));
        return ConvolutionRoles.Of(contract.Result, contract.Right, contract.Left, lengths, space) is { } roles
            ? Found(graph, position, over, roles, right, left)
            : ConvolutionRoles.Of(contract.Result, contract.Left, contract.Right, lengths, space) is { } turned
                ? Found(graph, position, over, turned, left, right)
                : null;
    }

    private static Match? Found(Dataflow graph, int position, Windows over, ConvolutionRoles roles, int kernel, int y)
    {
        if (roles.Orders(0) is not { } orders)
        {
            return null;
        }

        var (node, shape) = (graph.Graph.Nodes[position], roles.Shape(over));
        return new([kernel, y], [graph.Result(position)], emission => new ConvolutionRun(
            Convolution.Plan(shape, emission.Threads), ConvolutionForm.InputGradient, emission.Result(graph.Result(position)),
            emission.Ordered(kernel, orders.Kernel), emission.Ordered(y, orders.Y), node.Results[0].DType == DType.Float32, [node],
            emission.Threads));
    }

    // The windows that are added up, over what is left of the sum: all of it, or what a slice or a padding leaves or adds.
    private static Windows? Cut(Dataflow graph, int position, int sum, OverlapAdd overlap)
    {
        var (node, cut) = (graph.Graph.Nodes[sum], graph.Graph.Nodes[position]);
        var (windows, whole, result) = (node.Operands[0].Shape, node.Results[0].Shape, cut.Results[0].Shape);
        var space = overlap.Axes.Count;
        if (!overlap.Axes.SequenceEqual(Enumerable.Range(whole.Rank - space, space)))
        {
            return null;
        }

        var low = new int[space];
        if (position != sum)
        {
            // Only the axes of space are cut; before them there may be other axes than those of the sum.
            var shape = cut.Operands[0].Shape;
            var start = cut.Primitive switch
            {
                Slice slice when slice.Stride.All(stride => stride == 1) => slice.Start,
                Pad pad when pad.Interior.All(between => between == 0) => [.. pad.Low.Select(before => -before)],
                _ => default,
            };
            if (start.Count != shape.Rank || shape.Rank < space || !graph.IsOnlyFor(graph.Result(sum), position)
                || !shape.AsSpan()[^space..].SequenceEqual(whole.AsSpan()[^space..])
                || !shape.AsSpan()[..^space].SequenceEqual(result.AsSpan()[..^space]) || start.Take(shape.Rank - space).Any(n => n != 0))
            {
                return null;
            }

            low = [.. start.Skip(shape.Rank - space)];
        }

        int[] lengths = result.AsSpan()[^space..].ToArray(), counts = windows.AsSpan()[^(2 * space)..^space].ToArray();
        var window = new Window(overlap.Axes, [.. windows.AsSpan()[^space..]], overlap.Strides, overlap.Dilations);
        return new(graph.Result(position), result.Size / lengths.Aggregate(1, (n, length) => n * length), lengths, window, counts, low);
    }
}
