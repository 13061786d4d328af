using System.Runtime.CompilerServices;

namespace Aresta.Kernels;

/// <summary>Arctangent, arcsine and arccosine, by odd polynomials near 0.</summary>
/// <remarks>
/// atan x = c + atan t, where c is 0, π/4 or π/2 and |t| ≤ √2 − 1: t is x, (x − 1)/(x + 1) or −1/x. Beyond 1/2, asin x = π/2 − 2·asin s
/// with s² = (1 − x)/2. Polynomials by tools/kernel-coefficients.py.
/// </remarks>
internal static class InverseTrigonometry<V, T> where V : struct, ILanes<V, T> where T : unmanaged
{
    /// <summary>atan x</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Atan(V x)
    {
        V zero = V.Constant(0), one = V.Constant(1), a = V.Abs(x);
        V middle = V.IsLess(V.Constant(0.41421356237309503), a), far = V.IsLess(V.Constant(2.414213562373095), a);
        var t = V.Select(middle, V.Select(far, -one, a - one) / V.Select(far, a, a + one), a);
        var z = t * t;
        var p = typeof(T) == typeof(float)
            ? Polynomial<V, T>.At(
                z, -0.33333316445350647, 0.1999848335981369, -0.1424374133348465, 0.10595156252384186, -0.060812000185251236)
            : Polynomial<V, T>.Before(
                Polynomial<V, T>.At(
                    z, -0.09090908144987803, 0.07692282768569998, -0.06666226897522089, 0.058770231155267944, -0.05218412540038708,
                    0.045035812967658614, -0.03347517032239196, 0.015195849688018353),
                z, -0.33333333333333326, 0.19999999999997672, -0.14285714285388237, 0.11111111088191214);
        var low = V.Select(far, Low(), V.Select(middle, Low() * V.Constant(0.5), zero));
        var high = V.Select(far, Right(), V.Select(middle, Right() * V.Constant(0.5), zero));
        return Bits.CopySign<V, T>(high + (t + V.MultiplyAdd(z * t, p, low)), x);
    }

    /// <summary>asin x</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Asin(V x)
    {
        var y = Near(x, out var far);
        return Bits.CopySign<V, T>(V.Select(far, Right() - (y + y - Low()), y), x);
    }

    /// <summary>acos x</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Acos(V x)
    {
        var y = Near(x, out var far);
        var (twice, two) = (y + y, V.Constant(2));
        var left = two * Right() - (twice - two * Low());
        var side = V.Select(V.IsLess(x, V.Constant(0)), left, twice);
        return V.Select(far, side, Right() - (Bits.CopySign<V, T>(y, x) - Low()));
    }

    /// <summary>π/2</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Right() => V.Constant(typeof(T) == typeof(float) ? 1.5707963705062866 : 1.5707963267948966);

    /// <summary>What rounding took from π/2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Low() => V.Constant(typeof(T) == typeof(float) ? -4.371138828673793e-08 : 6.123233995736766e-17);

    /// <summary>asin |x|, or where that is beyond 1/2 asin √((1 − |x|)/2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Near(V x, out V far)
    {
        V half = V.Constant(0.5), a = V.Abs(x);
        far = ~V.IsLessOrEqual(a, half);
        var z = V.Select(far, (V.Constant(1) - a) * half, a * a);
        var s = V.Select(far, V.Sqrt(z), a);
        var p = typeof(T) == typeof(float)
            ? Polynomial<V, T>.At(
                z, 0.16666753590106964, 0.07495232671499252, 0.04547833278775215, 0.02414102666079998, 0.04223049059510231)
            : Polynomial<V, T>.Before(
                Polynomial<V, T>.At(
                    z, 0.022371751930598333, 0.017359795695213943, 0.013884350271237333, 0.012174942352817571, 0.006503522205806793,
                    0.019594333923686192, -0.016326681589134827, 0.03198168321381606),
                z, 0.16666666666665375, 0.07500000000344835, 0.044642856821956664, 0.030381959395994022);
        return V.MultiplyAdd(s * z, p, s);
    }
}
