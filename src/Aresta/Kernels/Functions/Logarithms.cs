using System.Runtime.CompilerServices;

namespace Aresta.Kernels;

/// <summary>Logarithms: x = m·2ᵏ with √½ ≤ m &lt; √2, and log x = k·ln 2 + log m.</summary>
/// <remarks>
/// With f = m − 1, in double s = f/(2 + f) and log m = f − (f²/2 − s·(f²/2 + s²·L(s²))), which keeps the leading term exact (the scheme of
/// W. J. Cody and W. Waite, Software Manual for the Elementary Functions, 1980); in float log m = f − f²/2 + f³·P(f), without a division.
/// </remarks>
internal static class Logarithms<V, T> where V : struct, ILanes<V, T> where T : unmanaged
{
    /// <summary>log x</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Log(V x) => Special(x, Sum(x, V.Constant(0)));

    /// <summary>log(1 + x) = log u + c/u, where u = 1 + x rounded and c is what rounding took.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Log1p(V x)
    {
        var one = V.Constant(1);
        var u = one + x;
        var lost = V.Select(V.IsLess(one, x), one - (u - x), x - (u - one));
        return V.Select(V.IsEqual(x, V.Constant(0)), x, Special(u, Sum(u, lost / u)));
    }

    /// <summary>log₂ x, in double.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Log2(V x) => Based(x, 1.4426950408889634, 2.0355273740931033e-17, 1, 0);

    /// <summary>log₁₀ x, in double.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Log10(V x) => Based(x, 0.4342944819032518, 1.098319650216765e-17, 0.3010299956639812, -2.8037281277851704e-18);

    /// <summary>log x + correction, for positive finite x and a correction that is small beside it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Sum(V x, V correction)
    {
        var f = Bits.Split<V, T>(x, out var k) - V.Constant(1);
        if (typeof(T) == typeof(float))
        {
            var square = f * f;
            var rest = V.MultiplyAdd(
                square * f,
                Polynomial<V, T>.Before(
                    Polynomial<V, T>.At(
                        f, 0.14218664169311523, -0.1238434761762619, 0.11872939020395279, -0.11789792776107788, 0.06915418803691864),
                    f, 0.3333331048488617, -0.24999986588954926, 0.20002226531505585, -0.16669251024723053),
                V.MultiplyAdd(k, V.Constant(-1.9046542121259336e-09), correction));
            return V.MultiplyAdd(k, V.Constant(0.6931471824645996), f + V.MultiplyAdd(square, V.Constant(-0.5), rest));
        }

        var s = f / (V.Constant(2) + f);
        var half = V.Constant(0.5) * f * f;
        var low = V.MultiplyAdd(s, half + Tail(s * s), V.MultiplyAdd(k, V.Constant(2.3190468138462996e-17), correction));
        return V.MultiplyAdd(k, V.Constant(0.6931471805599453), f - (half - low));
    }

    /// <summary>log m to another base, in twice the precision, and k times the logarithm of 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Based(V x, double scale, double scaleRest, double unit, double unitRest)
    {
        var f = Bits.Split<V, T>(x, out var k) - V.Constant(1);
        var s = f / (V.Constant(2) + f);
        var half = V.Constant(0.5) * f * f;
        var high = f - half;
        var low = V.MultiplyAdd(s, half + Tail(s * s), f - high - half - V.MultiplyAdd(V.Constant(0.5) * f, f, -half));

        var product = high * V.Constant(scale);
        var rest = V.MultiplyAdd(high, V.Constant(scale), -product) + V.MultiplyAdd(
            low, V.Constant(scale), high * V.Constant(scaleRest));
        var powers = k * V.Constant(unit);
        rest += V.MultiplyAdd(k, V.Constant(unit), -powers) + k * V.Constant(unitRest);
        var sum = powers + product;
        return Special(x, sum + (powers - sum + product + rest));
    }

    /// <summary>z·L(z), where log((1 + s)/(1 − s)) = 2s + s·z·L(z) and z = s²; in double.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Tail(V z) => z * Polynomial<V, T>.At(
        z, 0.6666666666666735, 0.3999999999941118, 0.2857142874324191, 0.22222198478242777, 0.1818356961553934, 0.1531390660601325,
        0.14797472330993117);

    /// <summary>−∞ at 0, +∞ at +∞, NaN below 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Special(V x, V logarithm)
    {
        var (zero, infinity) = (V.Constant(0), V.Constant(double.PositiveInfinity));
        var edge = V.Select(V.IsEqual(x, zero), -infinity, V.Select(V.IsEqual(x, infinity), x, V.Constant(double.NaN)));
        return V.Select(V.IsLess(zero, x) & V.IsLess(x, infinity), logarithm, edge);
    }
}
