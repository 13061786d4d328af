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
/// <param name="Low">How much filling stands before each.</param>
internal sealed record Windows(int Place, int Outer, int[] Lengths, Window Window, int[] Counts, int[] Low)
{
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

        var (source, lengths) = (graph.Operand(graph.Maker(place), 0), Last(shape, space));
        var windows = new Windows(
            source, shape.Size / Size(lengths), lengths, window, Last(Without(node.Results[0].Shape, space), space), new int[space]);
        return windows.Unpadded(graph, filling);
    }

    /// <summary>The shape of a convolution by these windows of so many samples, groups and channels.</summary>
    public ConvolutionShape Shape(int samples, int groups, int inputs, int outputs) => new(
        samples, groups, inputs, outputs, Lengths, Counts, [.. Window.Sizes], [.. Window.Strides], [.. Window.Dilations], Low);

    /// <summary>Whether the value can be read in another order of the axes that are viewed.</summary>
    public bool CanOrder(Dataflow graph, int[] axes) => Rises(axes) || graph.Types[Place].Shape.Rank == axes.Length;

    /// <summary>The storage of the value in another order of the axes that are viewed.</summary>
    public int Ordered(Emission emission, int[] axes) => Rises(axes) ? emission.Stored(Place) : emission.Ordered(Place, axes);

    // Of what stands within the filling, if it is that one.
    private Windows Unpadded(Dataflow graph, double filling)
    {
        var place = Place;
        if (graph.Source(place).Primitive is Where)
        {
            var (mask, value, other) = graph.Places.Operands[graph.Maker(place)] switch { var o => (o[0], o[1], o[2]) };
            if (graph.Number(other) != filling || graph.Source(mask).Primitive is not Pad own
                || graph.Number(graph.Operand(graph.Maker(mask), 0)) != 1 || !own.Equals(graph.Source(value).Primitive))
            {
                return this;
            }

            (place, filling) = (value, 0);
        }

        if (filling != 0 || graph.Source(place) is not { Primitive: Pad pad, Operands: [var inner], Results: [var padded] })
        {
            return this;
        }

        // Only the axes that windows slide along are padded; before them there may be other axes than these.
        var space = Lengths.Length;
        return padded.Shape.Rank >= space && Last(padded.Shape, space).SequenceEqual(Lengths)
            && Enumerable.Range(0, padded.Shape.Rank).All(axis => pad.Interior[axis] == 0
                && (axis >= padded.Shape.Rank - space || (pad.Low[axis] == 0 && pad.High[axis] == 0)))
            ? this with
            {
                Place = graph.Operand(graph.Maker(place), 0),
                Lengths = Last(inner.Shape, space),
                Low = [.. pad.Low.Skip(padded.Shape.Rank - space)],
            }
            : this;
    }

    private static bool Rises(int[] axes) => axes.Order().SequenceEqual(axes);

    private static int[] Last(Shape shape, int count) => shape.AsSpan()[^count..].ToArray();

    private static Shape Without(Shape shape, int last) => Tensors.Shape.Create(shape.AsSpan()[..^last]);

    private static int Size(int[] lengths) => lengths.Aggregate(1, (product, length) => product * length);
}
