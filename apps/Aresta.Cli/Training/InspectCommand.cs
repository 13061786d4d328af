using System.CommandLine;
using Aresta.Cli.Derive;
using Aresta.Cli.Wording;
using Aresta.Expressions;
using Aresta.Learning.Checkpoints;
using Aresta.Tensors;

namespace Aresta.Cli.Training;

/// <summary><c>aresta inspect</c>: what a checkpoint or a file of tensors holds.</summary>
internal static class InspectCommand
{
    private const int LongestTable = 1000;

    public static int Run(ParseResult parsed, Terminal terminal, Texts texts)
    {
        var options = TrainOptions.Read(parsed, TrainOptions.ForInspect, texts);
        if (options.Words is not [var path])
        {
            throw new UsageException(Texts.Format(texts.Train.NoCheckpoint, "inspect"));
        }

        try
        {
            var (summary, tensors) = File.Exists(path) ? (null, Read(path, texts)) : Checkpoint.Inspect(path);
            var statistics = tensors.Select(tensor => (tensor.Key, Of: Statistics.Of(tensor.Value))).ToArray();
            if (options.Json)
            {
                Json(summary, statistics, terminal);
            }
            else
            {
                Text(summary, statistics, terminal, texts);
            }

            return ExitCode.Success;
        }
        catch (CheckpointException error)
        {
            throw new InputException(error.Message);
        }
    }

    private static IReadOnlyList<KeyValuePair<string, Tensor>> Read(string file, Texts texts)
    {
        try
        {
            using var stream = File.OpenRead(file);
            return SafeTensors.Read(stream, file).Tensors;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(Texts.Format(texts.Unreadable, file));
        }
    }

    private static void Text(CheckpointSummary? summary, (string Key, Statistics Of)[] tensors, Terminal terminal, Texts texts)
    {
        if (summary is not null && Recipe.From(summary.Metadata) is { } recipe)
        {
            terminal.Out.WriteLine(Texts.Format(
                texts.Train.Trained, recipe.Data, recipe.Split, recipe.Model.ReplaceLineEndings(" "), summary.Step,
                summary.Position.Epoch - 1, recipe.Seconds));
            if (recipe.Done is { } done)
            {
                terminal.Out.WriteLine(Texts.Format(
                    texts.Train.Done, done.TestAccuracy, done.TestLoss, done.Steps, done.Seconds, done.ParametersSha256));
            }
        }

        foreach (var change in summary?.Changes ?? [])
        {
            terminal.Out.WriteLine(Texts.Format(texts.Train.RateChanged, change.Step, change.Factor));
        }

        var words = texts.Train;
        new Tables(terminal.Out, texts, LongestTable).Show(
            words.Parameters, [words.Parameter, words.Type, words.Mean, words.Deviation, words.Largest, words.NonFinite], tensors,
            row =>
            [
                new(row.Key, "bold"), new(row.Of.Type.ToString()), new(NumberText.Short(row.Of.Mean)),
                new(NumberText.Short(row.Of.Deviation)), new(NumberText.Short(row.Of.Largest)),
                new(row.Of.NonFinite == 0 ? "" : NumberText.Short(row.Of.NonFinite), "red"),
            ]);
    }

    private static void Json(CheckpointSummary? summary, (string Key, Statistics Of)[] tensors, Terminal terminal) =>
        JsonLine.Write(terminal, json =>
        {
            if (summary is not null)
            {
                json.WriteNumber("step", summary.Step);
                json.WriteNumber("epoch", summary.Position.Epoch);
                json.WriteStartObject("settings");
                foreach (var (name, text) in summary.Settings)
                {
                    json.WriteString(name, text);
                }

                json.WriteEndObject();
                json.WriteStartArray("changes");
                foreach (var change in summary.Changes)
                {
                    json.WriteStartObject();
                    json.WriteNumber("step", change.Step);
                    json.WriteNumber("factor", change.Factor);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            }

            json.WriteStartObject("tensors");
            foreach (var (name, statistics) in tensors)
            {
                json.WriteStartObject(name);
                json.WriteString("type", statistics.Type.ToString());
                Fitting.FitReport.Write(json, "mean", statistics.Mean);
                Fitting.FitReport.Write(json, "standard_deviation", statistics.Deviation);
                Fitting.FitReport.Write(json, "largest_magnitude", statistics.Largest);
                json.WriteNumber("non_finite", statistics.NonFinite);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        });

    // Of the finite elements.
    private sealed record Statistics(TensorType Type, double Mean, double Deviation, double Largest, int NonFinite)
    {
        public static Statistics Of(Tensor tensor)
        {
            double[] finite = [.. tensor.ToDoubles().Where(double.IsFinite)];
            var mean = finite.Length == 0 ? double.NaN : finite.Average();
            return new(
                tensor.Type, mean, finite.Length == 0 ? double.NaN : Math.Sqrt(finite.Average(x => (x - mean) * (x - mean))),
                finite.Length == 0 ? double.NaN : finite.Max(Math.Abs), tensor.Shape.Size - finite.Length);
        }
    }
}
