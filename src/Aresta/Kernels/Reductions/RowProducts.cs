using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Aresta.Kernels;

/// <summary>
/// The product of each row: one product for each lane of 64 bytes, and these multiplied in pairs; so on every machine.
/// </summary>
internal readonly unsafe struct RowProducts<T>(T* x, T* products, int columns) : IChunks where T : unmanaged, INumber<T>
{
    private readonly T* _x = x;
    private readonly T* _products = products;

    /// <summary>Multiplies.</summary>
    /// <param name="x">[rows, columns]</param>
    /// <param name="products">[rows]</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="columns">How long they are.</param>
    /// <param name="threads">How many threads at most share it.</param>
    public static void Run(T* x, T* products, int rows, int columns, int threads = 1) =>
        Workers.Shared.Run(new RowProducts<T>(x, products, columns), rows, threads);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int chunk, int worker)
    {
        var row = _x + ((nint)chunk * columns);
        var product = Vector512<T>.One;
        var i = 0;
        for (; i <= columns - Vector512<T>.Count; i += Vector512<T>.Count)
        {
            product *= Vector512.Load(row + i);
        }

        var lanes = stackalloc T[Vector512<T>.Count];
        product.Store(lanes);
        for (var lane = 0; i < columns; i++, lane++)
        {
            lanes[lane] *= row[i];
        }

        for (var half = Vector512<T>.Count / 2; half > 0; half /= 2)
        {
            for (var lane = 0; lane < half; lane++)
            {
                lanes[lane] *= lanes[lane + half];
            }
        }

        _products[chunk] = lanes[0];
    }
}
