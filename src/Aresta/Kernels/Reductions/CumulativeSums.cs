using System.Numerics;
using System.Runtime.CompilerServices;

namespace Aresta.Kernels;

/// <summary>
/// The sums of all elements up to each along an axis, or from each on: chains in that order. x lies as [outer, length, inner].
/// </summary>
internal readonly unsafe struct CumulativeSums<T>(bool backward, T* x, T* sums, int length, int inner) : IChunks
    where T : unmanaged, INumber<T>
{
    private readonly T* _x = x;
    private readonly T* _sums = sums;

    /// <summary>Sums.</summary>
    /// <param name="backward">Whether from the last element.</param>
    /// <param name="x">[outer, length, inner]</param>
    /// <param name="sums">The same; it may be x.</param>
    /// <param name="outer">The lengths of the axes before, together.</param>
    /// <param name="length">The length of the axis.</param>
    /// <param name="inner">The lengths of the axes behind, together.</param>
    /// <param name="threads">How many threads at most share it.</param>
    public static void Run(bool backward, T* x, T* sums, int outer, int length, int inner, int threads = 1) =>
        Workers.Shared.Run(new CumulativeSums<T>(backward, x, sums, length, inner), outer, threads);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int chunk, int worker)
    {
        if (length == 0)
        {
            return;
        }

        var step = backward ? -(nint)inner : inner;
        var start = ((nint)chunk * length * inner) + (backward ? (length - 1) * (nint)inner : 0);
        T* x = _x + start, sums = _sums + start;
        if (inner == 1)
        {
            var sum = T.Zero;
            for (nint i = 0; i < length; i++)
            {
                sum += x[i * step];
                sums[i * step] = sum;
            }

            return;
        }

        new ReadOnlySpan<T>(x, inner).CopyTo(new(sums, inner));
        for (var i = 1; i < length; i++)
        {
            var before = sums;
            x += step;
            sums += step;
            nint j = 0;
            for (; j <= inner - Vector<T>.Count; j += Vector<T>.Count)
            {
                Vector.Store(Vector.Load(before + j) + Vector.Load(x + j), sums + j);
            }

            for (; j < inner; j++)
            {
                sums[j] = before[j] + x[j];
            }
        }
    }
}
