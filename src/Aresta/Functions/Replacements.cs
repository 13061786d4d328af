using Aresta.Numerics.Rules;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Functions;

/// <summary>
/// Values with some elements replaced, as assignment through an index does in NumPy: where several updates meet, the last one stays.
/// Derivatives flow to the update that stays and to the elements that are not replaced.
/// </summary>
public static class Replacements
{
    extension(Value x)
    {
        /// <summary><paramref name="x"/> with the parts of one axis that <paramref name="index"/> names replaced.</summary>
        /// <param name="index">Integers of any shape; negative ones count from the end. One outside the axis names nothing.</param>
        /// <param name="updates">Of the shape of <c>x.Take(index, axis)</c>, or broadcast to it.</param>
        /// <param name="axis">The axis; negative ones count from the end.</param>
        /// <exception cref="GraphException">The updates do not fit, or the index is not of integers.</exception>
        public Value Put(Value index, Value updates, int axis = 0)
        {
            var own = x.Axis(axis);
            var (before, after) = (x.Shape.Lengths.Take(own), x.Shape.Lengths.Skip(own + 1));
            var all = Broadcasting.To(updates.ConvertTo(x.DType), [.. before, .. index.Shape, .. after]);
            if (index.Shape.Size == 0)
            {
                return x;
            }

            var last = Last(index.Flatten(), x.Shape[own]);
            var placed = Value.Reshape(all, x.Shape.With(own, index.Shape.Size)).Take(Max0(last), own);
            var hit = Value.Reshape(last >= 0, [last.Shape[0], .. after.Select(_ => 1)]);
            return Value.Where(hit, placed, x);
        }

        /// <summary>
        /// <paramref name="x"/> with, along one axis, each of <paramref name="updates"/> in the place that <paramref name="index"/> names
        /// for it (<c>numpy.put_along_axis</c>, <c>torch.scatter</c>).
        /// </summary>
        /// <param name="index">
        /// Integers of the rank of <paramref name="x"/>; but for the axis, as long as it or shorter. Negative ones count from the end. One
        /// outside the axis names nothing.
        /// </param>
        /// <param name="updates">Of the shape of the index, or broadcast to it.</param>
        /// <param name="axis">The axis; negative ones count from the end.</param>
        /// <exception cref="GraphException">The index or the updates have another shape, or the index is not of integers.</exception>
        public Value PutAlong(Value index, Value updates, int axis)
        {
            var own = x.Axis(axis);
            if (index.Rank != x.Rank || Enumerable.Range(0, x.Rank).Any(a => a != own && index.Shape[a] > x.Shape[a]))
            {
                throw new GraphException($"An index of shape {index.Shape} does not name places of {x} along axis {own}.");
            }

            var all = Broadcasting.To(updates.ConvertTo(x.DType), index.Shape);
            if (index.Shape.Size == 0)
            {
                return x;
            }

            var last = Last(index.MoveAxis(own, -1), x.Shape[own]).MoveAxis(-1, own);
            var placed = all.TakeAlong(Max0(last), own);
            IntList missing = [.. x.Shape.Select((length, a) => length - last.Shape[a])];
            IntList none = IntList.Repeat(0, x.Rank);
            return Value.Where((last >= 0).Pad(none, missing), placed.Pad(none, missing), x);
        }
    }

    // For each of n places along the last axis the last position in the index that names it, or −1: [..., m] becomes [..., n].
    private static Value Last(Value index, int n)
    {
        var lines = index.Rank - 1;
        var known = Operations.FromEnd(index, n);
        Shape pairs = [.. index.Shape.Take(lines), n, index.Shape[lines]];
        var place = Operations.Iota(new(index.DType, pairs), lines);
        var position = Operations.Iota(new(DType.Int64, pairs), lines + 1);
        return Value.Where(Value.Compare(new Equal(), known.ExpandDims([lines]), place), position, -1).Max([lines + 1]);
    }

    private static Value Max0(Value index) => Value.Where(index < 0, 0, index);
}
