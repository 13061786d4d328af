using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Aresta.Benchmarks.Products;

/// <summary>What one core can do at most: fused multiply-adds in registers, in twenty chains that do not wait for each other.</summary>
internal static class Peak
{
    private const int Chains = 20;

    /// <summary>Floating-point operations of <see cref="Multiply"/>.</summary>
    public static double Operations(int steps) => 2.0 * Chains * steps * (Vector512.IsHardwareAccelerated ? 16 : 8);

    /// <summary>Runs the chains so many steps; what it returns only keeps them from being left out.</summary>
    public static float Multiply(int steps) => Vector512.IsHardwareAccelerated ? Wide(steps) : Narrow(steps);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static float Wide(int steps)
    {
        Vector512<float> x = Vector512.Create(0.999f), y = Vector512.Create(1e-3f);
        Vector512<float> a = y, b = y, c = y, d = y, e = y, f = y, g = y, h = y, i = y, j = y;
        Vector512<float> k = y, l = y, m = y, n = y, o = y, p = y, q = y, r = y, s = y, t = y;
        for (var step = 0; step < steps; step++)
        {
            a = Vector512.FusedMultiplyAdd(a, x, y);
            b = Vector512.FusedMultiplyAdd(b, x, y);
            c = Vector512.FusedMultiplyAdd(c, x, y);
            d = Vector512.FusedMultiplyAdd(d, x, y);
            e = Vector512.FusedMultiplyAdd(e, x, y);
            f = Vector512.FusedMultiplyAdd(f, x, y);
            g = Vector512.FusedMultiplyAdd(g, x, y);
            h = Vector512.FusedMultiplyAdd(h, x, y);
            i = Vector512.FusedMultiplyAdd(i, x, y);
            j = Vector512.FusedMultiplyAdd(j, x, y);
            k = Vector512.FusedMultiplyAdd(k, x, y);
            l = Vector512.FusedMultiplyAdd(l, x, y);
            m = Vector512.FusedMultiplyAdd(m, x, y);
            n = Vector512.FusedMultiplyAdd(n, x, y);
            o = Vector512.FusedMultiplyAdd(o, x, y);
            p = Vector512.FusedMultiplyAdd(p, x, y);
            q = Vector512.FusedMultiplyAdd(q, x, y);
            r = Vector512.FusedMultiplyAdd(r, x, y);
            s = Vector512.FusedMultiplyAdd(s, x, y);
            t = Vector512.FusedMultiplyAdd(t, x, y);
        }

        return Vector512.Sum(a + b + c + d + e + f + g + h + i + j + k + l + m + n + o + p + q + r + s + t);
    }

    // Ten chains of the two halves fill the sixteen registers of older machines.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static float Narrow(int steps)
    {
        Vector256<float> x = Vector256.Create(0.999f), y = Vector256.Create(1e-3f);
        Vector256<float> a = y, b = y, c = y, d = y, e = y, f = y, g = y, h = y, i = y, j = y;
        for (var step = 0; step < 2 * steps; step++)
        {
            a = Vector256.FusedMultiplyAdd(a, x, y);
            b = Vector256.FusedMultiplyAdd(b, x, y);
            c = Vector256.FusedMultiplyAdd(c, x, y);
            d = Vector256.FusedMultiplyAdd(d, x, y);
            e = Vector256.FusedMultiplyAdd(e, x, y);
            f = Vector256.FusedMultiplyAdd(f, x, y);
            g = Vector256.FusedMultiplyAdd(g, x, y);
            h = Vector256.FusedMultiplyAdd(h, x, y);
            i = Vector256.FusedMultiplyAdd(i, x, y);
            j = Vector256.FusedMultiplyAdd(j, x, y);
        }

        return Vector256.Sum(a + b + c + d + e + f + g + h + i + j);
    }
}
