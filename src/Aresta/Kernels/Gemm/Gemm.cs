using System.Numerics;
using System.Runtime.Intrinsics;

namespace Aresta.Kernels;

/// <summary>Products of matrices of float or double, in any layout, with the same bits for any number of threads.</summary>
/// <remarks>
/// Every element of the result is one chain of fused multiply-adds in the order of k, whatever the blocks, the threads and the width of
/// the vectors are. Only inner products of contiguous vectors (one row or one column, summed along what is contiguous) have as many
/// partial sums as four vectors have elements: their order depends on the length and on the width of the vectors.
/// </remarks>
internal static unsafe class Gemm
{
    /// <summary>Computes a product.</summary>
    public static void Run<T>(in Product<T> product, int threads = 1, Workspace? workspace = null, Tuning tuning = default)
        where T : unmanaged, IFloatingPointIeee754<T> => Run(product, default(NoEpilogue<T>), threads, workspace, tuning);

    /// <summary>Computes a product, and lets an epilogue change each block of the result as soon as it is finished.</summary>
    /// <param name="product">The product.</param>
    /// <param name="epilogue">What follows.</param>
    /// <param name="threads">How many threads at most share it.</param>
    /// <param name="workspace">Memory for packed panels; without one, one is rented.</param>
    /// <param name="tuning">How it is computed, where the default is not wanted.</param>
    public static void Run<T, E>(
        in Product<T> product, in E epilogue, int threads = 1, Workspace? workspace = null, Tuning tuning = default)
        where T : unmanaged, IFloatingPointIeee754<T>
        where E : struct, IEpilogue<T>
    {
        switch (tuning.Width)
        {
            case 512:
                Run<T, Vector512<T>, Vectors512<T>, E>(product, epilogue, threads, workspace, tuning);
                break;
            case 256:
                Run<T, Vector256<T>, Vectors256<T>, E>(product, epilogue, threads, workspace, tuning);
                break;
            default:
                Run<T, Vector128<T>, Vectors128<T>, E>(product, epilogue, threads, workspace, tuning);
                break;
        }
    }

    /// <summary>
    /// Whether the result may be nowhere (at address 0): its rows then pass through scratch memory to the epilogue, which makes something
    /// else of them.
    /// </summary>
    public static bool MayPass<T>(in Product<T> product, int threads) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (method, cut) = default(Tuning).Width switch
        {
            512 => Choose<T, Vector512<T>, Vectors512<T>>(product.Normalized, threads, true, default),
            256 => Choose<T, Vector256<T>, Vectors256<T>>(product.Normalized, threads, true, default),
            _ => Choose<T, Vector128<T>, Vectors128<T>>(product.Normalized, threads, true, default),
        };
        return method is { Kernel: Kernel.Tiles, Swapped: false } && cut.MayPass(product);
    }

    private static void Run<T, V, L, E>(in Product<T> given, in E epilogue, int threads, Workspace? workspace, Tuning tuning)
        where T : unmanaged, IFloatingPointIeee754<T>
        where V : struct
        where L : IVectors<T, V>
        where E : struct, IEpilogue<T>
    {
        var product = given.Normalized;
        if (product.Rows == 0 || product.Columns == 0 || Axis.Count(product.Batch) == 0)
        {
            return;
        }

        threads = Math.Clamp(threads, 1, Workers.Most);
        var (method, cut) = Choose<T, V, L>(product, threads, typeof(E) != typeof(NoEpilogue<T>), tuning);
        var own = workspace ?? Workspace.Rent();
        try
        {
            var scratch = own.Reserve(Math.Min(threads, cut.Chunks) * ProductWork<T, V, L, E>.ScratchBytes(cut));
            Workers.Shared.Run(new ProductWork<T, V, L, E>(product, method, cut, epilogue, scratch), cut.Chunks, threads);
        }
        finally
        {
            if (workspace is null)
            {
                own.Return();
            }
        }
    }

    private static (Method Method, Blocking Cut) Choose<T, V, L>(in Product<T> product, int threads, bool follows, Tuning tuning)
        where T : unmanaged, IFloatingPointIeee754<T>
        where V : struct
        where L : IVectors<T, V>
    {
        var method = Method.Of(product, L.Count);
        return (method, Blocking.Of(
            method.Swapped ? product.Transposed : product, method.Kernel, L.Count, L.Rows, threads, follows, tuning));
    }
}
