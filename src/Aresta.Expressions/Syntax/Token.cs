namespace Aresta.Expressions;

/// <summary>The kinds of words of the language.</summary>
internal enum TokenKind
{
    Number,
    Name,
    Superscript,
    Plus,
    Minus,
    Times,
    Over,
    Percent,
    MatrixTimes,
    Power,
    Root,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    EqualTo,
    NotEqual,
    Assign,
    Comma,
    Open,
    Close,
    OpenBracket,
    CloseBracket,
    Separator,
    End,
}

/// <summary>A word of the language.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Span">Where it stands.</param>
/// <param name="Value">Of a number, its value; of a superscript, the exponent.</param>
internal readonly record struct Token(TokenKind Kind, SourceSpan Span, double Value = 0);
