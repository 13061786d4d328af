namespace Aresta.Numerics.Special;

/// <summary>sin πx/(πx) and its derivatives.</summary>
internal static class SincFunction
{
    /// <summary>The n-th derivative of sin πx/(πx), n ≥ 0.</summary>
    /// <remarks>
    /// From x·sinc x = sin πx/π follows x·f⁽ᵏ⁾ + k·f⁽ᵏ⁻¹⁾ = πᵏ⁻¹·sin(πx + kπ/2), whose forward recurrence is stable while k is below πx;
    /// inside, the Maclaurin series.
    /// </remarks>
    public static double Value(int n, double x)
    {
        if (Math.Abs(Math.PI * x) < n + 1)
            return Series(n, x);
        var (sin, cos) = (TrigonometricPi.Sin(x), TrigonometricPi.Cos(x));
        var f = sin / (Math.PI * x);
        var power = 1.0;
        for (var k = 1; k <= n; k++, power *= Math.PI)
        {
            var wave = (k & 3) switch { 0 => sin, 1 => cos, 2 => -sin, _ => -cos };
            f = (power * wave - k * f) / x;
        }
        return f;
    }

    /// <summary>πⁿ·Σ (−1)ᵏ·(πx)²ᵏ⁻ⁿ/((2k + 1)·(2k − n)!), over 2k ≥ n</summary>
    private static double Series(int n, double x)
    {
        var z = Math.PI * x;
        var first = (n + 1) / 2;
        var odd = 2 * first - n;
        var term = (first & 1) == 0 ? 1.0 : -1.0;
        if (odd == 1)
            term *= z;
        var sum = 0.0;
        for (var k = first; ; k++)
        {
            var next = term / (2 * k + 1);
            if (sum + next == sum)
            {
                // π is the double and 3.9·10⁻¹⁷ of it more, n times over.
                sum *= Math.Pow(Math.PI, n);
                return sum + sum * (n * 3.8981718325193755e-17);
            }
            sum += next;
            var m = 2 * k - n;
            term *= -z * z / ((m + 1.0) * (m + 2.0));
        }
    }
}
