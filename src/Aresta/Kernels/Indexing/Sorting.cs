using System.Numerics;
using System.Runtime.CompilerServices;

namespace Aresta.Kernels;

/// <summary>
/// The first few elements of each lane along an axis in order, and where they stood: stable, and a NaN is larger than every number. x lies
/// as [outer, length, inner].
/// </summary>
/// <remarks>
/// An element and its place are one whole number, so that what is sorted has no equals, and any way of sorting is stable.
/// </remarks>
internal readonly unsafe struct Sorting<T>(bool descending, T* x, T* values, long* places, int length, int count, int inner, byte* scratch)
    : IChunks
    where T : unmanaged, INumber<T>
{
    private readonly T* _x = x;
    private readonly T* _values = values;
    private readonly long* _places = places;
    private readonly byte* _scratch = scratch;

    private static int KeyBytes => sizeof(T) == 8 ? 16 : 8;

    /// <summary>Sorts.</summary>
    /// <param name="descending">Whether the largest come first.</param>
    /// <param name="x">[outer, length, inner]</param>
    /// <param name="values">[outer, count, inner]; null for places alone.</param>
    /// <param name="places">The same.</param>
    /// <param name="outer">The lengths of the axes before, together.</param>
    /// <param name="length">The length of the axis.</param>
    /// <param name="count">How many are kept, at most the length.</param>
    /// <param name="inner">The lengths of the axes behind, together.</param>
    /// <param name="threads">How many threads at most share it.</param>
    public static void Run(
        bool descending, T* x, T* values, long* places, int outer, int length, int count, int inner, int threads = 1)
    {
        var lanes = checked(outer * inner);
        if (lanes == 0 || count == 0)
        {
            return;
        }

        threads = Math.Clamp(threads, 1, Math.Min(lanes, Workers.Most));
        var workspace = Workspace.Rent();
        try
        {
            var scratch = workspace.Reserve((long)threads * length * KeyBytes);
            Workers.Shared.Run(new Sorting<T>(descending, x, values, places, length, count, inner, scratch), lanes, threads);
        }
        finally
        {
            workspace.Return();
        }
    }

    public void Run(int chunk, int worker)
    {
        var (outer, column) = Math.DivRem(chunk, inner);
        var lane = _x + ((nint)outer * length * inner) + column;
        var to = ((nint)outer * count * inner) + column;
        var flip = descending ? ulong.MaxValue : 0;
        if (KeyBytes == 8)
        {
            var keys = new Span<ulong>(_scratch + ((nint)worker * length * KeyBytes), length);
            for (var i = 0; i < length; i++)
            {
                keys[i] = (((ulong)(uint)Key(lane[(nint)i * inner]) ^ (flip >> 32)) << 32) | (uint)i;
            }

            keys.Sort();
            for (var i = 0; i < count; i++)
            {
                Write(lane, to + ((nint)i * inner), (int)(uint)keys[i]);
            }

            return;
        }

        var wide = new Span<UInt128>(_scratch + ((nint)worker * length * KeyBytes), length);
        for (var i = 0; i < length; i++)
        {
            wide[i] = new(Key(lane[(nint)i * inner]) ^ flip, (uint)i);
        }

        wide.Sort();
        for (var i = 0; i < count; i++)
        {
            Write(lane, to + ((nint)i * inner), (int)(uint)(ulong)wide[i]);
        }
    }

    private void Write(T* lane, nint to, int place)
    {
        _places[to] = place;
        if (_values is not null)
        {
            _values[to] = lane[(nint)place * inner];
        }
    }

    // The order of numbers as that of whole ones: negative floating numbers run backward, both zeros are one, and so are all NaN.
    private static ulong Key(T x)
    {
        if (typeof(T) == typeof(float))
        {
            var bits = T.IsNaN(x) ? int.MaxValue : T.IsZero(x) ? 0 : Unsafe.BitCast<T, int>(x);
            return (uint)((bits < 0 ? ~bits : bits ^ int.MinValue));
        }

        if (typeof(T) == typeof(double))
        {
            var bits = T.IsNaN(x) ? long.MaxValue : T.IsZero(x) ? 0 : Unsafe.BitCast<T, long>(x);
            return (ulong)(bits < 0 ? ~bits : bits ^ long.MinValue);
        }

        return sizeof(T) == 8 ? ulong.CreateTruncating(x) ^ (1UL << 63) : uint.CreateTruncating(x) ^ (1U << 31);
    }
}
