using System.Globalization;
using System.Text;
using System.Text.Json;
using Aresta.Graphs;

namespace Aresta.Expressions;

/// <summary>
/// Reads the graph of a document by rewriting it in the text form, whose reader knows every operation and verifies what it reads.
/// </summary>
internal sealed class GraphDocumentReader(string json)
{
    private readonly Dictionary<string, string> words = [];
    private readonly StringBuilder text = new();

    public Graph Read()
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || Text(root, "format") != GraphDocument.Format)
            {
                throw new FormatException($"The document is not of the form {GraphDocument.Format}.");
            }

            Write([.. Items(root, "nodes")], Items(root, "outputs").Select(output => output.GetString() ?? ""));
            return Graph.Parse(text.ToString(), "document");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new FormatException($"The document is no JSON of the form {GraphDocument.Format}: {e.Message}", e);
        }
    }

    private void Write(JsonElement[] nodes, IEnumerable<string> outputs)
    {
        var inputs = nodes.Where(node => Text(node, "op") == "input").ToList();
        text.Append("aresta 1\ngraph(").AppendJoin(", ", inputs.Select(Target)).Append(") {\n");
        for (var i = 0; i < nodes.Length; i++)
        {
            if (Text(nodes[i], "op") != "input")
            {
                var first = i;
                while (i + 1 < nodes.Length
                    && Text(nodes[i + 1], "id").StartsWith(Text(nodes[first], "id") + ".", StringComparison.Ordinal))
                {
                    i++;
                }

                text.AppendJoin(", ", nodes[first..(i + 1)].Select(Target)).Append(" = ").Append(Operation(nodes[first])).Append('(');
                text.AppendJoin(", ", Items(nodes[first], "operands").Select(operand => Word(operand.GetString() ?? ""))).Append(")\n");
            }
        }

        text.Append("return ").AppendJoin(", ", outputs.Select(Word)).Append("\n}\n");
    }

    private string Target(JsonElement node)
    {
        var names = Items(node, "aliases").Prepend(node.GetProperty("name")).Select(name => name.GetString()).OfType<string>().ToList();
        var word = string.Create(CultureInfo.InvariantCulture, $"%{words.Count}");
        foreach (var known in names.Append(Text(node, "id")))
        {
            words[known] = word;
        }

        return $"{word} {string.Concat(names.Select(name => $"\"{name}\" "))}: {Type(node)}";
    }

    private static string Operation(JsonElement node) => Text(node, "op") == "constant"
        ? $"constant{{value={Type(node)}({string.Join(',', TensorJson.Elements(node.GetProperty("value")))})}}"
        : Text(node, "op");

    private static string Type(JsonElement node)
    {
        var shape = Items(node, "shape").Select(length => length.GetRawText()).ToList();
        return Text(node, "dtype") + (shape.Count == 0 ? "" : $"[{string.Join(',', shape)}]");
    }

    private string Word(string id) => words.TryGetValue(id, out var word) ? word
        : throw new FormatException($"The document has no value \"{id}\".");

    private static string Text(JsonElement owner, string key) => owner.TryGetProperty(key, out var value) && value.GetString() is { } text
        ? text
        : throw new FormatException($"The document lacks the text \"{key}\" where it must stand.");

    private static IEnumerable<JsonElement> Items(JsonElement owner, string key) => owner.TryGetProperty(key, out var value)
        ? value.EnumerateArray()
        : throw new FormatException($"The document lacks the list \"{key}\" where it must stand.");
}
