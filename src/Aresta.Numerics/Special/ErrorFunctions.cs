namespace Aresta.Numerics.Special;

/// <summary>The error function, its complement, and their inverses.</summary>
/// <remarks>
/// erf has an odd polynomial on [−1, 1]. Beyond, everything stands on erfcx(x) = e^(x²)·erfc(x), which neither underflows nor cancels:
/// M. M. Shepherd and J. G. Laframboise, Chebyshev Approximation of (1 + 2x)·exp(x²)·erfc x in 0 ≤ x &lt; ∞, Math. Comp. 36 (1981);
/// the coefficients are our own, from 60-digit interpolation.
/// </remarks>
internal static class ErrorFunctions
{
    /// <summary>(2/√π)·∫₀ˣ exp(−t²) dt</summary>
    public static double Erf(double x)
    {
        var a = Math.Abs(x);
        if (a <= 1)
            return x * Polynomials.Horner(ErfOverX, x * x);
        return double.IsNaN(x) ? x : Math.CopySign(1 - ErfcPositive(a), x);
    }

    /// <summary>1 − erf x, with full relative accuracy in the tail.</summary>
    public static double Erfc(double x) => x switch
    {
        > 0.5 => ErfcPositive(x),
        >= -1 => 1 - x * Polynomials.Horner(ErfOverX, x * x),
        < -1 => 2 - ErfcPositive(-x),
        _ => x,
    };

    /// <summary>e^(x²)·erfc x; +∞ below about −26.6.</summary>
    public static double Erfcx(double x)
    {
        if (x >= 0)
            return ErfcxPositive(x);
        return x < -27 ? double.PositiveInfinity : 2 * ExponentialFunctions.ExpSquare(x) - ErfcxPositive(-x);
    }

    /// <summary>The y of which erf y = x; ±∞ at ±1, NaN beyond.</summary>
    public static double Erfinv(double x)
    {
        var a = Math.Abs(x);
        if (a > 0.5)
            return Math.CopySign(1, x) * InverseTail(1 - a);
        if (a < 1e-9 || double.IsNaN(x))
            return x * Constants.HalfSqrtPi;
        var y = Winitzki(Math.Log((1 - a) * (1 + a)));
        for (var step = 0; step < 2; step++)
        {
            // Halley's step for erf y = a, of which f″/f′ = −2y; it cubes the error.
            var newton = (Erf(y) - a) * Constants.HalfSqrtPi / ExponentialFunctions.Gaussian(y);
            y -= newton / (1 + y * newton);
        }
        return Math.CopySign(y, x);
    }

    /// <summary>The y of which erfc y = x; ±∞ at 0 and 2, NaN outside.</summary>
    public static double Erfcinv(double x) => x switch
    {
        < 0.5 => InverseTail(x),
        > 1.5 => -InverseTail(2 - x),
        _ => Erfinv(1 - x),
    };

    /// <summary>The y &gt; 0 of which erfc y = q, for q ≤ 1/2.</summary>
    /// <remarks>
    /// Newton's method on log erfc y = log erfcx y − y², which bends so little that four steps do, down to the least subnormal q.
    /// </remarks>
    private static double InverseTail(double q)
    {
        if (!(q > 0))
            return q == 0 ? double.PositiveInfinity : double.NaN;
        var logarithm = Math.Log(q);
        var y = Winitzki(logarithm + Math.Log(2 - q));
        for (var step = 0; step < 4; step++)
        {
            var scaled = ErfcxPositive(y);
            y += (Math.Log(scaled) - y * y - logarithm) * scaled * Constants.HalfSqrtPi;
        }
        return y;
    }

    /// <summary>
    /// A first value of erfinv, to 2·10⁻³, from log(1 − x²): S. Winitzki, A handy approximation for the error function and its
    /// inverse (2008).
    /// </summary>
    private static double Winitzki(double log)
    {
        const double a = 0.147;
        var half = 2 / (Math.PI * a) + log / 2;
        // √(half² − log/a) − half, rationalized where it cancels.
        var root = Math.Sqrt(half * half - log / a);
        return Math.Sqrt(half > 0 ? -log / a / (root + half) : root - half);
    }

    private static double ErfcPositive(double x) => ExponentialFunctions.Gaussian(x) * ErfcxPositive(x);

    private static double ErfcxPositive(double x)
    {
        if (x > 1e17)
            return Constants.TwoOverSqrtPi / 2 / x;
        return Polynomials.Clenshaw(ScaledErfcx, (x - 3.75) / (x + 3.75)) / (1 + 2 * x);
    }

    /// <summary>erf(x)/x in powers of x² on [0, 1].</summary>
    private static ReadOnlySpan<double> ErfOverX =>
    [
        1.1283791670955126, -0.37612638903183754, 0.1128379167095512, -0.02686617064512984,
        0.0052239776254232985, -0.000854832702193483, 0.00012055332902888736, -1.4925647567519332e-05,
        1.6462045441468418e-06, -1.6364642158167616e-07, 1.4792401209404813e-08, -1.216456005728345e-09,
        8.709045129053106e-11, -4.230945824295338e-12,
    ];

    /// <summary>(1 + 2x)·erfcx(x) in Chebyshev polynomials of (x − 15/4)/(x + 15/4).</summary>
    private static ReadOnlySpan<double> ScaledErfcx =>
    [
        1.1775789345674017, -0.004590054580646478, -0.08424913336651792, 0.05920993999819189,
        -0.026658668435305753, 0.009074997670705265, -0.002413163540417608, 0.0004907758365258086,
        -6.916973302501207e-05, 4.13902798607301e-06, 7.74038306619849e-07, -2.1886401049234397e-07,
        1.076499946567091e-08, 4.521959811218287e-09, -7.754400208831351e-10, -6.318088340886684e-11,
        2.86879501093067e-11, 1.9455868545777347e-13, -9.65469674843344e-13, 3.25254814814874e-14,
        3.3478119482868056e-14, -1.864562880419313e-15, -1.2507950530688648e-15, 7.418235256624044e-17,
        5.068148904796111e-17,
    ];
}
