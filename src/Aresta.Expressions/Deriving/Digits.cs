using System.Globalization;

namespace Aresta.Expressions;

/// <summary>Whole numbers above and below the line.</summary>
internal static class Digits
{
    /// <summary>The digits of superscripts, 0 to 9.</summary>
    public const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /// <summary>As an exponent: <c>⁻¹²</c>.</summary>
    public static string Raised(long number) => string.Concat(number.ToString(CultureInfo.InvariantCulture)
        .Select(c => c == '-' ? '⁻' : Superscripts[c - '0']));

    /// <summary>As an index: <c>₁₂</c>.</summary>
    public static string Lowered(int number) => string.Concat(number.ToString(CultureInfo.InvariantCulture)
        .Select(c => (char)('₀' + (c - '0'))));
}
