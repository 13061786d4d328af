using System.Globalization;
using System.Text.RegularExpressions;
using Aresta.Tensors;

namespace Aresta.Expressions;

/// <summary>Numbers for people: six digits where they are labels, ten in tables; every digit is in the JSON.</summary>
public static partial class NumberText
{
    /// <summary>At most six significant digits a number, and a true minus sign.</summary>
    public static string Short(Tensor tensor) => Write(tensor, "G6", limit: 6);

    /// <summary>At most ten significant digits a number.</summary>
    public static string Long(Tensor tensor) => Write(tensor, "G10", limit: 100);

    /// <summary>A number at ten significant digits.</summary>
    public static double Round(double number) => Round(number, "G10");

    private static double Round(double number, string format) =>
        double.Parse(number.ToString(format, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static string Write(Tensor tensor, string format, int limit)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        if (tensor.Type.IsStack)
        {
            return tensor.Type.ToString();
        }

        if (!tensor.DType.IsFloating)
        {
            return TensorText.Write(tensor, limit);
        }

        double[] rounded = [.. tensor.ToDoubles().Select(x => Round(x, format))];
        return ForPeople(TensorText.Write(Tensor.Of(rounded, tensor.Shape), limit));
    }

    /// <summary>What the text form of tensors writes, as people write it: <c>−6.6·10⁻⁶</c> for -6.6E-06, <c>∞</c> for Infinity.</summary>
    internal static string ForPeople(string text) => Exponent()
        .Replace(text, match =>
            $"·10{Digits.Raised(long.Parse(match.ValueSpan[1..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture))}")
        .Replace("Infinity", "∞", StringComparison.Ordinal).Replace('-', '−');

    [GeneratedRegex("E[+-]?[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Exponent();
}
