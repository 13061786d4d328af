using System.Numerics;
using System.Runtime.Intrinsics;

namespace Aresta.Kernels;

/// <summary>Attention and its pullback, on the widest vectors of the machine, with the same bits for any number of threads.</summary>
/// <remarks>
/// What a query may not attend to is mostly left out, not multiplied by 0: an infinite value there need not make the average NaN.
/// </remarks>
internal static unsafe class AttentionKernel
{
    // Chunks for each thread: the more, the less a busy core holds the others up.
    private const int ChunksPerThread = 4;

    // Queries that are worth turning the keys for once more.
    private const int LeastQueries = 64;

    /// <summary>The scratch memory that so many threads need for the averages.</summary>
    public static long ScratchBytes<T>(AttentionShape shape, int threads) where T : unmanaged, IFloatingPointIeee754<T> =>
        Math.Min(threads, shape.Heads * Parts(shape, threads)) * default(Tuning).Width switch
        {
            512 => AttentionWork<T, Vector512<T>, Vectors512<T>, Lanes512<T>>.ScratchBytes(shape),
            256 => AttentionWork<T, Vector256<T>, Vectors256<T>, Lanes256<T>>.ScratchBytes(shape),
            _ => AttentionWork<T, Vector128<T>, Vectors128<T>, Lanes128<T>>.ScratchBytes(shape),
        };

    /// <summary>The scratch memory that so many threads need for the cotangents.</summary>
    public static long GradientScratchBytes<T>(AttentionShape shape, int threads) where T : unmanaged, IFloatingPointIeee754<T> =>
        Math.Min(threads, shape.Heads) * default(Tuning).Width switch
        {
            512 => AttentionGradientWork<T, Vector512<T>, Vectors512<T>, Lanes512<T>>.ScratchBytes(shape),
            256 => AttentionGradientWork<T, Vector256<T>, Vectors256<T>, Lanes256<T>>.ScratchBytes(shape),
            _ => AttentionGradientWork<T, Vector128<T>, Vectors128<T>, Lanes128<T>>.ScratchBytes(shape),
        };

    /// <summary>The averages of the values.</summary>
    public static void Run<T>(
        AttentionShape shape, HeadOperand<T> q, HeadOperand<T> k, HeadOperand<T> v, HeadOperand<byte> mask, HeadOperand<T> result,
        byte* scratch, int threads, Tuning tuning = default) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var parts = Parts(shape, threads);
        switch (tuning.Width)
        {
            case 512:
                Workers.Shared.Run(
                    new AttentionWork<T, Vector512<T>, Vectors512<T>, Lanes512<T>>(shape, q, k, v, mask, result, parts, scratch),
                    shape.Heads * parts, threads);
                break;
            case 256:
                Workers.Shared.Run(
                    new AttentionWork<T, Vector256<T>, Vectors256<T>, Lanes256<T>>(shape, q, k, v, mask, result, parts, scratch),
                    shape.Heads * parts, threads);
                break;
            default:
                Workers.Shared.Run(
                    new AttentionWork<T, Vector128<T>, Vectors128<T>, Lanes128<T>>(shape, q, k, v, mask, result, parts, scratch),
                    shape.Heads * parts, threads);
                break;
        }
    }

    /// <summary>The cotangents of queries, keys and values, from these and the cotangent of the averages.</summary>
    public static void RunGradient<T>(
        AttentionShape shape, (HeadOperand<T> Q, HeadOperand<T> K, HeadOperand<T> V, HeadOperand<T> Y) given, HeadOperand<byte> mask,
        (HeadOperand<T> Q, HeadOperand<T> K, HeadOperand<T> V) wanted, byte* scratch, int threads, Tuning tuning = default)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        switch (tuning.Width)
        {
            case 512:
                Workers.Shared.Run(
                    new AttentionGradientWork<T, Vector512<T>, Vectors512<T>, Lanes512<T>>(shape, given, mask, wanted, scratch),
                    shape.Heads, threads);
                break;
            case 256:
                Workers.Shared.Run(
                    new AttentionGradientWork<T, Vector256<T>, Vectors256<T>, Lanes256<T>>(shape, given, mask, wanted, scratch),
                    shape.Heads, threads);
                break;
            default:
                Workers.Shared.Run(
                    new AttentionGradientWork<T, Vector128<T>, Vectors128<T>, Lanes128<T>>(shape, given, mask, wanted, scratch),
                    shape.Heads, threads);
                break;
        }
    }

    // Heads are chunks; where they are few, parts of their queries are.
    private static int Parts(AttentionShape shape, int threads) => threads <= 1 || shape.Heads == 0 ? 1
        : Math.Clamp(((threads * ChunksPerThread) + shape.Heads - 1) / shape.Heads, 1, Math.Max(1, shape.Queries / LeastQueries));
}
