namespace Aresta.Expressions;

/// <summary>How tightly an operator binds, and what it calls.</summary>
/// <param name="Function">The function that it stands for.</param>
/// <param name="Binding">Higher binds tighter.</param>
/// <param name="RightFirst">Whether a run of them is read from the right, as a^b^c is.</param>
internal sealed record Operator(string Function, int Binding, bool RightFirst = false)
{
    /// <summary>A product written by standing side by side: it binds tighter than a written one, so that 1/2x is 1/(2x).</summary>
    public static readonly Operator Juxtaposition = new("*", 5);

    /// <summary>A sign: −x² is −(x²).</summary>
    public static readonly Operator Sign = new("negate", 4, RightFirst: true);

    /// <summary>A root: √2x is (√2)·x.</summary>
    public static readonly Operator Root = new("sqrt", 7, RightFirst: true);

    private static readonly Dictionary<TokenKind, Operator> ByToken = new()
    {
        [TokenKind.Less] = new("<", 1),
        [TokenKind.LessOrEqual] = new("<=", 1),
        [TokenKind.Greater] = new(">", 1),
        [TokenKind.GreaterOrEqual] = new(">=", 1),
        [TokenKind.EqualTo] = new("==", 1),
        [TokenKind.NotEqual] = new("!=", 1),
        [TokenKind.Plus] = new("+", 2),
        [TokenKind.Minus] = new("-", 2),
        [TokenKind.Times] = new("*", 3),
        [TokenKind.Over] = new("/", 3),
        [TokenKind.Percent] = new("%", 3),
        [TokenKind.MatrixTimes] = new("@", 3),
        [TokenKind.Power] = new("^", 6, RightFirst: true),
    };

    /// <summary>The infix operator that a word is, or null.</summary>
    public static Operator? Infix(TokenKind kind) => ByToken.GetValueOrDefault(kind);
}
