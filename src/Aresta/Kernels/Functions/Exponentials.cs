using System.Runtime.CompilerServices;

namespace Aresta.Kernels;

/// <summary>eˣ and what is made of it.</summary>
/// <remarks>
/// x = n·ln 2 + r with |r| ≤ ln 2 / 2, so eˣ = 2ⁿ·(1 + r + r²·q(r)), q by tools/kernel-coefficients.py. Beyond the bounds to which x is
/// held the result is 0 or ∞ in any case; results below the normal numbers are rounded once, by the scaling.
/// </remarks>
internal static class Exponentials<V, T> where V : struct, ILanes<V, T> where T : unmanaged
{
    /// <summary>eˣ</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Exp(V x)
    {
        var r = Reduce(x, out var n);
        return V.ScaleByPower(V.MultiplyAdd(r * r, Quotient(r), r) + V.Constant(1), n);
    }

    /// <summary>e^(x + low), where low is what rounding took from x: in double within 0.56 ulp, so that exact powers are exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Exp(V x, V low)
    {
        var r = Reduce(x, out var n);
        var one = V.Constant(1);
        var high = one + r;
        var rest = r * r * Quotient(r);
        return V.ScaleByPower(high + (one - high + r + V.MultiplyAdd(low, high + rest, rest)), n);
    }

    /// <summary>e^(x + low) times a factor between 1/32 and 1 in two parts, rounded once; for x ≤ 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V ExpTimes(V x, V low, V factor, V factorLow)
    {
        var r = Reduce(x, out var n);
        var one = V.Constant(1);
        var high = one + r;
        var rest = r * r * Quotient(r);
        rest = one - high + r + V.MultiplyAdd(low, high + rest, rest);
        return V.ScaleByPower(V.MultiplyAdd(high, factor, V.MultiplyAdd(rest, factor, high * factorLow)), n);
    }

    /// <summary>eˣ/2, which overflows later.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V HalfExp(V x)
    {
        var r = Reduce(x, out var n);
        return V.ScaleByPower(V.MultiplyAdd(r * r, Quotient(r), r) + V.Constant(1), n - V.Constant(1));
    }

    /// <summary>2ˣ: x less its nearest whole number, times ln 2 in twice the precision, takes the place of r.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Exp2(V x)
    {
        x = V.AtLeast(V.Constant(typeof(T) == typeof(float) ? -151 : -1076), x);
        x = V.AtMost(V.Constant(typeof(T) == typeof(float) ? 129 : 1025), x);
        var n = x + Bits.Rounder<V, T>() - Bits.Rounder<V, T>();
        var part = x - n;
        var ln2 = V.Constant(typeof(T) == typeof(float) ? 0.6931471824645996 : 0.6931471805599453);
        var r = part * ln2;
        var low = part * V.Constant(typeof(T) == typeof(float) ? -1.9046542121259336e-09 : 2.3190468138462996e-17);
        low = V.MultiplyAdd(part, ln2, -r) + low;
        return V.ScaleByPower(V.MultiplyAdd(r * r, Quotient(r), low) + r + V.Constant(1), n);
    }

    /// <summary>10ˣ = e^(x·ln 10), the product in twice the precision.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Exp10(V x)
    {
        x = V.AtLeast(V.Constant(typeof(T) == typeof(float) ? -46 : -325), x);
        x = V.AtMost(V.Constant(typeof(T) == typeof(float) ? 39 : 309), x);
        var ln10 = V.Constant(typeof(T) == typeof(float) ? 2.3025851249694824 : 2.302585092994046);
        var product = x * ln10;
        var low = x * V.Constant(typeof(T) == typeof(float) ? -3.1975435632602967e-08 : -2.1707562233822494e-16);
        return Exp(product, V.MultiplyAdd(x, ln10, -product) + low);
    }

    /// <summary>eˣ − 1 = 2ⁿ·(p + (1 − 2⁻ⁿ)), where p = eʳ − 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Expm1(V x) => Bits.CopySign<V, T>(Expm1(V.AtLeast(V.Constant(-40), x), V.Constant(0)), x);

    /// <summary>(eˣ − 1)·2^shift for x ≥ −40; the sign of −0 is lost.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Expm1(V x, V shift)
    {
        var r = Reduce(x, out var n);
        var p = V.MultiplyAdd(r * r, QuotientNearZero(r), r);
        // Where n > 64, 1 − 2⁻ⁿ is 1 in any case.
        var gap = V.Constant(1) - Bits.Power<V, T>(-V.AtMost(V.Constant(64), n));
        return V.ScaleByPower(p + gap, n + shift);
    }

    /// <summary>e^(−x²): the square in twice the precision.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Gaussian(V x)
    {
        x = V.AtMost(V.Constant(typeof(T) == typeof(float) ? 11 : 28), V.Abs(x));
        var square = x * x;
        return Exp(-square, -V.MultiplyAdd(x, x, -square));
    }

    /// <summary>1/(1 + e⁻ˣ), as e⁻ˣ/(1 + e⁻ˣ) with x negated where it is negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sigmoid(V x) => Sigmoid(x, out _);

    /// <summary>
    /// The same, and its slope σ(x)·σ(−x): y·(1 − y) where x is negative, else e⁻ˣ·y², neither of which cancels.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sigmoid(V x, out V slope)
    {
        var (e, one) = (Exp(-V.Abs(x)), V.Constant(1));
        var negative = V.IsLess(x, V.Constant(0));
        var y = V.Select(negative, e, one) / (one + e);
        slope = y * V.Select(negative, one - y, e * y);
        return y;
    }

    /// <summary>tanh |x| = −m/(m + 2), where m = e^(−2|x|) − 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Tanh(V x) => Tanh(x, out _);

    /// <summary>
    /// The same, and its slope 1/cosh²x = e^(−2|x|)·(1 + |y|)², since 1 − |y| = e^(−2|x|)·(1 + |y|): it does not vanish where y is 1.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Tanh(V x, out V slope)
    {
        // e^(−2|x|) = 2ⁿ·(1 + p); less 1 it is 2ⁿ·(p + (1 − 2⁻ⁿ)), and −1 from n = −64 on.
        var (r, one) = (Reduce(-V.Abs(x + x), out var n), V.Constant(1));
        var p = V.MultiplyAdd(r * r, QuotientNearZero(r), r);
        var m = -V.AtLeast(V.Constant(-64), n);
        m = V.ScaleByPower(p + (one - Bits.Power<V, T>(m)), -m);
        var y = -m / (m + V.Constant(2));
        slope = V.ScaleByPower(p + one, n) * ((one + y) * (one + y));
        return Bits.CopySign<V, T>(y, x);
    }

    /// <summary>cosh x = h + 1/(4h), where h = e^|x|/2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Cosh(V x)
    {
        var h = HalfExp(V.Abs(x));
        return h + V.Constant(0.25) / h;
    }

    /// <summary>sinh |x| = g + g/(2g + 1), where g = (e^|x| − 1)/2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sinh(V x)
    {
        var g = Expm1(V.Abs(x), V.Constant(-1));
        var infinite = V.IsEqual(g, V.Constant(double.PositiveInfinity));
        return Bits.CopySign<V, T>(g + V.Select(infinite, g, g / (g + g + V.Constant(1))), x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Reduce(V x, out V n)
    {
        x = V.AtLeast(V.Constant(typeof(T) == typeof(float) ? -105 : -747), x);
        x = V.AtMost(V.Constant(typeof(T) == typeof(float) ? 91 : 712), x);
        n = V.MultiplyAdd(x, V.Constant(1.4426950408889634), Bits.Rounder<V, T>()) - Bits.Rounder<V, T>();
        var r = V.MultiplyAdd(n, V.Constant(typeof(T) == typeof(float) ? -0.6931471824645996 : -0.6931471805599453), x);
        return V.MultiplyAdd(n, V.Constant(typeof(T) == typeof(float) ? 1.9046542121259336e-09 : -2.3190468138462996e-17), r);
    }

    /// <summary>(eʳ − 1 − r)/r², with an error that is small beside 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Quotient(V r) => typeof(T) == typeof(float)
        ? Polynomial<V, T>.At(
            r, 0.4999999403953552, 0.1666651964187622, 0.04166839271783829, 0.008368778973817825, 0.001381447771564126)
        : Polynomial<V, T>.Before(
            Polynomial<V, T>.At(
                r, 0.0013888888943916816, 0.00019841269504872427, 2.4801492770010664e-05, 2.7557587282350073e-06,
                2.763037569518929e-07, 2.499997388944714e-08),
            r, 0.5000000000000011, 0.1666666666666641, 0.041666666666529205, 0.008333333333495554);

    /// <summary>(eʳ − 1 − r)/r², with an error that is small beside r.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V QuotientNearZero(V r) => typeof(T) == typeof(float)
        ? Polynomial<V, T>.At(
            r, 0.5, 0.1666666716337204, 0.04166635498404503, 0.008333273231983185, 0.001394110033288598, 0.00019914290169253945)
        : Polynomial<V, T>.Before(
            Polynomial<V, T>.At(
                r, 0.0013888888888866646, 0.00019841269886397428, 2.4801587360949336e-05, 2.7557243916103916e-06,
                2.7557242419543287e-07, 2.5109145606881696e-08, 2.0924548561588812e-09),
            r, 0.5, 0.16666666666666677, 0.0416666666666667, 0.008333333333321532);
}
