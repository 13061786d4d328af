using System.Globalization;
using System.Text;
using System.Text.Json;
using Aresta.Graphs;

namespace Aresta.Expressions;

/// <summary>
/// Reads the graph of a document by rewriting it in the text form, whose reader knows every operation and verifies what it reads. Bodies
/// nest as deeply as JSON may, which is as deeply as graphs may.
/// </summary>
internal sealed class GraphDocumentReader(string json)
{
    private readonly StringBuilder text = new();

    public Graph Read()
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 4 * (Graph.MaxDepth + 2) });
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object
                || Text(root, "format") is not (GraphDocument.Format or GraphDocument.FormatWithBodies))
            {
                throw new FormatException($"The document is not of the form {GraphDocument.Format}.");
            }

            text.Append("aresta 1\n");
            Write(root, byName: true);
            text.Append('\n');
            return Graph.Parse(text.ToString(), "document");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new FormatException($"The document is no JSON of the form {GraphDocument.Format}: {e.Message}", e);
        }
    }

    // A graph: the whole, whose outputs may be said by name, or a body.
    private void Write(JsonElement graph, bool byName)
    {
        var words = new Dictionary<string, string>();
        JsonElement[] nodes = [.. Items(graph, "nodes")];
        var inputs = nodes.Where(node => Text(node, "op") == "input").ToList();
        text.Append("graph(").AppendJoin(", ", inputs.Select(Target)).Append(") {\n");
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

                text.AppendJoin(", ", nodes[first..(i + 1)].Select(Target)).Append(" = ");
                Operation(nodes[first]);
                text.Append('(');
                text.AppendJoin(", ", Items(nodes[first], "operands").Select(operand => Word(operand.GetString() ?? ""))).Append(")\n");
            }
        }

        var outputs = Items(graph, "outputs").Select(output => output.GetString() ?? "");
        text.Append("return ").AppendJoin(", ", outputs.Select(Word)).Append("\n}");

        string Target(JsonElement node)
        {
            var names = Items(node, "aliases").Prepend(node.GetProperty("name")).Select(name => name.GetString()).OfType<string>().ToList();
            var word = string.Create(CultureInfo.InvariantCulture, $"%{words.Count}");
            foreach (var known in byName ? names.Append(Text(node, "id")) : [Text(node, "id")])
            {
                words[known] = word;
            }

            return $"{word} {string.Concat(names.Select(name => $"\"{name}\" "))}: {Type(node)}";
        }

        string Word(string id) => words.TryGetValue(id, out var word) ? word
            : throw new FormatException($"The document has no value \"{id}\".");
    }

    private void Operation(JsonElement node)
    {
        var op = Text(node, "op");
        if (op == "constant")
        {
            text.Append($"constant{{value={Type(node)}({string.Join(',', TensorJson.Elements(node.GetProperty("value")))})}}");
            return;
        }

        if (!node.TryGetProperty("bodies", out var bodies))
        {
            text.Append(op);
            return;
        }

        var brace = op.IndexOf('{', StringComparison.Ordinal);
        text.Append(brace < 0 ? op : op[..brace]);
        var separator = '{';
        foreach (var body in bodies.EnumerateObject())
        {
            text.Append(separator).Append(body.Name).Append('=');
            Write(body.Value, byName: false);
            separator = ',';
        }

        text.Append(brace < 0 ? (separator == '{' ? "" : "}") : separator == '{' ? op[brace..] : separator + op[(brace + 1)..]);
    }

    private static string Type(JsonElement node)
    {
        if (node.TryGetProperty("stack", out var stack))
        {
            return stack.GetString() ?? "";
        }

        var shape = Items(node, "shape").Select(length => length.GetRawText()).ToList();
        return Text(node, "dtype") + (shape.Count == 0 ? "" : $"[{string.Join(',', shape)}]");
    }

    private static string Text(JsonElement owner, string key) => owner.TryGetProperty(key, out var value) && value.GetString() is { } text
        ? text
        : throw new FormatException($"The document lacks the text \"{key}\" where it must stand.");

    private static IEnumerable<JsonElement> Items(JsonElement owner, string key) => owner.TryGetProperty(key, out var value)
        ? value.EnumerateArray()
        : throw new FormatException($"The document lacks the list \"{key}\" where it must stand.");
}
