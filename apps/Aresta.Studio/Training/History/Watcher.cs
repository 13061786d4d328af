using System.Threading.Channels;

namespace Aresta.Studio.Training.History;

/// <summary>Somebody who waits for what happens next.</summary>
internal sealed class Watcher(TrainingHub hub) : IDisposable
{
    private readonly Channel<bool> bell =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Ends the waiting, now or the next time.</summary>
    public void Wake() => bell.Writer.TryWrite(true);

    /// <summary>Waits until something happened since the last time; false if the patience ended before.</summary>
    public async Task<bool> Wait(TimeSpan patience, CancellationToken cancellation)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(patience);
        try
        {
            return await bell.Reader.ReadAsync(limited.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Stops to watch.</summary>
    public void Dispose() => hub.Leave(this);
}
