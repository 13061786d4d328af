using System.Runtime.CompilerServices;

namespace Aresta.Kernels;

/// <summary>Inverse hyperbolic functions, by log(1 + u), which loses nothing near 0.</summary>
internal static class InverseHyperbolics<V, T> where V : struct, ILanes<V, T> where T : unmanaged
{
    /// <summary>asinh |x| = log(1 + |x| + x²/(1 + √(x² + 1))), and log |x| + log 2 where x² + 1 is x².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Asinh(V x)
    {
        V one = V.Constant(1), a = V.Abs(x), far = V.IsLess(Far(), a);
        var square = V.Select(far, V.Constant(0), a * a);
        return Bits.CopySign<V, T>(Logarithm(V.Select(far, a - one, a) + square / (one + V.Sqrt(square + one)), far), x);
    }

    /// <summary>acosh x = log(1 + t + √(t·(t + 2))), where t = x − 1; NaN below 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Acosh(V x)
    {
        V one = V.Constant(1), t = x - one, far = V.IsLess(Far(), x);
        var root = V.Select(far, V.Constant(0), V.Sqrt(V.MultiplyAdd(t, t, t + t)));
        var y = Logarithm(t + root, far);
        return V.Select(V.IsLess(x, one), V.Constant(double.NaN), y);
    }

    /// <summary>atanh |x| = log(1 + 2|x|/(1 − |x|))/2</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Atanh(V x)
    {
        var a = V.Abs(x);
        return Bits.CopySign<V, T>(V.Constant(0.5) * Logarithms<V, T>.Log1p((a + a) / (V.Constant(1) - a)), x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Far() => V.Constant(typeof(T) == typeof(float) ? 1 << 13 : 1 << 28);

    /// <summary>log(1 + u), plus log 2 for large numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Logarithm(V u, V far) =>
        Logarithms<V, T>.Log1p(u) + (far & V.Constant(0.6931471805599453));
}
