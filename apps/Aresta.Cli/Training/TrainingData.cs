using System.Text;
using Aresta.Cli.Derive;
using Aresta.Cli.Wording;
using Aresta.Datasets;
using Aresta.Learning.Data;
using Aresta.Optimization;
using Shape = Aresta.Tensors.Shape;

namespace Aresta.Cli.Training;

/// <summary>What a model is trained and tested on.</summary>
/// <param name="Train">For training.</param>
/// <param name="Test">For the one test at the end.</param>
/// <param name="Input">The shape of one example.</param>
/// <param name="Classes">The names of the classes.</param>
/// <param name="Columns">What stands in the columns of a table, and how it is scaled; null for images.</param>
internal sealed record TrainingData(
    ExampleSource Train, ExampleSource Test, Shape Input, IReadOnlyList<string> Classes, Columns? Columns = null)
{
    // Of tables and irises a fifth is for the test, drawn once: it does not move with the seed of the training.
    private const ulong TestSeed = 1797;

    /// <summary>The data of a name or a file.</summary>
    /// <exception cref="InputException">There are no such data, or they are damaged.</exception>
    public static TrainingData Read(string name, TrainOptions options, Texts texts)
    {
        var split = options["--split"] ?? "stratified";
        try
        {
            return name switch
            {
                "digits" => Of(split == "stratified" ? Digits.Split : Digits.FileOrderSplit),
                "iris" => Scaled(Split(Iris.All, split)),
                "fashion-mnist" => Fashion(options["--data"]),
                _ when name == "-" || Path.HasExtension(name) => Scaled(Split(Table(name, options["--target"], texts), split)),
                _ => throw new InputException(Texts.Format(texts.Train.UnknownData, name)),
            };
        }
        catch (DataException error)
        {
            throw new InputException(error.Message);
        }
        catch (OptimizationException error)
        {
            throw new InputException($"{name}: {error.Describe(texts.Language)}");
        }
    }

    private static TrainingData Of(TrainTestSplit split) =>
        new(Examples.Of(split.Train), Examples.Of(split.Test), [split.Train.FeatureCount], split.Train.ClassNames);

    private static TrainingData Scaled(TrainTestSplit split)
    {
        var columns = Columns.Of(split.Train);
        return new(
            Examples.Of(columns.Scale(split.Train)), Examples.Of(columns.Scale(split.Test)), [columns.Names.Count], split.Train.ClassNames,
            columns);
    }

    private static TrainingData Fashion(string? directory)
    {
        if (directory is null && Environment.GetEnvironmentVariable("ARESTA_DATA") is { } data && FashionMnist.Find(data) is { } found)
        {
            directory = found;
        }

        var (train, test) = FashionMnist.Read(directory);
        return new(train, test, [784], FashionMnist.ClassNames);
    }

    private static TrainTestSplit Split(ClassificationData data, string split) => split == "stratified"
        ? data.SplitStratified(data.Count / 5, TestSeed)
        : data.SplitLast(data.Count / 5);

    private static ClassificationData Table(string file, string? target, Texts texts)
    {
        try
        {
            using var stream = File.OpenRead(file);
            using var text = new StreamReader(stream, Encoding.UTF8);
            var reader = new DataReader(text);
            var label = target ?? reader.Columns[^1];
            if (!reader.Columns.Contains(label))
            {
                throw new InputException(Texts.Format(texts.Train.NoColumn, label, file, string.Join(", ", reader.Columns)));
            }

            string[] features = [.. reader.Columns.Where(column => column != label)];
            var (columns, words) = reader.Read(features, label);
            string[] classes = [.. words.Distinct().Order(StringComparer.Ordinal)];
            return features.Length == 0 || classes.Length < 2 || classes.Length > Math.Max(2, words.Length / 2)
                ? throw new InputException(Texts.Format(texts.Train.NoClasses, label, file, classes.Length, words.Length))
                : new(
                    features, classes, [.. Enumerable.Range(0, words.Length).SelectMany(row => columns.Select(column => column[row]))],
                    [.. words.Select(word => Array.IndexOf(classes, word))]);
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
}
