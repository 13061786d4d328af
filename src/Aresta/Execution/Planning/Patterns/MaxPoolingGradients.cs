using Aresta.Kernels;
using Aresta.Numerics.Rules;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Execution;

/// <summary>
/// The pullback of <see cref="MaxPooling"/>, as <see cref="Max"/> states it: where(windows = largest, share, 0), added up, where each of
/// the largest has the share scale(1/how many, cotangent). If a relu was pooled, its pullback is part of it.
/// </summary>
internal sealed class MaxPoolingGradients : IPattern
{
    private sealed record Found(Windows Windows, int Largest, int Cotangent);

    public Match? At(Dataflow graph, int position)
    {
        var plain = Gradient(graph, position);
        if ((plain ?? Rectified(graph, position)) is not { } found)
        {
            return null;
        }

        var (node, dx) = (graph.Graph.Nodes[position], graph.Result(position));
        var (x, y, dy) = (found.Windows.Place, found.Largest, found.Cotangent);
        var plan = Pooling.Plan(found.Windows.Shape(found.Windows.Outer, 1, 1, 1));
        return new([x, y, dy], [dx], emission => new PoolingRun(
            plan, plain is null ? PoolingForm.RectifiedMaxGradient : PoolingForm.MaxGradient,
            [emission.Stored(x), emission.Stored(y), emission.Stored(dy)], emission.Result(dx),
            node.Results[0].DType == DType.Float32, [node], emission.Threads));
    }

    // where(z ≤ 0, 0, pullback to x), where x = where(z ≤ 0, 0, z): nothing for elements, and so windows, that are not positive.
    private static Found? Rectified(Dataflow graph, int position)
    {
        if (graph.Graph.Nodes[position].Primitive is not Where || graph.Number(graph.Operand(position, 1)) != 0)
        {
            return null;
        }

        var (mask, pulled) = (graph.Operand(position, 0), graph.Operand(position, 2));
        return graph.IsOnlyFor(pulled, position) && Gradient(graph, graph.Maker(pulled)) is { } found
            && Rectification.Of(graph, found.Windows.Place) is { } relu && graph.Roots[relu.Mask] == graph.Roots[mask] ? found : null;
    }

    private static Found? Gradient(Dataflow graph, int position)
    {
        if (AddedWindows.At(graph, position) is not { } added || !graph.IsOnlyFor(added.Place, added.Sum)
            || graph.Operands<Where>(added.Place) is not [var equal, var shares, var zero] || graph.Number(zero) != 0
            || graph.Operands<Primitives.Comparison<Equal>>(equal) is not [var view, var everywhere]
            || Windows.Spread(graph, everywhere) is not { } largest || Windows.Spread(graph, shares) is not { } share
            || MaxPooling.Of(graph, graph.Maker(largest)) is not { } windows
            || graph.Roots[graph.Operand(graph.Maker(largest), 0)] != graph.Roots[view] || !windows.Fits(added.Over))
        {
            return null;
        }

        int[] whole = [added.Place, equal, view, everywhere, shares];
        return whole.All(place => graph.Types[place].Shape == graph.Types[graph.Roots[view]].Shape)
            && graph.Operands<Scale>(share) is [var part, var cotangent]
            && graph.Operands<Binary<Divide>>(part) is [var one, var count] && graph.Number(one) == 1
            && graph.Source(count).Primitive is Sum sum && windows.AreReduced(graph, graph.Maker(count), sum.Axes)
            && graph.Operands<Where>(graph.Operand(graph.Maker(count), 0)) is [var counted, var yes, var no]
            && graph.Roots[counted] == graph.Roots[equal] && graph.Types[counted].Shape == graph.Types[equal].Shape
            && graph.Number(yes) == 1 && graph.Number(no) == 0
                ? new(windows, largest, cotangent) : null;
    }
}
