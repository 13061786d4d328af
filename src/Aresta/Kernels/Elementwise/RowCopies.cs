using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Aresta.Kernels;

/// <summary>Rows brought together in scratch memory: what several rows at once are computed from.</summary>
/// <remarks>What is written may end up to a vector of 64 bytes behind the last row.</remarks>
internal static unsafe class RowCopies
{
    /// <summary>Rows of elements, one behind the other.</summary>
    public static void Copy(in ClusterOperand from, int size, nint row, nint rows, nint columns, byte* to)
    {
        var walk = new RowWalk(from, row);
        var bytes = columns * size;
        for (nint r = 0; r < rows; r++, walk.Next(), to += bytes)
            Line(from.Address + (walk.Offset * size), to, bytes);
    }

    /// <summary>Rows of elements that stand one behind the other, each to its place.</summary>
    public static void Give(byte* from, in ClusterOperand to, int size, nint row, nint rows, nint columns)
    {
        var walk = new RowWalk(to, row);
        var bytes = columns * size;
        for (nint r = 0; r < rows; r++, walk.Next(), from += bytes)
            Line(from, to.Address + (walk.Offset * size), bytes);
    }

    /// <summary>One element of each row, one behind the other.</summary>
    public static void Column(in ClusterOperand from, int size, nint row, nint rows, byte* to)
    {
        var walk = new RowWalk(from, row);
        for (nint r = 0; r < rows; r++, walk.Next())
        {
            switch (size)
            {
                case 1: to[r] = from.Address[walk.Offset]; break;
                case 4: ((int*)to)[r] = ((int*)from.Address)[walk.Offset]; break;
                default: ((long*)to)[r] = ((long*)from.Address)[walk.Offset]; break;
            }
        }
    }

    /// <summary>Each element as a row of it.</summary>
    public static void Spread(byte* from, int size, nint rows, nint columns, byte* to)
    {
        switch (size)
        {
            case 1: Spread<byte>(from, rows, columns, to); break;
            case 4: Spread<int>(from, rows, columns, to); break;
            default: Spread<long>(from, rows, columns, to); break;
        }
    }

    // Whole vectors, of which the last may overlap: short rows would wait for a call each.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Line(byte* from, byte* to, nint bytes)
    {
        var size = Vector512<byte>.Count;
        if (bytes < size || bytes > 32 * size)
        {
            Unsafe.CopyBlockUnaligned(to, from, (uint)bytes);
            return;
        }

        for (nint i = 0; i < bytes - size; i += size)
            Vector512.Load(from + i).Store(to + i);
        Vector512.Load(from + bytes - size).Store(to + bytes - size);
    }

    private static void Spread<T>(byte* from, nint rows, nint columns, byte* to) where T : unmanaged
    {
        var target = (T*)to;
        for (nint r = 0; r < rows; r++, target += columns)
        {
            var vector = Vector512.Create(((T*)from)[r]);
            // What is too much, the next row overwrites.
            for (nint c = 0; c < columns; c += Vector512<T>.Count)
                vector.Store(target + c);
        }
    }
}
