using System.Numerics;
using System.Runtime.CompilerServices;

namespace Aresta.Kernels;

/// <summary>
/// Where along an axis the greatest or least element stands: the first of several, the first NaN if there is one. x lies as
/// [outer, length, inner].
/// </summary>
internal readonly unsafe struct ExtremePlaces<T>(bool least, T* x, long* places, int outer, int length, int inner, int each)
    : IChunks
    where T : unmanaged, INumber<T>
{
    private const int LeastWork = 4096; // elements worth a chunk

    private readonly T* _x = x;
    private readonly long* _places = places;

    /// <summary>Finds them.</summary>
    /// <param name="least">Whether the least are looked for.</param>
    /// <param name="x">[outer, length, inner], length at least 1.</param>
    /// <param name="places">[outer, inner]</param>
    /// <param name="outer">The lengths of the axes before, together.</param>
    /// <param name="length">The length of the axis.</param>
    /// <param name="inner">The lengths of the axes behind, together.</param>
    /// <param name="threads">How many threads at most share it.</param>
    public static void Find(bool least, T* x, long* places, int outer, int length, int inner, int threads = 1)
    {
        var each = (int)Math.Max(1, LeastWork / Math.Max(1, (long)length * inner));
        Workers.Shared.Run(new ExtremePlaces<T>(least, x, places, outer, length, inner, each), (outer + each - 1) / each, threads);
    }

    public void Run(int chunk, int worker)
    {
        for (var i = chunk * each; i < Math.Min(outer, (chunk + 1) * each); i++)
        {
            Search(_x + ((nint)i * length * inner), _places + ((nint)i * inner));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Search(T* x, long* places)
    {
        if (inner == 1)
        {
            var (best, place) = (*x, 0);
            for (var i = 1; i < length; i++)
            {
                if (Takes(x[i], best))
                {
                    (best, place) = (x[i], i);
                }
            }

            *places = place;
            return;
        }

        new Span<long>(places, inner).Clear();
        for (nint i = 1; i < length; i++)
        {
            var row = x + (i * inner);
            for (nint j = 0; j < inner; j++)
            {
                if (Takes(row[j], x[((nint)places[j] * inner) + j]))
                {
                    places[j] = i;
                }
            }
        }
    }

    // The next takes the place of the best so far.
    private bool Takes(T next, T best) => (least ? next < best : next > best) || (T.IsNaN(next) && !T.IsNaN(best));
}
