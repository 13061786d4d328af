using System.Text.Json;

namespace Aresta.Learning.Checkpoints;

/// <summary>What the header of a safetensors file says, not yet believed.</summary>
internal sealed record SafeTensorsHeader(
    IReadOnlyList<SafeTensorsHeader.Entry> Entries, IReadOnlyDictionary<string, string> Metadata)
{
    /// <summary>One tensor.</summary>
    public readonly record struct Entry(string Name, string DType, long[] Shape, long Begin, long End);

    /// <summary>Reads a header.</summary>
    /// <exception cref="FormatException">A part of it is missing or negative, or a name stands twice.</exception>
    /// <exception cref="JsonException">It is no JSON.</exception>
    /// <exception cref="InvalidOperationException">A part of it is of another kind.</exception>
    public static SafeTensorsHeader Parse(ReadOnlyMemory<byte> utf8)
    {
        using var document = JsonDocument.Parse(utf8);
        List<Entry> entries = [];
        Dictionary<string, string> metadata = [];
        HashSet<string> names = [];
        foreach (var property in document.RootElement.EnumerateObject())
        {
            if (!names.Add(property.Name))
            {
                throw new FormatException($"'{property.Name}' stands in it twice.");
            }

            if (property.Name == "__metadata__")
            {
                foreach (var text in property.Value.EnumerateObject())
                {
                    metadata[text.Name] = text.Value.GetString() ?? "";
                }

                continue;
            }

            var shape = Numbers(property.Value, "shape");
            var offsets = Numbers(property.Value, "data_offsets");
            if (offsets is not [var begin, var end] || end < begin || shape.Length > Tensors.Shape.MaxRank)
            {
                throw new FormatException($"'{property.Name}' has a place or a shape that cannot be.");
            }

            entries.Add(new(property.Name, Part(property.Value, "dtype").GetString() ?? "", shape, begin, end));
        }

        return new(entries, metadata);
    }

    private static JsonElement Part(JsonElement element, string name) => element.TryGetProperty(name, out var part)
        ? part
        : throw new FormatException($"it lacks {name}.");

    private static long[] Numbers(JsonElement element, string name)
    {
        long[] numbers = [.. Part(element, name).EnumerateArray().Select(number => number.GetInt64())];
        return Array.TrueForAll(numbers, number => number >= 0)
            ? numbers
            : throw new FormatException($"{name} has a negative number.");
    }
}
