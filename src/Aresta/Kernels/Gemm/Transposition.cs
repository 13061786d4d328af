using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Aresta.Kernels;

/// <summary>Copies that exchange rows and columns.</summary>
internal static unsafe class Transposition
{
    /// <summary>target[j, i] ← source[i, j]; the elements of a row are contiguous in both.</summary>
    /// <param name="source">The source.</param>
    /// <param name="sourceRow">From row to row of it, in elements.</param>
    /// <param name="target">The target.</param>
    /// <param name="targetRow">From row to row of it, in elements.</param>
    /// <param name="rows">The rows of the source.</param>
    /// <param name="columns">The columns of the source.</param>
    public static void Copy<T>(T* source, nint sourceRow, T* target, nint targetRow, int rows, int columns) where T : unmanaged
    {
        var square = !Avx.IsSupported ? 1 : sizeof(T) == 4 ? 8 : sizeof(T) == 8 ? 4 : 1;
        var i = 0;
        for (; square > 1 && i <= rows - square; i += square)
        {
            var j = 0;
            for (; j <= columns - square; j += square)
            {
                Square(source + (i * sourceRow) + j, sourceRow, target + (j * targetRow) + i, targetRow);
            }

            OneByOne(source + (i * sourceRow) + j, sourceRow, target + (j * targetRow) + i, targetRow, square, columns - j);
        }

        OneByOne(source + (i * sourceRow), sourceRow, target + i, targetRow, rows - i, columns);
    }

    private static void OneByOne<T>(T* source, nint sourceRow, T* target, nint targetRow, int rows, int columns) where T : unmanaged
    {
        for (var j = 0; j < columns; j++)
        {
            for (var i = 0; i < rows; i++)
            {
                target[(j * targetRow) + i] = source[(i * sourceRow) + j];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Square<T>(T* source, nint sourceRow, T* target, nint targetRow) where T : unmanaged
    {
        if (sizeof(T) == 4)
        {
            Eight((float*)source, sourceRow, (float*)target, targetRow);
        }
        else
        {
            Four((double*)source, sourceRow, (double*)target, targetRow);
        }
    }

    // Pairs of rows are interleaved, then pairs of pairs, then halves are exchanged.
    private static void Eight(float* s, nint n, float* t, nint m)
    {
        Vector256<float> r0 = Vector256.Load(s), r1 = Vector256.Load(s + n);
        Vector256<float> r2 = Vector256.Load(s + (2 * n)), r3 = Vector256.Load(s + (3 * n));
        s += 4 * n;
        Vector256<float> r4 = Vector256.Load(s), r5 = Vector256.Load(s + n);
        Vector256<float> r6 = Vector256.Load(s + (2 * n)), r7 = Vector256.Load(s + (3 * n));
        var (a0, a1, a2, a3) = (Avx.UnpackLow(r0, r1), Avx.UnpackHigh(r0, r1), Avx.UnpackLow(r2, r3), Avx.UnpackHigh(r2, r3));
        var (a4, a5, a6, a7) = (Avx.UnpackLow(r4, r5), Avx.UnpackHigh(r4, r5), Avx.UnpackLow(r6, r7), Avx.UnpackHigh(r6, r7));
        var (b0, b1, b2, b3) = (Avx.Shuffle(a0, a2, 0x44), Avx.Shuffle(a0, a2, 0xEE), Avx.Shuffle(a1, a3, 0x44), Avx.Shuffle(a1, a3, 0xEE));
        var (b4, b5, b6, b7) = (Avx.Shuffle(a4, a6, 0x44), Avx.Shuffle(a4, a6, 0xEE), Avx.Shuffle(a5, a7, 0x44), Avx.Shuffle(a5, a7, 0xEE));
        Avx.Permute2x128(b0, b4, 0x20).Store(t);
        Avx.Permute2x128(b1, b5, 0x20).Store(t + m);
        Avx.Permute2x128(b2, b6, 0x20).Store(t + (2 * m));
        Avx.Permute2x128(b3, b7, 0x20).Store(t + (3 * m));
        t += 4 * m;
        Avx.Permute2x128(b0, b4, 0x31).Store(t);
        Avx.Permute2x128(b1, b5, 0x31).Store(t + m);
        Avx.Permute2x128(b2, b6, 0x31).Store(t + (2 * m));
        Avx.Permute2x128(b3, b7, 0x31).Store(t + (3 * m));
    }

    private static void Four(double* s, nint n, double* t, nint m)
    {
        Vector256<double> r0 = Vector256.Load(s), r1 = Vector256.Load(s + n);
        Vector256<double> r2 = Vector256.Load(s + (2 * n)), r3 = Vector256.Load(s + (3 * n));
        var (a0, a1, a2, a3) = (Avx.UnpackLow(r0, r1), Avx.UnpackHigh(r0, r1), Avx.UnpackLow(r2, r3), Avx.UnpackHigh(r2, r3));
        Avx.Permute2x128(a0, a2, 0x20).Store(t);
        Avx.Permute2x128(a1, a3, 0x20).Store(t + m);
        Avx.Permute2x128(a0, a2, 0x31).Store(t + (2 * m));
        Avx.Permute2x128(a1, a3, 0x31).Store(t + (3 * m));
    }
}
