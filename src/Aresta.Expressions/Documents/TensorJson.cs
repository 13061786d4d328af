using System.Text.Json;
using Aresta.Tensors;

namespace Aresta.Expressions;

/// <summary>
/// Tensors in JSON: a number for a scalar, else nested arrays; what JSON has no number for is "NaN", "Infinity" or "-Infinity".
/// </summary>
internal static class TensorJson
{
    public static void Write(Utf8JsonWriter json, Tensor tensor)
    {
        var (element, shape) = (0, tensor.Shape);
        Write(0);

        // As deep as the tensor has axes, of which there are few.
        void Write(int axis)
        {
            if (axis == shape.Rank)
            {
                Number(json, tensor, element++);
                return;
            }

            json.WriteStartArray();
            for (var i = 0; i < shape[axis]; i++)
            {
                Write(axis + 1);
            }

            json.WriteEndArray();
        }
    }

    /// <summary>The elements of a tensor in row-major order, each as the text form of graphs writes it.</summary>
    /// <exception cref="FormatException">An element is no number, truth value, or name of a non-finite number.</exception>
    public static IEnumerable<string> Elements(JsonElement json)
    {
        var pending = new Stack<JsonElement>();
        pending.Push(json);
        while (pending.TryPop(out var item))
        {
            if (item.ValueKind == JsonValueKind.Array)
            {
                foreach (var inner in item.EnumerateArray().Reverse())
                {
                    pending.Push(inner);
                }

                continue;
            }

            yield return item.ValueKind switch
            {
                JsonValueKind.Number => item.GetRawText(),
                JsonValueKind.True => "true",
                JsonValueKind.False => "false",
                JsonValueKind.String when item.GetString() is "NaN" or "Infinity" or "-Infinity" => item.GetString()!,
                _ => throw new FormatException($"{item.GetRawText()} is no element of a tensor."),
            };
        }
    }

    private static void Number(Utf8JsonWriter json, Tensor tensor, int index)
    {
        switch (tensor.DType)
        {
            case DType.Bool:
                json.WriteBooleanValue(tensor.AsSpan<bool>()[index]);
                break;
            case DType.Int32 or DType.Int64:
                json.WriteNumberValue(tensor.Integer(index));
                break;
            default:
                var text = TensorText.Element(tensor, index);
                if (double.IsFinite(tensor[index]))
                {
                    json.WriteRawValue(text);
                }
                else
                {
                    json.WriteStringValue(text);
                }

                break;
        }
    }
}
