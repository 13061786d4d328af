using System.Diagnostics;
using System.Globalization;
using Aresta.Learning.Data;
using Aresta.Learning.Diagnostics.Paths;
using Aresta.Learning.Modules;
using Aresta.Learning.Training;
using Aresta.Tensors;

namespace Aresta.Studio.Training.Feed;

/// <summary>
/// Looks for the heaviest paths to the parameter that is farthest from the loss, on a copy of the weights and beside the training, one
/// look at a time and for a small part of the time: where one takes long, the next epochs go without. A model that is too large for it
/// goes without at all.
/// </summary>
internal sealed class PathLooks
{
    private const int MostPaths = 6;
    private const int MostPlaces = 160;
    private const int Examples = 8;
    private const int Cost = 20;
    private static readonly long Pause = Stopwatch.Frequency;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Trainer trainer;
    private readonly IFeedSink sink;
    private readonly Tensor inputs, targets;
    private readonly string? parameter;
    private Task<PathsEvent?> running = Task.FromResult<PathsEvent?>(null);
    private long lookedAt = -1, next, took;
    private bool isTooLarge;

    public PathLooks(Trainer trainer, ExampleSource examples, IFeedSink sink)
    {
        (this.trainer, this.sink) = (trainer, sink);
        (inputs, targets) = examples.Take([.. Enumerable.Range(0, Math.Min(Examples, examples.Count))]).All();
        parameter = trainer.Model.Parameters.FirstOrDefault(each => each.Value.IsTrained).Key;
        isTooLarge = parameter is null;
    }

    /// <summary>Tells what the last look found, if it is over, and begins the next. On the thread of the training.</summary>
    /// <param name="always">Whether also soon after the last look.</param>
    public void Look(bool always = false)
    {
        Tell(wait: false);
        if (!isTooLarge && running.IsCompleted && lookedAt != trainer.StepCount
            && (always || Stopwatch.GetTimestamp() >= Interlocked.Read(ref next)))
        {
            lookedAt = trainer.StepCount;
            var (weights, step) = (trainer.Weights, trainer.StepCount);
            running = Task.Run(() => Found(weights, step));
        }
    }

    /// <summary>Tells of the end, where looks do not take long: nobody waits for them otherwise.</summary>
    public void Finish()
    {
        Tell(wait: true);
        if (running.IsCompleted && Interlocked.Read(ref took) < Patience.TotalSeconds * Stopwatch.Frequency)
        {
            Look(always: true);
            Tell(wait: true);
        }
    }

    private void Tell(bool wait)
    {
        if ((running.IsCompleted || (wait && running.Wait(Patience))) && running.GetAwaiter().GetResult() is { } found)
        {
            sink.Tell(found);
            running = Task.FromResult<PathsEvent?>(null);
        }
    }

    private PathsEvent? Found(Weights weights, long step)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            var report = GradientPaths.Of(trainer.Model, trainer.Loss, weights, inputs, targets, parameter!, MostPaths);
            return new(
                step, report.Parameter, Numbers.Short(report.GradientNorm), report.Count.ToString(CultureInfo.InvariantCulture),
                [.. report.Paths.Select(Of)]);
        }
        catch (ModelException)
        {
            isTooLarge = true;
            return null;
        }
        finally
        {
            var end = Stopwatch.GetTimestamp();
            Interlocked.Exchange(ref took, end - start);
            Interlocked.Exchange(ref next, end + Math.Max(Pause, Cost * (end - start)));
        }
    }

    private static HeavyPath Of(GradientPath path)
    {
        var stops = path.Stops.Where(stop => stop.Name is not null).ToArray();
        var every = (stops.Length + MostPlaces - 1) / MostPlaces;
        var shown = stops.Where((_, i) => i % every == 0 || i == stops.Length - 1).ToArray();
        return new(
            path.ToString(), Numbers.Short(path.Share), Numbers.Short(path.Norm), Numbers.Short(path.Bound),
            [.. shown.Select(stop => stop.Name!)], [.. shown.Select(stop => Numbers.Short(stop.Norm))]);
    }
}
