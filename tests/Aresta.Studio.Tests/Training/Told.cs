using Aresta.Learning.Data;
using Aresta.Learning.Layers;
using Aresta.Learning.Losses;
using Aresta.Learning.Modules;
using Aresta.Learning.Optimizers;
using Aresta.Learning.Training;
using Aresta.Datasets;
using Aresta.Studio.Training.Feed;

namespace Aresta.Studio.Tests.Training;

/// <summary>A small training, and what it tells.</summary>
internal sealed class Told : IFeedSink
{
    public static readonly Examples Examples = Learning.Data.Examples.Of(Iris.All);

    public List<FeedEvent> Events { get; } = [];

    public Action<FeedEvent>? Heard { get; init; }

    void IFeedSink.Tell(FeedEvent told)
    {
        Events.Add(told with { Number = Events.Count + 1 });
        Heard?.Invoke(told);
    }

    public IEnumerable<T> Of<T>() => Events.OfType<T>();

    public static Trainer Trainer(Layer? model = null) => new(
        model ?? new Sequential(new Dense(4, 8), Activation.Tanh, new Dense(8, 3)), CommonLosses.CrossEntropy, new Adam(0.01),
        options: new() { Seed = 3, ThreadCount = 1 });

    public static BeginEvent Begin(string name = "iris") => new()
    {
        Name = name,
        Data = "iris",
        Model = "mlp:8",
        Optimizer = "Adam",
        Rate = 0.01,
        BatchSize = 30,
        Epochs = 4,
        Examples = 150,
        Parameters = 67,
    };

    public static EndEvent Train(Trainer trainer, TrainingObserver observer, int epochs = 4, Action? behindStep = null)
    {
        foreach (var epoch in trainer.Fit(Examples, new()
        {
            Epochs = epochs,
            BatchSize = 30,
            Progress = new Both(observer, behindStep),
            Control = observer.Control,
        }))
        {
            observer.Epoch(epoch, new(1, [0.5]));
        }

        var end = new EndEvent(observer.Control.IsStopping ? Outcome.Stopped : Outcome.Finished, trainer.StepCount);
        observer.End(end);
        return end;
    }

    private sealed class Both(TrainingObserver observer, Action? behindStep) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            observer.Report(value);
            behindStep?.Invoke();
        }
    }
}
