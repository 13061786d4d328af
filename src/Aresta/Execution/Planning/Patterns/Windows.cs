using Aresta.Kernels;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Execution;

/// <summary>Windows over the last axes of a value, with a filling around it: where they lie.</summary>
/// <param name="Place">The value itself.</param>
/// <param name="Outer">The product of the axes before those that windows slide along.</param>
/// <param name="Lengths">The lengths of the value along these.</param>
/// <param name="Window">The windows.</param>
/// <param name="Counts">How many windows there are along each.</param>
/// <param name="Low">How much filling stands before each; negative: how many elements are left out.</param>
internal sealed record Windows(int Place, int Outer, int[] Lengths, Window Window, int[] Counts, int[] Low)
{
    /// <summary>Whether no two windows have an element in common. Strided products read them as fast as any kernel then.</summary>
    public bool AreApart { get; } = Counts.Index().All(axis =>
        axis.Item == 1 || Window.Strides[axis.Index] > (Window.Sizes[axis.Index] - 1L) * Window.Dilations[axis.Index]);

    /// <summary>What a node reads through windows over its last axes.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="place">The windows.</param>
    /// <param name="filling">What may stand around the value.</param>
    public static Windows? Of(Dataflow graph, int place, double filling)
    {
        if (graph.Source(place) is not { Primitive: Window window } node || graph.Types[graph.Roots[place]] != graph.Types[place])
        {
            return null;
        }

        var (shape, space) = (node.Operands[0].Shape, window.Axes.Count);
        if (!window.Axes.SequenceEqual(Enumerable.Range(shape.Rank - space, space)))
        {
            return null;
        }

        var lengths = shape.AsSpan()[^space..].ToArray();
        var windows = new Windows(
            graph.Operand(graph.Maker(place), 0), shape.Size / lengths.Aggregate(1, (product, length) => product * length), lengths,
            window, node.Results[0].Shape.AsSpan()[^(2 * space)..^space].ToArray(), new int[space]);
        return windows.Unpadded(graph, filling);
    }

    /// <summary>
    /// Whether truth values, with as many axes of space as there are lengths, are true from <paramref name="low"/> on for that length and
    /// nowhere else.
    /// </summary>
    public static bool IsInside(Dataflow graph, int mask, int[] low, int[] lengths)
    {
        var (shape, space) = (graph.Types[graph.Roots[mask]].Shape, low.Length);
        switch (graph.Source(mask).Primitive)
        {
            case Pad pad when graph.Number(graph.Operand(graph.Maker(mask), 0)) == 1:
                var inner = graph.Source(mask).Operands[0].Shape;
                return inner.Rank >= space && pad.Interior.All(between => between == 0)
                    && inner.AsSpan()[^space..].SequenceEqual(lengths) && pad.Low.Skip(inner.Rank - space).SequenceEqual(low)
                    && inner.AsSpan()[..^space].SequenceEqual(shape.AsSpan()[..^space]);
            case Constant { Value: var truth } when shape.Rank >= space:
                var strides = shape.Strides();
                for (var i = 0; i < shape.Size; i++)
                {
                    var inside = true;
                    for (var axis = 0; axis < space; axis++)
                    {
                        var at = (i / strides[shape.Rank - space + axis] % shape[shape.Rank - space + axis]) - low[axis];
                        inside &= at >= 0 && at < lengths[axis];
                    }

                    if (truth[i] != 0 != inside)
                    {
                        return false;
                    }
                }

                return true;
            default:
                return false;
        }
    }

    /// <summary>The value whose elements stand everywhere in windows: one for each window.</summary>
    public static int? Spread(Dataflow graph, int place) => graph.Source(place).Primitive is Broadcast broadcast
        && broadcast.Axes.SequenceEqual(Enumerable.Range(0, broadcast.Axes.Count)) ? graph.Operand(graph.Maker(place), 0) : null;

    /// <summary>The shape of a convolution by these windows of so many samples, groups and channels.</summary>
    public ConvolutionShape Shape(int samples, int groups, int inputs, int outputs) => new(
        samples, groups, inputs, outputs, Lengths, Counts, [.. Window.Sizes], [.. Window.Strides], [.. Window.Dilations], Low);

    /// <summary>Whether they are the same windows, over a value of the same size.</summary>
    public bool Fits(Windows other) => Outer == other.Outer && Lengths.AsSpan().SequenceEqual(other.Lengths)
        && Low.AsSpan().SequenceEqual(other.Low) && Counts.AsSpan().SequenceEqual(other.Counts) && Window.Sizes == other.Window.Sizes
        && Window.Strides == other.Window.Strides && Window.Dilations == other.Window.Dilations;

    /// <summary>Whether the node at a position, which reads windows, reduces all of the axes within them and no others.</summary>
    public bool AreReduced(Dataflow graph, int position, IntList axes)
    {
        var (rank, space) = (graph.Graph.Nodes[position].Operands[0].Rank, Lengths.Length);
        return axes.Order().SequenceEqual(Enumerable.Range(rank - space, space));
    }

    /// <summary>Whether the value can be read in another order of the axes that are viewed.</summary>
    public bool CanOrder(Dataflow graph, int[] axes) => Rises(axes) || graph.Types[Place].Shape.Rank == axes.Length;

    /// <summary>The storage of the value in another order of the axes that are viewed.</summary>
    public int Ordered(Emission emission, int[] axes) => Rises(axes) ? emission.Stored(Place) : emission.Ordered(Place, axes);

    // Of what stands within the filling, if it is that one.
    private Windows Unpadded(Dataflow graph, double filling)
    {
        var (padded, mask) = (Place, -1);
        if (graph.Source(padded).Primitive is Where)
        {
            var operands = graph.Places.Operands[graph.Maker(padded)];
            if (graph.Number(operands[2]) != filling)
            {
                return this;
            }

            (mask, padded) = (operands[0], operands[1]);
        }

        var space = Lengths.Length;
        if ((mask < 0 && filling != 0) || graph.Source(padded) is not { Primitive: Pad pad, Operands: [var inner], Results: [var type] }
            || type.Shape.Rank < space || !type.Shape.AsSpan()[^space..].SequenceEqual(Lengths)
            || pad.Interior.Any(between => between != 0)
            || !type.Shape.AsSpan()[..^space].SequenceEqual(inner.Shape.AsSpan()[..^space])
            || pad.Low.Take(type.Shape.Rank - space).Any(low => low != 0))
        {
            return this;
        }

        // Before the axes of space there may be other axes than these.
        int[] low = [.. pad.Low.Skip(type.Shape.Rank - space)], lengths = inner.Shape.AsSpan()[^space..].ToArray();
        return mask < 0 || IsInside(graph, mask, low, lengths)
            ? this with { Place = graph.Operand(graph.Maker(padded), 0), Lengths = lengths, Low = low } : this;
    }

    private static bool Rises(int[] axes) => axes.Order().SequenceEqual(axes);
}
