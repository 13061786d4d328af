using Aresta.Kernels;
using Aresta.Numerics.Rules;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Execution;

/// <summary>A convolution, one number for each channel added to it, and the relu of that where nobody asks what is negative.</summary>
internal sealed class BiasedConvolutions : IPattern
{
    public Match? At(Dataflow graph, int position)
    {
        var sum = position;
        var relu = Rectification.Of(graph, graph.Result(position));
        if (relu is { Place: var z, Mask: var mask })
        {
            sum = graph.Maker(z);
            if (!graph.IsOnlyFor(mask, position) || !graph.IsOnlyFor(z, position, graph.Maker(mask)))
            {
                return null;
            }
        }

        return graph.Operands<Binary<Add>>(graph.Result(sum)) is [var left, var right]
            ? Of(graph, position, sum, left, right, relu is not null) ?? Of(graph, position, sum, right, left, relu is not null)
            : null;
    }

    private static Match? Of(Dataflow graph, int position, int sum, int product, int addend, bool rectified)
    {
        if (graph.Source(product).Primitive is not Contract || !graph.IsOnlyFor(product, sum)
            || Convolving.Of(graph, graph.Maker(product)) is not { IsForward: true } found
            || graph.Source(addend) is not { Primitive: Broadcast broadcast } node
            || graph.Types[graph.Roots[addend]] != graph.Types[addend] || !IsChannels(found.Shape, broadcast, node.Operands[0].Shape))
        {
            return null;
        }

        var (bias, result) = (graph.Operand(graph.Maker(addend), 0), graph.Result(position));
        return new([found.Over.Place, found.Kernel, bias], [result], emission => new ConvolutionRun(
            Convolution.Plan(found.Shape, emission.Threads), ConvolutionForm.Forward, found.Over.Ordered(emission, found.Orders.X),
            emission.Ordered(found.Kernel, found.Orders.Kernel), emission.Result(result), node.Results[0].DType == DType.Float32,
            [graph.Source(product), graph.Graph.Nodes[position]], emission.Threads)
        { Bias = emission.Stored(bias), IsRectified = rectified });
    }

    // Whether the axes that are not repeated are the channels: all before them are samples, all behind them space.
    private static bool IsChannels(ConvolutionShape shape, Broadcast broadcast, Shape bias)
    {
        Span<int> products = [1, 1, 1];
        var part = 0; // samples, channels, space
        for (var axis = 0; axis < broadcast.Shape.Rank; axis++)
        {
            var own = broadcast.Axes.ToList().IndexOf(axis);
            var isRepeated = own < 0 || bias[own] == 1;
            if (broadcast.Shape[axis] != 1)
            {
                part = isRepeated == (part == 1) ? part + 1 : part;
                products[Math.Min(part, 2)] *= broadcast.Shape[axis];
            }
        }

        return part <= 2 && products[0] == shape.Samples && products[1] == shape.Groups * shape.Outputs;
    }
}
