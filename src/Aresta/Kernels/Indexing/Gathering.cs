using System.Numerics;

namespace Aresta.Kernels;

/// <summary>
/// The rows of an axis that an index names: result[b, i, k] ← x[b, i, index[b, k]] for b of the batch, i before the axis and rows of
/// whatever is behind it. Only the size of the elements matters.
/// </summary>
internal readonly unsafe struct Gathering<T, TIndex>(IndexedRows rows, T* x, TIndex* index, T* result, int each) : IChunks
    where T : unmanaged
    where TIndex : unmanaged, IBinaryInteger<TIndex>
{
    private const int LeastWork = 1 << 14; // elements worth a thread

    private readonly T* _x = x;
    private readonly TIndex* _index = index;
    private readonly T* _result = result;

    /// <summary>Gathers.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An index is outside the axis.</exception>
    public static void Run(in IndexedRows rows, T* x, TIndex* index, T* result, int threads = 1)
    {
        rows.Check(index);
        var total = checked(rows.Batch * rows.Before * rows.Named);
        var each = Math.Max(1, LeastWork / Math.Max(1, rows.Inner));
        Workers.Shared.Run(new Gathering<T, TIndex>(rows, x, index, result, each), (total + each - 1) / each, threads);
    }

    public void Run(int chunk, int worker)
    {
        var (named, inner) = (rows.Named, rows.Inner);
        var end = Math.Min(rows.Batch * rows.Before * named, (chunk + 1) * each);
        for (var at = chunk * each; at < end;)
        {
            var (outer, k) = Math.DivRem(at, named);
            var from = _x + ((nint)outer * rows.Length * inner);
            var names = _index + ((nint)(outer / rows.Before) * named);
            var to = _result + ((nint)at * inner);
            for (; k < named && at < end; k++, at++, to += inner)
            {
                var source = from + (nint.CreateTruncating(names[k]) * inner);
                if (inner < 8)
                {
                    for (var i = 0; i < inner; i++)
                    {
                        to[i] = source[i];
                    }

                    continue;
                }

                new ReadOnlySpan<T>(source, inner).CopyTo(new(to, inner));
            }
        }
    }
}
