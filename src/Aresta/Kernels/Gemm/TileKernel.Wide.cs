using System.Runtime.CompilerServices;

namespace Aresta.Kernels;

/// <summary>
/// The innermost loop of a product: a tile of C, some rows high and two vectors wide (or one, <see cref="Narrow"/>), in registers, and
/// for each k a broadcast of A for every row times the vectors of B. So every element is one chain of fused multiply-adds in the order of
/// k, whatever the tile, the blocking and the vectors. Rows beyond <typeparamref name="R"/> vanish when it is compiled.
/// </summary>
/// <typeparam name="T">The numbers.</typeparam>
/// <typeparam name="V">Vectors of them.</typeparam>
/// <typeparam name="L">The arithmetic of these vectors.</typeparam>
/// <typeparam name="P">Where the rows of B stand.</typeparam>
/// <typeparam name="R">The height of the tile: at most 14, of which 28 accumulators fit the 32 registers of AVX-512.</typeparam>
internal static unsafe partial class TileKernel<T, V, L, P, R>
    where T : unmanaged
    where V : struct
    where L : IVectors<T, V>
    where P : struct, IPanelRows<T>
    where R : IRows
{
    /// <summary>C = A·B, or C + A·B, of a tile two vectors wide. Strides are in elements.</summary>
    /// <param name="k">How many products to sum.</param>
    /// <param name="a">A: rows <paramref name="aRow"/> apart, elements of a row <paramref name="aStep"/> apart.</param>
    /// <param name="aRow">From row to row of A.</param>
    /// <param name="aStep">From k to k in A.</param>
    /// <param name="b">B: contiguous rows.</param>
    /// <param name="c">C: contiguous rows, <paramref name="cRow"/> apart.</param>
    /// <param name="cRow">From row to row of C.</param>
    /// <param name="accumulate">The chains go on from what C holds, instead of from zero.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Wide(nint k, T* a, nint aRow, nint aStep, P b, T* c, nint cRow, bool accumulate)
    {
        V x0 = L.Zero, y0 = L.Zero, x1 = L.Zero, y1 = L.Zero;
        V x2 = L.Zero, y2 = L.Zero, x3 = L.Zero, y3 = L.Zero;
        V x4 = L.Zero, y4 = L.Zero, x5 = L.Zero, y5 = L.Zero;
        V x6 = L.Zero, y6 = L.Zero, x7 = L.Zero, y7 = L.Zero;
        V x8 = L.Zero, y8 = L.Zero, x9 = L.Zero, y9 = L.Zero;
        V x10 = L.Zero, y10 = L.Zero, x11 = L.Zero, y11 = L.Zero;
        V x12 = L.Zero, y12 = L.Zero, x13 = L.Zero, y13 = L.Zero;
        if (accumulate)
        {
            var p = c;
            if (R.Count > 0) { x0 = L.Load(p); y0 = L.Load(p + L.Count); p += cRow; }
            if (R.Count > 1) { x1 = L.Load(p); y1 = L.Load(p + L.Count); p += cRow; }
            if (R.Count > 2) { x2 = L.Load(p); y2 = L.Load(p + L.Count); p += cRow; }
            if (R.Count > 3) { x3 = L.Load(p); y3 = L.Load(p + L.Count); p += cRow; }
            if (R.Count > 4) { x4 = L.Load(p); y4 = L.Load(p + L.Count); p += cRow; }
            if (R.Count > 5) { x5 = L.Load(p); y5 = L.Load(p + L.Count); p += cRow; }
            if (R.Count > 6) { x6 = L.Load(p); y6 = L.Load(p + L.Count); p += cRow; }
            if (R.Count > 7) { x7 = L.Load(p); y7 = L.Load(p + L.Count); p += cRow; }
            if (R.Count > 8) { x8 = L.Load(p); y8 = L.Load(p + L.Count); p += cRow; }
            if (R.Count > 9) { x9 = L.Load(p); y9 = L.Load(p + L.Count); p += cRow; }
            if (R.Count > 10) { x10 = L.Load(p); y10 = L.Load(p + L.Count); p += cRow; }
            if (R.Count > 11) { x11 = L.Load(p); y11 = L.Load(p + L.Count); p += cRow; }
            if (R.Count > 12) { x12 = L.Load(p); y12 = L.Load(p + L.Count); p += cRow; }
            if (R.Count > 13) { x13 = L.Load(p); y13 = L.Load(p + L.Count); p += cRow; }
        }

        var aRow2 = 2 * aRow;
        T* a3 = a + (3 * aRow), a6 = a3 + (3 * aRow), a9 = a6 + (3 * aRow), a12 = a9 + (3 * aRow);
        for (; k > 0; k--)
        {
            var row = b.Next();
            V s, u = L.Load(row), v = L.Load(row + L.Count);
            if (R.Count > 0) { s = L.Splat(*a); x0 = L.MultiplyAdd(s, u, x0); y0 = L.MultiplyAdd(s, v, y0); }
            if (R.Count > 1) { s = L.Splat(a[aRow]); x1 = L.MultiplyAdd(s, u, x1); y1 = L.MultiplyAdd(s, v, y1); }
            if (R.Count > 2) { s = L.Splat(a[aRow2]); x2 = L.MultiplyAdd(s, u, x2); y2 = L.MultiplyAdd(s, v, y2); }
            if (R.Count > 3) { s = L.Splat(*a3); x3 = L.MultiplyAdd(s, u, x3); y3 = L.MultiplyAdd(s, v, y3); }
            if (R.Count > 4) { s = L.Splat(a3[aRow]); x4 = L.MultiplyAdd(s, u, x4); y4 = L.MultiplyAdd(s, v, y4); }
            if (R.Count > 5) { s = L.Splat(a3[aRow2]); x5 = L.MultiplyAdd(s, u, x5); y5 = L.MultiplyAdd(s, v, y5); }
            if (R.Count > 6) { s = L.Splat(*a6); x6 = L.MultiplyAdd(s, u, x6); y6 = L.MultiplyAdd(s, v, y6); }
            if (R.Count > 7) { s = L.Splat(a6[aRow]); x7 = L.MultiplyAdd(s, u, x7); y7 = L.MultiplyAdd(s, v, y7); }
            if (R.Count > 8) { s = L.Splat(a6[aRow2]); x8 = L.MultiplyAdd(s, u, x8); y8 = L.MultiplyAdd(s, v, y8); }
            if (R.Count > 9) { s = L.Splat(*a9); x9 = L.MultiplyAdd(s, u, x9); y9 = L.MultiplyAdd(s, v, y9); }
            if (R.Count > 10) { s = L.Splat(a9[aRow]); x10 = L.MultiplyAdd(s, u, x10); y10 = L.MultiplyAdd(s, v, y10); }
            if (R.Count > 11) { s = L.Splat(a9[aRow2]); x11 = L.MultiplyAdd(s, u, x11); y11 = L.MultiplyAdd(s, v, y11); }
            if (R.Count > 12) { s = L.Splat(*a12); x12 = L.MultiplyAdd(s, u, x12); y12 = L.MultiplyAdd(s, v, y12); }
            if (R.Count > 13) { s = L.Splat(a12[aRow]); x13 = L.MultiplyAdd(s, u, x13); y13 = L.MultiplyAdd(s, v, y13); }
            a += aStep; a3 += aStep; a6 += aStep; a9 += aStep; a12 += aStep;
        }

        if (R.Count > 0) { L.Store(c, x0); L.Store(c + L.Count, y0); c += cRow; }
        if (R.Count > 1) { L.Store(c, x1); L.Store(c + L.Count, y1); c += cRow; }
        if (R.Count > 2) { L.Store(c, x2); L.Store(c + L.Count, y2); c += cRow; }
        if (R.Count > 3) { L.Store(c, x3); L.Store(c + L.Count, y3); c += cRow; }
        if (R.Count > 4) { L.Store(c, x4); L.Store(c + L.Count, y4); c += cRow; }
        if (R.Count > 5) { L.Store(c, x5); L.Store(c + L.Count, y5); c += cRow; }
        if (R.Count > 6) { L.Store(c, x6); L.Store(c + L.Count, y6); c += cRow; }
        if (R.Count > 7) { L.Store(c, x7); L.Store(c + L.Count, y7); c += cRow; }
        if (R.Count > 8) { L.Store(c, x8); L.Store(c + L.Count, y8); c += cRow; }
        if (R.Count > 9) { L.Store(c, x9); L.Store(c + L.Count, y9); c += cRow; }
        if (R.Count > 10) { L.Store(c, x10); L.Store(c + L.Count, y10); c += cRow; }
        if (R.Count > 11) { L.Store(c, x11); L.Store(c + L.Count, y11); c += cRow; }
        if (R.Count > 12) { L.Store(c, x12); L.Store(c + L.Count, y12); c += cRow; }
        if (R.Count > 13) { L.Store(c, x13); L.Store(c + L.Count, y13); c += cRow; }
    }
}
