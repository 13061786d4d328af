using System.Text.Json;
using Aresta.Learning.Layers;
using Aresta.Learning.Modules;
using Aresta.Tensors;

namespace Aresta.Learning.Models;

/// <summary>
/// Models as JSON: <c>{"layers": [{"type": "dense", "outputs": 128}, {"type": "relu"}, …]}</c>. How many numbers go into a layer follows
/// from the layer before, so that only what comes out is written.
/// </summary>
public static class ModelJson
{
    private const int LongestText = 1_000_000, MostLayers = 1_000, LargestNumber = 65_536;

    private static readonly Dictionary<string, Func<Reader, Shape, (Layer Layer, Shape Output)>> Types = new()
    {
        ["dense"] = (r, shape) => r.Int("outputs") is var n && shape.Rank > 0
            ? (new Dense(shape[^1], n, r.Bool("bias", true)), [.. shape.AsSpan()[..^1], n])
            : throw r.Bad("takes vectors"),
        ["relu"] = (_, shape) => (Activation.Relu, shape),
        ["tanh"] = (_, shape) => (Activation.Tanh, shape),
        ["sigmoid"] = (_, shape) => (Activation.Sigmoid, shape),
        ["gelu"] = (_, shape) => (Activation.Gelu, shape),
        ["embedding"] = (r, shape) => shape.Rank == 1
            ? (new Embedding(r.Symbols, r.Int("outputs")), [shape[0], r.Int("outputs")])
            : throw r.Bad("takes symbols"),
        ["dropout"] = (r, shape) => (new Dropout(r.Double("probability")), shape),
        ["flatten"] = (_, shape) => (new Flatten(), [shape.Size]),
        ["reshape"] = (r, shape) => r.Shape("shape") is var to && to.Size == shape.Size
            ? (new Unflatten(to), to)
            : throw r.Bad($"cannot make {r.Shape("shape")} of {shape}"),
        ["convolution"] = (r, shape) =>
        {
            var window = r.Shape("window");
            if (shape.Rank != window.Rank + 1)
            {
                throw r.Bad($"takes channels and {window.Rank} axes of space, but is given {shape}");
            }

            var (n, stride, same) = (r.Int("outputs"), r.Int("stride", 1), r.Bool("same", false));
            var space = Enumerable.Range(0, window.Rank).Select(i => same ? (shape[i + 1] + stride - 1) / stride
                : shape[i + 1] >= window[i] ? ((shape[i + 1] - window[i]) / stride) + 1
                : throw r.Bad($"has windows {window}, larger than {shape}"));
            return (new Convolution(shape[0], n, window.Lengths, strides: [stride], same: same), [n, .. space]);
        },
        ["max_pool"] = (r, shape) => Pool(r, shape, window => new MaxPool(window.Lengths)),
        ["average_pool"] = (r, shape) => r.Has("window")
            ? Pool(r, shape, window => new AveragePool(window.Lengths))
            : (new AveragePool(), [shape[0]]),
        ["batch_norm"] = (_, shape) => (new BatchNorm(shape[0]), shape),
        ["layer_norm"] = (_, shape) => (new LayerNorm(shape[^1]), shape),
        ["rnn"] = (r, shape) => Recurrent(r, shape, (inputs, width, last) => new Rnn(inputs, width, last)),
        ["lstm"] = (r, shape) => Recurrent(r, shape, (inputs, width, last) => new Lstm(inputs, width, last)),
        ["gru"] = (r, shape) => Recurrent(r, shape, (inputs, width, last) => new Gru(inputs, width, last)),
        ["positions"] = (r, shape) => shape.Rank == 2 ? (new LearnedPositions(shape[0], shape[1]), shape) : throw r.Bad("takes sequences"),
        ["transformer_block"] = (r, shape) => shape.Rank == 2
            ? (new TransformerBlock(shape[1], r.Int("heads", 4), r.Bool("causal", false)), shape)
            : throw r.Bad("takes sequences"),
    };

    /// <summary>The model that a text describes.</summary>
    /// <param name="json">The text.</param>
    /// <param name="input">The shape of one example.</param>
    /// <param name="outputs">How many numbers the last layer must give for each.</param>
    /// <exception cref="FormatException">The text is no such description; the message says which layer, and why.</exception>
    public static Layer Parse(string json, Shape input, int outputs) => Parse(json, input, outputs, [outputs]);

    /// <summary>The model of language that a text describes; its first layer is of type "embedding".</summary>
    /// <param name="json">The text.</param>
    /// <param name="length">How many places a window has.</param>
    /// <param name="symbols">How many symbols there are, and scores for each place.</param>
    /// <exception cref="FormatException">The text is no such description; the message says which layer, and why.</exception>
    public static Layer ParseLanguage(string json, int length, int symbols) => Parse(json, [length], symbols, [length, symbols]);

    private static Layer Parse(string json, Shape input, int symbols, Shape expected)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (json.Length > LongestText)
        {
            throw new FormatException(FormattableString.Invariant($"A description of a model has up to {LongestText} characters."));
        }

        try
        {
            using var document = JsonDocument.Parse(json);
            if (!document.RootElement.TryGetProperty("layers", out var list) || list.GetArrayLength() is < 1 or > MostLayers)
            {
                throw new FormatException("""A model is {"layers": [ … ]} with at least one layer.""");
            }

            List<Layer> layers = [];
            var shape = input;
            foreach (var (i, element) in list.EnumerateArray().Index())
            {
                var reader = new Reader(element, i, symbols);
                var type = element.TryGetProperty("type", out var t) ? t.GetString() ?? "" : "";
                if (!Types.TryGetValue(type, out var make))
                {
                    throw reader.Bad($"is of type '{type}'; there are {string.Join(", ", Types.Keys)}");
                }

                (var layer, shape) = Made(make, reader, shape);
                layers.Add(layer);
            }

            return shape == expected
                ? new Sequential([.. layers])
                : throw new FormatException(expected.Rank == 1
                    ? FormattableString.Invariant($"The last layer gives {shape}, but {expected.Size} numbers are needed.")
                    : $"The last layer gives {shape}, but {expected} are needed.");
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new FormatException($"The description of the model is no such JSON: {error.Message}", error);
        }
    }

    private static (Layer, Shape) Made(Func<Reader, Shape, (Layer, Shape)> make, Reader reader, Shape shape)
    {
        try
        {
            return make(reader, shape);
        }
        catch (Exception error) when (error is ArgumentException or IndexOutOfRangeException)
        {
            throw reader.Bad($"cannot take {shape}: {error.Message}");
        }
    }

    private static (Layer, Shape) Pool(Reader r, Shape shape, Func<Shape, Layer> make)
    {
        var window = r.Shape("window");
        return shape.Rank == window.Rank + 1 && Enumerable.Range(0, window.Rank).All(i => shape[i + 1] >= window[i])
            ? (make(window), [shape[0], .. Enumerable.Range(0, window.Rank).Select(i => shape[i + 1] / window[i])])
            : throw r.Bad($"has windows {window}, which do not fit {shape}");
    }

    private static (Layer, Shape) Recurrent(Reader r, Shape shape, Func<int, int, bool, Layer> make)
    {
        var (width, last) = (r.Int("outputs"), r.Bool("last", true));
        return shape.Rank == 2
            ? (make(shape[1], width, last), last ? [width] : [shape[0], width])
            : throw r.Bad($"takes sequences [steps, numbers], but is given {shape}");
    }

    // What is written about one layer.
    private sealed class Reader(JsonElement element, int index, int symbols)
    {
        public int Symbols => symbols;

        public bool Has(string name) => element.TryGetProperty(name, out _);

        public int Int(string name, int? otherwise = null) => !element.TryGetProperty(name, out var value)
            ? otherwise ?? throw Bad($"lacks {name}")
            : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number is > 0 and <= LargestNumber
            ? number
            : throw Bad(FormattableString.Invariant($"has {name} {value}, which is no whole number from 1 to {LargestNumber}"));

        public double Double(string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number
            ? value.GetDouble()
            : throw Bad($"lacks the number {name}");

        public bool Bool(string name, bool otherwise) => !element.TryGetProperty(name, out var value) ? otherwise
            : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean()
            : throw Bad($"has {name} {value}, which is neither true nor false");

        public Shape Shape(string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array
            && value.GetArrayLength() is > 0 and <= 8
            ? [.. value.EnumerateArray().Select(length => length.ValueKind == JsonValueKind.Number && length.TryGetInt32(out var number)
                && number is > 0 and <= LargestNumber
                ? number
                : throw Bad(FormattableString.Invariant($"has {name} with {length}, which is no whole number from 1 to {LargestNumber}")))]
            : throw Bad($"lacks the list {name}");

        public FormatException Bad(string why) => new(FormattableString.Invariant($"Layer {index} of the model {why}."));
    }
}
