using Aresta.Cli.Wording;
using Aresta.Expressions;

namespace Aresta.Cli.Derive;

/// <summary>
/// The command line of <c>derive</c>, read by hand: an expression may begin with - or @, so that no general reader of options knows where
/// the options end.
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

    private readonly Dictionary<string, string> options = [];
    private readonly Texts texts;

    private DeriveOptions(Texts texts) => this.texts = texts;

    public bool Help { get; private set; }

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

    public string Format => options.GetValueOrDefault("--format", "text");

    /// <exception cref="UsageException">
    /// An option is unknown, repeated, lacks its value or has a wrong one; or there is no expression.
    /// </exception>
    public static DeriveOptions Read(string[] arguments, Texts texts)
    {
        var (read, positional) = (new DeriveOptions(texts), new List<string>());
        for (var i = 0; i < arguments.Length; i++)
        {
            var argument = arguments[i];
            if (argument == "--")
            {
                positional.AddRange(arguments[(i + 1)..]);
                break;
            }

            var (name, attached) = argument.IndexOf('=') is > 0 and var at ? (argument[..at], argument[(at + 1)..]) : (argument, null);
            if (argument is "--help" or "-?" || (argument == "-h" && !arguments.Any(IsValueOfH)))
            {
                read.Help = true;
            }
            else if (Choices.ContainsKey(name))
            {
                read.Set(name, attached ?? (i + 1 < arguments.Length
                    ? arguments[++i]
                    : throw new UsageException(Texts.Format(texts.NoOptionValue, name))));
            }
            else if (argument.StartsWith('-') && argument.Length > 1
                && !IsExpression(argument, positional.Count == 0, arguments[(i + 1)..]))
            {
                var near = Spelling.Nearest(name, Choices.Keys) is { } similar ? $" ({similar}?)" : "";
                throw new UsageException(Texts.Format(texts.UnknownOption, name, near));
            }
            else
            {
                positional.Add(argument);
            }
        }

        if (positional.Count == 0 && !read.Help)
        {
            throw new UsageException(texts.NoExpression);
        }

        (read.Expression, read.Values) = (positional.FirstOrDefault() ?? "", [.. positional.Skip(1)]);
        return read;
    }

    // The first word may be an expression with a sign. One like --word is one only if no later word could be the expression.
    private static bool IsExpression(string argument, bool first, string[] rest)
    {
        var word = argument.TrimStart('-');
        var isWord = argument.StartsWith("--", StringComparison.Ordinal) && word.Length > 1
            && word.All(c => char.IsAsciiLetter(c) || c == '-');
        return first && (!isWord || (rest.Length > 0 && rest.All(next => next.Contains('=') && !next.StartsWith('-'))));
    }

    private void Set(string name, string value)
    {
        if (Choices[name] is { Length: > 0 } choices && !choices.Contains(value))
        {
            throw new UsageException(Texts.Format(texts.WrongOptionValue, name, value, string.Join(", ", choices)));
        }

        if (name == "--show")
        {
            Split(value);
        }

        if (!options.TryAdd(name, value))
        {
            throw new UsageException(Texts.Format(texts.RepeatedOption, name));
        }
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

    // -h asks for help, unless h is a name of the expression.
    private static bool IsValueOfH(string argument) => argument.StartsWith("h=", StringComparison.Ordinal);
}
