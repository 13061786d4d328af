using System.Text.Json.Serialization;

namespace Aresta.Studio.Training.Feed;

/// <summary>What somebody who watches wants of a training.</summary>
/// <param name="Number">1, 2, … within the training.</param>
/// <param name="Kind">What.</param>
/// <param name="Rate">The learning rate before the schedule, where it is to change.</param>
internal sealed record Wish(long Number, WishKind Kind, double? Rate = null);

/// <summary>What can be wished.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<WishKind>))]
internal enum WishKind
{
    Pause,
    GoOn,
    Rate,
    Stop,
}
