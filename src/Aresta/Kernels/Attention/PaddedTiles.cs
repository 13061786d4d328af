using System.Numerics;

namespace Aresta.Kernels;

/// <summary>
/// Small products between matrices in scratch memory, whose rows are as long as whole cache lines: no tile is cut, nothing is set up.
/// Every element is one chain of multiply-adds in the order of k, as in all products.
/// </summary>
internal static unsafe class PaddedTiles<T, V, L>
    where T : unmanaged, IFloatingPointIeee754<T>
    where V : struct
    where L : IVectors<T, V>
{
    /// <summary>Elements of a cache line; every vector is that long or divides it.</summary>
    public static int Line => 64 / sizeof(T);

    /// <summary>A length filled up to whole lines.</summary>
    public static int Up(int length) => (length + Line - 1) / Line * Line;

    /// <summary>C ← A·B, or C + A·B.</summary>
    /// <param name="rows">Rows of C, at most as many as the tallest tile has.</param>
    /// <param name="columns">Columns of C: whole lines.</param>
    /// <param name="depth">How many products to sum; of none C is 0.</param>
    /// <param name="a">A, of any strides.</param>
    /// <param name="aRow">From row to row of A.</param>
    /// <param name="aStep">From k to k in A.</param>
    /// <param name="b">B, of contiguous rows.</param>
    /// <param name="bRow">From row to row of B.</param>
    /// <param name="c">C, of contiguous rows.</param>
    /// <param name="cRow">From row to row of C.</param>
    /// <param name="accumulate">Whether C is added to.</param>
    public static void Multiply(
        int rows, int columns, int depth, T* a, nint aRow, nint aStep, T* b, nint bRow, T* c, nint cRow, bool accumulate)
    {
        var wide = TileKernels<T, V, L, EvenRows<T>>.Of(rows, true);
        var column = 0;
        for (; column <= columns - (2 * L.Count); column += 2 * L.Count)
        {
            wide(depth, a, aRow, aStep, new(b + column, bRow), c + column, cRow, accumulate);
        }

        if (column < columns)
        {
            TileKernels<T, V, L, EvenRows<T>>.Of(rows, false)(
                depth, a, aRow, aStep, new(b + column, bRow), c + column, cRow, accumulate);
        }
    }

    /// <summary>Copies a matrix to rows of a length, times a factor.</summary>
    public static void Take(in Matrix<T> from, int rows, int columns, T* to, int length, T factor)
    {
        for (var i = 0; i < rows; i++, to += length)
        {
            var j = 0;
            if (from.Column == 1)
            {
                var row = from.Of(i, 0);
                var factors = L.Splat(factor);
                for (; j <= columns - L.Count; j += L.Count)
                {
                    L.Store(to + j, L.Multiply(L.Load(row + j), factors));
                }
            }

            for (; j < columns; j++)
            {
                to[j] = *from.Of(i, j) * factor;
            }
        }
    }

    /// <summary>Copies rows of a length, each times a number of its own or all times one, to where a matrix lies.</summary>
    public static void Give(T* from, int length, in Matrix<T> to, int rows, int columns, T* factors, int factorStep)
    {
        for (var i = 0; i < rows; i++, from += length, factors += factorStep)
        {
            var j = 0;
            if (to.Column == 1)
            {
                var row = to.Of(i, 0);
                var factor = L.Splat(*factors);
                for (; j <= columns - L.Count; j += L.Count)
                {
                    L.Store(row + j, L.Multiply(L.Load(from + j), factor));
                }
            }

            for (; j < columns; j++)
            {
                *to.Of(i, j) = from[j] * *factors;
            }
        }
    }

    /// <summary>Copies a matrix to its transpose, in rows of a length.</summary>
    public static void Turn(in Matrix<T> from, int rows, int columns, T* to, int length)
    {
        if (from.Column == 1)
        {
            Transposition.Copy(from.Start, from.Row, to, length, rows, columns);
        }
        else
        {
            Take(from.Transposed, columns, rows, to, length, T.One);
        }
    }
}
