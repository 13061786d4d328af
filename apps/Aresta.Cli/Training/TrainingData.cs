using System.Globalization;
using System.Text;
using Aresta.Cli.Derive;
using Aresta.Cli.Wording;
using Aresta.Datasets;
using Aresta.Learning.Data;
using Aresta.Optimization;
using Shape = Aresta.Tensors.Shape;

namespace Aresta.Cli.Training;

/// <summary>What a model is trained and tested on.</summary>
/// <param name="Kind">What the examples are.</param>
/// <param name="Train">For training.</param>
/// <param name="Test">For the one test at the end.</param>
/// <param name="Input">The shape of one example.</param>
/// <param name="Classes">The names of the classes; of a text the bytes there are.</param>
/// <param name="Columns">What stands in the columns of a table, and how it is scaled; null for all else.</param>
internal sealed record TrainingData(
    ExampleKind Kind, ExampleSource Train, ExampleSource Test, Shape Input, IReadOnlyList<string> Classes, Columns? Columns = null)
{
    // Of tables, irises and folders a fifth is for the test, drawn once: it does not move with the seed of the training.
    private const ulong TestSeed = 1797;

    private const int DefaultLength = 64, LongestWindow = 65_536, LongestSide = 4_096;

    /// <summary>The symbols of the text that <see cref="Train"/> is made of.</summary>
    private int[] Symbols { get; init; } = [];

    /// <summary>The data of a name, a file or a folder.</summary>
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
                _ when Directory.Exists(name) => Folder(name, split, options),
                _ when name.EndsWith(".txt", StringComparison.OrdinalIgnoreCase) => Text(name, options, texts),
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

    /// <summary>Windows of another text, of symbols that this one has.</summary>
    /// <exception cref="InputException">The text cannot be read, has other symbols, or is too short.</exception>
    public static ExampleSource Windows(string file, IReadOnlyList<string> alphabet, int length, Texts texts)
    {
        try
        {
            var text = TextFile.Read(file, [.. alphabet.Select(one => byte.Parse(one, CultureInfo.InvariantCulture))]);
            return Windows([.. text.Symbols], length, file, texts);
        }
        catch (DataException error)
        {
            throw new InputException(error.Message);
        }
    }

    /// <summary>The training examples without a part for validation: of a text its end, otherwise drawn with the seed.</summary>
    public (ExampleSource Train, ExampleSource Validation) Hold(double part, long seed)
    {
        if (Kind != ExampleKind.Text || part == 0)
        {
            return Train.Split(part, seed);
        }

        var length = Input[0];
        var held = Math.Clamp((int)(part * Symbols.Length), length + 1, Symbols.Length - length - 1);
        return held < length + 1
            ? Train.Split(part, seed)
            : (new Sequences(Symbols.AsSpan(0, Symbols.Length - held), length, seed), new Sequences(Symbols.AsSpan(^held..), length));
    }

    private static TrainingData Of(TrainTestSplit split) => new(
        ExampleKind.Image, Examples.Of(split.Train), Examples.Of(split.Test), [split.Train.FeatureCount], split.Train.ClassNames);

    private static TrainingData Scaled(TrainTestSplit split)
    {
        var columns = Columns.Of(split.Train);
        return new(
            ExampleKind.Row, Examples.Of(columns.Scale(split.Train)), Examples.Of(columns.Scale(split.Test)), [columns.Names.Count],
            split.Train.ClassNames, columns);
    }

    private static TrainingData Fashion(string? directory)
    {
        if (directory is null && Environment.GetEnvironmentVariable("ARESTA_DATA") is { } data && FashionMnist.Find(data) is { } found)
        {
            directory = found;
        }

        var (train, test) = FashionMnist.Read(directory);
        return new(ExampleKind.Image, train, test, [784], FashionMnist.ClassNames);
    }

    private static TrainingData Folder(string directory, string split, TrainOptions options)
    {
        var (examples, classes) = ImageFolder.Read(directory, options.Size("--size", LongestSide));
        var count = examples.Count / 5;
        int[] labels = [.. examples.All().Targets.ToDoubles().Select(label => (int)label)];
        int[] test = split == "stratified"
            ? StratifiedSample.Draw(labels, classes.Count, count, TestSeed)
            : [.. Enumerable.Range(examples.Count - count, count)];
        int[] train = [.. Enumerable.Range(0, examples.Count).Except(test)];
        return new(ExampleKind.Image, examples.Take(train), examples.Take(test), examples.Input.Shape, classes);
    }

    // The last tenth is for the test.
    private static TrainingData Text(string file, TrainOptions options, Texts texts)
    {
        var length = options.Int("--length", 1, LongestWindow) ?? DefaultLength;
        var text = TextFile.Read(file);
        int[] symbols = [.. text.Symbols];
        var train = symbols[..(symbols.Length - (symbols.Length / 10))];
        return new(
            ExampleKind.Text, Windows(train, length, file, texts, options.Int("--seed", 0, int.MaxValue) ?? 0),
            Windows(symbols[train.Length..], length, file, texts), [length],
            [.. text.Alphabet.Select(one => one.ToString(CultureInfo.InvariantCulture))])
        {
            Symbols = train,
        };
    }

    private static Sequences Windows(int[] symbols, int length, string file, Texts texts, long? seed = null) => symbols.Length > length
        ? new(symbols, length, seed)
        : throw new InputException(Texts.Format(texts.Train.ShortText, file, symbols.Length, length));

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
