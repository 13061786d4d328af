using System.Text.Json;
using Aresta.Expressions;
using Aresta.Studio.Serving;
using Aresta.Tensors;

namespace Aresta.Studio.Exploring;

/// <summary>What requests and answers have in common.</summary>
internal static class Json
{
    public static string? Text(JsonElement element, string key) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString() : null;

    public static int? Integer(JsonElement element, string key) =>
        element.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number)
            ? number : null;

    /// <summary>The place of a value that a request names.</summary>
    /// <exception cref="RefusalException">There is no such value.</exception>
    public static int? Value(JsonElement request, string key, Model model, Language language) => Integer(request, key) switch
    {
        null => null,
        { } number when number >= 0 && number < model.Values.Count => number,
        _ => throw new RefusalException("request", language.Malformed()),
    };

    /// <summary>A number or a list of numbers as people read it, and as a number where it is finite and alone.</summary>
    public static void Tensor(this Utf8JsonWriter json, string key, Tensor? tensor)
    {
        if (tensor is null)
        {
            json.WriteNull(key);
            return;
        }

        json.WriteStartObject(key);
        json.WriteString("text", NumberText.Short(tensor));
        if (tensor.Shape.Rank == 0 && tensor.DType.IsFloating && double.IsFinite(tensor[0]))
        {
            json.WriteNumber("number", tensor[0]);
        }
        else if (tensor.Shape.Rank > 0)
        {
            json.WriteString("shape", tensor.Shape.ToString());
        }

        json.WriteEndObject();
    }

    public static void Numbers(this Utf8JsonWriter json, string key, IEnumerable<int> numbers)
    {
        json.WriteStartArray(key);
        foreach (var number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }
}
