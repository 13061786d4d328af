namespace Aresta.Expressions;

/// <summary>A step of a statement in postfix order: it takes its operands from a stack and leaves its result there.</summary>
/// <param name="Span">The text that it stands for, operands excluded.</param>
internal abstract record Instruction(SourceSpan Span)
{
    /// <summary>Leaves a number.</summary>
    public sealed record Number(double Value, SourceSpan Span) : Instruction(Span);

    /// <summary>Leaves what a name stands for.</summary>
    public sealed record Name(string Text, SourceSpan Span) : Instruction(Span);

    /// <summary>Takes the arguments of a function, an operator among them, and leaves its value.</summary>
    public sealed record Call(string Function, int Count, SourceSpan Span) : Instruction(Span);

    /// <summary>Takes elements and leaves the list of them.</summary>
    public sealed record List(int Count, SourceSpan Span) : Instruction(Span);

    /// <summary>Takes a value and indices and leaves the element or part that they name.</summary>
    public sealed record Index(int Count, SourceSpan Span) : Instruction(Span);
}

/// <summary>A statement: a name, where one is given, and the steps that compute its value.</summary>
/// <param name="Name">The name assigned; null for a bare expression.</param>
/// <param name="Span">The name, or the expression where there is none.</param>
/// <param name="Steps">The steps, in postfix order.</param>
internal sealed record Statement(string? Name, SourceSpan Span, IReadOnlyList<Instruction> Steps);
