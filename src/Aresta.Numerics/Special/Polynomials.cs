namespace Aresta.Numerics.Special;

/// <summary>Evaluation of the polynomials that tests/Aresta.Numerics.Tests/Tables/coefficients.py computes.</summary>
internal static class Polynomials
{
    /// <summary>c₀ + c₁x + c₂x² + … by Horner's scheme.</summary>
    public static double Horner(ReadOnlySpan<double> coefficients, double x)
    {
        var sum = 0.0;
        for (var k = coefficients.Length - 1; k >= 0; k--)
            sum = Math.FusedMultiplyAdd(sum, x, coefficients[k]);
        return sum;
    }

    /// <summary>c₀ + c₁T₁(t) + c₂T₂(t) + … in Chebyshev polynomials, by Clenshaw's recurrence.</summary>
    public static double Clenshaw(ReadOnlySpan<double> coefficients, double t)
    {
        var (b1, b2) = (0.0, 0.0);
        for (var k = coefficients.Length - 1; k >= 1; k--)
            (b1, b2) = (Math.FusedMultiplyAdd(2 * t, b1, coefficients[k] - b2), b1);
        return Math.FusedMultiplyAdd(t, b1, coefficients[0] - b2);
    }
}
