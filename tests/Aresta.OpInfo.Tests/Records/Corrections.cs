using System.Text.Json;
using Aresta.Tensors;

namespace Aresta.OpInfo.Tests.Records;

/// <summary>
/// Records whose expected values a recomputation with 30 digits (<c>tools/recompute.py</c>) shows to be off: <c>corrections.jsonl</c> gives
/// the right ones, and the reason.
/// </summary>
internal static class Corrections
{
    private static readonly Lazy<Dictionary<string, JsonElement>> ById = new(() => File
        .ReadLines(Path.Combine(AppContext.BaseDirectory, "corrections.jsonl"))
        .Select(line => JsonDocument.Parse(line).RootElement)
        .ToDictionary(root => root.GetProperty("id").GetString()!));

    /// <summary>Which records are corrected, and why.</summary>
    public static IEnumerable<(string Id, string Reason)> All =>
        ById.Value.Select(pair => (pair.Key, pair.Value.GetProperty("reason").GetString()!));

    /// <summary>The record with the right values.</summary>
    public static SampleRecord Apply(SampleRecord record) => !ById.Value.TryGetValue(record.Id, out var right) ? record : record with
    {
        Outputs = [.. record.Outputs.Zip(right.GetProperty("outputs").EnumerateArray(), Like)],
        Gradients =
        [
            .. record.Gradients.Select((old, i) => Like(old, right.GetProperty("grads").GetProperty($"{record.Sources[i].Key}")))
        ],
        DirectionalDerivative = right.GetProperty("directional_derivative").GetDouble(),
    };

    private static Tensor Like(Tensor old, JsonElement data) =>
        Tensor.Of(data.EnumerateArray().Select(x => x.GetDouble()).ToArray(), old.Shape);
}
