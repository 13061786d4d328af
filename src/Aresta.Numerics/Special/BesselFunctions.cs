namespace Aresta.Numerics.Special;

/// <summary>Bessel functions of integer order n ≥ 0.</summary>
/// <remarks>
/// Near 0 the power series (Abramowitz and Stegun 9.1.10, 9.6.10), for large x Hankel's expansion (9.2.5, 9.7.1), and between them Miller's
/// backward recurrence, normalized by the sum of all orders (9.1.46, 9.6.37; J. C. P. Miller, 1952).
/// </remarks>
internal static class BesselFunctions
{
    private const double EulerGamma = 0.577215664901532860606512090082;

    /// <summary>Jₙ(x)</summary>
    public static double J(int n, double x)
    {
        if (x < 0)
            return (n & 1) == 0 ? J(n, -x) : -J(n, -x);
        if (double.IsNaN(x) || double.IsInfinity(x))
            return double.IsNaN(x) ? x : 0;
        if (x * x <= 2 * (n + 1.0))
            return Series(n, x, -1);
        if (IsLarge(n, x))
        {
            var (p, q) = Hankel(n, x);
            var (cos, sin) = Phase(n, x);
            return Math.Sqrt(2 / Math.PI / x) * (p * cos - q * sin);
        }
        return Backward(n, x).Jn;
    }

    /// <summary>Yₙ(x), for x &gt; 0; −∞ at 0.</summary>
    public static double Y(int n, double x)
    {
        if (!(x > 0) || double.IsInfinity(x))
            return x == 0 ? double.NegativeInfinity : x > 0 ? 0 : double.NaN;
        if (IsLarge(n, x))
        {
            var (p, q) = Hankel(n, x);
            var (cos, sin) = Phase(n, x);
            return Math.Sqrt(2 / Math.PI / x) * (p * sin + q * cos);
        }
        var sweep = Backward(1, x);
        var (y0, y1) = (sweep.Y0, sweep.Y1);
        if (n == 0)
            return y0;
        for (var k = 1; k < n && double.IsFinite(y1); k++)
            (y0, y1) = (y1, Step(2 * k, x, y1, -y0));
        return y1;
    }

    /// <summary>Iₙ(x)</summary>
    public static double I(int n, double x)
    {
        var a = Math.Abs(x);
        if (a * a <= 4 * (n + 1.0))
            return Series(n, x, 1);
        // In two factors, since Iₙ still has a value where eˣ has overflowed.
        var half = Math.Exp(a / 2);
        var scaled = ScaledI(n, x);
        return scaled == 0 && double.IsInfinity(a) ? Math.CopySign(a, (n & 1) == 0 ? 1 : x) : scaled * half * half;
    }

    /// <summary>exp(−|x|)·Iₙ(x)</summary>
    public static double ScaledI(int n, double x)
    {
        var a = Math.Abs(x);
        if (double.IsNaN(x))
            return x;
        if (double.IsInfinity(a))
            return 0;
        if (a * a <= 4 * (n + 1.0))
            return Series(n, x, 1) * Math.Exp(-a);
        var sign = x < 0 && (n & 1) != 0 ? -1 : 1;
        if (a > 25 && a > 2.0 * n * n)
        {
            var (sum, term) = (0.0, 1.0);
            for (var k = 1; Math.Abs(term) > 1e-18; k++)
            {
                term *= -(4.0 * n * n - (2 * k - 1.0) * (2 * k - 1.0)) / (8 * k * a);
                sum += term;
            }
            return sign * (1 + sum) / Math.Sqrt(2 * Math.PI * a);
        }
        var (above, current, total, lost, result) = (0.0, 1e-300, 0.0, 0.0, 0.0);
        for (var k = n + 40 + (int)(10 * Math.Sqrt(a)); k >= 0; k--)
        {
            // current is proportional to I(k).
            if (k == n)
                result = current;
            Accumulate(k == 0 ? current : 2 * current, ref total, ref lost);
            (above, current) = (current, Step(2 * k, a, current, above));
            if (current > 1e250)
            {
                (above, current, result) = (above * 1e-250, current * 1e-250, result * 1e-250);
                (total, lost) = (total * 1e-250, lost * 1e-250);
            }
        }
        return sign * result / (total + lost);
    }

    private static bool IsLarge(int n, double x) => x > 25 && x > 0.5 * n * n;

    /// <summary>(x/2)ⁿ/n!·Σ (±x²/4)ᵏ/(k!·(n + 1)…(n + k))</summary>
    private static double Series(int n, double x, int sign)
    {
        var (sum, term) = (0.0, 1.0);
        for (var k = 1; sum + term != sum; k++)
        {
            sum += term;
            term *= sign * (x / 2) * (x / 2) / k / (n + k);
        }
        if (n <= PolygammaFunction.ExactFactorials)
            return sum * Math.Pow(x / 2, n) / PolygammaFunction.Factorial(n);
        for (var j = 1; j <= n && sum != 0; j++)
            sum *= x / 2 / j;
        return sum;
    }

    /// <summary>numerator/x·current + other, rounded once or little more: the recurrences take hundreds of steps.</summary>
    private static double Step(double numerator, double x, double current, double other)
    {
        var ratio = numerator / x;
        var rest = Math.FusedMultiplyAdd(-ratio, x, numerator) / x;
        return Math.FusedMultiplyAdd(ratio, current, Math.FusedMultiplyAdd(rest, current, other));
    }

    /// <summary>Adds to a sum of many terms and keeps what rounding loses (A. Neumaier, 1974).</summary>
    private static void Accumulate(double term, ref double sum, ref double lost)
    {
        var next = sum + term;
        lost += Math.Abs(sum) >= Math.Abs(term) ? sum - next + term : term - next + sum;
        sum = next;
    }

    /// <summary>The two sums of Hankel's expansion: P even, Q odd in 1/x.</summary>
    private static (double P, double Q) Hankel(int n, double x)
    {
        var (p, q, term) = (0.0, 0.0, 1.0);
        for (var k = 1; Math.Abs(term) > 1e-18; k++)
        {
            term *= (4.0 * n * n - (2 * k - 1.0) * (2 * k - 1.0)) / (8 * k * x);
            var signed = (k & 2) == 0 ? term : -term;
            if ((k & 1) == 0)
                p += signed;
            else
                q += signed;
        }
        return (1 + p, q);
    }

    /// <summary>Cosine and sine of x − (n/2 + 1/4)π.</summary>
    private static (double Cos, double Sin) Phase(int n, double x)
    {
        const double sqrtHalf = 0.70710678118654752440;
        var (c, s) = (LargeAngles.Cos(x), LargeAngles.Sin(x));
        var (cos, sin) = ((c + s) * sqrtHalf, (s - c) * sqrtHalf);
        return (n & 3) switch { 0 => (cos, sin), 1 => (sin, -cos), 2 => (-cos, -sin), _ => (-sin, cos) };
    }

    /// <summary>
    /// One backward sweep: Jₙ, normalized by 1 = J₀ + 2ΣJ₂ₖ, and Y₀ and Y₁ by Neumann's series in the J (9.1.88 and its derivative).
    /// </summary>
    private static (double Jn, double Y0, double Y1) Backward(int n, double x)
    {
        var reach = Math.Max(n, x);
        var (above, current, total, lost, jn, sum0, sum1) = (0.0, 1e-300, 0.0, 0.0, 0.0, 0.0, 0.0);
        for (var k = (int)(reach + 40 + 10 * Math.Cbrt(reach)); ; k--)
        {
            // current is proportional to J(k); each odd order 2m ± 1 takes part in Y₁ twice, with 1/m of either side.
            if (k == n)
                jn = current;
            if (k == 0)
            {
                Accumulate(current, ref total, ref lost);
                total += lost;
                var l = Math.Log(x / 2) + EulerGamma;
                var y0 = 2 / Math.PI * (l * current - 2 * sum0) / total;
                var y1 = -2 / Math.PI * (current / x - l * above - sum1) / total;
                return (jn / total, y0, y1);
            }
            var m = k / 2;
            var sign = (m & 1) == 0 ? 1 : -1;
            if ((k & 1) == 0)
            {
                Accumulate(2 * current, ref total, ref lost);
                sum0 += sign * current / m;
            }
            else
            {
                // Σ (−1)ᵐ/m·(J(2m − 1) − J(2m + 1)): J(k) has −(−1)ᵐ/m of m = (k − 1)/2 and (−1)ᵐ⁺¹/(m + 1) of the next.
                sum1 += (m == 0 ? 0 : -sign * current / m) - sign * current / (m + 1);
            }
            (above, current) = (current, Step(2 * k, x, current, -above));
            if (Math.Abs(current) > 1e250)
            {
                (above, current, total, lost) = (above * 1e-250, current * 1e-250, total * 1e-250, lost * 1e-250);
                (jn, sum0, sum1) = (jn * 1e-250, sum0 * 1e-250, sum1 * 1e-250);
            }
        }
    }
}
