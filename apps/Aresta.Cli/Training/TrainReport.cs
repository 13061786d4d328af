using Aresta.Cli.Training.Watching;
using Aresta.Cli.Wording;
using Aresta.Learning.Training;

namespace Aresta.Cli.Training;

/// <summary>What <c>train</c> tells while it runs: to a person, or to a program.</summary>
internal abstract class TrainReport : IProgress<TrainingProgress>
{
    public static TrainReport For(bool json, Terminal terminal, Texts texts) =>
        json ? new JsonReport(terminal) : new PersonReport(terminal, texts);

    /// <summary>Whether losses are also told as bits per character: loss/ln 2.</summary>
    public bool IsOfText { get; set; }

    public virtual void Begin(string data, Trainer trainer, int train, int validation, int test)
    {
    }

    public virtual void Report(TrainingProgress value)
    {
    }

    public abstract void Epoch(EpochReport epoch, int epochs);

    public abstract void Flow(FlowEpoch epoch);

    public abstract void Finish(Done done);

    public abstract void Stop(long step, string? checkpoint);

    /// <summary>A loss in bits.</summary>
    public static double Bits(double loss) => loss / Math.Log(2);

    /// <summary>Lines, and one that is written over while an epoch runs, where a person watches.</summary>
    private sealed class PersonReport(Terminal terminal, Texts texts) : TrainReport
    {
        private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
        private readonly bool isWatched = terminal.Error == Console.Error && !Console.IsErrorRedirected;
        private long shown;
        private int width;

        public override void Begin(string data, Trainer trainer, int train, int validation, int test)
        {
            var count = trainer.Model.Parameters.Sum(parameter => (long)parameter.Value.Shape.Size);
            terminal.Out.WriteLine(Texts.Format(texts.Train.Begin, data, train, validation, test));
            terminal.Out.WriteLine(Texts.Format(texts.Train.Model, count, trainer.Optimizer.GetType().Name));
        }

        public override void Report(TrainingProgress value)
        {
            if (!isWatched || (shown > 0 && System.Diagnostics.Stopwatch.GetElapsedTime(shown) < Pause))
            {
                return;
            }

            shown = System.Diagnostics.Stopwatch.GetTimestamp();
            var done = value.Batch * 20 / Math.Max(value.Batches, 1);
            var bar = new string('▰', done) + new string('▱', 20 - done);
            Overwrite(Texts.Format(
                texts.Train.Progress, value.Epoch, value.Epochs, bar, value.Loss, value.ExamplesPerSecond, Time(value.Left)));
        }

        public override void Epoch(EpochReport epoch, int epochs)
        {
            Overwrite("");
            var line = Texts.Format(texts.Train.Epoch, epoch.Epoch, epochs, epoch.Loss, epoch.Elapsed.TotalSeconds);
            terminal.Out.WriteLine(epoch.Validation is { } validation
                ? line + Texts.Format(texts.Train.Validation, validation.Loss, validation.Metrics[0]) + BitsOf(validation.Loss)
                : line + BitsOf(epoch.Loss));
        }

        public override void Flow(FlowEpoch epoch)
        {
            var said = FlowTexts.For(texts.Language);
            var plain = epoch.Flow.Layers.Where(layer => !layer.IsRecurrent).Select(layer => layer.Norm).ToArray();
            terminal.Out.WriteLine($"  {HeatStrip.Of(plain)}  {said.Layers}");
            foreach (var layer in epoch.Flow.Layers.Where(layer => layer.IsCarried))
            {
                var strip = HeatStrip.Of([.. layer.Steps.Select(step => step.Norm)]);
                terminal.Out.WriteLine($"  {strip}  {Texts.Format(said.Time, layer.Name, layer.Steps.Count)}");
            }

            foreach (var reach in epoch.Reaches)
            {
                double[] greatest = [.. reach.Values.Select(values => values[0])];
                terminal.Out.WriteLine($"  {HeatStrip.Of(greatest)}  {said.Reached(reach.Layer, greatest)}");
            }

            foreach (var paths in epoch.Paths.Where(paths => paths.Paths.Count > 0))
            {
                terminal.Out.WriteLine($"  {said.Carried(paths)}");
            }

            foreach (var finding in epoch.Flow.Findings)
            {
                terminal.Out.WriteLine($"  {finding.Describe(texts.Language)}");
            }
        }

        public override void Finish(Done done)
        {
            if (IsOfText)
            {
                terminal.Out.WriteLine(Texts.Format(texts.Train.TestBits, Bits(done.TestLoss)));
            }

            terminal.Out.WriteLine(Texts.Format(
                texts.Train.Done, done.TestAccuracy, done.TestLoss, done.Steps, done.Seconds, done.ParametersSha256));
        }

        private string BitsOf(double loss) => IsOfText ? Texts.Format(texts.Train.BitsPerCharacter, Bits(loss)) : "";

        public override void Stop(long step, string? checkpoint) => terminal.Out.WriteLine(Texts.Format(
            checkpoint is null ? texts.Train.Stopped : texts.Train.StoppedAt, step, checkpoint ?? ""));

        private static string Time(TimeSpan time) => time.TotalHours >= 1 ? $"{(long)time.TotalHours}:{time:mm\\:ss}" : $"{time:m\\:ss}";

        private void Overwrite(string line)
        {
            if (isWatched)
            {
                terminal.Error.Write($"\r{line.PadRight(width)}{(line.Length == 0 ? "\r" : "")}");
                width = line.Length;
            }
        }
    }

    /// <summary>One object a line: one for each epoch, the last for the end.</summary>
    private sealed class JsonReport(Terminal terminal) : TrainReport
    {
        public override void Epoch(EpochReport epoch, int epochs) => JsonLine.Write(terminal, json =>
        {
            json.WriteString("event", "epoch");
            json.WriteNumber("epoch", epoch.Epoch);
            json.WriteNumber("epochs", epochs);
            json.WriteNumber("step", epoch.Step);
            Fitting.FitReport.Write(json, "loss", epoch.Loss);
            if (IsOfText)
            {
                Fitting.FitReport.Write(json, "bits_per_character", Bits(epoch.Loss));
            }

            if (epoch.Validation is { } validation)
            {
                Fitting.FitReport.Write(json, "validation_loss", validation.Loss);
                Fitting.FitReport.Write(json, "validation_accuracy", validation.Metrics[0]);
            }

            json.WriteNumber("seconds", epoch.Elapsed.TotalSeconds);
        });

        public override void Flow(FlowEpoch epoch) => JsonLine.Write(terminal, json => FlowJson.Write(json, epoch));

        public override void Finish(Done done) => JsonLine.Write(terminal, json =>
        {
            json.WriteString("event", "done");
            json.WriteNumber("epochs", done.Epochs);
            json.WriteNumber("steps", done.Steps);
            json.WriteNumber("test_accuracy", done.TestAccuracy);
            Fitting.FitReport.Write(json, "test_loss", done.TestLoss);
            if (IsOfText)
            {
                Fitting.FitReport.Write(json, "test_bits_per_character", Bits(done.TestLoss));
            }

            json.WriteNumber("seconds", done.Seconds);
            json.WriteString("parameters_sha256", done.ParametersSha256);
        });

        public override void Stop(long step, string? checkpoint) => JsonLine.Write(terminal, json =>
        {
            json.WriteString("event", "stopped");
            json.WriteNumber("step", step);
        });
    }
}
