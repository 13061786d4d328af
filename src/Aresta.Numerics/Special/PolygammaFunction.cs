namespace Aresta.Numerics.Special;

/// <summary>
/// The derivatives of digamma, through the Hurwitz zeta function: ψ⁽ⁿ⁾(x) = (−1)ⁿ⁺¹·n!·ζ(n + 1, x) (Abramowitz and Stegun 6.4.10).
/// </summary>
internal static class PolygammaFunction
{
    /// <summary>ψ⁽ⁿ⁾(x) for n ≥ 1. At the poles +∞ for odd n; for even n ∓∞ at ±0 and NaN at the negative integers.</summary>
    public static double Value(int n, double x)
    {
        var s = n + 1;
        if (double.IsNaN(x))
            return x;
        if (x == double.NegativeInfinity)
            return double.NaN;
        var sign = (n & 1) == 0 ? -1.0 : 1.0;
        if (x <= 0 && x == Math.Floor(x))
            return sign > 0 ? double.PositiveInfinity : x == 0 ? -1 / x : double.NaN;
        return sign * FactorialTimesZeta(n, s, x);
    }

    /// <summary>n!·ζ(s, x), s = n + 1</summary>
    private static double FactorialTimesZeta(int n, int s, double x)
    {
        if (x > 0)
            return Positive(n, s, x);
        var parity = (s & 1) == 0 ? 1.0 : -1.0;
        if (x > -0.5)
            return Positive(n, s, 1 + x) + parity * Term(n, s, -x);
        // The sum over all integers is periodic, ζ(s, f) + (−1)ˢζ(s, 1 − f) with f the fraction of x; what lies left of x comes off.
        var (f, g) = (x - Math.Floor(x), Math.Ceiling(x) - x);
        return Positive(n, s, f) + parity * (Positive(n, s, g) - Positive(n, s, 1 - x));
    }

    /// <summary>
    /// For x &gt; 0 by Euler and Maclaurin: the terms up to a large a = x + N one by one, the rest as
    /// a¹⁻ˢ/(s − 1) + a⁻ˢ/2 + Σ B₂ⱼ/(2j)!·s(s + 1)…(s + 2j − 2)·a⁻ˢ⁻²ʲ⁺¹ (F. Johansson, Numer. Algorithms 69 (2015), equation 5).
    /// </summary>
    private static double Positive(int n, int s, double x)
    {
        if (double.IsPositiveInfinity(x))
            return 0;
        // Each term of the asymptotic part is about ((s + 2j)/2πa)² of the one before: with a ≥ s + 10 ten of them are enough.
        var count = (int)Math.Max(0, Math.Ceiling(10.0 + s - x));
        var a = x + count;
        var scale = Term(n, s, a);
        var bracket = 0.0;
        var rising = 1.0;
        var inverse = 1 / a;
        for (var j = 1; j <= BernoulliOverFactorial.Length; j++)
        {
            rising *= (j == 1 ? s : (s + 2 * j - 3.0) * (s + 2 * j - 2.0) * inverse) * inverse;
            bracket += BernoulliOverFactorial[j - 1] * rising;
        }
        var sum = scale * (bracket + 0.5);
        var integral = n == 1 ? inverse : Term(n - 1, s - 1, a);
        sum += integral;
        for (var k = count - 1; k >= 0; k--)
            sum += Term(n, s, x + k);
        return sum;
    }

    /// <summary>n!·a⁻ˢ, in one piece where both are ordinary, otherwise factor by factor.</summary>
    private static double Term(int n, int s, double a)
    {
        if (n <= ExactFactorials)
        {
            var power = Math.Pow(a, s);
            if (power is > 1e-280 and < 1e280)
                return Factorial(n) / power;
        }
        var product = 1 / a;
        for (var j = 1; j <= n; j++)
            product *= j / a;
        return product;
    }

    /// <summary>The largest n of which n! is a double.</summary>
    internal const int ExactFactorials = 22;

    /// <summary>n!, exact up to <see cref="ExactFactorials"/>.</summary>
    internal static double Factorial(int n)
    {
        var product = 1.0;
        for (var j = 2; j <= n; j++)
            product *= j;
        return product;
    }

    /// <summary>B₂ⱼ/(2j)!, j = 1, 2, …</summary>
    private static ReadOnlySpan<double> BernoulliOverFactorial =>
    [
        1.0 / 12, -1.0 / 720, 1.0 / 30240, -1.0 / 1209600, 1.0 / 47900160, -691.0 / 1307674368000, 1.0 / 74724249600,
        -3617.0 / 10670622842880000, 43867.0 / 5109094217170944000, -174611.0 / 802857662698291200000.0,
    ];
}
