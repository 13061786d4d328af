using System.Numerics;
using System.Runtime.CompilerServices;

namespace Aresta.Kernels;

/// <summary>
/// The greatest or least element so far along an axis, and its place: of equal ones the last; from the first NaN on the last NaN. x lies
/// as [outer, length, inner].
/// </summary>
internal readonly unsafe struct CumulativeExtremes<T>(bool least, T* x, T* values, long* places, int length, int inner) : IChunks
    where T : unmanaged, INumber<T>
{
    private readonly T* _x = x;
    private readonly T* _values = values;
    private readonly long* _places = places;

    /// <summary>Finds them.</summary>
    /// <param name="least">Whether the least are looked for.</param>
    /// <param name="x">[outer, length, inner]</param>
    /// <param name="values">The same.</param>
    /// <param name="places">The same.</param>
    /// <param name="outer">The lengths of the axes before, together.</param>
    /// <param name="length">The length of the axis, at least 1.</param>
    /// <param name="inner">The lengths of the axes behind, together.</param>
    /// <param name="threads">How many threads at most share it.</param>
    public static void Run(bool least, T* x, T* values, long* places, int outer, int length, int inner, int threads = 1) =>
        Workers.Shared.Run(new CumulativeExtremes<T>(least, x, values, places, length, inner), outer, threads);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int chunk, int worker)
    {
        var first = (nint)chunk * length * inner;
        T* x = _x + first, values = _values + first;
        var places = _places + first;
        new ReadOnlySpan<T>(x, inner).CopyTo(new(values, inner));
        new Span<long>(places, inner).Clear();
        for (nint i = 1; i < length; i++)
        {
            var row = i * inner;
            for (var at = row; at < row + inner; at++)
            {
                var (next, best) = (x[at], values[at - inner]);
                var takes = (least ? next <= best : next >= best) || T.IsNaN(next);
                (values[at], places[at]) = takes ? (next, i) : (best, places[at - inner]);
            }
        }
    }
}
