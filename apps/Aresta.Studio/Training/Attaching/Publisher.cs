using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Aresta.Studio.Training.Feed;
using Aresta.Studio.Training.History;

namespace Aresta.Studio.Training.Attaching;

/// <summary>
/// Tells a studio in another process what happens in a training of this one, and brings wishes back: a few requests a second, beside the
/// training. A studio that goes away and comes back, or another that is started, gets all from the beginning.
/// </summary>
public sealed class Publisher : IFeedSink, IAsyncDisposable
{
    private const int MostBytes = 256 * 1024;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(120), Patience = TimeSpan.FromSeconds(3);

    private readonly Lock gate = new();
    private readonly RunHistory history = new();
    private readonly HttpClient client = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = Patience };
    private readonly CancellationTokenSource end = new();
    private readonly SemaphoreSlim ended = new(0, 1);
    private readonly string run = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
    private readonly Func<IReadOnlyList<Place>> find;
    private readonly Task publishing;
    private volatile TrainingObserver? training;
    private Place place;
    private long told, have, met;

    private Publisher(Place place, Func<IReadOnlyList<Place>> find)
    {
        (this.place, this.find) = (place, find);
        publishing = Task.Run(Publish);
    }

    /// <summary>The training, once there is one: it meets what is wished.</summary>
    public TrainingObserver? Training
    {
        get => training;
        set => training = value;
    }

    /// <summary>Where the studio is.</summary>
    public Uri Address => place.Address;

    /// <summary>Finds a studio that answers.</summary>
    /// <param name="find">Where studios may be, the first one to try first.</param>
    /// <returns>What tells it; null where there is none.</returns>
    public static async Task<Publisher?> Attach(Func<IReadOnlyList<Place>> find)
    {
        ArgumentNullException.ThrowIfNull(find);
        foreach (var place in find())
        {
            var publisher = new Publisher(place, find);
            if (await publisher.Answers().ConfigureAwait(false))
            {
                return publisher;
            }

            await publisher.DisposeAsync().ConfigureAwait(false);
        }

        return null;
    }

    /// <inheritdoc/>
    public void Tell(FeedEvent told)
    {
        ArgumentNullException.ThrowIfNull(told);
        lock (gate)
        {
            var numbered = told with { Number = ++this.told };
            history.Add(numbered.Number, numbered, FeedJson.Line(numbered));
        }
    }

    /// <summary>Tells what was not told yet, if the studio takes it within some seconds, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        ended.Release();
        end.CancelAfter(Patience);
        await publishing.ConfigureAwait(false);
        client.Dispose();
        end.Dispose();
        ended.Dispose();
    }

    private async Task<bool> Answers()
    {
        try
        {
            return await Post([]).ConfigureAwait(false) is not null;
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException or JsonException)
        {
            return false;
        }
    }

    private async Task Publish()
    {
        for (var last = false; !end.IsCancellationRequested;)
        {
            last |= await ended.WaitAsync(last ? TimeSpan.Zero : Pause).ConfigureAwait(false);
            var body = Unsent();
            if (Interlocked.Read(ref told) > 0)
            {
                try
                {
                    if (await Post(body).ConfigureAwait(false) is not { } receipt)
                    {
                        return;
                    }

                    have = receipt.Have;
                    Meet(receipt.Wishes);
                    body = Unsent();
                }
                catch (Exception error) when (error is HttpRequestException or OperationCanceledException or JsonException)
                {
                    // Perhaps there is another one, or it comes back; whoever is at the end does not wait for that.
                    place = find() is [var first, ..] ? first : place;
                    body = [];
                }
            }

            if (last && body.Length == 0)
            {
                return;
            }
        }
    }

    // As many events as fit into a request.
    private byte[] Unsent()
    {
        using var body = new MemoryStream();
        lock (gate)
        {
            foreach (var item in history.After(have).Where(item => item.Line.Length < MostBytes))
            {
                if (body.Length + item.Line.Length >= MostBytes)
                {
                    break;
                }

                body.Write(item.Line);
                body.WriteByte((byte)'\n');
            }
        }

        return body.ToArray();
    }

    // Null where the studio has no room for this training.
    private async Task<Receipt?> Post(byte[] body)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post, new Uri(place.Address, FormattableString.Invariant($"api/training/feed?run={run}&met={met}")));
        request.Headers.Add("X-Aresta-Token", place.Token);
        request.Content = new ByteArrayContent(body);
        using var response = await client.SendAsync(request, end.Token).ConfigureAwait(false);
        return response.StatusCode == HttpStatusCode.Conflict ? null
            : !response.IsSuccessStatusCode ? throw new HttpRequestException(response.ReasonPhrase)
            : JsonSerializer.Deserialize(
                await response.Content.ReadAsByteArrayAsync(end.Token).ConfigureAwait(false), FeedJson.Default.Receipt);
    }

    private void Meet(IReadOnlyList<Wish> wishes)
    {
        if (training is { } here)
        {
            foreach (var wish in wishes.Where(wish => wish.Number > met))
            {
                here.Meet(wish);
                met = wish.Number;
            }
        }
    }
}
