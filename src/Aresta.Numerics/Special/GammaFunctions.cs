namespace Aresta.Numerics.Special;

/// <summary>The logarithm of the gamma function and its first derivative.</summary>
/// <remarks>
/// Between 1 and 5/2 polynomials that contain the zero as a factor, so that it is met exactly; from 10 on Stirling's asymptotic
/// series (Abramowitz and Stegun 6.1.41, 6.3.18), the recurrence between (6.1.15, 6.3.5), and reflection for negative arguments
/// (6.1.17, 6.3.7). The polynomials are our own, from 60-digit interpolation.
/// </remarks>
internal static class GammaFunctions
{
    /// <summary>log |Γ(x)|; +∞ at the poles 0, −1, −2, …</summary>
    public static double LogGamma(double x)
    {
        if (double.IsNaN(x))
            return x;
        if (double.IsInfinity(x) || x <= 0 && x == Math.Floor(x))
            return double.PositiveInfinity;
        if (x <= -5)
            return Math.Log(Math.PI / (-x * Math.Abs(TrigonometricPi.Sin(x)))) - LogGamma(-x);
        if (x <= -0.5)
            return LogGammaUpward(x);
        if (x < 0.5)
            return LogGammaNear2(x) - Math.Log(Math.Abs(x) * (1 + x));
        if (x < 1.5)
            return LogGammaNear2(x - 1) - ExponentialFunctions.Log1p(x - 1);
        if (x < 2.5)
            return LogGammaNear2(x - 2);
        if (x < 10)
        {
            var product = 1.0;
            while (x >= 2.5)
                product *= x -= 1;
            return LogGammaNear2(x - 2) + Math.Log(product);
        }
        const double halfLog2PiMinusHalf = 0.418938533204672741780329736406;
        var series = x > 1e9 ? 0 : Polynomials.Horner(Stirling, 1 / (x * x)) / x;
        return (x - 0.5) * (Math.Log(x) - 1) + (halfLog2PiMinusHalf + series);
    }

    /// <summary>d/dx log |Γ(x)|; ∓∞ at ±0, NaN at the other poles.</summary>
    public static double Digamma(double x)
    {
        if (x == 0)
            return -1 / x;
        if (x < 0)
        {
            if (x == Math.Floor(x))
                return double.NaN;
            return (x > -1 ? DigammaOnePlus(-x) : Digamma(1 - x)) - Math.PI * TrigonometricPi.Cos(x) / TrigonometricPi.Sin(x);
        }
        if (x < 1)
            return DigammaOnePlus(x) - 1 / x;
        if (x < 10)
        {
            var sum = 0.0;
            while (x > 2)
                sum += 1 / (x -= 1);
            return DigammaOnePlus(x - 1) + sum;
        }
        if (x > 1e9)
            return double.IsInfinity(x) ? x : Math.Log(x) - 0.5 / x;
        var t = 1 / (x * x);
        return Math.Log(x) - 0.5 / x - t * Polynomials.Horner(LogDerivative, t);
    }

    /// <summary>log Γ(2 + t) for |t| ≤ 1/2.</summary>
    private static double LogGammaNear2(double t) => t * Polynomials.Horner(LogGammaOverT, t);

    /// <summary>
    /// log |Γ(x)| between the poles from −5 on, where the zeros lie far enough from them to be seen: log Γ(x + n) less the logarithm of
    /// |x(x + 1)…|, a product whose rounding errors are added up and taken off again.
    /// </summary>
    private static double LogGammaUpward(double x)
    {
        var (product, lost) = (1.0, 0.0);
        for (; x < 1.5; x += 1)
        {
            var next = product * x;
            lost += Math.FusedMultiplyAdd(product, x, -next) / next;
            product = next;
        }
        return LogGammaNear2(x - 2) - Math.Log(Math.Abs(product)) - lost;
    }

    /// <summary>ψ(1 + t) for 0 ≤ t ≤ 1, where 1 + t need not be a double. Its root is the sum of two doubles.</summary>
    private static double DigammaOnePlus(double t) =>
        (t - (1.4616321449683622 - 1) - 9.549995429965697e-17) * Polynomials.Horner(DigammaOverDistance, t - 0.5);

    /// <summary>B₂ₖ/(2k(2k − 1)), k = 1, 2, …: at x = 10 the first term left out is below 10⁻¹⁷.</summary>
    private static ReadOnlySpan<double> Stirling =>
    [
        1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360, 1.0 / 156, -3617.0 / 122400, 43867.0 / 244188,
    ];

    /// <summary>B₂ₖ/2k, k = 1, 2, …</summary>
    private static ReadOnlySpan<double> LogDerivative =>
    [
        1.0 / 12, -1.0 / 120, 1.0 / 252, -1.0 / 240, 1.0 / 132, -691.0 / 32760, 1.0 / 12, -3617.0 / 8160, 43867.0 / 14364,
    ];

    /// <summary>log Γ(2 + t)/t in powers of t on [−1/2, 1/2].</summary>
    private static ReadOnlySpan<double> LogGammaOverT =>
    [
        0.42278433509846713, 0.3224670334241132, -0.06735230105319814, 0.02058080842778457,
        -0.0073855510286681535, 0.002890510330738737, -0.0011927539120010226, 0.0005096695248853096,
        -0.00022315475074520367, 9.945750909889392e-05, -4.4926351103833334e-05, 2.050726741605779e-05,
        -9.438458716242811e-06, 4.374374916915131e-06, -2.0449201467015115e-06, 9.578663334114758e-07,
        -4.303558760359961e-07, 2.0304806751615227e-07, -1.3412819758517287e-07, 6.379047507619774e-08,
    ];

    /// <summary>digamma(3/2 + t) divided by the distance of 3/2 + t from the root, in powers of t on [−1/2, 1/2].</summary>
    private static ReadOnlySpan<double> DigammaOverDistance =>
    [
        0.9510558760318328, -0.4236274212814606, 0.24054248424078697, -0.14840492305388092,
        0.09498872445289039, -0.06192213327548831, 0.040760833940846085, -0.026975796659787055,
        0.017907248317313294, -0.011908220105959716, 0.007927021796868154, -0.005279937255532708,
        0.003518106563802472, -0.0023454947397380833, 0.0015633696313653504, -0.0010364584817312839,
        0.0006909255761282986, -0.00048595039220036254, 0.00032395945401345196, -0.00014480643368061614,
        9.653646261410062e-05, -0.0001782188548855923, 0.00011881232908510335,
    ];
}
