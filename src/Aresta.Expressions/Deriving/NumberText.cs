using System.Globalization;
using Aresta.Tensors;

namespace Aresta.Expressions;

/// <summary>Numbers for people: six digits where they are labels, ten in tables; every digit is in the JSON.</summary>
public static class NumberText
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
        if (!tensor.DType.IsFloating)
        {
            return TensorText.Write(tensor, limit);
        }

        double[] rounded = [.. tensor.ToDoubles().Select(x => Round(x, format))];
        return TensorText.Write(Tensor.Of(rounded, tensor.Shape), limit)
            .Replace("-Infinity", "−∞", StringComparison.Ordinal).Replace("Infinity", "∞", StringComparison.Ordinal).Replace('-', '−');
    }
}
