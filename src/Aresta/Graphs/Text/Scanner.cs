using Aresta.Primitives;

namespace Aresta.Graphs;

/// <summary>Walks a text, skips spaces and comments, and says where it stands when something else was expected.</summary>
/// <param name="text">The text.</param>
/// <param name="name">What the text is called in errors.</param>
internal sealed class Scanner(string text, string name)
{
    private const int LongestExcerpt = 24;

    private readonly Level level = new();

    private int at;
    private int line = 1;
    private int lineStart;

    /// <summary>The line that the next token stands in.</summary>
    public Origin Origin
    {
        get
        {
            Skip();
            return new(name, line);
        }
    }

    /// <summary>The next character that is no space and in no comment; a zero at the end.</summary>
    public char Next
    {
        get
        {
            Skip();
            return at < text.Length ? text[at] : '\0';
        }
    }

    /// <summary>Whether nothing but spaces and comments is left.</summary>
    public bool AtEnd
    {
        get
        {
            Skip();
            return at == text.Length;
        }
    }

    /// <summary>Until what it gives is disposed, something nested is read: as deep as graphs may nest, and no deeper.</summary>
    /// <exception cref="GraphException">It is nested too deeply.</exception>
    public IDisposable Deeper() => ++level.Count <= Graph.MaxDepth
        ? level
        : throw Error(FormattableString.Invariant($"graphs and stacks nest at most {Graph.MaxDepth} deep"), Mark());

    private sealed class Level : IDisposable
    {
        public int Count;

        public void Dispose() => Count--;
    }

    /// <summary>Steps over <paramref name="symbol"/> if it comes next.</summary>
    public bool Take(char symbol)
    {
        if (AtEnd || text[at] != symbol)
        {
            return false;
        }

        at++;
        return true;
    }

    /// <summary>Steps over <paramref name="symbol"/>.</summary>
    /// <exception cref="GraphException">Something else comes next.</exception>
    public void Expect(char symbol, string context)
    {
        if (!Take(symbol))
        {
            throw Expected($"'{symbol}' {context}");
        }
    }

    /// <summary>A letter or underscore, then letters, digits and underscores.</summary>
    public string Word(string what)
    {
        var start = Start();
        if (at < text.Length && Words.IsStart(text[at]))
        {
            return Run(start, Words.IsPart);
        }

        throw Expected(what);
    }

    /// <summary>Whatever could be a number: signs, digits, letters (for NaN, Infinity, exponents, hexadecimal bits) and points.</summary>
    public string Number(string what)
    {
        var start = Start();
        var number = Run(start, c => char.IsAsciiLetterOrDigit(c) || c is '+' or '-' or '.');
        if (number.Length == 0)
        {
            throw Expected(what);
        }

        return number;
    }

    /// <summary>A name or text in quotes; without them.</summary>
    public string Quoted()
    {
        Expect('"', "before a text");
        var content = Run(at, c => c != '"' && c != '\\' && !char.IsControl(c));
        return Take('"') ? content : throw Expected("'\"' behind the text, which holds no backslashes and no control characters");
    }

    /// <summary>An error at the next token.</summary>
    public GraphException Expected(string what)
    {
        Skip();
        return Error($"expected {what}, but found {Found()}");
    }

    /// <summary>An error at the next token, or at one before.</summary>
    /// <param name="problem">What is wrong.</param>
    /// <param name="mark">Where, by <see cref="Mark"/>.</param>
    public GraphException Error(string problem, (int Line, int Column)? mark = null)
    {
        var (row, column) = mark ?? Mark();
        return new(FormattableString.Invariant($"{name}, line {row}, column {column}: {problem}."));
    }

    /// <summary>Where the next token stands.</summary>
    public (int Line, int Column) Mark()
    {
        Skip();
        return (line, at - lineStart + 1);
    }

    private int Start()
    {
        Skip();
        return at;
    }

    private string Run(int start, Func<char, bool> part)
    {
        while (at < text.Length && part(text[at]))
        {
            at++;
        }

        return text[start..at];
    }

    private string Found()
    {
        if (at == text.Length)
        {
            return "the end of the text";
        }

        var end = at + 1;
        while (end < text.Length && end - at < LongestExcerpt && Words.IsPart(text[at]) && Words.IsPart(text[end]))
        {
            end++;
        }

        return char.IsControl(text[at]) || char.IsSurrogate(text[at])
            ? FormattableString.Invariant($"character U+{(int)text[at]:X4}")
            : $"'{text[at..end]}'";
    }

    private void Skip()
    {
        for (; at < text.Length; at++)
        {
            if (text[at] == '\n')
            {
                (line, lineStart) = (line + 1, at + 1);
            }
            else if (text[at] == '/' && at + 1 < text.Length && text[at + 1] == '/')
            {
                var end = text.IndexOf('\n', at);
                at = (end < 0 ? text.Length : end) - 1;
            }
            else if (text[at] is not (' ' or '\t' or '\r'))
            {
                return;
            }
        }
    }
}
