using System.CommandLine;
using System.Diagnostics;
using Aresta.Cli.Derive;
using Aresta.Cli.Training.Watching;
using Aresta.Cli.Wording;
using Aresta.Learning.Checkpoints;
using Aresta.Learning.Losses;
using Aresta.Learning.Modules;
using Aresta.Learning.Training;
using Aresta.Studio.Training.Feed;

namespace Aresta.Cli.Training;

/// <summary><c>aresta train</c>: data, a model, and what comes of them.</summary>
internal static class TrainCommand
{
    private const int MostEpochs = 1_000_000;

    public static int Run(ParseResult parsed, Terminal terminal, Texts texts)
    {
        var options = TrainOptions.Read(parsed, TrainOptions.ForTrain, texts);
        if (options.Words is not [var name])
        {
            throw new UsageException(texts.Train.NoData);
        }

        if (options.Resume && options["--checkpoint"] is null)
        {
            throw new UsageException(texts.Train.ResumeFromWhere);
        }

        try
        {
            Train(name, options, TrainReport.For(options.Json, terminal, texts), terminal, texts);
            return ExitCode.Success;
        }
        catch (Exception error) when (error is ModelException or CheckpointException)
        {
            throw new InputException(error.Message);
        }
    }

    private static void Train(string name, TrainOptions options, TrainReport report, Terminal terminal, Texts texts)
    {
        var data = TrainingData.Read(name, options, texts);
        report.IsOfText = data.Kind == ExampleKind.Text;
        var recipe = new Recipe
        {
            Data = name,
            Split = options["--split"] ?? "stratified",
            Target = options["--target"],
            Kind = data.Kind,
            Augment = options["--augment"],
            Size = options["--size"] ?? options["--length"],
            Model = Model(options["--model"], data.Kind, texts),
            Input = [.. data.Input],
            Classes = data.Classes,
            Columns = data.Columns,
        };
        var (epochs, batchSize) = (options.Int("--epochs", 1, MostEpochs) ?? 20, options.Int("--batch-size", 1, 1_000_000) ?? 32);
        var seed = options.Int("--seed", 0, int.MaxValue) ?? 0;
        var patience = options.Int("--patience", 0, MostEpochs);
        var (train, validation) = data.Hold(options.Double("--validation", 0, 0.9) ?? (patience is null ? 0 : 0.1), seed);
        train = Augmenting.Of(train, data.Kind, options["--augment"], seed, texts);
        var steps = (long)epochs * ((train.Count + batchSize - 1) / batchSize);
        var trainer = new Trainer(
            recipe.Build(), CommonLosses.CrossEntropy,
            Recipe.Optimizer(options["--optimizer"] ?? "adam", options.Double("--rate", 0, 1e6)),
            options: new()
            {
                Seed = seed,
                ThreadCount = options.Int("--threads", 1, 1024) ?? Environment.ProcessorCount,
                Schedule = Recipe.Schedule(options["--schedule"] ?? "constant", steps),
                Clipping = new(Norm: options.Double("--clip", double.Epsilon, double.MaxValue)),
            });

        var isWatched = options.Watch || options["--paths"] is not null;
        var watch = !isWatched && options["--report"] is null ? null : FlowWatch.Of(
            train, trainer, options, new($"{name}: {recipe.Model}, {trainer.Optimizer.GetType().Name}", texts.Language),
            isWatched ? report : null, texts);
        var directory = options["--checkpoint"];
        var before = 0.0;
        if (options.Resume && Checkpoint.Exists(directory!))
        {
            var written = Recipe.From(Checkpoint.Metadata(directory!));
            RequireSame(written, recipe, directory!, texts);
            trainer.Load(directory!);
            before = written!.Seconds;
            if (written.Done is { } over && over.Epochs >= epochs)
            {
                watch?.Show(over);
                report.Finish(over);
                return;
            }
        }

        Replay(trainer, options["--replay"], texts);
        report.Begin(name, trainer, train.Count, validation.Count, data.Test.Count);
        watch?.Look(trainer.Position.Epoch - 1, null);
        using var studio = !options.Studio ? null : StudioWatch.Open(
            terminal, texts, trainer, Begin(recipe, trainer, epochs, batchSize, train.Count, validation.Count > 0), train,
            validation.Count > 0, report);
        var start = Stopwatch.GetTimestamp();
        double Seconds() => before + Stopwatch.GetElapsedTime(start).TotalSeconds;
        void Save(Done? done = null)
        {
            if (directory is not null)
            {
                trainer.Save(directory, (recipe with { Seconds = Seconds(), Done = done }).ToMetadata());
            }
        }

        var last = 0;
        foreach (var epoch in trainer.Fit(train, new()
        {
            Epochs = epochs,
            BatchSize = batchSize,
            Validation = validation,
            Metrics = [Metrics.Accuracy],
            Patience = patience,
            Progress = studio is null ? report : studio,
            Control = studio?.Control,
            Save = _ => Save(),
            SaveEvery = 100,
        }))
        {
            report.Epoch(epoch, epochs);
            studio?.Epoch(epoch);
            watch?.Look(epoch.Epoch, epoch);
            last = epoch.Epoch;
        }

        if (studio is { Control.IsStopping: true } && trainer.Position is { IsStopped: false } position && position.Epoch <= epochs)
        {
            studio.End(new(Outcome.Stopped, trainer.StepCount));
            report.Stop(trainer.StepCount, directory);
            return;
        }

        var evaluation = trainer.Evaluate(data.Test, Metrics.Accuracy);
        var done = new Done(
            Math.Max(last, trainer.Position.Epoch - 1), trainer.StepCount, evaluation.Metrics[0], evaluation.Loss, Seconds(),
            trainer.Weights.Sha256());
        Save(done);
        watch?.Write(done);
        report.Finish(done);
        studio?.End(new(
            Outcome.Finished, done.Steps, done.TestAccuracy, double.IsFinite(done.TestLoss) ? done.TestLoss : null,
            done.ParametersSha256));
    }

    private static BeginEvent Begin(Recipe recipe, Trainer trainer, int epochs, int batchSize, int examples, bool isValidated) => new()
    {
        Name = $"{Path.GetFileName(recipe.Data)} · {Short(recipe.Model)}",
        Data = recipe.Data,
        Model = Short(recipe.Model),
        Optimizer = trainer.Optimizer.GetType().Name,
        Rate = trainer.Optimizer.Rate,
        BatchSize = batchSize,
        Epochs = epochs,
        Examples = examples,
        Parameters = trainer.Model.Parameters.Sum(parameter => (long)parameter.Value.Shape.Size),
        Step = trainer.StepCount,
        Seed = trainer.Options.Seed,
        Measured = isValidated ? "validation" : "training",
    };

    private static string Short(string model) => model.TrimStart().StartsWith('{') ? "JSON" : model;

    // A file of JSON, or the text itself.
    private static string Model(string? model, ExampleKind kind, Texts texts)
    {
        if (model?.EndsWith(".json", StringComparison.OrdinalIgnoreCase) != true)
        {
            return model ?? (kind == ExampleKind.Text ? "lstm:128" : "mlp:128");
        }

        try
        {
            return File.ReadAllText(model);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException(Texts.Format(texts.NoFile, model));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new InputException(Texts.Format(texts.Unreadable, model));
        }
    }

    // The rates change as they were changed in the training that another checkpoint is of.
    private static void Replay(Trainer trainer, string? other, Texts texts)
    {
        if (other is null)
        {
            return;
        }

        var made = Checkpoint.Changes(other);
        if (!Until(made).SequenceEqual(Until(trainer.Changes)))
        {
            throw new InputException(Texts.Format(texts.Train.OtherChanges, other, trainer.StepCount));
        }

        trainer.Replay(made);

        IEnumerable<RateChange> Until(IEnumerable<RateChange> changes) => changes.Where(change => change.Step <= trainer.StepCount);
    }

    private static void RequireSame(Recipe? written, Recipe recipe, string directory, Texts texts)
    {
        if (written is null)
        {
            throw new InputException(Texts.Format(texts.Train.ForeignCheckpoint, directory));
        }

        foreach (var (part, there, here) in new[]
        {
            ("DATA", written.Data, recipe.Data), ("--split", written.Split, recipe.Split), ("--target", written.Target, recipe.Target),
            ("--model", written.Model, recipe.Model), ("--augment", written.Augment, recipe.Augment),
            (recipe.Kind == ExampleKind.Text ? "--length" : "--size", written.Size, recipe.Size),
        })
        {
            if (there != here)
            {
                throw new InputException(Texts.Format(texts.Train.OtherRecipe, directory, part, there ?? "—", here ?? "—"));
            }
        }
    }
}
