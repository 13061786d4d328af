namespace Aresta.Execution;

/// <summary>
/// A value as a view of what lies in row-major order elsewhere: element (i₀, i₁, …) stands at start + Σ iₖ·strideₖ.
/// </summary>
/// <param name="Root">The place of the value that is viewed.</param>
/// <param name="Start">The first element.</param>
/// <param name="Strides">From step to step along each axis, in elements.</param>
internal sealed record View(int Root, nint Start, nint[] Strides)
{
    /// <summary>The same elements in the same order with other lengths of axes; null where strides cannot say so.</summary>
    public View? Reshaped(ReadOnlySpan<int> from, ReadOnlySpan<int> to)
    {
        var strides = new nint[to.Length];
        var (i, j) = (from.Length - 1, to.Length - 1);
        while (j >= 0)
        {
            if (to[j] == 1)
            {
                j--;
                continue;
            }

            while (from[i] == 1)
            {
                i--;
            }

            // From the last axes on as many of both as have the same elements: the old ones must continue each other.
            var (old, next, stride) = ((nint)from[i], (nint)1, Strides[i]);
            var step = stride;
            for (i--; next < old && j >= 0; j--)
            {
                (strides[j], step, next) = (step, step * to[j], next * to[j]);
                for (; next > old && i >= 0; i--)
                {
                    if (from[i] != 1 && Strides[i] != stride * old)
                    {
                        return null;
                    }

                    old *= from[i];
                }
            }

            if (next != old)
            {
                return null;
            }
        }

        return this with { Strides = strides };
    }
}

/// <summary>A view as a cluster reads it: rows of a length, apart by any strides, each contiguous or one number repeated.</summary>
/// <remarks>The strides of rows are those of <see cref="Kernels.ClusterOperand"/>.</remarks>
/// <param name="Start">The first element.</param>
/// <param name="ColumnStride">From column to column: 0 or 1.</param>
/// <param name="Columns">The length that rows must have; 0 where any will do, since rows continue each other.</param>
internal readonly record struct Layout(nint Start, nint ColumnStride, int Columns)
{
    /// <summary>All elements in order.</summary>
    public static Layout Whole => new(0, 1, 0);

    /// <summary>From row to row.</summary>
    public nint RowStride { get; init; }

    /// <summary>How many rows are so far apart; 0 for all.</summary>
    public nint RowLength { get; init; }

    /// <summary>From group to group of these.</summary>
    public nint OuterStride { get; init; }

    /// <summary>How many groups are so far apart; 0 for all.</summary>
    public nint OuterLength { get; init; }

    /// <summary>From group to group of those.</summary>
    public nint FarStride { get; init; }

    /// <summary>A view as rows, if it can be read so.</summary>
    /// <param name="lengths">The lengths of its axes.</param>
    /// <param name="view">The view.</param>
    /// <param name="columns">The length that rows have; 0 for the longest there may be.</param>
    public static Layout? Of(ReadOnlySpan<int> lengths, View view, int columns = 0)
    {
        // Axes that continue each other are one; from the last to the first.
        List<(nint Length, nint Stride)> axes = [];
        for (var axis = lengths.Length - 1; axis >= 0; axis--)
        {
            var (length, stride) = (lengths[axis], view.Strides[axis]);
            if (length == 1)
            {
                continue;
            }

            if (axes.Count > 0 && stride == axes[^1].Stride * axes[^1].Length)
            {
                axes[^1] = (axes[^1].Length * length, axes[^1].Stride);
            }
            else
            {
                axes.Add((length, stride));
            }
        }

        var (row, step) = axes.Count > 0 ? axes[0] : (1, 0);
        if (axes.Count <= 1 && step is 0 or 1)
        {
            return new(view.Start, step, 0);
        }

        columns = columns == 0 ? (int)row : columns;
        if (step is not (0 or 1) || row % columns != 0)
        {
            return null;
        }

        axes.RemoveAt(0);
        if (row > columns)
        {
            axes.Insert(0, (row / columns, step * columns));
        }

        return axes.Count > 3 ? null : new(view.Start, step, columns)
        {
            RowStride = axes[0].Stride,
            RowLength = axes.Count > 1 ? axes[0].Length : 0,
            OuterStride = axes.Count > 1 ? axes[1].Stride : 0,
            OuterLength = axes.Count > 2 ? axes[1].Length : 0,
            FarStride = axes.Count > 2 ? axes[2].Stride : 0,
        };
    }
}
