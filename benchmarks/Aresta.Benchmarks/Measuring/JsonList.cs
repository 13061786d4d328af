using System.Text.Json;

namespace Aresta.Benchmarks.Measuring;

/// <summary>Results as a file that other programs read.</summary>
internal static class JsonList
{
    /// <summary>Writes a JSON list with an object for each item.</summary>
    /// <param name="file">Where to.</param>
    /// <param name="items">The items.</param>
    /// <param name="properties">Writes the properties of one.</param>
    public static void Write<T>(string file, IEnumerable<T> items, Action<Utf8JsonWriter, T> properties)
    {
        using var stream = File.Create(file);
        using var json = new Utf8JsonWriter(stream, new() { Indented = true });
        json.WriteStartArray();
        foreach (var item in items)
        {
            json.WriteStartObject();
            properties(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
