using Aresta.Checking;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta;

/// <content>Checks of derivatives and of values, at a point.</content>
public sealed partial class Function
{
    /// <summary>
    /// Holds the derivatives against differences and against each other: <c>f.CheckGradient([1, 2], order: 2)</c>. The report says which
    /// input, which entry and which operation is wrong.
    /// </summary>
    /// <param name="at">The arguments.</param>
    /// <param name="order">Up to which order of derivatives.</param>
    /// <exception cref="GraphException">The function cannot take these arguments.</exception>
    public GradientReport CheckGradient(ReadOnlySpan<Tensor> at, int order = 1) => GradientCheck.Run(Graph(Types(at)), at, order);

    /// <summary>
    /// Calls the function and says where NaN and infinities in its results began. Of its derivative:
    /// <c>f.Derivative.CheckFinite(1, 2)</c>.
    /// </summary>
    /// <exception cref="GraphException">The function cannot take these arguments.</exception>
    public FiniteReport CheckFinite(params ReadOnlySpan<Tensor> arguments) => FiniteCheck.Run(Graph(Types(arguments)), arguments);
}
