namespace Aresta.Numerics.Special;

/// <summary>Exponentials and logarithms near the points where the plain formula cancels.</summary>
internal static class ExponentialFunctions
{
    /// <summary>eˣ − 1: the Taylor series for |x| &lt; 1/2, elsewhere the subtraction, which costs at most two bits there.</summary>
    public static double Expm1(double x)
    {
        if (!(Math.Abs(x) < 0.5))
            return Math.Exp(x) - 1;
        if (x == 0)
            return x;
        // x + x²·(1/2! + x/3! + x²/4! + …): the terms after x¹⁵/17! are below 2⁻⁶⁵ of x.
        var sum = 0.0;
        for (var n = InverseFactorials.Length - 1; n >= 0; n--)
            sum = sum * x + InverseFactorials[n];
        return x + x * x * sum;
    }

    /// <summary>
    /// log(1 + x). With u = 1 + x rounded and c = x − (u − 1) what rounding lost, log(u + c) = log u + c/u to within c²: no cancellation,
    /// since both terms have the sign of x wherever c/u matters (D. Goldberg, What Every Computer Scientist Should Know About
    /// Floating-Point Arithmetic, 1991, theorem 4, in its additive form).
    /// </summary>
    public static double Log1p(double x)
    {
        var u = 1 + x;
        if (u == 1 || double.IsInfinity(u) || !(u > 0))
            return u == 1 ? x : Math.Log(u);
        var lost = u >= 2 ? 1 - (u - x) : x - (u - 1);
        return Math.Log(u) + lost / u;
    }

    /// <summary>e^(−x²)</summary>
    public static double Gaussian(double x) => ExpSignedSquare(x, -1);

    /// <summary>e^(x²)</summary>
    public static double ExpSquare(double x) => ExpSignedSquare(x, 1);

    /// <summary>
    /// e^(±x²) without the error of rounding x²: x = a + b with so few bits in a that a² is exact, and x² = a² + (x + a)·b, of which
    /// the second part is below 0.001.
    /// </summary>
    private static double ExpSignedSquare(double x, double sign)
    {
        if (!(Math.Abs(x) < 28))
            return Math.Exp(sign * x * x);
        var a = Math.Round(x * 65536) / 65536;
        var e = Math.Exp(sign * a * a);
        var correction = sign * (x + a) * (x - a);
        return double.IsInfinity(e) ? e : e + e * Expm1(correction);
    }

    /// <summary>1/2!, 1/3!, …, 1/17!</summary>
    private static ReadOnlySpan<double> InverseFactorials =>
    [
        1.0 / 2, 1.0 / 6, 1.0 / 24, 1.0 / 120, 1.0 / 720, 1.0 / 5040, 1.0 / 40320, 1.0 / 362880, 1.0 / 3628800, 1.0 / 39916800,
        1.0 / 479001600, 1.0 / 6227020800, 1.0 / 87178291200, 1.0 / 1307674368000, 1.0 / 20922789888000, 1.0 / 355687428096000,
    ];
}
