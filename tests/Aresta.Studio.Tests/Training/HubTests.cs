using System.Text;
using Aresta.Studio.Training.Feed;
using Aresta.Studio.Training.History;

namespace Aresta.Studio.Tests.Training;

/// <summary>What the studio keeps of trainings.</summary>
public class HubTests
{
    [Fact]
    public void An_attached_run_is_heard_once_however_often_it_repeats_itself()
    {
        var hub = new TrainingHub();
        Assert.Equal(2, hub.Hear("a", [Number(Told.Begin(), 1), Steps(2)], 0)!.Have);
        Assert.Equal(3, hub.Hear("a", [Steps(2), Steps(3)], 0)!.Have);
        Assert.Equal([1, 2, 3], hub.After(0).Select(item => (int)item.Id));
        Assert.Equal([3], hub.After(2).Select(item => (int)item.Id));
        Assert.Empty(hub.After(3));
    }

    [Fact]
    public void A_run_that_begins_in_the_middle_is_asked_to_begin_anew()
    {
        var hub = new TrainingHub();
        Assert.Equal(0, hub.Hear("a", [Steps(7)], 0)!.Have);
        Assert.Equal(0, hub.Hear("a", [], 0)!.Have);
        Assert.Empty(hub.After(0));
    }

    [Fact]
    public void Wishes_wait_until_they_are_met()
    {
        var hub = new TrainingHub();
        Assert.False(hub.Wish("a", WishKind.Pause, null));
        hub.Hear("a", [Number(Told.Begin(), 1)], 0);
        Assert.True(hub.Wish("a", WishKind.Pause, null));
        Assert.True(hub.Wish("a", WishKind.Rate, 0.5));
        Assert.Equal([WishKind.Pause, WishKind.Rate], hub.Hear("a", [], 0)!.Wishes.Select(wish => wish.Kind));
        Assert.Equal(new Wish(2, WishKind.Rate, 0.5), hub.Hear("a", [], 1)!.Wishes.Single());
        Assert.Empty(hub.Hear("a", [], 2)!.Wishes);
        hub.Hear("a", [Number(new EndEvent(Outcome.Finished, 4), 2)], 2);
        Assert.False(hub.Wish("a", WishKind.GoOn, null));
    }

    [Fact]
    public void Too_many_wishes_are_refused()
    {
        var hub = new TrainingHub();
        hub.Hear("a", [Number(Told.Begin(), 1)], 0);
        Assert.Equal(Run.MostWishes, Enumerable.Range(0, 1000).Count(_ => hub.Wish("a", WishKind.Pause, null)));
    }

    [Fact]
    public void A_run_that_falls_silent_is_lost_and_one_that_speaks_again_goes_on()
    {
        var time = new Clock();
        var hub = new TrainingHub(time);
        hub.Hear("a", [Number(Told.Begin(), 1), Steps(2), Number(new StateEvent(true, 2), 3)], 0);
        time.Now += TrainingHub.Silence;
        hub.Listen();
        Assert.Equal(3, hub.After(0).Count);
        time.Now += TimeSpan.FromSeconds(1);
        hub.Listen();
        hub.Listen();
        Assert.Contains("\"event\":\"end\",\"outcome\":\"Lost\",\"step\":2", Text(hub.After(3).Single().Line), StringComparison.Ordinal);
        Assert.False(hub.Wish("a", WishKind.GoOn, null));

        hub.Hear("a", [], 0);
        Assert.Contains("\"event\":\"state\",\"paused\":true,\"step\":2", Text(hub.After(4).Single().Line), StringComparison.Ordinal);
        Assert.True(hub.Wish("a", WishKind.GoOn, null));
        time.Now += TimeSpan.FromHours(1);
        hub.Hear("a", [Number(new EndEvent(Outcome.Finished, 9), 4)], 0);
        time.Now += TimeSpan.FromHours(1);
        hub.Listen();
        Assert.Contains("Finished", Text(hub.After(5).Single().Line), StringComparison.Ordinal);
    }

    [Fact]
    public void Old_runs_that_are_over_make_room_and_running_ones_do_not()
    {
        var (time, hub) = (new Clock(), (TrainingHub?)null);
        hub = new(time);
        for (var i = 0; i < TrainingHub.MostRuns; i++)
        {
            time.Now += TimeSpan.FromSeconds(1);
            Assert.NotNull(hub.Hear($"run{i}", [Number(Told.Begin(), 1)], 0));
        }

        Assert.Null(hub.Hear("more", [Number(Told.Begin(), 1)], 0));
        Assert.Null(hub.Add(_ => { }));
        hub.Hear("run3", [Number(new EndEvent(Outcome.Finished, 1), 2)], 0);
        Assert.NotNull(hub.Hear("more", [Number(Told.Begin(), 1)], 0));
        var (version, names) = hub.Runs();
        Assert.Equal(TrainingHub.MostRuns, names.Count);
        Assert.DoesNotContain("run3", names);
        Assert.False(hub.Remove("run5"));
        hub.Hear("run5", [Number(new EndEvent(Outcome.Finished, 1), 2)], 0);
        Assert.True(hub.Remove("run5"));
        Assert.True(hub.Runs().Version > version);
    }

    [Fact]
    public void A_history_stays_within_bounds_and_spans_the_whole_training()
    {
        var history = new RunHistory();
        history.Add(1, Told.Begin(), FeedJson.Line(Told.Begin()));
        var flow = new FlowEvent(0, 0, 1, 1, [], [], []);
        for (var i = 2; i < 20_000; i++)
        {
            FeedEvent told = i % 2 == 0 ? flow with { Step = i } : new EpochEvent(i, i, 1, 1, 1, 1);
            history.Add(i, told, i % 2 == 0 ? new byte[64 * 1024] : FeedJson.Line(told));
        }

        Assert.InRange(history.Bytes, 1, RunHistory.MostBytes);
        Assert.Equal(history.Bytes, history.After(0).Sum(item => (long)item.Line.Length));
        Assert.InRange(history.Count, 100, 4000);
        var ids = history.After(0).Select(item => item.Id).ToArray();
        Assert.Equal(ids.Order(), ids);
        Assert.Equal((1, 2, 19_999), (ids[0], ids[1], ids[^1]));
        Assert.Equal(ids.Where(id => id > 10_000), history.After(10_000).Select(item => item.Id));
        Assert.True(ids.Zip(ids.Skip(1), (a, b) => b - a).Max() < 2000);
    }

    [Fact]
    public async Task Whoever_watches_is_woken()
    {
        var token = TestContext.Current.CancellationToken;
        var hub = new TrainingHub();
        using var watcher = hub.Watch();
        Assert.False(await watcher.Wait(TimeSpan.Zero, token));
        var waiting = watcher.Wait(TimeSpan.FromMinutes(10), token);
        hub.Hear("a", [Number(Told.Begin(), 1)], 0);
        Assert.True(await waiting);
    }

    private static string Text(byte[] line) => Encoding.UTF8.GetString(line);

    private static FeedEvent Number(FeedEvent told, long number) => told with { Number = number };

    private static FeedEvent Steps(long number) => new StepsEvent(1, 10, [number], [0.5], [0.01]) { Number = number };

    private sealed class Clock : TimeProvider
    {
        public TimeSpan Now { get; set; } = TimeSpan.FromDays(1);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
