using System.CommandLine;
using System.CommandLine.Parsing;
using Aresta.Cli.Derive;
using Aresta.Cli.Wording;

namespace Aresta.Cli.Fitting;

/// <summary>The command lines of <c>fit</c> and <c>minimize</c>: words, then options.</summary>
/// <param name="Words">The words that are no options, in order.</param>
/// <param name="Json">Whether to answer as JSON.</param>
/// <param name="Plot">Where to draw the residuals; null for nowhere.</param>
internal sealed record FitOptions(string[] Words, bool Json, string? Plot)
{
    public static readonly Dictionary<string, string[]> ForFit = new()
    {
        ["--format"] = ["text", "json"],
        ["--lang"] = ["en", "pt-BR"],
        ["--plot"] = [],
    };

    public static readonly Dictionary<string, string[]> ForMinimize = new()
    {
        ["--format"] = ["text", "json"],
        ["--lang"] = ["en", "pt-BR"],
    };

    /// <summary>Adds the arguments and options to a command.</summary>
    public static void Declare(Command command, Dictionary<string, string[]> choices)
    {
        command.Arguments.Add(new Argument<string[]>("words") { Arity = ArgumentArity.ZeroOrMore });
        foreach (var name in choices.Keys)
        {
            command.Options.Add(new Option<string>(name));
        }
    }

    /// <summary>What the person asked for.</summary>
    /// <exception cref="UsageException">An option is unknown, repeated, lacks its value or has a wrong one.</exception>
    public static FitOptions Read(ParseResult parsed, Dictionary<string, string[]> choices, int expression, Texts texts)
    {
        var words = parsed.GetValue<string[]>("words") ?? [];
        var given = new Dictionary<string, string>();
        foreach (var (name, allowed) in choices)
        {
            if (parsed.GetResult(name) is OptionResult { Implicit: false } option)
            {
                given[name] = Options.Value(name, option, allowed, texts);
            }
        }

        Options.RequireKnown(parsed, words, [.. choices.Keys], expression, texts);
        return new(words, given.GetValueOrDefault("--format") == "json", given.GetValueOrDefault("--plot"));
    }
}
