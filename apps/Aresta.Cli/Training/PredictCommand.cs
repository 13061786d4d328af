using System.CommandLine;
using System.Globalization;
using System.Text;
using Aresta.Cli.Derive;
using Aresta.Cli.Wording;
using Aresta.Learning.Checkpoints;
using Aresta.Learning.Data;
using Aresta.Learning.Losses;
using Aresta.Learning.Modules;
using Aresta.Learning.Prediction;
using Aresta.Learning.Training;
using Aresta.Optimization;
using Aresta.Tensors;

namespace Aresta.Cli.Training;

/// <summary><c>aresta predict</c>: what a trained model makes of examples.</summary>
internal static class PredictCommand
{
    private const int LongestTable = 1000;

    public static int Run(ParseResult parsed, Terminal terminal, Texts texts)
    {
        var options = TrainOptions.Read(parsed, TrainOptions.ForPredict, texts);
        if (options.Words is not [var directory, .. { Length: <= 1 } files])
        {
            throw new UsageException(Texts.Format(texts.Train.NoCheckpoint, "predict"));
        }

        try
        {
            var recipe = Recipe.From(Checkpoint.Metadata(directory))
                ?? throw new InputException(Texts.Format(texts.Train.ForeignCheckpoint, directory));
            var (model, weights) = (recipe.Build(), Checkpoint.ReadWeights(directory));
            if (recipe.Kind == ExampleKind.Text)
            {
                Characters(files is [var text] ? text : null, recipe, model, weights, options, terminal, texts);
            }
            else if (files is [var file])
            {
                Table(file, recipe, new(model, weights), options, terminal, texts);
            }
            else
            {
                Test(recipe, model, weights, options, terminal, texts);
            }

            return ExitCode.Success;
        }
        catch (Exception error) when (error is ModelException or CheckpointException or KeyNotFoundException or DataException)
        {
            throw new InputException(error.Message);
        }
    }

    private static void Test(Recipe recipe, Layer model, Weights weights, TrainOptions options, Terminal terminal, Texts texts)
    {
        var data = Data(recipe, options, texts);
        var evaluation = new Evaluator(model, CommonLosses.CrossEntropy, [Metrics.Accuracy], Environment.ProcessorCount).Run(
            [.. weights.Values], data.Test);
        var confusion = Confusion(new(model, weights), data);
        if (options.Json)
        {
            JsonLine.Write(terminal, json =>
            {
                json.WriteNumber("test_accuracy", evaluation.Metrics[0]);
                Fitting.FitReport.Write(json, "test_loss", evaluation.Loss);
                json.WriteStartObject("confusion");
                foreach (var (i, row) in confusion.Index())
                {
                    json.WriteStartArray(data.Classes[i]);
                    Array.ForEach(row, json.WriteNumberValue);
                    json.WriteEndArray();
                }

                json.WriteEndObject();
            });
            return;
        }

        terminal.Out.WriteLine(Texts.Format(texts.Train.Predicted, evaluation.Metrics[0], evaluation.Loss, data.Test.Count));
        new Tables(terminal.Out, texts, LongestTable).Show(
            "", [texts.Train.Class, texts.Train.Examples, texts.Train.Recognized, texts.Train.MostOftenTakenFor], confusion.Index(),
            row =>
            {
                var (i, counts) = row;
                var wrong = Enumerable.Range(0, counts.Length).Where(c => c != i).MaxBy(c => counts[c]);
                return
                [
                    new(data.Classes[i], "bold"), new(Text(counts.Sum())), new(Text(counts[i]), "yellow"),
                    new(counts[wrong] > 0 ? $"{data.Classes[wrong]} ({Text(counts[wrong])})" : ""),
                ];
            });
    }

    private static TrainingData Data(Recipe recipe, TrainOptions options, Texts texts) => TrainingData.Read(
        recipe.Data,
        options.With("--split", recipe.Split).With("--target", recipe.Target)
            .With(recipe.Kind == ExampleKind.Text ? "--length" : "--size", recipe.Size),
        texts);

    // How well a text is foretold: the one given, or the end of the one that the model was trained on.
    private static void Characters(
        string? file, Recipe recipe, Layer model, Weights weights, TrainOptions options, Terminal terminal, Texts texts)
    {
        if (file is not null && Path.GetExtension(file) is not (".txt" or ".TXT"))
        {
            throw new InputException(Texts.Format(texts.Train.NoExamples, recipe.Data, file));
        }

        var windows = file is null
            ? Data(recipe, options, texts).Test
            : TrainingData.Windows(file, recipe.Classes, recipe.Input[0], texts);
        var evaluation = new Evaluator(model, CommonLosses.CrossEntropy, [Metrics.Accuracy], Environment.ProcessorCount).Run(
            [.. weights.Values], windows, batchSize: 32);
        if (options.Json)
        {
            JsonLine.Write(terminal, json =>
            {
                json.WriteNumber("test_accuracy", evaluation.Metrics[0]);
                Fitting.FitReport.Write(json, "test_loss", evaluation.Loss);
                Fitting.FitReport.Write(json, "test_bits_per_character", TrainReport.Bits(evaluation.Loss));
            });
            return;
        }

        terminal.Out.WriteLine(Texts.Format(texts.Train.TestBits, TrainReport.Bits(evaluation.Loss)));
        terminal.Out.WriteLine(Texts.Format(
            texts.Train.Predicted, evaluation.Metrics[0], evaluation.Loss, windows.Count * recipe.Input[0]));
    }

    private static int[][] Confusion(Predictor predictor, TrainingData data)
    {
        var confusion = data.Classes.Select(_ => new int[data.Classes.Count]).ToArray();
        foreach (var (inputs, targets) in new Batches(data.Test, 256).Epoch(0))
        {
            var scores = predictor.Predict(inputs);
            for (var row = 0; row < inputs.Shape[0]; row++)
            {
                confusion[targets.Integer(row)][Best(scores, row, data.Classes.Count)]++;
            }
        }

        return confusion;
    }

    private static void Table(string file, Recipe recipe, Predictor predictor, TrainOptions options, Terminal terminal, Texts texts)
    {
        var inputs = IsImage(file) ? ReadImage(file, recipe, texts) : Read(file, recipe, texts);
        var (scores, classes) = (predictor.Predict(inputs), recipe.Classes.Count);
        if (!options.Json)
        {
            terminal.Out.WriteLine($"{texts.Train.Class},{string.Join(',', recipe.Classes.Select(Quoted))}");
        }

        for (var row = 0; row < inputs.Shape[0]; row++)
        {
            var most = Enumerable.Range(0, classes).Max(c => scores[(row * classes) + c]);
            var powers = Enumerable.Range(0, classes).Select(c => Math.Exp(scores[(row * classes) + c] - most)).ToArray();
            var probabilities = powers.Select(power => power / powers.Sum()).ToArray();
            var best = recipe.Classes[Best(scores, row, classes)];
            if (options.Json)
            {
                JsonLine.Write(terminal, json =>
                {
                    json.WriteString("class", best);
                    json.WriteStartObject("probabilities");
                    foreach (var (c, probability) in probabilities.Index())
                    {
                        Fitting.FitReport.Write(json, recipe.Classes[c], probability);
                    }

                    json.WriteEndObject();
                });
            }
            else
            {
                terminal.Out.WriteLine(
                    $"{Quoted(best)},{string.Join(',', probabilities.Select(p => p.ToString("F6", CultureInfo.InvariantCulture)))}");
            }
        }
    }

    private static bool IsImage(string file) =>
        Path.GetExtension(file).ToUpperInvariant() is ".PNG" or ".JPG" or ".JPEG";

    private static Tensor ReadImage(string file, Recipe recipe, Texts texts) => recipe.Kind != ExampleKind.Image
        ? throw new InputException(Texts.Format(texts.Train.NoExamples, recipe.Data, file))
        : ImageFolder.ReadImage(file, Tensors.Shape.Create(recipe.Input));

    // Columns by the names of the training; images, whose columns have no names, in their order.
    private static Tensor Read(string file, Recipe recipe, Texts texts)
    {
        try
        {
            using var stream = File.OpenRead(file);
            using var text = new StreamReader(stream, Encoding.UTF8);
            var reader = new DataReader(text);
            IReadOnlyList<string> names = recipe.Columns?.Names ?? [.. reader.Columns.Take(recipe.Input.Aggregate(1, (a, b) => a * b))];
            foreach (var name in names)
            {
                if (!reader.Columns.Contains(name))
                {
                    throw new InputException(Texts.Format(texts.Train.NoColumn, name, file, string.Join(", ", reader.Columns)));
                }
            }

            var columns = reader.Read(names);
            var rows = columns[0].Length;
            var numbers = new float[rows * names.Count];
            for (var i = 0; i < numbers.Length; i++)
            {
                var (row, column) = (i / names.Count, i % names.Count);
                numbers[i] = (float)(recipe.Columns?.Scale(columns[column][row], column) ?? columns[column][row]);
            }

            return Tensor.Of(numbers, [rows, names.Count]);
        }
        catch (OptimizationException error)
        {
            throw new InputException($"{file}: {error.Describe(texts.Language)}");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException(Texts.Format(texts.NoFile, file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new InputException(Texts.Format(texts.Unreadable, file));
        }
    }

    private static int Best(Tensor scores, int row, int classes) => Enumerable.Range(0, classes).MaxBy(c => scores[(row * classes) + c]);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Quoted(string text) => text.AsSpan().ContainsAny(",\"\n\r") ? $"\"{text.Replace("\"", "\"\"")}\"" : text;
}
