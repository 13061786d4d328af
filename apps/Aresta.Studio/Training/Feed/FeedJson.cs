using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aresta.Studio.Training.Feed;

/// <summary>Events and wishes as JSON, without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, MaxDepth = 12,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FeedEvent))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(Receipt))]
[JsonSerializable(typeof(Attaching.Place))]
internal sealed partial class FeedJson : JsonSerializerContext
{
    /// <summary>An event as the bytes of one line, without its end.</summary>
    public static byte[] Line(FeedEvent told) => JsonSerializer.SerializeToUtf8Bytes(told, Default.FeedEvent);

    /// <summary>An event out of a line.</summary>
    /// <exception cref="JsonException">The line is none.</exception>
    public static FeedEvent Read(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, Default.FeedEvent) ?? throw new JsonException("An event is an object.");
        }
        catch (NotSupportedException error)
        {
            throw new JsonException(error.Message, error);
        }
    }
}

/// <summary>What a studio answers a training that told something.</summary>
/// <param name="Have">The number of the last event that it has.</param>
/// <param name="Wishes">What the training is to do, those that it has not met yet.</param>
internal sealed record Receipt(long Have, IReadOnlyList<Wish> Wishes);
