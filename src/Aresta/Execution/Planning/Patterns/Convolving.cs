using Aresta.Kernels;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Execution;

/// <summary>
/// A contraction of windows that overlap: with the kernel it is a convolution, with the cotangent of one the gradient of its kernel.
/// </summary>
internal sealed class Convolving : IPattern
{
    public Match? At(Dataflow graph, int position)
    {
        if (Of(graph, position) is not { } found)
        {
            return null;
        }

        var (node, forward) = (graph.Graph.Nodes[position], found.IsForward);
        var (over, kernel, y) = (found.Over, found.Kernel, found.Result);
        return new([over.Place, forward ? kernel : y], [forward ? y : kernel], emission => new ConvolutionRun(
            Convolution.Plan(found.Shape, emission.Threads), forward ? ConvolutionForm.Forward : ConvolutionForm.KernelGradient,
            over.Ordered(emission, found.Orders.X),
            forward ? emission.Ordered(kernel, found.Orders.Kernel) : emission.Result(kernel),
            forward ? emission.Result(y) : emission.Ordered(y, found.Orders.Y), node.Results[0].DType == DType.Float32, [node],
            emission.Threads));
    }

    /// <summary>The convolution, or the gradient of its kernel, that a node is.</summary>
    public static Convolved? Of(Dataflow graph, int position)
    {
        var node = graph.Graph.Nodes[position];
        return node.Primitive is Contract contract
            ? Of(graph, position, node, contract.Left, contract.Right, contract.Result, 0)
                ?? Of(graph, position, node, contract.Right, contract.Left, contract.Result, 1)
            : null;
    }

    private static Convolved? Of(Dataflow graph, int position, Node node, string windows, string other, string result, int operand)
    {
        if (Windows.Of(graph, graph.Operand(position, operand), 0) is not { AreApart: false } over)
        {
            return null;
        }

        var (lengths, space) = (ConvolutionRoles.Lengths(node), over.Lengths.Length);
        var (read, written) = (graph.Operand(position, 1 - operand), graph.Result(position));
        return ConvolutionRoles.Of(windows, other, result, lengths, space) is { } forward
            ? Found(graph, over, forward, true, read, written)
            : ConvolutionRoles.Of(windows, result, other, lengths, space) is { } gradient
                ? Found(graph, over, gradient, false, written, read)
                : null;
    }

    private static Convolved? Found(Dataflow graph, Windows over, ConvolutionRoles roles, bool forward, int kernel, int y) =>
        roles.Orders(forward ? 2 : 1) is { } orders && over.CanOrder(graph, orders.X)
            ? new(over, roles.Shape(over), orders, forward, kernel, y) : null;
}

/// <summary>A convolution that was found.</summary>
/// <param name="Over">x and its windows.</param>
/// <param name="Shape">The lengths.</param>
/// <param name="Orders">The axes of x, the kernel and y in the order of the kernels.</param>
/// <param name="IsForward">Whether y is computed; otherwise the cotangent of the kernel.</param>
/// <param name="Kernel">The kernel, or its cotangent.</param>
/// <param name="Result">y, or its cotangent.</param>
internal sealed record Convolved(
    Windows Over, ConvolutionShape Shape, (int[] X, int[] Kernel, int[] Y) Orders, bool IsForward, int Kernel, int Result);
