using Aresta.Primitives;

namespace Aresta.Execution;

/// <summary>
/// Windows that are added up, and what is cut off their sum: the adjoint of <see cref="Windows"/> over a value with a filling around it.
/// </summary>
/// <param name="Place">The windows that are added up.</param>
/// <param name="Sum">The position of the node that adds them.</param>
/// <param name="Over">Where they lie over the result.</param>
internal sealed record AddedWindows(int Place, int Sum, Windows Over)
{
    /// <summary>What ends at a node: a sum of windows, or what a slice or a padding makes of one that nobody else needs.</summary>
    public static AddedWindows? At(Dataflow graph, int position)
    {
        var cut = graph.Graph.Nodes[position];
        var sum = cut.Primitive is Slice or Pad ? graph.Maker(graph.Operand(position, 0)) : position;
        var mask = -1;
        if (sum != position && graph.Graph.Nodes[sum].Primitive is Where && graph.Number(graph.Operand(sum, 2)) == 0
            && graph.IsOnlyFor(graph.Result(sum), position))
        {
            // Zeros where there was the filling.
            (mask, var inner) = (graph.Operand(sum, 0), graph.Maker(graph.Operand(sum, 1)));
            sum = graph.IsOnlyFor(graph.Result(inner), sum) ? inner : sum;
        }

        if (graph.Graph.Nodes[sum] is not { Primitive: OverlapAdd overlap, Operands: [var windows], Results: [var whole] })
        {
            return null;
        }

        var space = overlap.Axes.Count;
        if (!overlap.Axes.SequenceEqual(Enumerable.Range(whole.Shape.Rank - space, space)))
        {
            return null;
        }

        var low = new int[space];
        if (position != sum)
        {
            // Only the axes of space are cut; before them there may be other axes than those of the sum.
            var (shape, left) = (cut.Operands[0].Shape, cut.Results[0].Shape);
            var start = cut.Primitive switch
            {
                Slice slice when slice.Stride.All(stride => stride == 1) => slice.Start,
                Pad pad when pad.Interior.All(between => between == 0) => [.. pad.Low.Select(before => -before)],
                _ => default,
            };
            if (start.Count != shape.Rank || shape.Rank < space || (mask < 0 && !graph.IsOnlyFor(graph.Result(sum), position))
                || !shape.AsSpan()[^space..].SequenceEqual(whole.Shape.AsSpan()[^space..])
                || !shape.AsSpan()[..^space].SequenceEqual(left.AsSpan()[..^space]) || start.Take(shape.Rank - space).Any(n => n != 0))
            {
                return null;
            }

            low = [.. start.Skip(shape.Rank - space)];
        }

        var result = cut.Results[0].Shape;
        int[] lengths = result.AsSpan()[^space..].ToArray();
        if (mask >= 0 && !Windows.IsInside(graph, mask, low, lengths))
        {
            return null;
        }

        var over = new Windows(
            graph.Result(position), result.Size / lengths.Aggregate(1, (n, length) => n * length), lengths,
            new(overlap.Axes, [.. windows.Shape.AsSpan()[^space..]], overlap.Strides, overlap.Dilations),
            windows.Shape.AsSpan()[^(2 * space)..^space].ToArray(), low);
        return new(graph.Operand(sum, 0), sum, over);
    }
}
