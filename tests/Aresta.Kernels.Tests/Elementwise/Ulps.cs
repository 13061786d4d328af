namespace Aresta.Kernels.Tests.Elementwise;

/// <summary>Distances in units of the last place.</summary>
internal static class Ulps
{
    /// <summary>Equal bit by bit; NaN is one value.</summary>
    public static bool Same(double x, double y) =>
        (double.IsNaN(x) && double.IsNaN(y)) || BitConverter.DoubleToInt64Bits(x) == BitConverter.DoubleToInt64Bits(y);

    /// <summary>
    /// How far a number is from another; 0 between NaNs and between zeros of one sign, ∞ where one is special and the other is not.
    /// </summary>
    public static double Between(double expected, double actual, bool single)
    {
        if (Same(expected, actual))
            return 0;
        if (expected == 0 && actual == 0)
            return double.PositiveInfinity; // The sign of zero.
        if (double.IsNaN(expected) || double.IsNaN(actual))
            return double.PositiveInfinity;
        var most = single ? float.MaxValue : double.MaxValue;
        if (double.IsInfinity(expected) || double.IsInfinity(actual))
        {
            // The largest number, and ∞ next to it, are an ulp apart.
            var least = Math.Min(Math.Abs(expected), Math.Abs(actual));
            return Math.Sign(expected) == Math.Sign(actual) && least == most ? 1 : double.PositiveInfinity;
        }

        return Math.Abs(actual - expected) / Unit(expected, single);
    }

    /// <summary>How far a float is from a value that is given in double.</summary>
    public static double OfSingle(double exact, float actual)
    {
        var rounded = (double)(float)exact;
        return double.IsFinite(rounded) && rounded != 0 && float.IsFinite(actual)
            ? Math.Abs(actual - exact) / Unit(rounded, true)
            : exact != 0 && rounded == 0 ? Math.Abs(actual) / Unit(0, true) // Of which sign the 0 is, is left open.
            : Between(rounded, actual, true);
    }

    /// <summary>The unit of the last place of the format at x, not below the least subnormal.</summary>
    public static double Unit(double x, bool single)
    {
        var exponent = x == 0 ? -5000 : Math.ILogB(x);
        return single ? Math.ScaleB(1, Math.Max(exponent, -126) - 23) : Math.ScaleB(1, Math.Max(exponent, -1022) - 52);
    }
}
