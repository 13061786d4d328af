using System.Diagnostics;
using Aresta.Learning.Data;

namespace Aresta.Learning.Training;

/// <summary>A trainer going through examples, epoch by epoch: <c>foreach (var epoch in trainer.Fit(examples, new() { … }))</c>.</summary>
internal sealed class Fitting(Trainer trainer, ExampleSource source, FitOptions options)
{
    private readonly Batches batches = new(source, options.BatchSize, trainer.Options.Seed);
    private readonly Evaluator evaluator = new(trainer.Model, trainer.Loss, options.Metrics, trainer.Options.ThreadCount);

    public IEnumerable<EpochReport> Run(CancellationToken cancellation)
    {
        if (source.Count == 0)
        {
            throw new ArgumentException("There are no examples to train on.", nameof(source));
        }

        var (begin, seen) = (Stopwatch.GetTimestamp(), 0L);
        while (trainer.Position is { IsStopped: false } position && position.Epoch <= options.Epochs)
        {
            var start = Stopwatch.GetTimestamp();
            foreach (var (inputs, targets) in batches.Epoch(position.Epoch, position.Batch))
            {
                cancellation.ThrowIfCancellationRequested();
                if (options.Control?.Meet(trainer, options.Save, cancellation) == false)
                {
                    yield break;
                }

                var loss = trainer.Step(inputs, targets);
                var count = inputs.Shape[0];
                seen += count;
                trainer.Position = position = position with { Batch = position.Batch + 1, LossSum = position.LossSum + (loss * count) };
                Tell(position, loss, seen, Stopwatch.GetElapsedTime(begin));
                if (options.SaveEvery is { } every && trainer.StepCount % every == 0)
                {
                    options.Save?.Invoke(trainer);
                }
            }

            var evaluation = options.Validation is { Count: > 0 } examples ? trainer.Evaluate(evaluator, examples) : null;
            var report = new EpochReport(
                position.Epoch, trainer.StepCount, position.LossSum / source.Count, evaluation, Stopwatch.GetElapsedTime(start),
                IsLast: false);
            trainer.Position = Behind(position, evaluation);
            options.Save?.Invoke(trainer);
            yield return report with { IsLast = trainer.Position.IsStopped || position.Epoch == options.Epochs };
        }
    }

    // The beginning of the next epoch, or the end.
    private Position Behind(Position position, Evaluation? evaluation)
    {
        var better = evaluation?.Loss < position.BestLoss;
        var since = better ? 0 : position.SinceBest + 1;
        return new()
        {
            Epoch = position.Epoch + 1,
            BestLoss = better ? evaluation!.Loss : position.BestLoss,
            SinceBest = since,
            IsStopped = evaluation is not null && since > options.Patience,
        };
    }

    private void Tell(Position position, double loss, long seen, TimeSpan elapsed)
    {
        if (options.Progress is { } progress)
        {
            var done = Math.Min((long)position.Batch * options.BatchSize, source.Count);
            var rate = seen / elapsed.TotalSeconds;
            var left = ((long)(options.Epochs - position.Epoch) * source.Count) + source.Count - done;
            progress.Report(new(
                position.Epoch, options.Epochs, position.Batch, batches.Count, position.LossSum / done, rate,
                TimeSpan.FromSeconds(left / rate), trainer.StepCount, loss));
        }
    }
}
