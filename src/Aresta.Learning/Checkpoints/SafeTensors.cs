using System.Buffers.Binary;
using System.Text.Json;
using Aresta.Tensors;

namespace Aresta.Learning.Checkpoints;

/// <summary>
/// The safetensors format: eight bytes of length, a JSON header of names, dtypes, shapes and places, then the numbers, little-endian in
/// row-major order.
/// </summary>
public static class SafeTensors
{
    // The format's own bound on headers.
    private const long MaxHeader = 100_000_000;

    private static readonly Dictionary<DType, string> Names = new()
    {
        [DType.Float32] = "F32",
        [DType.Float64] = "F64",
        [DType.Int32] = "I32",
        [DType.Int64] = "I64",
        [DType.Bool] = "BOOL",
    };

    /// <summary>Writes tensors.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="tensors">Names and tensors; they are written in this order.</param>
    /// <param name="metadata">Further text by key; none unless given.</param>
    public static void Write(
        Stream stream, IEnumerable<KeyValuePair<string, Tensor>> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        KeyValuePair<string, Tensor>[] all = [.. tensors];
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (metadata is { Count: > 0 })
            {
                json.WriteStartObject("__metadata__");
                foreach (var (key, text) in metadata)
                {
                    json.WriteString(key, text);
                }

                json.WriteEndObject();
            }

            long offset = 0;
            foreach (var (name, tensor) in all)
            {
                json.WriteStartObject(name);
                json.WriteString("dtype", Names[tensor.DType]);
                json.WriteStartArray("shape");
                foreach (var length in tensor.Shape)
                {
                    json.WriteNumberValue(length);
                }

                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(offset);
                json.WriteNumberValue(offset += tensor.AsBytes().Length);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        // Spaces fill the header up to eight bytes, so that the numbers are aligned.
        while (buffer.Length % 8 != 0)
        {
            buffer.WriteByte((byte)' ');
        }

        Span<byte> length8 = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length8, buffer.Length);
        stream.Write(length8);
        buffer.WriteTo(stream);
        foreach (var (_, tensor) in all)
        {
            stream.Write(tensor.AsBytes());
        }
    }

    /// <summary>Reads all tensors.</summary>
    /// <param name="stream">Where from; its length must be known.</param>
    /// <param name="source">What the stream is called in errors.</param>
    /// <returns>Tensors by name in the order of their places, and the metadata.</returns>
    /// <exception cref="CheckpointException">It is no file of this format, cut off, or says what cannot be.</exception>
    public static (IReadOnlyList<KeyValuePair<string, Tensor>> Tensors, IReadOnlyDictionary<string, string> Metadata) Read(
        Stream stream, string source)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Span<byte> length8 = stackalloc byte[8];
        if (stream.ReadAtLeast(length8, 8, throwOnEndOfStream: false) < 8)
        {
            throw Bad(source, "it is shorter than the eight bytes that it must begin with");
        }

        var header = BinaryPrimitives.ReadInt64LittleEndian(length8);
        var data = stream.Length - 8 - header;
        if (header is < 2 or > MaxHeader || data < 0)
        {
            throw Bad(source, FormattableString.Invariant($"its header would be {header} bytes long, in a file of {stream.Length}"));
        }

        var bytes = new byte[header];
        stream.ReadExactly(bytes);
        SafeTensorsHeader parsed;
        try
        {
            parsed = SafeTensorsHeader.Parse(bytes);
        }
        catch (Exception error) when (error is JsonException or FormatException or InvalidOperationException or ArgumentException)
        {
            throw Bad(source, $"its header is no such header: {error.Message}", error);
        }

        var result = new List<KeyValuePair<string, Tensor>>();
        long next = 0;
        foreach (var entry in parsed.Entries.OrderBy(entry => entry.Begin).ThenBy(entry => entry.End))
        {
            var dtype = Names.FirstOrDefault(pair => pair.Value == entry.DType);
            if (dtype.Value is null)
            {
                throw Bad(
                    source,
                    $"'{entry.Name}' has numbers of kind {entry.DType}, but only {string.Join(", ", Names.Values)} are read");
            }

            // Sizes are compared as whole numbers of any length: a lying header allocates nothing.
            var size = entry.Shape.Aggregate((Int128)dtype.Key.Size, (product, length) => product * length);
            if (entry.Begin != next || entry.End > data || entry.End - entry.Begin != size || size > Array.MaxLength)
            {
                var shape = string.Join(',', entry.Shape);
                throw Bad(source, FormattableString.Invariant(
                    $"'{entry.Name}' of shape [{shape}] would need {size} bytes, and lie at {entry.Begin} to {entry.End} of {data}"));
            }

            next = entry.End;
            result.Add(new(entry.Name, Numbers(stream, new(dtype.Key, [.. entry.Shape.Select(length => (int)length)]))));
        }

        return next == data
            ? (result, parsed.Metadata)
            : throw Bad(source, FormattableString.Invariant($"{data - next} bytes at its end belong to no tensor"));
    }

    private static Tensor Numbers(Stream stream, TensorType type) => type.DType switch
    {
        DType.Float32 => Numbers<float>(stream, type.Shape),
        DType.Float64 => Numbers<double>(stream, type.Shape),
        DType.Int32 => Numbers<int>(stream, type.Shape),
        DType.Int64 => Numbers<long>(stream, type.Shape),
        _ => Numbers<bool>(stream, type.Shape),
    };

    private static Tensor Numbers<T>(Stream stream, Shape shape) where T : unmanaged
    {
        var numbers = new T[shape.Size];
        stream.ReadExactly(System.Runtime.InteropServices.MemoryMarshal.AsBytes(numbers.AsSpan()));
        return Tensor.Of(numbers, shape);
    }

    private static CheckpointException Bad(string source, string why, Exception? inner = null) =>
        new($"{source} is no file of tensors (safetensors): {why}.", inner);
}
