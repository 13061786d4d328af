using System.Numerics;
using System.Runtime.CompilerServices;

namespace Aresta.Kernels;

/// <summary>
/// Zeros, to which each row of updates is added where an index names: result[b, i, index[b, k]] += updates[b, i, k]. What meets is summed
/// in the order of k: threads share the results, not the updates.
/// </summary>
internal readonly unsafe struct ScatterAdding<T, TIndex>(IndexedRows rows, T* updates, TIndex* index, T* result, int columns, int bands)
    : IChunks
    where T : unmanaged, INumber<T>
    where TIndex : unmanaged, IBinaryInteger<TIndex>
{
    private const int LeastWork = 1 << 14; // updates worth a thread

    private readonly T* _updates = updates;
    private readonly TIndex* _index = index;
    private readonly T* _result = result;

    /// <summary>Adds.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An index is outside the axis.</exception>
    public static void Run(in IndexedRows rows, T* updates, TIndex* index, T* result, int threads = 1)
    {
        rows.Check(index);
        var outer = checked(rows.Batch * rows.Before);
        // A chunk is a band of the axis, or columns of the rows: whoever does it looks at all of the index.
        var wanted = (int)Math.Clamp((long)rows.Named * rows.Inner / LeastWork, 1, Math.Max(1, (2 * threads) / Math.Max(1, outer)));
        var columns = threads <= 1 ? 1 : Math.Clamp(rows.Inner / 64, 1, wanted);
        var bands = threads <= 1 || columns > 1 ? 1 : Math.Clamp(rows.Length, 1, wanted);
        Workers.Shared.Run(
            new ScatterAdding<T, TIndex>(rows, updates, index, result, columns, bands), checked(outer * columns * bands), threads);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int chunk, int worker)
    {
        var (outer, part) = Math.DivRem(chunk, columns * bands);
        var (column, band) = Math.DivRem(part, bands);
        var (inner, named) = ((nint)rows.Inner, rows.Named);
        var (first, last) = ((long)rows.Length * band / bands, (long)rows.Length * (band + 1) / bands);
        var (left, right) = (inner * column / columns, inner * (column + 1) / columns);
        var result = _result + (outer * rows.Length * inner);
        for (var row = first; row < last; row++)
        {
            new Span<T>(result + ((nint)row * inner) + left, (int)(right - left)).Clear();
        }

        var names = _index + ((nint)(outer / rows.Before) * named);
        var from = _updates + (outer * named * inner);
        for (var k = 0; k < named; k++, from += inner)
        {
            var at = long.CreateTruncating(names[k]);
            if (at < first || at >= last)
            {
                continue;
            }

            var to = result + ((nint)at * inner);
            var i = left;
            for (; i <= right - Vector<T>.Count; i += Vector<T>.Count)
            {
                Vector.Store(Vector.Load(to + i) + Vector.Load(from + i), to + i);
            }

            for (; i < right; i++)
            {
                to[i] += from[i];
            }
        }
    }
}
