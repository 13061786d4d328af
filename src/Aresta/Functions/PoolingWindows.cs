using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Functions;

/// <summary>Where the windows of a pooling lie over the last axes of a value.</summary>
internal sealed class PoolingWindows
{
    private readonly IntList sizes;
    private readonly IntList strides;
    private readonly IntList padding;
    private readonly IntList dilations;
    private readonly int[] lengths;
    private readonly int[] counts;

    public PoolingWindows(Value x, IntList sizes, IntList strides, IntList padding, IntList dilations, bool ceiling)
    {
        var space = sizes.Count;
        if (space == 0 || space > x.Rank)
        {
            throw new GraphException($"{x} cannot be pooled by windows of sizes {sizes}.");
        }

        this.sizes = sizes;
        this.strides = strides.Count == 0 ? sizes : Spatial.Each(strides, space, 1, "strides");
        this.padding = Spatial.Each(padding, space, 0, "padding");
        this.dilations = Spatial.Each(dilations, space, 1, "dilations");
        lengths = x.Shape.AsSpan()[^space..].ToArray();
        if (this.strides.Any(n => n < 1) || this.padding.Any(n => n < 0))
        {
            throw new GraphException(
                $"Pooling takes strides of at least 1 and padding of at least 0, but was given {this.strides} and {this.padding}.");
        }

        counts = [.. Enumerable.Range(0, space).Select(axis => Count(axis, ceiling))];
    }

    /// <summary>The windows, an axis for each size at the end, with <paramref name="filling"/> in the padding.</summary>
    public Value Of(Value x, double filling)
    {
        // What lies beyond the padding is needed only for windows that reach there; a surplus is left to the windows to ignore.
        IntList high = [.. lengths.Select((length, axis) => Math.Max(0, End(axis, counts[axis] - 1) - length))];
        var padded = padding.Concat(high).All(n => n == 0)
            ? x
            : x.Pad(Spatial.Behind(padding, x.Rank), Spatial.Behind(high, x.Rank), IntList.Repeat(0, x.Rank), filling);
        return padded.Window(Spatial.Axes(x.Rank, sizes.Count), sizes, strides, dilations);
    }

    /// <summary>How many elements each window has: a number, or one for each where they differ.</summary>
    /// <param name="dtype">The dtype of the counts.</param>
    /// <param name="withPadding">Whether the padding counts.</param>
    public Value Counts(DType dtype, bool withPadding)
    {
        var space = sizes.Count;
        int[][] along = [.. Enumerable.Range(0, space).Select(axis => Enumerable.Range(0, counts[axis]).Select(window =>
        {
            var margin = withPadding ? padding[axis] : 0;
            var begin = Math.Max(window * strides[axis] - padding[axis], -margin);
            return Math.Min(End(axis, window), lengths[axis] + margin) - begin;
        }).ToArray())];
        if (along.Select((numbers, axis) => numbers.All(n => n == sizes[axis])).All(full => full))
        {
            return sizes.Aggregate(1.0, (n, size) => n * size);
        }

        double[] products = [1];
        foreach (var numbers in along)
        {
            products = [.. products.SelectMany(product => numbers.Select(n => product * n))];
        }

        return Value.Constant(Tensor.Of(products, [.. counts])).ConvertTo(dtype);
    }

    // Before which element of the axis the window ends.
    private int End(int axis, int window) => window * strides[axis] - padding[axis] + (sizes[axis] - 1) * dilations[axis] + 1;

    private int Count(int axis, bool ceiling)
    {
        var room = lengths[axis] + 2 * padding[axis] - (sizes[axis] - 1) * dilations[axis] - 1;
        if (room < 0)
        {
            return 0;
        }

        var count = (room + (ceiling ? strides[axis] - 1 : 0)) / strides[axis] + 1;
        return ceiling && (count - 1) * strides[axis] >= lengths[axis] + padding[axis] ? count - 1 : count;
    }
}
