using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Aresta.Kernels;

/// <summary>
/// A line of a stage: what stands at first, first + 1, … of a source, split by the remainder by a step; those with the same remainder, a
/// phase, stand side by side.
/// </summary>
internal static unsafe class StageLine
{
    /// <summary>Reads a line.</summary>
    /// <param name="source">Element 0 of the source.</param>
    /// <param name="length">How many elements it has.</param>
    /// <param name="first">Which of them is the first of the line; it may be outside.</param>
    /// <param name="extent">How many elements the line has.</param>
    /// <param name="step">How many phases there are.</param>
    /// <param name="each">From phase to phase in the stage.</param>
    /// <param name="target">The line.</param>
    /// <param name="filling">What stands outside.</param>
    public static void Read<T>(T* source, int length, int first, int extent, int step, int each, T* target, T filling) where T : unmanaged
    {
        if (step == 2 && first >= 0 && first + (2 * each) <= length)
        {
            Split(source + first, target, target + each, each);
            return;
        }

        for (var phase = 0; phase < step; phase++, target += each)
        {
            var count = (extent - phase + step - 1) / step;
            var from = first + phase;
            var before = Math.Clamp(from >= 0 ? 0 : (-from + step - 1) / step, 0, count);
            var end = Math.Clamp(length - from <= 0 ? 0 : (length - from + step - 1) / step, before, count);
            new Span<T>(target, before).Fill(filling);
            if (step == 1)
            {
                new ReadOnlySpan<T>(source + from + before, end - before).CopyTo(new(target + before, end - before));
            }
            else
            {
                for (var i = before; i < end; i++)
                {
                    target[i] = source[from + ((nint)i * step)];
                }
            }

            new Span<T>(target + end, count - end).Fill(filling);
        }
    }

    /// <summary>
    /// Reads some lines that follow each other, without phases. Whole vectors are written, beyond the end of a line: what follows is
    /// written later, and behind the last there must be room for one.
    /// </summary>
    /// <param name="source">Element 0 of row 0 of the source.</param>
    /// <param name="height">How many rows it has.</param>
    /// <param name="width">How long they are.</param>
    /// <param name="top">Which row is the first line; it may be outside.</param>
    /// <param name="count">How many lines.</param>
    /// <param name="left">Which element of a row is the first of its line; it may be outside.</param>
    /// <param name="extent">How long lines are.</param>
    /// <param name="target">The lines.</param>
    /// <param name="filling">What stands outside.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Read<T>(
        T* source, int height, int width, int top, int count, int left, int extent, T* target, T filling) where T : unmanaged
    {
        var before = Math.Clamp(-left, 0, extent);
        var end = Math.Clamp(width - left, before, extent);
        var bytes = (nint)(end - before) * sizeof(T);
        for (var line = 0; line < count; line++, target += extent)
        {
            var row = top + line;
            if (row < 0 || row >= height || bytes == 0)
            {
                new Span<T>(target, extent).Fill(filling);
                continue;
            }

            var from = (byte*)(source + ((nint)row * width) + left + before);
            var to = (byte*)(target + before);
            if ((byte*)(source + ((nint)height * width)) - from >= bytes + Vector<byte>.Count)
            {
                nint i = 0;
                do
                {
                    Vector.Store(Vector.Load(from + i), to + i);
                    i += Vector<byte>.Count;
                }
                while (i < bytes);
            }
            else
            {
                Buffer.MemoryCopy(from, to, bytes, bytes);
            }

            for (var i = 0; i < before; i++)
            {
                target[i] = filling;
            }

            for (var i = end; i < extent; i++)
            {
                target[i] = filling;
            }
        }
    }

    /// <summary>Writes a line back, and zeros to all other elements.</summary>
    public static void Write<T>(T* line, int first, int extent, int step, int each, T* target, int length) where T : unmanaged
    {
        var (begin, end) = (Math.Clamp(first, 0, length), Math.Clamp(first + extent, 0, length));
        end = Math.Max(begin, end);
        new Span<T>(target, begin).Clear();
        if (step == 1)
        {
            new ReadOnlySpan<T>(line + begin - first, end - begin).CopyTo(new(target + begin, end - begin));
        }
        else if (step == 2 && begin == first && end == first + (2 * each))
        {
            Join(line, line + each, target + begin, each);
        }
        else
        {
            for (var i = begin; i < end; i++)
            {
                var (at, phase) = Math.DivRem(i - first, step);
                target[i] = line[(phase * each) + at];
            }
        }

        new Span<T>(target + end, length - end).Clear();
    }

    // Pairs apart; the last vector may overlap the one before.
    private static void Split<T>(T* source, T* even, T* odd, int count) where T : unmanaged
    {
        if (Avx2.IsSupported && sizeof(T) == 4 && count >= 8)
        {
            for (var i = 0; i < count; i += 8)
            {
                i = Math.Min(i, count - 8);
                var (low, high) = (Vector256.Load((float*)source + (2 * i)), Vector256.Load((float*)source + (2 * i) + 8));
                Avx2.Permute4x64(Avx.Shuffle(low, high, 0x88).AsDouble(), 0xD8).AsSingle().Store((float*)even + i);
                Avx2.Permute4x64(Avx.Shuffle(low, high, 0xDD).AsDouble(), 0xD8).AsSingle().Store((float*)odd + i);
            }

            return;
        }

        for (var i = 0; i < count; i++)
        {
            even[i] = source[2 * i];
            odd[i] = source[(2 * i) + 1];
        }
    }

    private static void Join<T>(T* even, T* odd, T* target, int count) where T : unmanaged
    {
        if (Avx2.IsSupported && sizeof(T) == 4 && count >= 8)
        {
            for (var i = 0; i < count; i += 8)
            {
                i = Math.Min(i, count - 8);
                var (x, y) = (Vector256.Load((float*)even + i), Vector256.Load((float*)odd + i));
                var (low, high) = (Avx.UnpackLow(x, y), Avx.UnpackHigh(x, y));
                Avx.Permute2x128(low, high, 0x20).Store((float*)target + (2 * i));
                Avx.Permute2x128(low, high, 0x31).Store((float*)target + (2 * i) + 8);
            }

            return;
        }

        for (var i = 0; i < count; i++)
        {
            target[2 * i] = even[i];
            target[(2 * i) + 1] = odd[i];
        }
    }
}
