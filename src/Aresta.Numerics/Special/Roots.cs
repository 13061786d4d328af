namespace Aresta.Numerics.Special;

/// <summary>Roots that the C runtime gives with more than an ulp of error.</summary>
internal static class Roots
{
    /// <summary>∛x: the runtime's, which may be more than an ulp off, and one step of Newton's method with an exact residual.</summary>
    public static double Cbrt(double x)
    {
        var y = Math.Cbrt(x);
        if (y == 0 || !double.IsFinite(y) || Math.Abs(x) < 1e-280)
            return y;
        var square = y * y;
        var residual = Math.FusedMultiplyAdd(square, y, -x) + y * Math.FusedMultiplyAdd(y, y, -square);
        return y - residual / (3 * square);
    }
}
