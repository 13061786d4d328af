using System.Globalization;
using System.Text;
using Aresta.Studio.Training.History;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Aresta.Studio.Training;

/// <summary>
/// All that trainings tell as server-sent events. Each has the hub's name and its number as <c>id</c>; a browser that lost the connection
/// names the last that it has, and gets those behind it; a new one gets all. The first event of a connection, <c>runs</c>, and each
/// change of them, names the hub and the runs that there are.
/// </summary>
internal static class EventStream
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(10);

    public static async Task Answer(HttpContext context, TrainingHub hub, CancellationToken end)
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, end);
        context.Response.ContentType = "text/event-stream; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        using var watcher = hub.Watch();
        try
        {
            var (last, known) = (Last(context.Request, hub.Name), -1L);
            while (!gone.IsCancellationRequested)
            {
                var (version, names) = hub.Runs();
                if (version != known)
                {
                    known = version;
                    await Write(context, Runs(hub.Name, names), gone.Token).ConfigureAwait(false);
                }

                var news = hub.After(last);
                if (news.Count > 0)
                {
                    await Write(context, Text(hub.Name, news), gone.Token).ConfigureAwait(false);
                    last = news[^1].Id;
                }

                if (!await watcher.Wait(Heartbeat, gone.Token).ConfigureAwait(false))
                {
                    await Write(context, ":\n\n"u8.ToArray(), gone.Token).ConfigureAwait(false);
                }
            }
        }
        catch (Exception error) when (error is OperationCanceledException or IOException)
        {
            // Whoever watched has gone, or the studio ends.
        }
    }

    // 0 where the number is of another hub.
    private static long Last(HttpRequest request, string hub)
    {
        var text = request.Headers["Last-Event-ID"].ToString();
        return text.StartsWith(hub + "-", StringComparison.Ordinal)
            && long.TryParse(text.AsSpan(hub.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var last) ? last : 0;
    }

    // The names of runs that are attached are their own; they go out as JSON.
    private static byte[] Runs(string hub, IReadOnlyList<string> names)
    {
        using var stream = new MemoryStream();
        stream.Write("event: runs\ndata: "u8);
        using (var json = new System.Text.Json.Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("hub", hub);
            json.WriteStartArray("runs");
            foreach (var name in names)
            {
                json.WriteStringValue(name);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        stream.Write("\n\n"u8);
        return stream.ToArray();
    }

    private static byte[] Text(string hub, IReadOnlyList<(long Id, string Run, byte[] Line)> news)
    {
        using var stream = new MemoryStream();
        foreach (var (id, run, line) in news)
        {
            stream.Write(Encoding.UTF8.GetBytes(FormattableString.Invariant($"id: {hub}-{id}\ndata: {{\"run\":")));
            stream.Write(System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(run, Feed.FeedJson.Default.String));
            stream.Write(",\"told\":"u8);
            stream.Write(line);
            stream.Write("}\n\n"u8);
        }

        return stream.ToArray();
    }

    private static async Task Write(HttpContext context, byte[] bytes, CancellationToken cancellation)
    {
        await context.Response.Body.WriteAsync(bytes, cancellation).ConfigureAwait(false);
        await context.Response.Body.FlushAsync(cancellation).ConfigureAwait(false);
    }
}
