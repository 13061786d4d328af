namespace Aresta.Execution;

/// <summary>
/// A value as a view of what lies in row-major order elsewhere: element (i₀, i₁, …) stands at start + Σ iₖ·strideₖ.
/// </summary>
/// <param name="Root">The place of the value that is viewed.</param>
/// <param name="Start">The first element.</param>
/// <param name="Strides">From step to step along each axis, in elements.</param>
internal sealed record View(int Root, nint Start, nint[] Strides);

/// <summary>A view as a cluster reads it: rows of a length, apart by any stride, each contiguous or one number repeated.</summary>
/// <param name="Start">The first element.</param>
/// <param name="RowStride">From row to row.</param>
/// <param name="ColumnStride">From column to column: 0 or 1.</param>
/// <param name="Columns">The length that rows must have; 0 where any will do, since rows continue each other.</param>
internal readonly record struct Layout(nint Start, nint RowStride, nint ColumnStride, int Columns)
{
    /// <summary>All elements in order.</summary>
    public static Layout Whole => new(0, 0, 1, 0);

    /// <summary>A view as rows, if it can be read so.</summary>
    public static Layout? Of(ReadOnlySpan<int> lengths, View view)
    {
        // Axes that continue each other are one; from the last to the first.
        var found = 0;
        Span<nint> strides = stackalloc nint[2];
        Span<int> counts = stackalloc int[2];
        for (var axis = lengths.Length - 1; axis >= 0; axis--)
        {
            var (length, stride) = (lengths[axis], view.Strides[axis]);
            if (length == 1)
            {
                continue;
            }

            if (found > 0 && stride == strides[found - 1] * counts[found - 1])
            {
                counts[found - 1] *= length;
            }
            else if (found == 2)
            {
                return null;
            }
            else
            {
                (strides[found], counts[found]) = (stride, length);
                found++;
            }
        }

        return (found, found > 0 ? strides[0] : 0) switch
        {
            (0, _) => new(view.Start, 0, 0, 0),
            (1, 0 or 1) => new(view.Start, 0, strides[0], 0),
            (2, 0 or 1) => new(view.Start, strides[1], strides[0], counts[0]),
            _ => null,
        };
    }
}
