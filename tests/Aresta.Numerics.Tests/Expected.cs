using System.Globalization;
using System.Numerics;

namespace Aresta.Numerics.Tests;

/// <summary>A result of a table, kept as an exact rational, and the distance of a double from it in units of the last place.</summary>
internal readonly struct Expected
{
    private readonly string text;
    private readonly BigInteger numerator, denominator;
    private readonly double scale;

    private Expected(string text, BigInteger numerator, BigInteger denominator, double scale) =>
        (this.text, this.numerator, this.denominator, this.scale) = (text, numerator, denominator, scale);

    /// <summary>Whether the table makes no claim.</summary>
    public bool IsOpen => text == "?";

    public override string ToString() => text;

    /// <summary>Reads "1.25e-3", "1.25e-3~7" (7 is the largest term of the formula), "inf", "nan", "-0", "+0" or "?".</summary>
    public static Expected Parse(string text)
    {
        var (number, scale) = text.Split('~') is [var a, var b] ? (a, double.Parse(b, CultureInfo.InvariantCulture)) : (text, 0);
        if (number is "?" or "inf" or "-inf" or "nan" or "-0" or "+0")
            return new(text, 0, 1, scale);
        var parts = number.Split('e');
        var exponent = parts.Length == 2 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0;
        var point = parts[0].IndexOf('.');
        if (point >= 0)
            exponent -= parts[0].Length - point - 1;
        var mantissa = BigInteger.Parse(parts[0].Replace(".", ""), CultureInfo.InvariantCulture);
        var power = BigInteger.Pow(10, Math.Abs(exponent));
        return exponent < 0 ? new(text, mantissa, power, scale) : new(text, mantissa * power, 1, scale);
    }

    /// <summary>How many units in the last place <paramref name="actual"/> is off; +∞ where an exact answer is missed.</summary>
    public double Ulps(double actual)
    {
        var wrong = double.PositiveInfinity;
        switch (text)
        {
            case "?": return 0;
            case "nan": return double.IsNaN(actual) ? 0 : wrong;
            case "inf": return double.IsPositiveInfinity(actual) ? 0 : wrong;
            case "-inf": return double.IsNegativeInfinity(actual) ? 0 : wrong;
            case "+0": return actual == 0 && !double.IsNegative(actual) ? 0 : wrong;
            case "-0": return actual == 0 && double.IsNegative(actual) ? 0 : wrong;
        }
        if (!double.IsFinite(actual))
            return wrong;
        if (numerator.IsZero)
            return actual == 0 ? 0 : scale > 0 ? Math.Abs(actual) / Unit(scale) : wrong;

        // actual = m·2ᵉ exactly; error/ulp = |m·2ᵉ·d − n|/(d·2ᵘ).
        var bits = BitConverter.DoubleToInt64Bits(actual);
        var biased = (int)(bits >> 52 & 0x7FF);
        var mantissa = new BigInteger(bits & 0xFFFFFFFFFFFFF | (biased == 0 ? 0 : 1L << 52)) * (actual < 0 ? -1 : 1);
        var e = Math.Max(biased, 1) - 1075;
        var u = UnitExponent();
        var low = Math.Min(Math.Min(e, u), 0);
        var error = BigInteger.Abs((mantissa * denominator << (e - low)) - (numerator << -low));
        return Ratio(error, denominator << (u - low));
    }

    /// <summary>The exponent of the unit in the last place of a double near the result, or near its scale where that is larger.</summary>
    private int UnitExponent()
    {
        var n = BigInteger.Abs(numerator);
        var e = (int)(n.GetBitLength() - denominator.GetBitLength());
        if ((e >= 0 ? n : n << -e) < (e >= 0 ? denominator << e : denominator))
            e--;
        e = Math.Max(e, -1022) - 52;
        return scale > 0 ? Math.Max(e, Math.ILogB(Unit(scale))) : e;
    }

    private static double Unit(double x) => Math.BitIncrement(Math.Abs(x)) - Math.Abs(x);

    private static double Ratio(BigInteger a, BigInteger b)
    {
        // Far more bits than the quotient needs, few enough for a double's range.
        var shift = (int)Math.Max(0, b.GetBitLength() - 120);
        return (double)(a >> shift) / (double)(b >> shift);
    }
}
