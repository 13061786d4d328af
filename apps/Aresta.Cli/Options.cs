using System.CommandLine;
using System.CommandLine.Parsing;
using Aresta.Cli.Derive;
using Aresta.Cli.Wording;
using Aresta.Expressions;

namespace Aresta.Cli;

/// <summary>What is the same about the options of every command; mistakes are told in our words.</summary>
internal static class Options
{
    /// <summary>The value of an option that was given.</summary>
    /// <exception cref="UsageException">It is given twice, lacks its value or has none of the choices.</exception>
    public static string Value(string name, OptionResult option, string[] choices, Texts texts)
    {
        if (option.IdentifierTokenCount > 1)
        {
            throw new UsageException(Texts.Format(texts.RepeatedOption, name));
        }

        if (option.Tokens is not [{ Value: var value }])
        {
            throw new UsageException(Texts.Format(texts.NoOptionValue, name));
        }

        return choices.Length == 0 || choices.Contains(value)
            ? value
            : throw new UsageException(Texts.Format(texts.WrongOptionValue, name, value, string.Join(", ", choices)));
    }

    /// <summary>Refuses words that look like options and are none.</summary>
    /// <param name="parsed">What was parsed.</param>
    /// <param name="words">The words that are no options.</param>
    /// <param name="known">The options there are.</param>
    /// <param name="expression">Which of the words is an expression, which may begin with a sign.</param>
    /// <param name="texts">How to say it.</param>
    /// <exception cref="UsageException">There is such a word.</exception>
    public static void RequireKnown(ParseResult parsed, string[] words, string[] known, int expression, Texts texts)
    {
        // Behind -- everything is meant as it stands.
        var separated = parsed.Tokens.Any(token => token.Type == TokenType.DoubleDash);
        for (var i = 0; i < words.Length && !separated; i++)
        {
            if (words[i].StartsWith('-') && words[i].Length > 1 && !(i == expression && IsExpression(words[i], words[(i + 1)..])))
            {
                var name = words[i].Split('=', ':')[0];
                var near = Spelling.Nearest(name, known) is { } similar ? $" ({similar}?)" : "";
                throw new UsageException(Texts.Format(texts.UnknownOption, name, near));
            }
        }
    }

    // An expression like --word is one only if no later word could be the expression.
    private static bool IsExpression(string argument, string[] rest)
    {
        var word = argument.TrimStart('-');
        var isWord = argument.StartsWith("--", StringComparison.Ordinal) && word.Length > 1
            && word.All(c => char.IsAsciiLetter(c) || c == '-');
        return !isWord || (rest.Length > 0 && rest.All(next => next.Contains('=') && !next.StartsWith('-')));
    }
}
