using System.Diagnostics;
using Aresta.Learning.Data;
using Aresta.Learning.Diagnostics;
using Aresta.Learning.Training;
using Aresta.Tensors;

namespace Aresta.Studio.Training.Feed;

/// <summary>
/// Tells what happens in a training, and meets the wishes of whoever watches: its <see cref="Control"/> and itself, as the progress, go
/// into the options of the training. Looking at the gradient takes a small part of the time, and changes no bit.
/// </summary>
public sealed class TrainingObserver : IProgress<TrainingProgress>
{
    private const int LooksCost = 20;
    private const int WatchedExamples = 64;
    private static readonly long LookPause = Stopwatch.Frequency / 8;

    private readonly Trainer trainer;
    private readonly IFeedSink sink;
    private readonly StepPoints points;
    private readonly GradientFlow flow;
    private readonly PathLooks paths;
    private readonly Tensor inputs, targets;
    private readonly HashSet<RateChange> toldChanges = [];
    private long nextLook, lookCost = LookPause / LooksCost * 4, lookedAt = -1;
    private bool isPaused;

    /// <summary>Begins to tell of a training.</summary>
    /// <param name="trainer">The training.</param>
    /// <param name="begin">What it is.</param>
    /// <param name="examples">What it is trained on: the first ones are watched.</param>
    /// <param name="sink">Who is told.</param>
    public TrainingObserver(Trainer trainer, BeginEvent begin, ExampleSource examples, IFeedSink sink)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        ArgumentNullException.ThrowIfNull(begin);
        ArgumentNullException.ThrowIfNull(examples);
        ArgumentNullException.ThrowIfNull(sink);
        (this.trainer, this.sink, points, flow) = (trainer, sink, new(trainer, sink), new(trainer));
        var count = Math.Min(WatchedExamples, examples.Count);
        (inputs, targets) = examples.Take([.. Enumerable.Range(0, count)]).All();
        paths = new(trainer, examples, sink);
        Control = new() { Changed = _ => TellChanges() };
        sink.Tell(begin);
        TellChanges();
        Look(trainer.Position.Epoch - (trainer.Position.Batch == 0 ? 1 : 0));
        paths.Look();
    }

    /// <summary>Carries wishes to the training.</summary>
    public TrainingControl Control { get; }

    /// <summary>Behind every step.</summary>
    public void Report(TrainingProgress value)
    {
        points.Add(value);
        if (Stopwatch.GetTimestamp() >= nextLook)
        {
            points.Flush();
            Look(value.Epoch);
        }
    }

    /// <summary>Behind every epoch.</summary>
    /// <param name="epoch">The epoch.</param>
    /// <param name="measured">The evaluation of the measured examples; that of the epoch unless given.</param>
    public void Epoch(EpochReport epoch, Evaluation? measured = null)
    {
        ArgumentNullException.ThrowIfNull(epoch);
        measured ??= epoch.Validation;
        points.Flush();
        if (lookedAt != trainer.StepCount && Stopwatch.GetTimestamp() >= nextLook)
        {
            Look(epoch.Epoch);
        }

        sink.Tell(new EpochEvent(
            epoch.Epoch, epoch.Step, Numbers.Short(epoch.Loss), Numbers.Short(measured?.Loss ?? double.NaN),
            Numbers.Short(measured is { Metrics: [var accuracy, ..] } ? accuracy : double.NaN), epoch.Elapsed.TotalSeconds));
        paths.Look();
    }

    /// <summary>At the end.</summary>
    /// <param name="end">How it ended.</param>
    public void End(EndEvent end)
    {
        ArgumentNullException.ThrowIfNull(end);
        points.Flush();
        if (end.Outcome is Outcome.Finished or Outcome.Stopped && lookedAt != trainer.StepCount)
        {
            Look(trainer.Position.Epoch - (trainer.Position.Batch == 0 ? 1 : 0));
        }

        if (end.Outcome == Outcome.Finished)
        {
            paths.Finish();
        }

        sink.Tell(end);
    }

    /// <summary>Meets a wish.</summary>
    internal void Meet(Wish wish)
    {
        switch (wish.Kind)
        {
            case WishKind.Pause:
                Control.Pause();
                break;
            case WishKind.GoOn:
                Control.GoOn();
                break;
            case WishKind.Stop:
                Control.Stop();
                break;
            case WishKind.Rate when wish.Rate / trainer.Optimizer.Rate is { } factor && double.IsFinite(factor) && factor >= 0:
                Control.ChangeRate(factor);
                break;
        }
    }

    private void Look(int epoch)
    {
        var start = Stopwatch.GetTimestamp();
        sink.Tell(FlowEvent.Of(flow.Look(inputs, targets), trainer.StepCount, epoch));
        var end = Stopwatch.GetTimestamp();
        lookedAt = trainer.StepCount;

        // The first look compiles, and the next ones may run before the runtime has compiled them well.
        lookCost = Math.Min(lookCost, end - start);
        nextLook = end + Math.Max(LookPause, LooksCost * lookCost);
    }

    // On the thread of the training.
    private void TellChanges()
    {
        points.Flush();
        foreach (var change in trainer.Changes)
        {
            if (toldChanges.Add(change))
            {
                sink.Tell(new ChangeEvent(change.Step, change.Factor, change.Factor * trainer.Optimizer.Rate));
            }
        }

        if (Control is { } control && control.IsPaused != isPaused)
        {
            isPaused = control.IsPaused;
            sink.Tell(new StateEvent(isPaused, trainer.StepCount));
        }
    }
}
