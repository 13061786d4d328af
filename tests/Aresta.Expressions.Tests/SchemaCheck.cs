using System.Text.Json;
using System.Text.RegularExpressions;

namespace Aresta.Expressions.Tests;

/// <summary>Checks JSON against a JSON Schema, for the keywords that the schema of documents uses; any other keyword is an error.</summary>
internal sealed class SchemaCheck(JsonElement root)
{
    private static readonly HashSet<string> Notes = ["$schema", "$defs", "title", "description"];

    /// <summary>What is wrong, with its place; nothing where the document conforms.</summary>
    public IEnumerable<string> Errors(JsonElement json) => Errors(json, root, "$");

    private IEnumerable<string> Errors(JsonElement json, JsonElement schema, string place) => schema.EnumerateObject()
        .Where(keyword => !Notes.Contains(keyword.Name))
        .SelectMany(keyword => keyword.Name switch
        {
            "$ref" => Errors(json, root.GetProperty("$defs").GetProperty(keyword.Value.GetString()!["#/$defs/".Length..]), place),
            "type" => When(!Types(keyword.Value).Any(type => Is(json, type)), $"{place} is {json.ValueKind}, not {keyword.Value}"),
            "const" => When(!JsonElement.DeepEquals(json, keyword.Value), $"{place} is not {keyword.Value}"),
            "enum" => When(!keyword.Value.EnumerateArray().Any(item => JsonElement.DeepEquals(item, json)),
                $"{place} is none of {keyword.Value}"),
            "pattern" => When(
                json.ValueKind == JsonValueKind.String && !Regex.IsMatch(json.GetString()!, keyword.Value.GetString()!),
                    $"{place} has another form"),
            "minimum" => When(json.ValueKind == JsonValueKind.Number && json.GetDouble() < keyword.Value.GetDouble(),
                $"{place} is too small"),
            "anyOf" => When(!keyword.Value.EnumerateArray().Any(choice => !Errors(json, choice, place).Any()), $"{place} fits no choice"),
            "items" => json.ValueKind != JsonValueKind.Array ? []
                : json.EnumerateArray().SelectMany((item, i) => Errors(item, keyword.Value, $"{place}[{i}]")),
            "required" => json.ValueKind != JsonValueKind.Object ? []
                : keyword.Value.EnumerateArray().SelectMany(name =>
                    When(!json.TryGetProperty(name.GetString()!, out _), $"{place} lacks {name}")),
            "properties" => json.ValueKind != JsonValueKind.Object ? []
                : keyword.Value.EnumerateObject().SelectMany(property => json.TryGetProperty(property.Name, out var inner)
                    ? Errors(inner, property.Value, $"{place}.{property.Name}")
                    : []),
            "additionalProperties" => json.ValueKind != JsonValueKind.Object ? []
                : json.EnumerateObject().Where(property => !IsKnown(schema, property.Name)).SelectMany(property =>
                    keyword.Value.ValueKind == JsonValueKind.False
                        ? [$"{place} has the unknown key {property.Name}"]
                        : Errors(property.Value, keyword.Value, $"{place}.{property.Name}")),
            _ => throw new NotSupportedException($"The keyword {keyword.Name} is not checked."),
        });

    private static bool IsKnown(JsonElement schema, string name) => schema.TryGetProperty("properties", out var known)
        && known.TryGetProperty(name, out _);

    private static IEnumerable<string> When(bool wrong, string message) => wrong ? [message] : [];

    private static IEnumerable<string> Types(JsonElement types) =>
        types.ValueKind == JsonValueKind.Array ? types.EnumerateArray().Select(type => type.GetString()!) : [types.GetString()!];

    private static bool Is(JsonElement json, string type) => (type, json.ValueKind) switch
    {
        ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("string", JsonValueKind.String) => true,
        ("number", JsonValueKind.Number) or ("null", JsonValueKind.Null) or ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        ("integer", JsonValueKind.Number) => json.TryGetInt64(out _),
        _ => false,
    };
}
