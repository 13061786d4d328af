namespace Aresta.Expressions.Drawing;

/// <summary>A drawing of a graph before it has coordinates: boxes with lines of text, and arrows with labels.</summary>
/// <param name="Title">What it shows, for people who cannot see it.</param>
/// <param name="Boxes">The boxes, operands before users.</param>
/// <param name="Arrows">The arrows.</param>
public sealed record Figure(string Title, IReadOnlyList<Box> Boxes, IReadOnlyList<Arrow> Arrows);

/// <summary>A node as drawn.</summary>
/// <param name="Lines">The lines of text, the first its heading.</param>
/// <param name="Kind">What it stands for.</param>
/// <param name="Tooltip">What is said of it on request.</param>
/// <param name="Emphasis">How it is drawn.</param>
public sealed record Box(IReadOnlyList<string> Lines, BoxKind Kind, string? Tooltip = null, Emphasis Emphasis = Emphasis.Plain)
{
    /// <summary>The id of the node in documents; null for the position of the box.</summary>
    public string? Id { get; init; }

    /// <summary>The bodies that the node runs, drawn inside the box side by side.</summary>
    public IReadOnlyList<(string Name, Figure Figure)> Bodies { get; init; } = [];
}

/// <summary>What a box stands for; each kind has its color.</summary>
public enum BoxKind
{
    /// <summary>An operation.</summary>
    Operation,

    /// <summary>An input.</summary>
    Input,

    /// <summary>A constant.</summary>
    Constant,

    /// <summary>An output.</summary>
    Output,

    /// <summary>The node from which a sweep starts.</summary>
    Start,
}

/// <summary>An edge as drawn, from operand to user.</summary>
/// <param name="From">The number of the box of the operand.</param>
/// <param name="To">The number of the box of the user.</param>
/// <param name="Label">What is written on it; empty for nothing.</param>
/// <param name="Emphasis">How it is drawn.</param>
/// <param name="Reversed">Whether the arrowhead stands at the operand, as in a reverse sweep.</param>
/// <param name="Tooltip">What is said of it on request.</param>
public sealed record Arrow(
    int From, int To, string Label, Emphasis Emphasis = Emphasis.Plain, bool Reversed = false, string? Tooltip = null);

/// <summary>How strongly a box or an arrow is drawn.</summary>
public enum Emphasis
{
    /// <summary>Like the others.</summary>
    Plain,

    /// <summary>On a path that matters.</summary>
    Strong,

    /// <summary>On no path that matters.</summary>
    Faint,
}
