using Aresta.Graphs;
using Aresta.Primitives;

namespace Aresta.Transforms;

/// <summary>The Hessian: the second derivatives of a scalar, as the Jacobian of its gradient.</summary>
public static class Hessian
{
    /// <summary>
    /// The graph x ↦ H(x). For inputs i and j of <paramref name="wrt"/> it has an output ∂²f/∂xᵢ∂xⱼ, row by row, whose shape is that of
    /// input i followed by that of input j.
    /// </summary>
    /// <param name="graph">The graph of f.</param>
    /// <param name="wrt">The inputs by which to differentiate; all floating ones unless given.</param>
    /// <param name="of">The output, a floating scalar; it need not be named where there is only one.</param>
    /// <param name="mode">How the Jacobian of the gradient is assembled; forward over reverse unless given.</param>
    /// <exception cref="GraphException">
    /// The output is not one floating scalar, or an input named does not exist or is not floating.
    /// </exception>
    public static Graph Of(Graph graph, Ports? wrt = null, Port? of = null, JacobianMode mode = JacobianMode.Forward) =>
        Jacobian.Of(Gradient.Of(graph, wrt, of), wrt, mode: mode);
}
