using Aresta.Kernels;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Execution;

/// <summary>
/// A contraction whose results are windows that are added up: the gradient of a convolution for its input, or a transposed convolution.
/// </summary>
internal sealed class InputGradients : IPattern
{
    public Match? At(Dataflow graph, int position)
    {
        if (AddedWindows.At(graph, position) is not { } added || graph.Source(added.Place) is not { Primitive: Contract contract } product
            || product.Results[0] != graph.Types[added.Place] || !graph.IsOnlyFor(added.Place, added.Sum))
        {
            return null;
        }

        var (lengths, space) = (ConvolutionRoles.Lengths(product), added.Over.Lengths.Length);
        int left = graph.Operand(graph.Maker(added.Place), 0), right = graph.Operand(graph.Maker(added.Place), 1);
        return ConvolutionRoles.Of(contract.Result, contract.Right, contract.Left, lengths, space) is { } roles
            ? Found(graph, position, added.Over, roles, right, left)
            : ConvolutionRoles.Of(contract.Result, contract.Left, contract.Right, lengths, space) is { } turned
                ? Found(graph, position, added.Over, turned, left, right)
                : null;
    }

    private static Match? Found(Dataflow graph, int position, Windows over, ConvolutionRoles roles, int kernel, int y)
    {
        // Windows apart from each other are copied to their places; but of one element each they are the result already.
        if (roles.Orders(0) is not { } orders || (over.AreApart && over.Window.Sizes.Concat(over.Window.Strides).Any(n => n > 1)))
        {
            return null;
        }

        var (node, shape) = (graph.Graph.Nodes[position], roles.Shape(over));
        return new([kernel, y], [graph.Result(position)], emission => new ConvolutionRun(
            Convolution.Plan(shape, emission.Threads), ConvolutionForm.InputGradient, emission.Result(graph.Result(position)),
            emission.Ordered(kernel, orders.Kernel), emission.Ordered(y, orders.Y), node.Results[0].DType == DType.Float32, [node],
            emission.Threads));
    }
}
