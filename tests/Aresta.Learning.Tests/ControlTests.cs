using Aresta.Datasets;
using Aresta.Learning.Checkpoints;
using Aresta.Learning.Data;
using Aresta.Learning.Layers;
using Aresta.Learning.Losses;
using Aresta.Learning.Optimizers;
using Aresta.Learning.Schedules;
using Aresta.Learning.Training;
using Aresta.Tests.Shared;

namespace Aresta.Learning.Tests;

/// <summary>A training that is paused, changed and stopped while it runs.</summary>
public sealed class ControlTests : IDisposable
{
    private const int Steps = 30;
    private static readonly Examples Train = Examples.Of(Iris.All);
    private readonly string directory = Directory.CreateTempSubdirectory("aresta-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public void A_change_is_recorded_and_repeats_to_the_bit()
    {
        var changed = Changed(out var made);
        Assert.Equal([new RateChange(8, 0.25), new(20, 3)], made);
        Assert.Equal(3, changed.RateFactor);
        Assert.NotEqual(Run(New(), new()).Weights.Sha256(), changed.Weights.Sha256());

        var again = New();
        again.Replay(made);
        Assert.Equal(1, again.RateFactor);
        Assert.Equal(changed.Weights.Sha256(), Run(again, new()).Weights.Sha256());
        Assert.Equal(made, again.Changes);
    }

    [Theory, InlineData(7), InlineData(8), InlineData(9), InlineData(12), InlineData(21)]
    public void A_change_survives_being_killed_at_any_step(int killed)
    {
        var expected = Changed(out _).Weights.Sha256();
        var (first, control) = (New(), new TrainingControl());
        using var stop = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => Run(first, control, step =>
        {
            Wish(control, step);
            if (step == killed)
            {
                stop.Cancel();
            }
        }, save: true, stop.Token));

        // A wish that no step has met yet is wished again; what held for a step is in the checkpoint, and holds again.
        var resumed = New();
        resumed.Load(directory);
        Assert.InRange(resumed.StepCount, killed - 5, killed);
        Assert.Equal(first.Changes, resumed.Changes);
        var next = new TrainingControl();
        var last = Run(resumed, next, step => Wish(next, step > killed || killed == 7 ? step : 0));
        Assert.Equal(expected, last.Weights.Sha256());
    }

    [Fact]
    public void A_checkpoint_from_before_a_change_takes_it_from_the_record_and_one_from_after_it_must_agree()
    {
        var expected = Changed(out var made).Weights.Sha256();
        var (early, late) = (Path.Combine(directory, "early"), Path.Combine(directory, "late"));
        var control = new TrainingControl();
        var trainer = New();
        Run(trainer, control, step =>
        {
            Wish(control, step);
            if (step is 5 or 15)
            {
                trainer.Save(step == 5 ? early : late);
            }
        });
        Assert.Empty(Checkpoint.Changes(early));
        Assert.Equal([new RateChange(8, 0.25)], Checkpoint.Changes(late));
        foreach (var place in new[] { early, late })
        {
            var resumed = New();
            resumed.Load(place);
            resumed.Replay(made);
            Assert.Equal(expected, Run(resumed, new()).Weights.Sha256());
        }

        var other = New();
        other.Load(late);
        var error = Assert.Throws<ArgumentException>(() => other.Replay([new(8, 0.5)]));
        Assert.StartsWith(
            "The 15 steps made so far were made with other rates: 0.25 from step 8 instead of 0.5 from step 8.", error.Message,
            StringComparison.Ordinal);
        Assert.Equal(0.25, other.RateFactor);
    }

    [Fact]
    public void A_factor_is_what_a_schedule_would_have_given()
    {
        // Rates that fall to a tenth at step 11, by hand and by a schedule.
        var byHand = New(new Constant());
        byHand.Change(new(11, 0.1));
        byHand.Change(new(11, Math.Pow(0.1, 1)));
        byHand.Change(new(21, Math.Pow(0.1, 2)));
        Assert.Equal(
            Run(New(new StepDecay(10)), new()).Weights.Sha256(), Run(byHand, new()).Weights.Sha256());
        Assert.Throws<ArgumentException>(() => byHand.Change(new(Steps, 1)));
        Assert.Throws<ArgumentException>(() => byHand.Change(new(Steps + 1, double.NaN)));
        Assert.Throws<ArgumentException>(() => byHand.RateFactor = -1);
        Assert.Throws<ArgumentOutOfRangeException>(() => new TrainingControl().ChangeRate(double.PositiveInfinity));
    }

    [Fact]
    public async Task A_pause_lasts_until_it_is_to_go_on_and_changes_no_bit()
    {
        var token = TestContext.Current.CancellationToken;
        using var paused = new SemaphoreSlim(0);
        var trainer = New();
        List<bool> told = [];
        var control = new TrainingControl
        {
            Changed = c =>
            {
                told.Add(c.IsPaused);
                paused.Release();
            },
        };
        var running = Task.Run(() => Run(trainer, control, step =>
        {
            if (step == 9)
            {
                control.Pause();
            }
        }), token);
        await paused.WaitAsync(token);
        Assert.Equal(9, trainer.StepCount);
        control.ChangeRate(1);
        await paused.WaitAsync(token);
        Assert.Equal([new RateChange(10, 1)], trainer.Changes);
        Assert.False(running.IsCompleted);
        control.GoOn();
        Assert.Equal(Run(New(), new()).Weights.Sha256(), (await running).Weights.Sha256());
        Assert.Equal([true, true, false], told);
    }

    [Fact]
    public async Task Whoever_waits_can_be_cancelled_or_stopped()
    {
        var token = TestContext.Current.CancellationToken;
        using var stop = new CancellationTokenSource();
        using var paused = new SemaphoreSlim(0);
        var control = new TrainingControl { Changed = _ => paused.Release() };
        control.Pause();
        var waiting = Task.Run(() => Run(New(), control, null, save: false, stop.Token), token);
        await paused.WaitAsync(token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);

        var trainer = New();
        waiting = Task.Run(() => Run(trainer, control, null, save: true), token);
        await paused.WaitAsync(token);
        control.Stop();
        await waiting;
        Assert.True(control.IsStopping);
        Assert.Equal(0, trainer.StepCount);
        Assert.True(Checkpoint.Exists(directory));
    }

    [Fact]
    public void A_stopped_training_goes_on_from_its_checkpoint_to_the_same_bits()
    {
        var control = new TrainingControl();
        var trainer = Run(New(), control, step =>
        {
            if (step == 13)
            {
                control.Stop();
            }
        }, save: true);
        Assert.Equal(13, trainer.StepCount);
        var resumed = New();
        resumed.Load(directory);
        Assert.Equal(13, resumed.StepCount);
        Assert.Equal(Run(New(), new()).Weights.Sha256(), Run(resumed, new()).Weights.Sha256());
    }

    [Fact]
    public void Nothing_is_allocated_where_nothing_is_wished()
    {
        var (control, trainer) = (new TrainingControl(), New());
        Allocations.None(() => control.Meet(trainer, null, default));
    }

    [Theory]
    [InlineData("{\"step\": 0, \"factor\": 1}")]
    [InlineData("{\"step\": 3, \"factor\": -1}")]
    [InlineData("{\"step\": 3, \"factor\": \"NaN\"}")]
    [InlineData("{\"step\": 3, \"factor\": 1}, {\"step\": 3, \"factor\": 2}")]
    public void A_record_that_cannot_be_is_refused(string changes)
    {
        New().Save(directory);
        var file = Path.Combine(directory, "checkpoint.json");
        var text = File.ReadAllText(file);
        Assert.Contains("\"changes\": []", text, StringComparison.Ordinal);
        File.WriteAllText(file, text.Replace("\"changes\": []", $"\"changes\": [{changes}]", StringComparison.Ordinal));
        var error = Assert.Throws<CheckpointException>(() => New().Load(directory));
        Assert.Contains("its rates cannot change by ", error.Message, StringComparison.Ordinal);
    }

    private Trainer Changed(out IReadOnlyList<RateChange> made)
    {
        var (trainer, control) = (New(), new TrainingControl());
        Run(trainer, control, step => Wish(control, step));
        made = trainer.Changes;
        return trainer;
    }

    private static void Wish(TrainingControl control, long step)
    {
        if (step is 7 or 19)
        {
            control.ChangeRate(step == 7 ? 0.25 : 3);
        }
    }

    private static Trainer New(Schedule? schedule = null) => new(
        new Sequential(new Dense(4, 8), Activation.Tanh, new Dropout(0.2), new Dense(8, 3)), CommonLosses.CrossEntropy, new Adam(0.01),
        options: new() { Seed = 1, Schedule = schedule ?? new Cosine(Steps), ThreadCount = 1 });

    private Trainer Run(
        Trainer trainer, TrainingControl control, Action<long>? behind = null, bool save = false, CancellationToken cancellation = default)
    {
        _ = trainer.Fit(
            Train,
            new()
            {
                Epochs = 3,
                BatchSize = 16,
                Control = control,
                Progress = behind is null ? null : new Behind(() => behind(trainer.StepCount)),
                Save = save ? t => t.Save(directory) : null,
                SaveEvery = save ? 5 : null,
            },
            cancellation).Count();
        return trainer;
    }

    private sealed class Behind(Action told) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => told();
    }
}
