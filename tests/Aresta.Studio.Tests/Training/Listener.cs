using System.Net;
using System.Text;
using System.Text.Json;

namespace Aresta.Studio.Tests.Training;

/// <summary>A page that listens to a studio, as a browser would.</summary>
internal sealed class Listener(StudioServer server) : IDisposable
{
    private readonly HttpClient client = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = server.Address };

    /// <summary>The number of the last event.</summary>
    public string? Last { get; private set; }

    /// <summary>The runs that there are, as the stream says.</summary>
    public string[] Runs { get; private set; } = [];

    public void Dispose() => client.Dispose();

    /// <summary>Asks an endpoint.</summary>
    public async Task<(HttpStatusCode Status, JsonElement Answer)> Ask(string path, string body, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Headers.Add("X-Aresta-Token", token ?? server.Token);
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return (response.StatusCode, text.StartsWith('{') ? JsonDocument.Parse(text).RootElement : default);
    }

    /// <summary>Listens from the beginning, or from behind an event, until something was told.</summary>
    public async Task<List<(string Run, JsonElement Told)>> Until(Func<string, JsonElement, bool> isLast, string? after = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"api/training/events?token={server.Token}");
        if (after is not null)
        {
            request.Headers.Add("Last-Event-ID", after);
        }

        var token = TestContext.Current.CancellationToken;
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(token));
        List<(string, JsonElement)> heard = [];
        var (kind, id) = ("message", (string?)null);
        while (await lines.ReadLineAsync(token) is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal))
            {
                kind = line[7..];
            }
            else if (line.StartsWith("id: ", StringComparison.Ordinal))
            {
                id = line[4..];
            }
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                var data = JsonDocument.Parse(line[6..]).RootElement;
                if (kind == "runs")
                {
                    Runs = [.. data.GetProperty("runs").EnumerateArray().Select(run => run.GetString()!)];
                }
                else
                {
                    Last = id;
                    var (run, told) = (data.GetProperty("run").GetString()!, data.GetProperty("told"));
                    heard.Add((run, told));
                    if (isLast(run, told))
                    {
                        return heard;
                    }
                }

                kind = "message";
            }
        }

        throw new InvalidOperationException("The stream ended.");
    }

    public static bool IsEnd(string run, JsonElement told) => Kind(told) == "end";

    public static string Kind(JsonElement told) => told.GetProperty("event").GetString()!;
}
