using System.Globalization;
using Aresta.Primitives;

namespace Aresta.Graphs;

/// <summary>Where in a run a node of a body stands: in which body of which node, and in which of its runs.</summary>
/// <param name="Node">The node that the body belongs to: a call, a choice, a loop.</param>
/// <param name="Body">The name of the body among the attributes of the node.</param>
/// <param name="Run">
/// How often the body has run before for this node: for a loop the number of the step, from 0 in the order of the run.
/// </param>
/// <param name="Outer">Where that node stands, if it is in a body itself.</param>
public sealed record RunPlace(Node Node, string Body, int Run, RunPlace? Outer)
{
    /// <summary>From the outermost body on: <c>scan body 3, while condition 0</c>.</summary>
    public override string ToString() =>
        (Outer is null ? "" : $"{Outer}, ")
        + string.Create(CultureInfo.InvariantCulture, $"{Node.Result().Name ?? Node.Primitive.Name} {Body} {Run}");
}
