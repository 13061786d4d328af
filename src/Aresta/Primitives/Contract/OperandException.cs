namespace Aresta.Primitives;

/// <summary>
/// Operands that a primitive cannot take. The message is the reason alone; <see cref="GraphException"/> adds names and place.
/// </summary>
/// <param name="reason">A clause such as "label j is 3 in operand 0 and 4 in operand 1".</param>
public sealed class OperandException(string reason) : Exception(reason);

/// <summary>
/// A graph that cannot be built, read or transformed. The message names the operation, the shapes, the user's names and the place.
/// </summary>
public sealed class GraphException : Exception
{
    /// <summary>An error here: where a function is being traced, the line of its source is added.</summary>
    /// <param name="message">The whole sentence.</param>
    /// <param name="inner">What caused it, if something did.</param>
    public GraphException(string message, Exception? inner = null)
        : this(message, OriginScope.Capture(), inner)
    {
    }

    /// <summary>An error at a node made earlier.</summary>
    internal GraphException(string message, Origin? origin, Exception? inner)
        : base(origin is null ? message : $"{message} (at {origin})", inner)
    {
    }
}
