using System.Numerics;
using System.Runtime.CompilerServices;

namespace Aresta.Kernels;

/// <summary>The product of each row: eight products of every eighth element, multiplied in pairs, whatever the machine.</summary>
internal readonly unsafe struct RowProducts<T>(T* x, T* products, int columns) : IChunks where T : unmanaged, INumber<T>
{
    private const int Lanes = 8;

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
        var lanes = stackalloc T[Lanes];
        new Span<T>(lanes, Lanes).Fill(T.One);
        var i = 0;
        for (; i <= columns - Lanes; i += Lanes)
        {
            for (var lane = 0; lane < Lanes; lane++)
            {
                lanes[lane] *= row[i + lane];
            }
        }

        for (; i < columns; i++)
        {
            lanes[i % Lanes] *= row[i];
        }

        for (var half = Lanes / 2; half > 0; half /= 2)
        {
            for (var lane = 0; lane < half; lane++)
            {
                lanes[lane] *= lanes[lane + half];
            }
        }

        _products[chunk] = lanes[0];
    }
}
