using System.Numerics;
using System.Runtime.CompilerServices;

namespace Aresta.Kernels;

/// <summary>What the kernels of products with a vector agree on.</summary>
internal static class VectorKernels
{
    /// <summary>So many numbers of a result stay in the first cache while rows of the matrix pass.</summary>
    public const int Strip = 1024;
}

/// <summary>Products with a vector: as fast as the matrix comes from memory.</summary>
internal static unsafe class VectorKernels<T, V, L>
    where T : unmanaged, IFloatingPointIeee754<T>
    where V : struct
    where L : IVectors<T, V>
{



    /// <summary>
    /// results[i] = Σₖ a[i, k]·x[k] for up to four rows, with k contiguous: four vectors of partial sums a row, so that the order of the
    /// sum depends on its length (and the width of the vectors), not on the rows beside it.
    /// </summary>
    public static void Dots(T* a, nint row, int rows, T* x, int depth, T* results)
    {
        if (rows == 4)
        {
            Four(a, row, x, depth, results);
            return;
        }

        for (var i = 0; i < rows; i++)
        {
            results[i] = One(a + (i * row), x, depth);
        }
    }

    /// <summary>
    /// y[j] = Σₖ x[k]·b[k, j] + y[j] for up to <see cref="VectorKernels.Strip"/> columns, contiguous: each element a chain in the order of
    /// k, as in a tile.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Lines(T* x, nint step, int depth, T* b, nint row, T* y, int columns)
    {
        var k = 0;
        for (; k <= depth - 4; k += 4, x += 4 * step, b += 4 * row)
        {
            T x0 = x[0], x1 = x[step], x2 = x[2 * step], x3 = x[3 * step];
            V v0 = L.Splat(x0), v1 = L.Splat(x1), v2 = L.Splat(x2), v3 = L.Splat(x3);
            T* b1 = b + row, b2 = b1 + row, b3 = b2 + row;
            var j = 0;
            for (; j <= columns - L.Count; j += L.Count)
            {
                var sum = L.MultiplyAdd(v0, L.Load(b + j), L.Load(y + j));
                sum = L.MultiplyAdd(v1, L.Load(b1 + j), sum);
                sum = L.MultiplyAdd(v2, L.Load(b2 + j), sum);
                L.Store(y + j, L.MultiplyAdd(v3, L.Load(b3 + j), sum));
            }

            for (; j < columns; j++)
            {
                var sum = T.MultiplyAddEstimate(x0, b[j], y[j]);
                sum = T.MultiplyAddEstimate(x1, b1[j], sum);
                sum = T.MultiplyAddEstimate(x2, b2[j], sum);
                y[j] = T.MultiplyAddEstimate(x3, b3[j], sum);
            }
        }

        for (; k < depth; k++, x += step, b += row)
        {
            var v = L.Splat(*x);
            var j = 0;
            for (; j <= columns - L.Count; j += L.Count)
            {
                L.Store(y + j, L.MultiplyAdd(v, L.Load(b + j), L.Load(y + j)));
            }

            for (; j < columns; j++)
            {
                y[j] = T.MultiplyAddEstimate(*x, b[j], y[j]);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Four(T* a, nint row, T* x, int depth, T* results)
    {
        V s0 = L.Zero, s1 = L.Zero, s2 = L.Zero, s3 = L.Zero, t0 = L.Zero, t1 = L.Zero, t2 = L.Zero, t3 = L.Zero;
        V u0 = L.Zero, u1 = L.Zero, u2 = L.Zero, u3 = L.Zero, w0 = L.Zero, w1 = L.Zero, w2 = L.Zero, w3 = L.Zero;
        T* a1 = a + row, a2 = a1 + row, a3 = a2 + row;
        nint n = L.Count, k = 0;
        for (; k <= depth - (4 * n); k += 4 * n)
        {
            V x0 = L.Load(x + k), x1 = L.Load(x + k + n), x2 = L.Load(x + k + (2 * n)), x3 = L.Load(x + k + (3 * n));
            s0 = L.MultiplyAdd(L.Load(a + k), x0, s0);
            s1 = L.MultiplyAdd(L.Load(a + k + n), x1, s1);
            s2 = L.MultiplyAdd(L.Load(a + k + (2 * n)), x2, s2);
            s3 = L.MultiplyAdd(L.Load(a + k + (3 * n)), x3, s3);
            t0 = L.MultiplyAdd(L.Load(a1 + k), x0, t0);
            t1 = L.MultiplyAdd(L.Load(a1 + k + n), x1, t1);
            t2 = L.MultiplyAdd(L.Load(a1 + k + (2 * n)), x2, t2);
            t3 = L.MultiplyAdd(L.Load(a1 + k + (3 * n)), x3, t3);
            u0 = L.MultiplyAdd(L.Load(a2 + k), x0, u0);
            u1 = L.MultiplyAdd(L.Load(a2 + k + n), x1, u1);
            u2 = L.MultiplyAdd(L.Load(a2 + k + (2 * n)), x2, u2);
            u3 = L.MultiplyAdd(L.Load(a2 + k + (3 * n)), x3, u3);
            w0 = L.MultiplyAdd(L.Load(a3 + k), x0, w0);
            w1 = L.MultiplyAdd(L.Load(a3 + k + n), x1, w1);
            w2 = L.MultiplyAdd(L.Load(a3 + k + (2 * n)), x2, w2);
            w3 = L.MultiplyAdd(L.Load(a3 + k + (3 * n)), x3, w3);
        }

        results[0] = Finish(s0, s1, s2, s3, a, x, k, depth);
        results[1] = Finish(t0, t1, t2, t3, a1, x, k, depth);
        results[2] = Finish(u0, u1, u2, u3, a2, x, k, depth);
        results[3] = Finish(w0, w1, w2, w3, a3, x, k, depth);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static T One(T* a, T* x, int depth)
    {
        V s0 = L.Zero, s1 = L.Zero, s2 = L.Zero, s3 = L.Zero;
        nint n = L.Count, k = 0;
        for (; k <= depth - (4 * n); k += 4 * n)
        {
            s0 = L.MultiplyAdd(L.Load(a + k), L.Load(x + k), s0);
            s1 = L.MultiplyAdd(L.Load(a + k + n), L.Load(x + k + n), s1);
            s2 = L.MultiplyAdd(L.Load(a + k + (2 * n)), L.Load(x + k + (2 * n)), s2);
            s3 = L.MultiplyAdd(L.Load(a + k + (3 * n)), L.Load(x + k + (3 * n)), s3);
        }

        return Finish(s0, s1, s2, s3, a, x, k, depth);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Finish(V s0, V s1, V s2, V s3, T* a, T* x, nint k, int depth)
    {
        for (; k <= depth - L.Count; k += L.Count)
        {
            s0 = L.MultiplyAdd(L.Load(a + k), L.Load(x + k), s0);
        }

        var sum = L.Sum(L.Add(L.Add(s0, s1), L.Add(s2, s3)));
        for (; k < depth; k++)
        {
            sum = T.MultiplyAddEstimate(a[k], x[k], sum);
        }

        return sum;
    }
}
