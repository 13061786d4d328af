using Aresta.Primitives;

namespace Aresta.Transforms;

/// <summary>An equation read from left to right.</summary>
/// <param name="Law">The equation: <c>x·1 = x</c>.</param>
/// <param name="Apply">
/// What stands for the result of a node that the left side fits, null for any other node. The operands of the node are in normal form; what
/// is returned need not be. The node has one result.
/// </param>
public sealed record RewriteRule(string Law, Func<Node, Value?> Apply)
{
    /// <summary>The equation.</summary>
    public override string ToString() => Law;
}
