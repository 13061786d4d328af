using Aresta.Graphs;
using Aresta.Primitives;

namespace Aresta.Transforms;

/// <summary>
/// The product of the Hessian of a scalar with a vector, without the Hessian: the pushforward of the gradient (forward over reverse), which
/// costs a small multiple of the function itself (Pearlmutter 1994).
/// </summary>
public static class HessianVectorProduct
{
    /// <summary>
    /// The graph (x, ẋ) ↦ H·ẋ. To the inputs of <paramref name="graph"/> a tangent is added for each input of <paramref name="wrt"/>; the
    /// outputs are Σⱼ ∂²f/∂xᵢ∂xⱼ · ẋⱼ for each of these inputs xᵢ, of its type.
    /// </summary>
    /// <param name="graph">The graph of f.</param>
    /// <param name="wrt">The inputs by which to differentiate; all floating ones unless given.</param>
    /// <param name="of">The output, a floating scalar; it need not be named where there is only one.</param>
    /// <exception cref="GraphException">
    /// The output is not one floating scalar, or an input named does not exist or is not floating.
    /// </exception>
    public static Graph Of(Graph graph, Ports? wrt = null, Port? of = null)
    {
        var gradient = Gradient.Of(graph, wrt, of);
        var pushed = Pushforward.Of(gradient, wrt);
        return Graph.Create(pushed.Inputs.AsSpan(), pushed.Outputs.AsSpan()[gradient.Outputs.Length..]);
    }
}
