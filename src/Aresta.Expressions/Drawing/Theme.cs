namespace Aresta.Expressions.Drawing;

/// <summary>The colors of a drawing: text has a contrast of at least 4.5, lines of at least 3, as level AA of WCAG 2.2 asks.</summary>
/// <param name="Ground">Behind everything.</param>
/// <param name="Text">Text.</param>
/// <param name="Line">Arrows and borders, and text beside what matters.</param>
/// <param name="Faint">Arrows and borders on no path that matters.</param>
/// <param name="Accent">Arrows and borders on a path that matters, and labels.</param>
/// <param name="Operation">Boxes of operations.</param>
/// <param name="Input">Boxes of inputs.</param>
/// <param name="Constant">Boxes of constants.</param>
/// <param name="Output">Boxes of outputs.</param>
/// <param name="Start">The box from which a sweep starts.</param>
public sealed record Theme(
    string Ground, string Text, string Line, string Faint, string Accent,
    string Operation, string Input, string Constant, string Output, string Start)
{
    /// <summary>Dark on white.</summary>
    public static Theme Light { get; } = new(
        "#ffffff", "#1d2733", "#5c6b7c", "#8996a5", "#b3261e", "#f3f6fa", "#e3f0e4", "#ffffff", "#e4ecfb", "#fde9c8");

    /// <summary>Light on dark.</summary>
    public static Theme Dark { get; } = new(
        "#14191f", "#e8edf3", "#93a3b5", "#65758a", "#ff9d8a", "#212a35", "#1f3a2a", "#14191f", "#22345a", "#5a4214");

    /// <summary>The color of a kind of box.</summary>
    public string Of(BoxKind kind) => kind switch
    {
        BoxKind.Input => Input,
        BoxKind.Constant => Constant,
        BoxKind.Output => Output,
        BoxKind.Start => Start,
        _ => Operation,
    };
}
