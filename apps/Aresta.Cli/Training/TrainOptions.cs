using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Aresta.Cli.Derive;
using Aresta.Cli.Wording;

namespace Aresta.Cli.Training;

/// <summary>The options of <c>train</c>, <c>predict</c>, <c>inspect</c> and <c>experiment</c>, as they were given.</summary>
internal sealed class TrainOptions
{
    /// <summary>Options with a value, and the choices there are for it; none for any.</summary>
    public static readonly Dictionary<string, string[]> ForTrain = new()
    {
        ["--model"] = [],
        ["--epochs"] = [],
        ["--batch-size"] = [],
        ["--optimizer"] = ["adam", "adamw", "nadam", "sgd", "rmsprop", "adagrad", "lion", "lbfgs"],
        ["--rate"] = [],
        ["--schedule"] = ["constant", "cosine", "one-cycle"],
        ["--clip"] = [],
        ["--seed"] = [],
        ["--threads"] = [],
        ["--validation"] = [],
        ["--patience"] = [],
        ["--split"] = ["stratified", "file-order"],
        ["--target"] = [],
        ["--data"] = [],
        ["--size"] = [],
        ["--length"] = [],
        ["--augment"] = [],
        ["--checkpoint"] = [],
        ["--replay"] = [],
        ["--report"] = [],
        ["--paths"] = [],
        ["--format"] = ["text", "json"],
        ["--lang"] = ["en", "pt-BR"],
    };

    public static readonly Dictionary<string, string[]> ForPredict = new()
    {
        ["--data"] = [],
        ["--format"] = ["text", "json"],
        ["--lang"] = ["en", "pt-BR"],
    };

    public static readonly Dictionary<string, string[]> ForInspect = new()
    {
        ["--format"] = ["text", "json"],
        ["--lang"] = ["en", "pt-BR"],
    };

    public static readonly Dictionary<string, string[]> ForExperiment = new()
    {
        ["--seeds"] = [],
        ["--report"] = [],
        ["--svg"] = [],
        ["--theme"] = ["light", "dark"],
        ["--format"] = ["text", "json"],
        ["--lang"] = ["en", "pt-BR"],
    };

    private readonly Dictionary<string, string> given = [];
    private readonly Texts texts;

    private TrainOptions(Texts texts) => this.texts = texts;

    /// <summary>The words that are no options, in order.</summary>
    public string[] Words { get; private init; } = [];

    /// <summary>Whether to go on from a checkpoint.</summary>
    public bool Resume { get; private init; }

    /// <summary>Whether to show how the gradient flows.</summary>
    public bool Watch { get; private init; }

    /// <summary>Whether to show the training on the page of a studio.</summary>
    public bool Studio { get; private init; }

    /// <summary>Whether to do less.</summary>
    public bool Quick { get; private init; }

    /// <summary>Whether to answer as JSON.</summary>
    public bool Json => this["--format"] == "json";

    /// <summary>The value of an option, or null.</summary>
    public string? this[string name] => given.GetValueOrDefault(name);

    /// <summary>Adds the arguments and options to a command.</summary>
    public static void Declare(Command command, Dictionary<string, string[]> choices)
    {
        command.Arguments.Add(new Argument<string[]>("words") { Arity = ArgumentArity.ZeroOrMore });
        foreach (var name in choices.Keys)
        {
            command.Options.Add(new Option<string>(name));
        }

        foreach (var flag in Flags(choices))
        {
            command.Options.Add(new Option<bool>(flag));
        }
    }

    /// <summary>What the person asked for.</summary>
    /// <exception cref="UsageException">An option is unknown, repeated, lacks its value or has a wrong one.</exception>
    public static TrainOptions Read(ParseResult parsed, Dictionary<string, string[]> choices, Texts texts)
    {
        var options = new TrainOptions(texts)
        {
            Words = parsed.GetValue<string[]>("words") ?? [],
            Resume = Has("--resume"),
            Watch = Has("--watch"),
            Studio = Has("--studio"),
            Quick = Has("--quick"),
        };
        foreach (var (name, allowed) in choices)
        {
            if (parsed.GetResult(name) is OptionResult { Implicit: false } option)
            {
                options.given[name] = Options.Value(name, option, allowed, texts);
            }
        }

        Options.RequireKnown(parsed, options.Words, [.. choices.Keys, .. Flags(choices)], -1, texts);
        return options;

        bool Has(string flag) => Flags(choices).Contains(flag) && parsed.GetResult(flag) is OptionResult { Implicit: false };
    }

    /// <summary>The same options and one more.</summary>
    public TrainOptions With(string name, string? value)
    {
        if (value is not null)
        {
            given[name] = value;
        }

        return this;
    }

    /// <summary>The whole number that an option has.</summary>
    /// <exception cref="UsageException">It has another value.</exception>
    public int? Int(string name, int least, int most) => this[name] is not { } text ? null
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most
        ? number
        : throw new UsageException(Texts.Format(texts.Train.WrongNumber, name, text, least, most));

    /// <summary>The height and width that an option has, as 28x28.</summary>
    /// <exception cref="UsageException">It has another value.</exception>
    public (int Height, int Width)? Size(string name, int most) => this[name] is not { } text ? null
        : text.Split('x') is [var height, var width]
            && int.TryParse(height, NumberStyles.None, CultureInfo.InvariantCulture, out var h) && h >= 1 && h <= most
            && int.TryParse(width, NumberStyles.None, CultureInfo.InvariantCulture, out var w) && w >= 1 && w <= most
        ? (h, w)
        : throw new UsageException(Texts.Format(texts.Train.WrongSize, name, text, most));

    /// <summary>The number that an option has.</summary>
    /// <exception cref="UsageException">It has another value.</exception>
    public double? Double(string name, double least, double most) => this[name] is not { } text ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
        ? number
        : throw new UsageException(Texts.Format(texts.Train.WrongNumber, name, text, least, most));

    // Options without a value.
    private static string[] Flags(Dictionary<string, string[]> choices) =>
        choices == ForTrain ? ["--resume", "--watch", "--studio"] : choices == ForExperiment ? ["--quick"] : [];
}
