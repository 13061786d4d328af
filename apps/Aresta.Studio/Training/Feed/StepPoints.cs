using System.Diagnostics;
using Aresta.Learning.Training;

namespace Aresta.Studio.Training.Feed;

/// <summary>
/// The curve of the loss as it is told: a point for every so many steps, with the mean of their losses. So many that the whole training
/// has <see cref="Most"/> points at most: which they are does not depend on the time, and behind most steps nothing is done but an
/// addition.
/// </summary>
internal sealed class StepPoints(Trainer trainer, IFeedSink sink)
{
    /// <summary>The most points of a training.</summary>
    public const int Most = 2000;

    private const int Room = 128;
    private static readonly long Pause = Stopwatch.Frequency / 10;

    private readonly long[] steps = new long[Room];
    private readonly double[] losses = new double[Room], rates = new double[Room];
    private int count, epoch;
    private long summed, told;
    private double sum, speed;

    /// <summary>Takes a step.</summary>
    public void Add(in TrainingProgress progress)
    {
        (epoch, speed) = (progress.Epoch, progress.ExamplesPerSecond);
        sum += progress.StepLoss;
        summed++;
        var every = Math.Max(1, (((long)progress.Epochs * progress.Batches) + Most - 1) / Most);
        if (progress.Step % every == 0)
        {
            steps[count] = progress.Step;
            losses[count] = sum / summed;
            rates[count++] = trainer.Optimizer.Rate * trainer.Options.Schedule.Factor(progress.Step) * trainer.RateFactor;
            (sum, summed) = (0, 0);
        }

        if (count == Room || (count > 0 && Stopwatch.GetTimestamp() - told >= Pause))
        {
            Flush();
        }
    }

    /// <summary>Tells the points that were not told yet.</summary>
    public void Flush()
    {
        told = Stopwatch.GetTimestamp();
        if (count > 0)
        {
            sink.Tell(new StepsEvent(
                epoch, Math.Round(speed), steps[..count], [.. losses[..count].Select(Numbers.Short)],
                [.. rates[..count].Select(rate => Numbers.Short(rate) ?? 0)]));
            count = 0;
        }
    }
}
