using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Aresta.Studio.Tests;

/// <summary>A studio that runs in this process, and a client that asks it as the page does.</summary>
public sealed class Studio : IAsyncLifetime
{
    public const string Chapter = "c = a + b\nd = b + 1\ne = c * d";

    private StudioServer? server;

    public StudioServer Server => server!;

    public HttpClient Client { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false, MaxConnectionsPerServer = 256 });

    public async ValueTask InitializeAsync()
    {
        server = await StudioServer.StartAsync(new() { Port = 0, Source = Chapter, Budget = TimeSpan.FromSeconds(1) });
        Client.BaseAddress = server.Address;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
    }

    /// <summary>A request of the page.</summary>
    public HttpRequestMessage Request(string path, object body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("X-Aresta-Token", Server.Token);
        return request;
    }

    /// <summary>The answer to a request of the page.</summary>
    public async Task<JsonNode> Ask(string path, object body)
    {
        using var response = await Client.SendAsync(Request(path, body), TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, $"{path}: {response.StatusCode}");
        return JsonNode.Parse(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken))!;
    }

    /// <summary>The sentence with which a request is refused.</summary>
    public async Task<(string Kind, string Message)> Refusal(string path, object body)
    {
        var answer = await Ask(path, body);
        var error = Assert.IsType<JsonObject>(answer["error"]);
        return (Text(error["kind"]), Text(error["message"]));
    }

    public static string Text(JsonNode? node) => node!.GetValue<string>();

    public static double Number(JsonNode? amount) => amount!["number"]!.GetValue<double>();

    /// <summary>The chapter's program at a = 2, b = 1, and whatever else is given.</summary>
    public static Dictionary<string, object> About(string source = Chapter, params (string Key, object Value)[] further)
    {
        var about = new Dictionary<string, object> { ["source"] = source, ["values"] = new { a = "2", b = "1" } };
        foreach (var (key, value) in further)
        {
            about[key] = value;
        }

        return about;
    }

    /// <summary>The place of a name among the values of an answer of <c>/api/explore</c>.</summary>
    public static int Place(JsonNode explored, string name) =>
        explored["named"]!.AsArray().Single(each => Text(each!["name"]) == name)!["value"]!.GetValue<int>();
}
