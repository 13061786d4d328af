using System.Text;

namespace Aresta.Expressions;

/// <summary>
/// A program that cannot be read or built. <see cref="Exception.Message"/> is English, with line, column and a caret under the place;
/// <see cref="Describe"/> says it in another language.
/// </summary>
public sealed class ExpressionException : Exception
{
    private readonly object[] arguments;

    internal ExpressionException(Problem problem, string source, SourceSpan span, params object[] arguments)
        : base(Write(problem, source, span, Language.English, arguments))
    {
        (Problem, SourceText, Span, this.arguments) = (problem, source, span, arguments);
    }

    /// <summary>What is wrong.</summary>
    public Problem Problem { get; }

    /// <summary>The program.</summary>
    public string SourceText { get; }

    /// <summary>Where it is wrong.</summary>
    public SourceSpan Span { get; }

    /// <summary>The line, from 1.</summary>
    public int Line => 1 + SourceText.AsSpan(0, Span.Start).Count('\n');

    /// <summary>The column, from 1, in characters.</summary>
    public int Column => Span.Start - LineStart(SourceText, Span.Start) + 1;

    /// <summary>The sentence alone, without place.</summary>
    public string Sentence(Language language) => ProblemTexts.Sentence(Problem, language, arguments);

    /// <summary>The sentence with its place, and the line with a caret under the place.</summary>
    public string Describe(Language language) => Write(Problem, SourceText, Span, language, arguments);

    private static string Write(Problem problem, string source, SourceSpan span, Language language, object[] arguments)
    {
        const int context = 60;
        var start = LineStart(source, span.Start);
        var end = source.IndexOf('\n', span.Start) is >= 0 and var newline ? newline : source.Length;
        var (line, column) = (1 + source.AsSpan(0, span.Start).Count('\n'), span.Start - start + 1);

        // Of a very long line only the surroundings are shown.
        var (from, to) = (Math.Max(start, span.Start - context), Math.Min(end, Math.Max(span.Start, Math.Min(span.End, end)) + context));
        to = Math.Min(to, from + (3 * context));
        var (head, tail) = (from > start ? "…" : "", to < end ? "…" : "");
        var text = new string([.. source[from..to].Select(c => Rune.TryCreate(c, out var rune) && Lexer.IsUnseen(rune) ? ' ' : c)]);
        var carets = new string('^', Math.Max(1, Math.Min(span.Length, to - span.Start)));
        return $"""
            {ProblemTexts.Place(language, line, column)}: {ProblemTexts.Sentence(problem, language, arguments)}
              {head}{text}{tail}
              {new string(' ', head.Length + span.Start - from)}{carets}
            """;
    }

    private static int LineStart(string source, int position) =>
        position == 0 ? 0 : source.LastIndexOf('\n', position - 1) + 1;
}
