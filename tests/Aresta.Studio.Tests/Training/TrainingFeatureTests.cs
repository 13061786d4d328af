using System.Net;
using System.Text.Json;
using Aresta.Studio.Training.Attaching;

namespace Aresta.Studio.Tests.Training;

/// <summary>The endpoints of trainings, from requests to answers.</summary>
public class TrainingFeatureTests
{
    private const string Digits = "{\"what\":\"digits\",\"model\":\"mlp:8\",\"epochs\":2}";

    [Fact]
    public async Task Digits_are_trained_and_told_to_whoever_listens()
    {
        await using var server = await Start();
        using var listener = new Listener(server);
        var run = (await listener.Ask("api/training/start", Digits)).Answer.GetProperty("runs")[0].GetString();
        var heard = await listener.Until(Listener.IsEnd);
        Assert.All(heard, each => Assert.Equal(run, each.Run));
        Assert.Equal("begin", Listener.Kind(heard[0].Told));
        Assert.Superset(
            new HashSet<string> { "begin", "flow", "steps", "epoch", "end" }, heard.Select(each => Listener.Kind(each.Told)).ToHashSet());
        var end = heard[^1].Told;
        Assert.Equal("Finished", end.GetProperty("outcome").GetString());
        Assert.InRange(end.GetProperty("test_accuracy").GetDouble(), 0.1, 1);

        // A page that is loaded anew hears the same again, and one that lost the connection only what is new.
        var last = listener.Last!;
        var again = await listener.Until(Listener.IsEnd);
        Assert.Equal(heard.Select(each => each.Told.GetRawText()), again.Select(each => each.Told.GetRawText()));
        Assert.Equal([run], listener.Runs);
        await listener.Ask("api/training/start", Digits);
        var next = await listener.Until(Listener.IsEnd, last);
        Assert.All(next, each => Assert.NotEqual(run, each.Run));
        var foreign = await listener.Until(Listener.IsEnd, "0123456789abcdef-99");
        Assert.Equal(run, foreign[0].Run);
    }

    [Fact]
    public async Task Wishes_of_the_page_are_met_while_it_trains()
    {
        await using var server = await Start();
        using var listener = new Listener(server);
        await listener.Ask("api/training/start", "{\"what\":\"digits\",\"model\":\"mlp:8\",\"epochs\":500,\"pace\":200}");
        var (run, _) = (await listener.Until((_, told) => Listener.Kind(told) == "steps"))[0];
        Assert.True((await Wish("pause")).GetProperty("done").GetBoolean());
        var paused = (await listener.Until((_, told) => Listener.Kind(told) == "state"))[^1].Told;
        Assert.True(paused.GetProperty("paused").GetBoolean());
        await Wish("rate\",\"rate\":\"no");
        var refused = await Ask("{\"wish\":\"rate\",\"rate\":-1,\"run\":\"x\"}");
        Assert.Contains("learning rate from 0", Error(refused), StringComparison.Ordinal);
        await Ask($"{{\"run\":\"{run}\",\"wish\":\"rate\",\"rate\":0.0005}}");
        var change = (await listener.Until((_, told) => Listener.Kind(told) == "change"))[^1].Told;
        Assert.Equal(paused.GetProperty("step").GetInt64() + 1, change.GetProperty("step").GetInt64());
        Assert.Equal(0.5, change.GetProperty("factor").GetDouble());
        await Wish("go_on");
        await Wish("stop");
        Assert.Equal("Stopped", (await listener.Until(Listener.IsEnd))[^1].Told.GetProperty("outcome").GetString());
        var late = await Ask($"{{\"run\":\"{run}\",\"wish\":\"pause\",\"language\":\"pt-BR\"}}");
        Assert.Contains("já terminou", Error(late), StringComparison.Ordinal);
        Assert.True((await listener.Ask("api/training/remove", $"{{\"run\":\"{run}\"}}")).Answer.GetProperty("done").GetBoolean());

        async Task<JsonElement> Wish(string wish) => await Ask($"{{\"run\":\"{run}\",\"wish\":\"{wish}\"}}");
        async Task<JsonElement> Ask(string body) => (await listener.Ask("api/training/wish", body)).Answer;
    }

    [Fact]
    public async Task A_vanishing_network_is_trained_beside_one_that_remembers()
    {
        await using var server = await Start();
        using var listener = new Listener(server);
        var started = await listener.Ask("api/training/start", "{\"what\":\"vanishing\",\"steps\":20,\"epochs\":1}");
        var runs = started.Answer.GetProperty("runs");
        Assert.Equal(2, runs.GetArrayLength());
        var ends = 0;
        var heard = await listener.Until((run, told) => Listener.IsEnd(run, told) && ++ends == 2);
        JsonElement First(int run, string kind) =>
            heard.First(each => each.Run == runs[run].GetString() && Listener.Kind(each.Told) == kind).Told;
        Assert.Equal("tanh RNN", First(0, "begin").GetProperty("name").GetString());
        Assert.Equal("LSTM", First(1, "begin").GetProperty("name").GetString());
        Assert.Equal("vanishing", First(1, "begin").GetProperty("group").GetString());
        double Left(int run)
        {
            var layer = First(run, "flow").GetProperty("layers").EnumerateArray().First(each => each.GetProperty("carried").GetBoolean());
            return layer.GetProperty("norms")[0].GetDouble() / layer.GetProperty("norms")[19].GetDouble();
        }

        Assert.True(Left(0) < 1e-3 && Left(1) > 1e-2, $"{Left(0)} and {Left(1)}");
    }

    [Theory]
    [InlineData("{\"what\":\"planets\"}", "no JSON object of the form")]
    [InlineData("{\"model\":\"tree\"}", "is no model")]
    [InlineData("{\"model\":\"mlp:20000,20000\"}", "the studio trains up to")]
    [InlineData("{\"epochs\":0}", "epochs is a number from 1 to 500.")]
    [InlineData("{\"rate\":\"fast\"}", "rate is a number from 0")]
    [InlineData("{\"what\":\"vanishing\",\"steps\":100000}", "steps is a number from 4 to 120.")]
    public async Task What_cannot_be_trained_is_told(string request, string sentence)
    {
        await using var server = await Start();
        using var listener = new Listener(server);
        Assert.Contains(sentence, Error((await listener.Ask("api/training/start", request)).Answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_so_many_run_at_a_time()
    {
        await using var server = await Start();
        using var listener = new Listener(server);
        const string slow = "{\"what\":\"digits\",\"model\":\"mlp:2\",\"epochs\":500,\"pace\":1}";
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(1, (await listener.Ask("api/training/start", slow)).Answer.GetProperty("runs").GetArrayLength());
        }

        Assert.Contains("At most 4", Error((await listener.Ask("api/training/start", slow)).Answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_without_the_token_may_listen_tell_or_wish()
    {
        await using var server = await Start();
        using var listener = new Listener(server);
        foreach (var path in new[] { "start", "wish", "remove", "feed?run=a&met=0" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await listener.Ask($"api/training/{path}", "{}", token: "guess")).Status);
        }

        using var client = new HttpClient { BaseAddress = server.Address };
        var token = TestContext.Current.CancellationToken;
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("api/training/events", token)).StatusCode);
        using var foreign = new HttpRequestMessage(HttpMethod.Post, $"api/training/start?token={server.Token}");
        foreign.Content = new StringContent("{}");
        foreign.Headers.Add("Origin", "http://example.org");
        Assert.Equal(HttpStatusCode.Forbidden, (await client.SendAsync(foreign, token)).StatusCode);
    }

    [Theory]
    [InlineData("feed?run=a&met=0", "{\"event\":\"dance\"}")]
    [InlineData("feed?run=a&met=0", "[[[[[[[[[[[[[[[[[[[[")]
    [InlineData("feed?run=a&met=x", "")]
    [InlineData("feed?met=0", "")]
    public async Task What_no_training_tells_is_refused(string path, string body)
    {
        await using var server = await Start();
        using var listener = new Listener(server);
        Assert.Equal(HttpStatusCode.BadRequest, (await listener.Ask($"api/training/{path}", body)).Status);
    }

    [Fact]
    public async Task A_training_elsewhere_attaches_meets_wishes_and_follows_to_another_studio()
    {
        var place = await Start();
        using var first = new Listener(place);
        Place[] places = [new(place.Address, place.Token, 1)];
        Assert.Null(await Publisher.Attach(() => [new(place.Address, "wrong", 1), new(new("http://127.0.0.1:9/"), "t", 1)]));
        await using var publisher = await Publisher.Attach(() => places);
        Assert.NotNull(publisher);
        Assert.Equal(place.Address, publisher.Address);

        var trainer = Told.Trainer();
        var observer = publisher.Training = new(trainer, Told.Begin("elsewhere"), Told.Examples, publisher);
        observer.Control.Pause();
        var training = Task.Run(() => Told.Train(trainer, observer), TestContext.Current.CancellationToken);
        var (run, begin) = (await first.Until((_, told) => Listener.Kind(told) == "state"))[0];
        Assert.Equal("elsewhere", begin.GetProperty("name").GetString());

        // The studio ends; another one is started, and hears all from the beginning.
        await place.DisposeAsync();
        await using var other = await Start();
        places = [new(other.Address, other.Token, 1)];
        using var second = new Listener(other);
        Assert.Equal("begin", Listener.Kind((await second.Until((_, told) => Listener.Kind(told) == "state"))[0].Told));
        await second.Ask("api/training/wish", $"{{\"run\":\"{run}\",\"wish\":\"rate\",\"rate\":0.02}}");
        await second.Ask("api/training/wish", $"{{\"run\":\"{run}\",\"wish\":\"go_on\"}}");
        await training;
        var heard = await second.Until(Listener.IsEnd);
        Assert.Equal(20, heard[^1].Told.GetProperty("step").GetInt32());
        Assert.Equal([new(1, 2)], trainer.Changes);
    }

    private static Task<StudioServer> Start() => StudioServer.StartAsync(new(), TestContext.Current.CancellationToken);

    private static string Error(JsonElement answer) => answer.GetProperty("error").GetProperty("message").GetString()!;
}
