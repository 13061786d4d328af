using Aresta.Primitives;

namespace Aresta.Expressions.Drawing;

/// <summary>What a drawing shows.</summary>
public abstract record Show
{
    private Show()
    {
    }

    /// <summary>The graph alone.</summary>
    public sealed record Graph : Show;

    /// <summary>The graph with the value of every node.</summary>
    public sealed record Values : Show;

    /// <summary>Values, and the local derivative on every edge.</summary>
    public sealed record Partials : Show;

    /// <summary>A forward sweep: what it carries to every node.</summary>
    /// <param name="Input">Where it starts.</param>
    public sealed record Forward(Value Input) : Show;

    /// <summary>A reverse sweep: what it carries back to every node.</summary>
    /// <param name="Output">Where it starts.</param>
    public sealed record Reverse(Value Output) : Show;

    /// <summary>Values, local derivatives, and what the sweeps from every input and output carry.</summary>
    public sealed record All : Show;
}
