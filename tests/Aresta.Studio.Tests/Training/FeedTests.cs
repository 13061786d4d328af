using System.Text;
using System.Text.Json;
using Aresta.Expressions.Tests;
using Aresta.Learning.Layers;
using Aresta.Learning.Training;
using Aresta.Studio.Training.Feed;
using Aresta.Tests.Shared;

namespace Aresta.Studio.Tests.Training;

/// <summary>What a training tells, and how it meets wishes.</summary>
public class FeedTests
{
    [Fact]
    public void A_training_tells_of_itself_from_beginning_to_end_and_changes_no_bit()
    {
        var (told, trainer) = (new Told(), Told.Trainer());
        Told.Train(trainer, new(trainer, Told.Begin(), Told.Examples, told));
        Assert.IsType<BeginEvent>(told.Events[0]);
        Assert.IsType<EndEvent>(told.Events[^1]);
        Assert.Equal(Enumerable.Range(1, 20).Select(i => (long)i), told.Of<StepsEvent>().SelectMany(steps => steps.Step));
        Assert.All(told.Of<StepsEvent>().SelectMany(steps => steps.Loss), loss => Assert.True(loss > 0));
        Assert.All(told.Of<StepsEvent>().SelectMany(steps => steps.Rate), rate => Assert.Equal(0.01, rate));
        Assert.Equal([5, 10, 15, 20], told.Of<EpochEvent>().Select(epoch => (int)epoch.Step));
        Assert.Equal([0.5, 0.5, 0.5, 0.5], told.Of<EpochEvent>().Select(epoch => epoch.Accuracy!.Value));

        var flows = told.Of<FlowEvent>().ToArray();
        Assert.Equal((0, 20), (flows[0].Step, flows[^1].Step));
        Assert.Equal(["0", "1", "2"], flows[0].Layers.Select(layer => layer.Name));
        Assert.StartsWith("Healthy: ", flows[^1].Findings[0].Sentence.En, StringComparison.Ordinal);
        Assert.StartsWith("Saudável: ", flows[^1].Findings[0].Sentence.Pt, StringComparison.Ordinal);
        var paths = told.Of<PathsEvent>().Last();
        Assert.Equal((20, "0.weight", "1"), (paths.Step, paths.Parameter, paths.Count));
        Assert.Equal(1, paths.Paths[0].Share!.Value, 1e-6);
        Assert.Equal("loss ← 2 ← 1 ← 0 ← 0.weight", paths.Paths[0].Text);

        var alone = Told.Trainer();
        _ = alone.Fit(Told.Examples, new() { Epochs = 4, BatchSize = 30 }).Count();
        Assert.Equal(alone.Weights.Sha256(), trainer.Weights.Sha256());
    }

    [Fact]
    public void A_rate_that_is_wished_holds_from_the_next_step_on_and_is_told()
    {
        var (told, trainer) = (new Told(), Told.Trainer());
        var observer = new TrainingObserver(trainer, Told.Begin(), Told.Examples, told);
        Told.Train(trainer, observer, behindStep: () =>
        {
            if (trainer.StepCount == 7)
            {
                observer.Meet(new(1, WishKind.Rate, 0.002));
            }
            else if (trainer.StepCount == 13)
            {
                observer.Meet(new(2, WishKind.Stop));
            }
        });
        var change = told.Of<ChangeEvent>().Single();
        Assert.Equal(8, change.Step);
        Assert.Equal(0.002, change.Rate, 1e-12);
        Assert.Equal(
            [.. Enumerable.Repeat(0.01, 7), .. Enumerable.Repeat(0.002, 6)], told.Of<StepsEvent>().SelectMany(steps => steps.Rate));
        Assert.Equal(new RateChange(8, change.Factor), trainer.Changes.Single());
        Assert.Equal((13L, Outcome.Stopped), (trainer.StepCount, told.Of<EndEvent>().Single().Outcome));
    }

    [Fact]
    public async Task A_pause_is_told_and_so_is_its_end()
    {
        var paused = new TaskCompletionSource();
        var (told, trainer) = (new Told { Heard = each => _ = each is StateEvent && paused.TrySetResult() }, Told.Trainer());
        var observer = new TrainingObserver(trainer, Told.Begin(), Told.Examples, told);
        observer.Meet(new(1, WishKind.Pause));
        var running = Task.Run(() => Told.Train(trainer, observer), TestContext.Current.CancellationToken);
        await paused.Task;
        Assert.Equal(0, trainer.StepCount);
        observer.Meet(new(2, WishKind.GoOn));
        await running;
        Assert.Equal([true, false], told.Of<StateEvent>().Select(state => state.Paused));
        Assert.Equal(20, trainer.StepCount);
    }

    [Fact]
    public void A_long_training_has_so_many_points_at_most_each_the_mean_since_the_last()
    {
        var (told, trainer) = (new Told(), Told.Trainer());
        var points = new StepPoints(trainer, told);
        for (var step = 1; step <= 10_000; step++)
        {
            points.Add(new(1, 1, step, 10_000, 0, 100, default, step, step));
        }

        points.Flush();
        Assert.Equal(Enumerable.Range(1, StepPoints.Most).Select(i => 5L * i), told.Of<StepsEvent>().SelectMany(steps => steps.Step));
        Assert.Equal(
            Enumerable.Range(1, 100).Select(i => Numbers.Short((5 * i) - 2)),
            told.Of<StepsEvent>().SelectMany(steps => steps.Loss).Take(100));
    }

    [Fact]
    public void A_step_between_two_points_allocates_nothing()
    {
        var points = new StepPoints(Told.Trainer(), new Told());
        Allocations.None(() => points.Add(new(1, 1, 1, int.MaxValue, 0, 100, default, 1, 1)));
    }

    [Fact]
    public void Numbers_that_are_none_are_null_and_the_others_short()
    {
        Assert.Equal([null, null, 0.0, 1.235e-9, -12350, 1e-300], new[]
        {
            Numbers.Short(double.NaN), Numbers.Short(double.PositiveInfinity), Numbers.Short(0), Numbers.Short(1.23456e-9),
            Numbers.Short(-12345.6), Numbers.Short(1e-300),
        });
        var line = FeedJson.Line(new StepsEvent(1, 0, [1, 2], [null, 1], [1, 1]));
        Assert.Contains("[null,1]", Encoding.UTF8.GetString(line), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_event_reads_back()
    {
        var (told, trainer) = (new Told(), Told.Trainer());
        Told.Train(trainer, new(trainer, Told.Begin(), Told.Examples, told));
        Assert.All(told.Events, each => Assert.Equal(FeedJson.Line(each), FeedJson.Line(FeedJson.Read(FeedJson.Line(each)))));
    }

    [Fact]
    public void Every_event_is_as_its_schema_says()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Repository.Find("docs", "training-feed-1.schema.json")));
        var check = new SchemaCheck(schema.RootElement);
        var model = new Sequential(new Unflatten([2, 2]), new Lstm(2, 3, lastOnly: true), new Dense(3, 3));
        var (told, trainer) = (new Told(), Told.Trainer(model));
        var observer = new TrainingObserver(trainer, Told.Begin() with { Guessing = 1, Group = "pair" }, Told.Examples, told);
        observer.Meet(new(1, WishKind.Rate, 0.1));
        Told.Train(trainer, observer);
        FeedEvent[] more =
        [
            new StateEvent(true, 3), new EndEvent(Outcome.Lost, 3), new EndEvent(Outcome.Finished, 3, 1, 0.5, new string('a', 64), "why"),
            new StepsEvent(1, 10, [1], [null], [0.1]),
        ];
        foreach (var each in (FeedEvent[])[.. told.Events, .. more])
        {
            using var json = JsonDocument.Parse(FeedJson.Line(each));
            Assert.Empty(check.Errors(json.RootElement));
        }

        Assert.Equal(
            ["begin", "change", "end", "epoch", "flow", "paths", "state", "steps"],
            told.Events.Concat(more).Select(each => each.GetType().Name[..^5].ToLowerInvariant()).Distinct().Order(StringComparer.Ordinal));
        using var wrong = JsonDocument.Parse("{\"event\":\"state\",\"number\":1,\"paused\":1,\"step\":1}");
        Assert.NotEmpty(check.Errors(wrong.RootElement));
    }

    [Theory]
    [InlineData("")]
    [InlineData("7")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"event\":\"dance\"}")]
    [InlineData("{\"event\":\"begin\",\"name\":\"x\"}")]
    [InlineData("{\"event\":\"end\",\"outcome\":\"Vanished\",\"step\":1}")]
    public void What_is_no_event_is_refused(string line) =>
        Assert.ThrowsAny<JsonException>(() => FeedJson.Read(Encoding.UTF8.GetBytes(line)));
}
