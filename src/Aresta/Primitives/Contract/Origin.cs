using System.Diagnostics;

namespace Aresta.Primitives;

/// <summary>The line of the user's source at which a node was made.</summary>
/// <param name="File">The file, as the compiler wrote it down.</param>
/// <param name="Line">The line, from 1.</param>
public sealed record Origin(string File, int Line)
{
    /// <summary>The file name without its folder, and the line: <c>Model.cs:12</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{File[(File.LastIndexOfAny(['/', '\\']) + 1)..]}:{Line}");
}

/// <summary>
/// Finds the source line of each node while a function is traced. Operators cannot take caller attributes, so the line is read from the
/// stack, which costs some microseconds a node; past a budget of nodes, and where there is no debug information, the line of the
/// trace itself is given.
/// </summary>
public sealed class OriginScope : IDisposable
{
    [ThreadStatic]
    private static OriginScope? current;

    private static readonly HashSet<string> Own = ["Aresta", "Aresta.Numerics", "Aresta.Expressions", "Aresta.Learning"];

    private readonly OriginScope? outer = current;
    private readonly bool withinDerivative;
    private Origin? fallback;
    private DerivativeOf? derivation;
    private int budget;

    private OriginScope(Origin? fallback, int budget)
    {
        (this.fallback, this.budget) = (fallback, budget);
        derivation = outer?.derivation;
        withinDerivative = derivation is { Node.Primitive.HasBodies: false };
    }

    /// <summary>Nodes made on this thread until the scope is disposed get the line of the code that made them.</summary>
    /// <param name="fallback">The origin of nodes for which none can be found.</param>
    /// <param name="budget">How many nodes may read the stack; 0 turns it off.</param>
    public static OriginScope Begin(Origin? fallback, int budget) => current = new(fallback, budget);

    /// <summary>
    /// Nodes made from here on get the origin of <paramref name="node"/>: those of a derivative, that of the node it belongs to.
    /// </summary>
    /// <param name="node">The node that is followed.</param>
    /// <param name="derivation">
    /// What the new nodes are a derivative of, if they are. Inside the derivative of a node, everything belongs to that node, unless it
    /// has bodies, whose nodes are followed one by one.
    /// </param>
    public void Follow(Node node, DerivativeOf? derivation = null)
    {
        ArgumentNullException.ThrowIfNull(node);
        fallback = node.Origin;
        this.derivation = withinDerivative ? this.derivation : derivation;
    }

    internal static DerivativeOf? DerivativeOf => current?.derivation;

    internal static Origin? Capture()
    {
        if (current is not { } scope)
        {
            return null;
        }

        return scope.budget-- > 0 ? FromStack() ?? scope.fallback : scope.fallback;
    }

    private static Origin? FromStack()
    {
        foreach (var frame in new StackTrace(fNeedFileInfo: true).GetFrames())
        {
            if (DiagnosticMethodInfo.Create(frame)?.DeclaringAssemblyName is { } assembly && !Own.Contains(assembly.Split(',')[0]))
            {
                return frame.GetFileName() is { } file ? new(file, frame.GetFileLineNumber()) : null;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public void Dispose() => current = outer;
}
