using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Functions;

/// <summary>
/// Pooling over the last axes: as many as there are sizes, whatever stands before them. Each window is one element of the result. Lists of
/// one number count for every axis.
/// </summary>
public static class Pooling
{
    extension(Value x)
    {
        /// <summary>The largest element of each window; ties share the derivative equally.</summary>
        /// <param name="sizes">How many elements a window has along each axis.</param>
        /// <param name="strides">How far apart neighboring windows begin; left out, the sizes.</param>
        /// <param name="padding">How many places of −∞ on either side of each axis; left out, none.</param>
        /// <param name="dilations">How far apart neighbors in a window stand; left out, 1.</param>
        /// <param name="ceiling">Whether a window that reaches beyond the end counts, if it begins before the end or its padding.</param>
        /// <exception cref="GraphException">x has fewer axes, or a list another length.</exception>
        public Value MaxPool(
            IntList sizes, IntList strides = default, IntList padding = default, IntList dilations = default, bool ceiling = false) =>
            new PoolingWindows(x, sizes, strides, padding, dilations, ceiling).Of(x, double.NegativeInfinity)
                .Max(Spatial.Axes(x.Rank + sizes.Count, sizes.Count));

        /// <summary>The largest element of each window and where it stands; the first of equal ones has the whole derivative.</summary>
        /// <param name="sizes">How many elements a window has along each axis.</param>
        /// <param name="strides">How far apart neighboring windows begin; left out, the sizes.</param>
        /// <param name="padding">How many places of −∞ on either side of each axis; left out, none.</param>
        /// <param name="dilations">How far apart neighbors in a window stand; left out, 1.</param>
        /// <param name="ceiling">Whether a window that reaches beyond the end counts, if it begins before the end or its padding.</param>
        /// <returns>The elements, and their flat positions (int64) within the pooled axes.</returns>
        /// <exception cref="GraphException">x has fewer axes, or a list another length.</exception>
        public (Value Largest, Value Positions) MaxPoolWithPositions(
            IntList sizes, IntList strides = default, IntList padding = default, IntList dilations = default, bool ceiling = false)
        {
            var windows = new PoolingWindows(x, sizes, strides, padding, dilations, ceiling);
            return Largest(windows.Of(x, double.NegativeInfinity), windows.Of(Places(x, sizes.Count), -1), sizes.Count);
        }

        /// <summary>The mean of each window.</summary>
        /// <param name="sizes">How many elements a window has along each axis.</param>
        /// <param name="strides">How far apart neighboring windows begin; left out, the sizes.</param>
        /// <param name="padding">How many zeros on either side of each axis; left out, none.</param>
        /// <param name="ceiling">Whether a window that reaches beyond the end counts, if it begins before the end or its padding.</param>
        /// <param name="countPadding">Whether the zeros count as elements; what lies beyond the padding never does.</param>
        /// <param name="divisor">By what the sums are divided instead of the count.</param>
        /// <exception cref="GraphException">x has fewer axes, or a list another length.</exception>
        public Value AveragePool(
            IntList sizes, IntList strides = default, IntList padding = default, bool ceiling = false, bool countPadding = true,
            double? divisor = null)
        {
            var windows = new PoolingWindows(x, sizes, strides, padding, default, ceiling);
            var sums = windows.Of(x, 0).Sum(Spatial.Axes(x.Rank + sizes.Count, sizes.Count));
            return sums / (divisor is { } d ? d : windows.Counts(x.DType, countPadding));
        }

        /// <summary>(Σ|x|ᵖ)^(1/p) of each window; derivative 0 where all are 0.</summary>
        /// <param name="p">p &gt; 0</param>
        /// <param name="sizes">How many elements a window has along each axis.</param>
        /// <param name="strides">How far apart neighboring windows begin; left out, the sizes.</param>
        /// <param name="ceiling">Whether a window that reaches beyond the end counts, if it begins before the end.</param>
        /// <exception cref="GraphException">x has fewer axes, or a list another length.</exception>
        public Value LpPool(double p, IntList sizes, IntList strides = default, bool ceiling = false)
        {
            var windows = new PoolingWindows(x, sizes, strides, default, default, ceiling).Of(x, 0);
            return windows.Norm(p, Spatial.Axes(windows.Rank, sizes.Count));
        }

        /// <summary>The mean of each of so many windows of nearly equal size: window i of o spans ⌊i·n/o⌋ to ⌈(i + 1)·n/o⌉.</summary>
        /// <param name="lengths">How many windows along each of the last axes; −1 keeps an axis as it is.</param>
        /// <exception cref="GraphException">x has fewer axes.</exception>
        public Value AdaptiveAveragePool(IntList lengths)
        {
            var result = x;
            foreach (var (axis, taps) in AdaptiveTaps(x, lengths))
            {
                result = taps.Combine(result, axis);
            }

            return result;
        }

        /// <summary>The largest of each window that <c>AdaptiveAveragePool</c> has; ties share the derivative equally.</summary>
        /// <param name="lengths">How many windows along each of the last axes; −1 keeps an axis as it is.</param>
        /// <exception cref="GraphException">x has fewer axes.</exception>
        public Value AdaptiveMaxPool(IntList lengths) =>
            AdaptiveWindows(x, lengths, double.NegativeInfinity).Max(Spatial.Axes(x.Rank + lengths.Count, lengths.Count));

        /// <summary>As <c>AdaptiveMaxPool</c>, with where each stands; the first of equal ones has the whole derivative.</summary>
        /// <param name="lengths">How many windows along each of the last axes; −1 keeps an axis as it is.</param>
        /// <returns>The elements, and their flat positions (int64) within the pooled axes.</returns>
        /// <exception cref="GraphException">x has fewer axes.</exception>
        public (Value Largest, Value Positions) AdaptiveMaxPoolWithPositions(IntList lengths) => Largest(
            AdaptiveWindows(x, lengths, double.NegativeInfinity), AdaptiveWindows(Places(x, lengths.Count), lengths, -1), lengths.Count);
    }

    // The flat position of each element within the last axes.
    private static Value Places(Value x, int space)
    {
        Shape shape = [.. x.Shape.AsSpan()[(x.Rank - space)..]];
        return Value.Reshape(Operations.Arange(shape.Size), shape).BroadcastTo(x.Shape);
    }

    // The first largest element over the last axes, and what stands at its place among the positions.
    private static (Value, Value) Largest(Value windows, Value positions, int space)
    {
        var (flat, at) = (Joined(windows), Joined(positions));
        var chosen = flat.ArgMax(-1).ExpandDims([-1]);
        return (flat.TakeAlong(chosen, -1).Squeeze([-1]), at.TakeAlong(chosen, -1).Squeeze([-1]));

        Value Joined(Value value)
        {
            var kept = value.Shape.AsSpan()[..^space];
            return Value.Reshape(value, [.. kept, value.Shape.Skip(value.Rank - space).Aggregate(1, (n, length) => n * length)]);
        }
    }

    private static IEnumerable<(int Axis, Taps Taps)> AdaptiveTaps(Value x, IntList lengths)
    {
        if (lengths.Count > x.Rank)
        {
            throw new GraphException($"{x} has no {lengths.Count} axes to pool over.");
        }

        for (var i = 0; i < lengths.Count; i++)
        {
            var axis = x.Rank - lengths.Count + i;
            yield return (axis, Taps.Adaptive(x.Shape[axis], lengths[i] < 0 ? x.Shape[axis] : lengths[i]));
        }
    }

    // [..., o₁, o₂, …] → [..., o₁, o₂, …, t₁, t₂, …], with a filling where a window is narrower than the widest.
    private static Value AdaptiveWindows(Value x, IntList lengths, double filling)
    {
        var result = x;
        foreach (var (axis, taps) in AdaptiveTaps(x, lengths))
        {
            // The taps of the axes before this one stand at the end already.
            result = taps.Gather(result, axis, filling).MoveAxis(axis + 1, -1);
        }

        return result;
    }
}
