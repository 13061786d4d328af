using Aresta.Kernels;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Execution;

/// <summary>A contraction of windows: with the kernel it is a convolution, with the cotangent of one the gradient of its kernel.</summary>
internal sealed class Convolving : IPattern
{
    public Match? At(Dataflow graph, int position)
    {
        var node = graph.Graph.Nodes[position];
        return node.Primitive is Contract contract
            ? Of(graph, position, node, contract.Left, contract.Right, contract.Result, 0)
                ?? Of(graph, position, node, contract.Right, contract.Left, contract.Result, 1)
            : null;
    }

    private static Match? Of(Dataflow graph, int position, Node node, string windows, string other, string result, int operand)
    {
        if (Windows.Of(graph, graph.Operand(position, operand), 0) is not { } over)
        {
            return null;
        }

        var (lengths, space) = (ConvolutionRoles.Lengths(node), over.Lengths.Length);
        var (read, written) = (graph.Operand(position, 1 - operand), graph.Result(position));
        return ConvolutionRoles.Of(windows, other, result, lengths, space) is { } forward
            ? Found(graph, node, over, forward, ConvolutionForm.Forward, read, written)
            : ConvolutionRoles.Of(windows, result, other, lengths, space) is { } gradient
                ? Found(graph, node, over, gradient, ConvolutionForm.KernelGradient, written, read)
                : null;
    }

    private static Match? Found(
        Dataflow graph, Node node, Windows over, ConvolutionRoles roles, ConvolutionForm form, int kernel, int y)
    {
        var forward = form == ConvolutionForm.Forward;
        if (roles.Orders(forward ? 2 : 1) is not { } orders || !over.CanOrder(graph, orders.X))
        {
            return null;
        }

        var (shape, single) = (roles.Shape(over), node.Results[0].DType == DType.Float32);
        return new([over.Place, forward ? kernel : y], [forward ? y : kernel], emission => new ConvolutionRun(
            Convolution.Plan(shape, emission.Threads), form, over.Ordered(emission, orders.X),
            forward ? emission.Ordered(kernel, orders.Kernel) : emission.Result(kernel),
            forward ? emission.Result(y) : emission.Ordered(y, orders.Y), single, [node], emission.Threads));
    }
}
