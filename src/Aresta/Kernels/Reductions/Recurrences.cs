using System.Numerics;
using System.Runtime.CompilerServices;

namespace Aresta.Kernels;

/// <summary>
/// The recurrence hₖ = aₖ₋₁·hₖ₋₁ + bₖ along an axis (backward: hₖ = aₖ·hₖ₊₁ + bₖ from the end). b and h lie as [outer, length, inner], a
/// is one shorter along the axis.
/// </summary>
internal readonly unsafe struct Recurrences<T>(bool backward, T* a, T* b, T* h, int length, int inner) : IChunks
    where T : unmanaged, INumber<T>
{
    private readonly T* _a = a;
    private readonly T* _b = b;
    private readonly T* _h = h;

    /// <summary>Computes h.</summary>
    /// <param name="backward">Whether from the last element.</param>
    /// <param name="a">[outer, length − 1, inner]</param>
    /// <param name="b">[outer, length, inner]</param>
    /// <param name="h">The same as b.</param>
    /// <param name="outer">The lengths of the axes before, together.</param>
    /// <param name="length">The length of the axis, at least 1.</param>
    /// <param name="inner">The lengths of the axes behind, together.</param>
    /// <param name="threads">How many threads at most share it.</param>
    public static void Run(bool backward, T* a, T* b, T* h, int outer, int length, int inner, int threads = 1) =>
        Workers.Shared.Run(new Recurrences<T>(backward, a, b, h, length, inner), outer, threads);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int chunk, int worker)
    {
        var step = backward ? -(nint)inner : inner;
        var last = (nint)(length - 1) * inner;
        T* b = _b + (chunk * (last + inner)) + (backward ? last : 0), h = _h + (chunk * (last + inner)) + (backward ? last : 0);
        var a = _a + (chunk * last) + (backward ? last - inner : 0);
        new ReadOnlySpan<T>(b, inner).CopyTo(new(h, inner));
        for (var i = 1; i < length; i++)
        {
            var before = h;
            b += step;
            h += step;
            nint j = 0;
            for (; j <= inner - Vector<T>.Count; j += Vector<T>.Count)
            {
                Vector.Store((Vector.Load(a + j) * Vector.Load(before + j)) + Vector.Load(b + j), h + j);
            }

            for (; j < inner; j++)
            {
                h[j] = (a[j] * before[j]) + b[j];
            }

            a += step;
        }
    }
}
