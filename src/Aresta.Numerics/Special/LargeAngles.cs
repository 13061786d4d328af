namespace Aresta.Numerics.Special;

/// <summary>Sine, cosine and tangent that keep their digits near their zeros however large the angle is.</summary>
/// <remarks>
/// C runtimes lose bits beyond 2²⁶, where doubles come within 2⁻⁶⁰ of multiples of π/2. There the angle is reduced with as many bits of
/// 2/π as it takes: M. H. Payne and R. N. Hanek, Radian Reduction for Trigonometric Functions, SIGNUM Newsletter 18 (1983).
/// </remarks>
internal static class LargeAngles
{
    private const double Large = 1 << 26;

    /// <summary>sin x</summary>
    public static double Sin(double x)
    {
        if (!(Math.Abs(x) > Large) || double.IsInfinity(x))
            return Math.Sin(x);
        var (sin, _) = SinCos(Math.Abs(x));
        return x < 0 ? -sin : sin;
    }

    /// <summary>cos x</summary>
    public static double Cos(double x) => !(Math.Abs(x) > Large) || double.IsInfinity(x) ? Math.Cos(x) : SinCos(Math.Abs(x)).Cos;

    /// <summary>tan x</summary>
    public static double Tan(double x)
    {
        if (!(Math.Abs(x) > Large) || double.IsInfinity(x))
            return Math.Tan(x);
        var (sin, cos) = SinCos(Math.Abs(x));
        return x < 0 ? -sin / cos : sin / cos;
    }

    private static (double Sin, double Cos) SinCos(double x)
    {
        var (quadrant, high, low) = Reduce(x);
        var (sin, cos) = Math.SinCos(high);
        (sin, cos) = (sin + low * cos, cos - low * sin);
        return quadrant switch { 0 => (sin, cos), 1 => (cos, -sin), 2 => (-sin, -cos), _ => (-cos, sin) };
    }

    /// <summary>x = (high + low) + quadrant·π/2 up to whole turns, |high| ≤ π/4.</summary>
    private static (int Quadrant, double High, double Low) Reduce(double x)
    {
        var bits = BitConverter.DoubleToUInt64Bits(x);
        var mantissa = bits & 0xFFFFFFFFFFFFF | 1UL << 52;
        var exponent = (int)(bits >> 52) - 1075;

        // x·2/π modulo 4 in units of 2⁻¹⁹⁰: x = mantissa·2ᵉ, so the bits of 2/π above place e − 2 only add whole turns.
        var (a, b, c) = (Bits(exponent - 2), Bits(exponent + 62), Bits(exponent + 126));
        var product = (UInt128)mantissa * c;
        var word0 = (ulong)product;
        product = (UInt128)mantissa * b + (product >> 64);
        var word1 = (ulong)product;
        var word2 = mantissa * a + (ulong)(product >> 64);

        // Two bits of quadrant; the rest is a signed fraction of a quarter turn.
        var quadrant = (int)(word2 >> 62);
        (word2, word1, word0) = (word2 << 2 | word1 >> 62, word1 << 2 | word0 >> 62, word0 << 2);
        var negative = word2 >> 63 != 0;
        if (negative)
        {
            quadrant = quadrant + 1 & 3;
            (word2, word1, word0) = (~word2, ~word1, ~word0); // One unit short of the negation: 2⁻¹⁹².
        }
        var shift = 0;
        for (; word2 >> 63 == 0; shift++)
            (word2, word1, word0) = (word2 << 1 | word1 >> 63, word1 << 1 | word0 >> 63, word0 << 1);
        var high = Math.ScaleB((double)(word2 >> 11), -53 - shift);
        var low = Math.ScaleB((double)((word2 & 0x7FF) << 42 | word1 >> 22), -106 - shift);

        // Times π/2, which is the sum of two doubles.
        const double halfPi = 1.5707963267948966, halfPiRest = 6.123233995736766e-17;
        var angle = high * halfPi;
        var rest = Math.FusedMultiplyAdd(high, halfPi, -angle) + (high * halfPiRest + low * halfPi);
        return negative ? (quadrant, -angle, -rest) : (quadrant, angle, rest);
    }

    /// <summary>The 64 bits of 2/π after the first <paramref name="skipped"/>; before the point stand zeros.</summary>
    private static ulong Bits(int skipped)
    {
        var (word, offset) = (skipped >> 6, skipped & 63);
        var first = word < 0 ? 0 : TwoOverPi[word];
        return offset == 0 ? first : first << offset | TwoOverPi[word + 1] >> 64 - offset;
    }

    /// <summary>2/π after the binary point.</summary>
    private static ReadOnlySpan<ulong> TwoOverPi =>
    [
        0xA2F9836E4E441529, 0xFC2757D1F534DDC0, 0xDB6295993C439041, 0xFE5163ABDEBBC561, 0xB7246E3A424DD2E0,
        0x06492EEA09D1921C, 0xFE1DEB1CB129A73E, 0xE88235F52EBB4484, 0xE99C7026B45F7E41, 0x3991D639835339F4,
        0x9C845F8BBDF9283B, 0x1FF897FFDE05980F, 0xEF2F118B5A0A6D1F, 0x6D367ECF27CB09B7, 0x4F463F669E5FEA2D,
        0x7527BAC7EBE5F17B, 0x3D0739F78A5292EA, 0x6BFB5FB11F8D5D08, 0x56033046FC7B6BAB, 0xF0CFBC209AF4361D,
        0xA9E391615EE61B08,
    ];
}
