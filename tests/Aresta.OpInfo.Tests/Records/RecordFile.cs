using System.IO.Compression;
using System.Text.Json;
using Aresta.Tensors;

namespace Aresta.OpInfo.Tests.Records;

/// <summary>Reads <c>tests/data/torch-opinfo/public.jsonl.gz</c>; its README describes the format.</summary>
internal static class RecordFile
{
    private static readonly Lazy<SampleRecord[]> Records = new(() => [.. Read()]);

    /// <summary>All records in file order, as they are written.</summary>
    public static IReadOnlyList<SampleRecord> All => Records.Value;

    private static IEnumerable<SampleRecord> Read()
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "public.jsonl.gz"));
        using var reader = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            // Infinite numbers stand as bare words, which strict JSON does not know; as texts it does.
            using var document = JsonDocument.Parse(
                line.Contains("Infinity", StringComparison.Ordinal)
                    ? line.Replace("-Infinity", "\"-∞\"", StringComparison.Ordinal).Replace("Infinity", "\"∞\"", StringComparison.Ordinal)
                    : line);
            yield return Record(document.RootElement);
        }
    }

    private static SampleRecord Record(JsonElement root)
    {
        Argument[] positional = [Argument(root.GetProperty("input")), .. root.GetProperty("args").EnumerateArray().Select(Argument)];
        var named = root.GetProperty("kwargs").EnumerateObject().ToDictionary(p => p.Name, p => Argument(p.Value));
        TensorArgument[] sources =
        [
            .. positional.Concat(named.Values).SelectMany(argument => argument.Tensors)
                .Where(tensor => tensor.RequiresGradient).OrderBy(tensor => tensor.Key)
        ];
        Tensor[] outputs = [.. root.GetProperty("outputs").EnumerateArray().Select(Tensor)];
        int[] differentiable = [.. root.GetProperty("differentiable_outputs").EnumerateArray().Select(i => i.GetInt32())];
        var gradients = root.GetProperty("grads");
        return new()
        {
            Id = root.GetProperty("id").GetString()!,
            Operation = root.GetProperty("op").GetString()!,
            Variant = root.GetProperty("variant").GetString()!,
            Positional = positional,
            Named = named,
            Outputs = outputs,
            Differentiable = differentiable,
            Cotangents = Like(root.GetProperty("cotangents"), differentiable.Select(i => outputs[i])),
            Sources = sources,
            Gradients = [.. sources.Select(s => Doubles(gradients.GetProperty($"{s.Key}"), s.Tensor.Shape))],
            Direction = Like(root.GetProperty("direction"), sources.Select(s => s.Tensor)),
            DirectionalDerivative = root.GetProperty("directional_derivative").GetDouble(),
            HessianVector = root.GetProperty("hessian_vector") is { ValueKind: JsonValueKind.Array } product
                ? Like(product, sources.Select(s => s.Tensor))
                : null,
        };
    }

    private static Argument Argument(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object when json.TryGetProperty("tensor", out var key) =>
            new TensorArgument(key.GetInt32(), Tensor(json), json.GetProperty("requires_grad").GetBoolean()),
        JsonValueKind.Object when json.TryGetProperty("list", out var items) =>
            new ListArgument([.. items.EnumerateArray().Select(Argument)]),
        JsonValueKind.Object => new TextArgument(json.GetProperty("dtype").GetString()!),
        JsonValueKind.Number => new NumberArgument(json.GetDouble()),
        JsonValueKind.String => json.GetString() switch
        {
            "∞" => new NumberArgument(double.PositiveInfinity),
            "-∞" => new NumberArgument(double.NegativeInfinity),
            var text => new TextArgument(text!),
        },
        JsonValueKind.True or JsonValueKind.False => new FlagArgument(json.GetBoolean()),
        _ => new NoneArgument(),
    };

    /// <summary>A tensor with its own dtype, but any integer as int64.</summary>
    private static Tensor Tensor(JsonElement json)
    {
        Shape shape = [.. json.GetProperty("shape").EnumerateArray().Select(length => length.GetInt32())];
        var data = json.GetProperty("data");
        return json.GetProperty("dtype").GetString() switch
        {
            "float64" => Doubles(data, shape),
            "bool" => Tensors.Tensor.Of(data.EnumerateArray().Select(Truth).ToArray(), shape),
            "uint8" or "int32" or "int64" => Tensors.Tensor.Of(data.EnumerateArray().Select(x => x.GetInt64()).ToArray(), shape),
            var other => throw new FormatException($"The file holds a tensor of dtype {other}."),
        };
    }

    private static bool Truth(JsonElement json) => json.ValueKind == JsonValueKind.Number ? json.GetDouble() != 0 : json.GetBoolean();

    private static Tensor Doubles(JsonElement data, Shape shape) =>
        Tensors.Tensor.Of(data.EnumerateArray().Select(x => x.GetDouble()).ToArray(), shape);

    private static Tensor[] Like(JsonElement lists, IEnumerable<Tensor> shapes) =>
        [.. lists.EnumerateArray().Zip(shapes, (data, like) => Doubles(data, like.Shape))];
}
