using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Aresta.Kernels;

/// <summary>
/// Max pooling by windows of 2 × 2 that do not overlap, the usual ones, and its gradient, on float: two rows at a time, without a stage.
/// Eight windows are four vectors (four, in narrow planes, half as long); the last of a row may overlap those before, as nothing is
/// accumulated.
/// </summary>
/// <param name="x">The planes.</param>
/// <param name="y">The largest elements: written, or read if there is a cotangent.</param>
/// <param name="dy">Their cotangent, or null.</param>
/// <param name="dx">The cotangent of the planes, or null.</param>
/// <param name="height">The rows of a plane.</param>
/// <param name="width">The columns of a plane, at least 8.</param>
/// <param name="planes">How many planes there are.</param>
/// <param name="least">Largest elements that are not above this have no part in the gradient.</param>
internal readonly unsafe struct PairPooling(float* x, float* y, float* dy, float* dx, int height, int width, int planes, float least)
    : IChunks
{
    private const int Together = 16; // planes in a chunk

    private readonly float* _x = x;
    private readonly float* _y = y;
    private readonly float* _dy = dy;
    private readonly float* _dx = dx;

    /// <summary>Whether a pooling is one by such windows, on a machine that has what it takes.</summary>
    public static bool Takes(ConvolutionShape shape) => Avx2.IsSupported && shape.Rank == 2 && shape.Places[1] >= 4
        && shape.Sizes.AsSpan().SequenceEqual([2, 2]) && shape.Strides.AsSpan().SequenceEqual([2, 2])
        && shape.Dilations.AsSpan().SequenceEqual([1, 1]) && shape.Low.AsSpan().SequenceEqual([0, 0])
        && shape.Places[0] == shape.Lengths[0] / 2 && shape.Places[1] == shape.Lengths[1] / 2;

    /// <summary>Pools, or computes the gradient if there is a cotangent.</summary>
    public static void Run(ConvolutionShape shape, float* x, float* y, float* dy, float* dx, int threads, bool rectified) =>
        Workers.Shared.Run(
            new PairPooling(x, y, dy, dx, shape.Lengths[0], shape.Lengths[1], shape.Samples, rectified ? 0 : float.NaN),
            (shape.Samples + Together - 1) / Together, threads);

    public void Run(int chunk, int worker)
    {
        var (rows, columns) = (height / 2, width / 2);
        for (var plane = chunk * Together; plane < Math.Min(planes, (chunk + 1) * Together); plane++)
        {
            var from = (nint)plane * height * width;
            var to = (nint)plane * rows * columns;
            for (var row = 0; row < rows; row++, from += 2 * (nint)width, to += columns)
            {
                if (_dx is null)
                {
                    Fold(_x + from, _y + to, columns);
                    continue;
                }

                Share(_x + from, _y + to, _dy + to, _dx + from, columns);
                if (width % 2 != 0)
                {
                    _dx[from + width - 1] = _dx[from + (2 * width) - 1] = 0;
                }
            }

            if (_dx is not null && height % 2 != 0)
            {
                new Span<float>(_dx + from, width).Clear();
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Fold(float* x, float* y, int columns)
    {
        for (var i = 0; columns < 8 && i < columns; i += 4)
        {
            i = Math.Min(i, columns - 4);
            var above = x + (2 * i);
            var below = above + width;
            var low = Vector128.Max(Vector128.Load(above), Vector128.Load(below));
            var high = Vector128.Max(Vector128.Load(above + 4), Vector128.Load(below + 4));
            Vector128.Max(Sse.Shuffle(low, high, 0x88), Sse.Shuffle(low, high, 0xDD)).Store(y + i);
        }

        for (var i = 0; columns >= 8 && i < columns; i += 8)
        {
            i = Math.Min(i, columns - 8);
            var above = x + (2 * i);
            var below = above + width;
            var low = Vector256.Max(Vector256.Load(above), Vector256.Load(below));
            var high = Vector256.Max(Vector256.Load(above + 8), Vector256.Load(below + 8));
            Vector256.Max(Even(low, high), Odd(low, high)).Store(y + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Share(float* x, float* y, float* dy, float* dx, int columns)
    {
        for (var i = 0; columns < 8 && i < columns; i += 4)
        {
            i = Math.Min(i, columns - 4);
            float* above = x + (2 * i), below = above + width, to = dx + (2 * i);
            var (best, one) = (Vector128.Load(y + i), Vector128<float>.One);
            Vector128<float> a = Vector128.Load(above), b = Vector128.Load(above + 4);
            Vector128<float> c = Vector128.Load(below), d = Vector128.Load(below + 4);
            var (p, q) = (Vector128.Equals(Sse.Shuffle(a, b, 0x88), best), Vector128.Equals(Sse.Shuffle(a, b, 0xDD), best));
            var (r, s) = (Vector128.Equals(Sse.Shuffle(c, d, 0x88), best), Vector128.Equals(Sse.Shuffle(c, d, 0xDD), best));
            var count = (p & one) + (q & one) + ((r & one) + (s & one));
            var part = Vector128.Load(dy + i) * (one / Vector128.Max(count, one));
            part = Vector128.AndNot(part, Vector128.LessThanOrEqual(best, Vector128.Create(least)));
            Sse.UnpackLow(part & p, part & q).Store(to);
            Sse.UnpackHigh(part & p, part & q).Store(to + 4);
            Sse.UnpackLow(part & r, part & s).Store(to + width);
            Sse.UnpackHigh(part & r, part & s).Store(to + width + 4);
        }

        for (var i = 0; columns >= 8 && i < columns; i += 8)
        {
            i = Math.Min(i, columns - 8);
            float* above = x + (2 * i), below = above + width, to = dx + (2 * i);
            var (best, one) = (Vector256.Load(y + i), Vector256<float>.One);
            Vector256<float> a = Vector256.Load(above), b = Vector256.Load(above + 8);
            Vector256<float> c = Vector256.Load(below), d = Vector256.Load(below + 8);
            var (p, q) = (Vector256.Equals(Even(a, b), best), Vector256.Equals(Odd(a, b), best));
            var (r, s) = (Vector256.Equals(Even(c, d), best), Vector256.Equals(Odd(c, d), best));
            var count = (p & one) + (q & one) + ((r & one) + (s & one));
            var part = Vector256.Load(dy + i) * (one / Vector256.Max(count, one));
            part = Vector256.AndNot(part, Vector256.LessThanOrEqual(best, Vector256.Create(least)));
            Join(part & p, part & q, to);
            Join(part & r, part & s, to + width);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Even(Vector256<float> low, Vector256<float> high) =>
        Avx2.Permute4x64(Avx.Shuffle(low, high, 0x88).AsDouble(), 0xD8).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Odd(Vector256<float> low, Vector256<float> high) =>
        Avx2.Permute4x64(Avx.Shuffle(low, high, 0xDD).AsDouble(), 0xD8).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Join(Vector256<float> even, Vector256<float> odd, float* target)
    {
        var (low, high) = (Avx.UnpackLow(even, odd), Avx.UnpackHigh(even, odd));
        Avx.Permute2x128(low, high, 0x20).Store(target);
        Avx.Permute2x128(low, high, 0x31).Store(target + 8);
    }
}
