using Aresta.Learning.Data;
using Aresta.Learning.Training;
using Aresta.Studio.Training.Feed;
using Aresta.Studio.Training.History;

namespace Aresta.Studio.Training.Running;

/// <summary>A training on a thread of the studio. Whatever goes wrong in it is told as its end.</summary>
/// <param name="hub">Where it is watched.</param>
/// <param name="plan">What is trained.</param>
internal sealed class LocalRun(TrainingHub hub, RunPlan plan)
{
    private readonly CancellationTokenSource end = new();
    private readonly TaskCompletionSource over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Queue<Wish> early = new();
    private TrainingObserver? observer;

    /// <summary>Ends when the thread has ended.</summary>
    public Task Over => over.Task;

    /// <summary>Begins.</summary>
    /// <returns>Its name; null where there is no room.</returns>
    public string? Start()
    {
        if (hub.Add(Meet) is not var (id, sink))
        {
            return null;
        }

        new Thread(() => Run(sink)) { IsBackground = true, Name = "training", Priority = ThreadPriority.BelowNormal }.Start();
        return id;
    }

    /// <summary>Lets it end behind the step that it is at.</summary>
    public void Stop() => end.Cancel();

    // What is wished before the first step waits until there is a training.
    private void Meet(Wish wish)
    {
        lock (early)
        {
            if (observer is null)
            {
                early.Enqueue(wish);
            }
            else
            {
                observer.Meet(wish);
            }
        }
    }

    private void Run(IFeedSink sink)
    {
        Trainer? trainer = null;
        try
        {
            trainer = plan.Trainer();
            Train(trainer, sink);
        }
        catch (OperationCanceledException)
        {
            sink.Tell(new EndEvent(Outcome.Stopped, trainer?.StepCount ?? 0));
        }
#pragma warning disable CA1031 // Whatever went wrong is told to whoever watches, and the studio lives on.
        catch (Exception error)
#pragma warning restore CA1031
        {
            sink.Tell(new EndEvent(Outcome.Failed, trainer?.StepCount ?? 0, Message: error.Message.ReplaceLineEndings(" ")));
        }
        finally
        {
            over.SetResult();
        }
    }

    private void Train(Trainer trainer, IFeedSink sink)
    {
        var told = new TrainingObserver(trainer, plan.Begin(trainer), plan.Train, sink);
        lock (early)
        {
            observer = told;
            while (early.TryDequeue(out var wish))
            {
                told.Meet(wish);
            }
        }

        foreach (var epoch in trainer.Fit(
            plan.Train,
            new()
            {
                Epochs = plan.Epochs,
                BatchSize = plan.BatchSize,
                Validation = plan.Measured,
                Metrics = plan.Metrics,
                Progress = new Paced(told, plan.StepsPerSecond, end.Token),
                Control = told.Control,
            },
            end.Token))
        {
            told.Epoch(epoch);
        }

        if (told.Control.IsStopping)
        {
            told.End(new(Outcome.Stopped, trainer.StepCount));
            return;
        }

        var test = trainer.Evaluate(plan.Test, [.. plan.Metrics]);
        told.End(new(
            Outcome.Finished, trainer.StepCount, test.Metrics is [var accuracy, ..] ? accuracy : null, Numbers.Finite(test.Loss),
            trainer.Weights.Sha256()));
    }

    /// <summary>Waits behind each step, that it can be followed by eye.</summary>
    private sealed class Paced(TrainingObserver told, double stepsPerSecond, CancellationToken cancellation) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            told.Report(value);
            if (stepsPerSecond > 0)
            {
                cancellation.WaitHandle.WaitOne(TimeSpan.FromSeconds(1 / stepsPerSecond));
            }
        }
    }
}

/// <summary>What is trained on a thread of the studio.</summary>
internal sealed record RunPlan
{
    public required Func<Trainer> Trainer { get; init; }

    public required Func<Trainer, BeginEvent> Begin { get; init; }

    public required ExampleSource Train { get; init; }

    public required ExampleSource Measured { get; init; }

    public required ExampleSource Test { get; init; }

    public required int Epochs { get; init; }

    public required int BatchSize { get; init; }

    public IReadOnlyList<Metric> Metrics { get; init; } = [];

    /// <summary>The most steps in a second; as many as there can be for 0.</summary>
    public double StepsPerSecond { get; init; }
}
