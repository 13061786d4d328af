using System.Runtime.CompilerServices;

namespace Aresta.Kernels;

internal static unsafe partial class TileKernel<T, V, L, P, R>
    where T : unmanaged
    where V : struct
    where L : IVectors<T, V>
    where P : struct, IPanelRows<T>
    where R : IRows
{
    /// <summary>The same for a tile one vector wide.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Narrow(nint k, T* a, nint aRow, nint aStep, P b, T* c, nint cRow, bool accumulate)
    {
        V x0 = L.Zero, x1 = L.Zero, x2 = L.Zero, x3 = L.Zero;
        V x4 = L.Zero, x5 = L.Zero, x6 = L.Zero, x7 = L.Zero;
        V x8 = L.Zero, x9 = L.Zero, x10 = L.Zero, x11 = L.Zero;
        V x12 = L.Zero, x13 = L.Zero;
        if (accumulate)
        {
            var p = c;
            if (R.Count > 0) { x0 = L.Load(p); p += cRow; }
            if (R.Count > 1) { x1 = L.Load(p); p += cRow; }
            if (R.Count > 2) { x2 = L.Load(p); p += cRow; }
            if (R.Count > 3) { x3 = L.Load(p); p += cRow; }
            if (R.Count > 4) { x4 = L.Load(p); p += cRow; }
            if (R.Count > 5) { x5 = L.Load(p); p += cRow; }
            if (R.Count > 6) { x6 = L.Load(p); p += cRow; }
            if (R.Count > 7) { x7 = L.Load(p); p += cRow; }
            if (R.Count > 8) { x8 = L.Load(p); p += cRow; }
            if (R.Count > 9) { x9 = L.Load(p); p += cRow; }
            if (R.Count > 10) { x10 = L.Load(p); p += cRow; }
            if (R.Count > 11) { x11 = L.Load(p); p += cRow; }
            if (R.Count > 12) { x12 = L.Load(p); p += cRow; }
            if (R.Count > 13) { x13 = L.Load(p); p += cRow; }
        }

        var aRow2 = 2 * aRow;
        T* a3 = a + (3 * aRow), a6 = a3 + (3 * aRow), a9 = a6 + (3 * aRow), a12 = a9 + (3 * aRow);
        for (; k > 0; k--)
        {
            V s, u = L.Load(b.Next());
            if (R.Count > 0) { s = L.Splat(*a); x0 = L.MultiplyAdd(s, u, x0); }
            if (R.Count > 1) { s = L.Splat(a[aRow]); x1 = L.MultiplyAdd(s, u, x1); }
            if (R.Count > 2) { s = L.Splat(a[aRow2]); x2 = L.MultiplyAdd(s, u, x2); }
            if (R.Count > 3) { s = L.Splat(*a3); x3 = L.MultiplyAdd(s, u, x3); }
            if (R.Count > 4) { s = L.Splat(a3[aRow]); x4 = L.MultiplyAdd(s, u, x4); }
            if (R.Count > 5) { s = L.Splat(a3[aRow2]); x5 = L.MultiplyAdd(s, u, x5); }
            if (R.Count > 6) { s = L.Splat(*a6); x6 = L.MultiplyAdd(s, u, x6); }
            if (R.Count > 7) { s = L.Splat(a6[aRow]); x7 = L.MultiplyAdd(s, u, x7); }
            if (R.Count > 8) { s = L.Splat(a6[aRow2]); x8 = L.MultiplyAdd(s, u, x8); }
            if (R.Count > 9) { s = L.Splat(*a9); x9 = L.MultiplyAdd(s, u, x9); }
            if (R.Count > 10) { s = L.Splat(a9[aRow]); x10 = L.MultiplyAdd(s, u, x10); }
            if (R.Count > 11) { s = L.Splat(a9[aRow2]); x11 = L.MultiplyAdd(s, u, x11); }
            if (R.Count > 12) { s = L.Splat(*a12); x12 = L.MultiplyAdd(s, u, x12); }
            if (R.Count > 13) { s = L.Splat(a12[aRow]); x13 = L.MultiplyAdd(s, u, x13); }
            a += aStep; a3 += aStep; a6 += aStep; a9 += aStep; a12 += aStep;
        }

        if (R.Count > 0) { L.Store(c, x0); c += cRow; }
        if (R.Count > 1) { L.Store(c, x1); c += cRow; }
        if (R.Count > 2) { L.Store(c, x2); c += cRow; }
        if (R.Count > 3) { L.Store(c, x3); c += cRow; }
        if (R.Count > 4) { L.Store(c, x4); c += cRow; }
        if (R.Count > 5) { L.Store(c, x5); c += cRow; }
        if (R.Count > 6) { L.Store(c, x6); c += cRow; }
        if (R.Count > 7) { L.Store(c, x7); c += cRow; }
        if (R.Count > 8) { L.Store(c, x8); c += cRow; }
        if (R.Count > 9) { L.Store(c, x9); c += cRow; }
        if (R.Count > 10) { L.Store(c, x10); c += cRow; }
        if (R.Count > 11) { L.Store(c, x11); c += cRow; }
        if (R.Count > 12) { L.Store(c, x12); c += cRow; }
        if (R.Count > 13) { L.Store(c, x13); c += cRow; }
    }
}
