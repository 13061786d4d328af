namespace Aresta.Studio.Training.Feed;

/// <summary>
/// Where a training tells what happens. It may be told from one thread at a time, and returns without waiting for anybody.
/// </summary>
public interface IFeedSink
{
    /// <summary>Takes an event, and gives it its number.</summary>
    void Tell(FeedEvent told);
}
