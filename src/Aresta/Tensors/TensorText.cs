using System.Globalization;
using System.Text;

namespace Aresta.Tensors;

/// <summary>Tensors as text: nested lists of culture-free, shortest round-trip numbers.</summary>
public static class TensorText
{
    /// <summary>The elements as nested lists, <c>[[1, 2], [3, 4]]</c>.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="limit">Elements beyond this many are replaced by … (each level that was cut off is still closed).</param>
    public static string Write(Tensor tensor, int limit = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        var (shape, text) = (tensor.Shape, new StringBuilder());
        if (shape.Size == 0)
        {
            return $"[] of {tensor.Type}";
        }

        var blocks = shape.Strides().Select((stride, axis) => stride * shape[axis]).ToArray();
        for (var i = 0; i < shape.Size; i++)
        {
            text.Append('[', blocks.Count(block => i % block == 0));
            if (i >= limit)
            {
                return text.Append('…').Append(']', shape.Rank).ToString();
            }

            text.Append(Element(tensor, i));
            text.Append(']', blocks.Count(block => (i + 1) % block == 0));
            text.Append(i + 1 < shape.Size ? ", " : "");
        }

        return text.ToString();
    }

    /// <summary>One element: shortest round-trip digits, <c>NaN</c>, <c>∞</c> as <c>Infinity</c>, <c>true</c>.</summary>
    public static string Element(Tensor tensor, int index)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return tensor.DType switch
        {
            DType.Float32 => tensor.AsSpan<float>()[index].ToString(CultureInfo.InvariantCulture),
            DType.Float64 => tensor.AsSpan<double>()[index].ToString(CultureInfo.InvariantCulture),
            DType.Bool => tensor.AsSpan<bool>()[index] ? "true" : "false",
            _ => tensor.Integer(index).ToString(CultureInfo.InvariantCulture),
        };
    }

    /// <summary>
    /// One element, from which its bits can be read back: as <see cref="Element"/>, but a NaN that is not C#'s by its bits,
    /// <c>0x7FC00001</c>.
    /// </summary>
    public static string Exact(Tensor tensor, int index)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return tensor.DType switch
        {
            DType.Float32 when tensor.AsSpan<float>()[index] is var x && float.IsNaN(x) && !Same(x, float.NaN) =>
                FormattableString.Invariant($"0x{BitConverter.SingleToUInt32Bits(x):X8}"),
            DType.Float64 when tensor.AsSpan<double>()[index] is var x && double.IsNaN(x) && !Same(x, double.NaN) =>
                FormattableString.Invariant($"0x{BitConverter.DoubleToUInt64Bits(x):X16}"),
            _ => Element(tensor, index),
        };
    }

    private static bool Same(float x, float y) => BitConverter.SingleToUInt32Bits(x) == BitConverter.SingleToUInt32Bits(y);

    private static bool Same(double x, double y) => BitConverter.DoubleToUInt64Bits(x) == BitConverter.DoubleToUInt64Bits(y);
}
