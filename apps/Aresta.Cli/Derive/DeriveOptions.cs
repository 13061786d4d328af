using System.CommandLine;
using System.CommandLine.Parsing;
using Aresta.Cli.Wording;

namespace Aresta.Cli.Derive;

/// <summary>
/// The command line of <c>derive</c>. System.CommandLine reads its grammar; what is wrong is told in our words, in the person's language.
/// </summary>
internal sealed class DeriveOptions
{
    private static readonly Dictionary<string, string[]> Choices = new()
    {
        ["--theme"] = ["light", "dark"],
        ["--order"] = ["1", "2"],
        ["--mode"] = ["auto", "forward", "reverse", "paths"],
        ["--format"] = ["text", "json", "latex", "dot", "mermaid", "graph"],
        ["--lang"] = ["en", "pt-BR"],
        ["--svg"] = [],
        ["--show"] = [],
        ["--wrt"] = [],
        ["--of"] = [],
    };

    private const string CheckName = "--check";

    private readonly Dictionary<string, string> options = [];
    private readonly Texts texts;

    private DeriveOptions(Texts texts) => this.texts = texts;

    /// <summary>The expression, the file, or - for standard input.</summary>
    public string Expression { get; private set; } = "";

    /// <summary>The values: name=value.</summary>
    public IReadOnlyList<string> Values { get; private set; } = [];

    public string? Svg => options.GetValueOrDefault("--svg");

    /// <summary>What the drawing shows: one of the words, or a sweep and the name from which it starts.</summary>
    public (string Kind, string? Name)? Show => options.TryGetValue("--show", out var show) ? Split(show) : null;

    public bool Dark => options.GetValueOrDefault("--theme") == "dark";

    /// <summary>Names; null for the default.</summary>
    public IReadOnlyList<string>? Wrt => Names("--wrt");

    /// <summary>Names; null for the default.</summary>
    public IReadOnlyList<string>? Of => Names("--of");

    public int Order => options.GetValueOrDefault("--order") == "2" ? 2 : 1;

    public string Mode => options.GetValueOrDefault("--mode", "auto");

    /// <summary>Whether only a verdict is asked for.</summary>
    public bool Check { get; private set; }

    public string Format => options.GetValueOrDefault("--format", "text");

    /// <summary>Adds the arguments and options to the command.</summary>
    public static void Declare(Command command)
    {
        command.Arguments.Add(new Argument<string[]>("words") { Arity = ArgumentArity.ZeroOrMore });
        foreach (var name in Choices.Keys)
        {
            command.Options.Add(new Option<string>(name));
        }

        command.Options.Add(new Option<bool>(CheckName) { Arity = ArgumentArity.Zero });
    }

    /// <summary>What the person asked for.</summary>
    /// <exception cref="UsageException">
    /// An option is unknown, repeated, lacks its value or has a wrong one; or there is no expression.
    /// </exception>
    public static DeriveOptions Read(ParseResult parsed, Texts texts)
    {
        var read = new DeriveOptions(texts);
        var words = parsed.GetValue<string[]>("words") ?? [];
        foreach (var name in Choices.Keys)
        {
            if (parsed.GetResult(name) is OptionResult { Implicit: false } option)
            {
                read.Set(name, option);
            }
        }

        if (parsed.GetResult(CheckName) is OptionResult { Implicit: false, IdentifierTokenCount: var times })
        {
            read.Check = times == 1 ? true : throw new UsageException(Texts.Format(texts.RepeatedOption, CheckName));
            if (read.Format is not ("text" or "json"))
            {
                throw new UsageException(Texts.Format(texts.CheckFormat, read.Format));
            }
        }

        Options.RequireKnown(parsed, words, [.. Choices.Keys, CheckName], expression: 0, texts);
        (read.Expression, read.Values) = words.Length > 0
            ? (words[0], words[1..])
            : throw new UsageException(texts.NoExpression);
        return read;
    }

    private void Set(string name, OptionResult option)
    {
        var value = Options.Value(name, option, Choices[name], texts);
        if (name == "--show")
        {
            Split(value);
        }

        options[name] = value;
    }

    private (string, string?) Split(string show)
    {
        var parts = show.Split(':', 2);
        return parts is ["graph" or "values" or "partials" or "all"] or ["forward" or "reverse", { Length: > 0 }]
            ? (parts[0], parts.ElementAtOrDefault(1))
            : throw new UsageException(Texts.Format(
                texts.WrongOptionValue, "--show", show, $"graph, values, partials, forward:{texts.Name}, reverse:{texts.Name}, all"));
    }

    private List<string>? Names(string option) => options.TryGetValue(option, out var names)
        ? [.. names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct()]
        : null;
}
