using Aresta.Tensors;

namespace Aresta.Primitives;

/// <content>
/// The surface of <see cref="Primitives.Gather"/> and <see cref="Primitives.ScatterAdd"/>. Negative indices count from the end here, as in
/// NumPy.
/// </content>
public static partial class Operations
{
    extension(Value x)
    {
        /// <summary>
        /// The elements of one axis that <paramref name="index"/> names (<c>numpy.take</c>): the axis is replaced by the axes of the index.
        /// </summary>
        /// <param name="index">
        /// Integers of any shape; negative ones count from the end. One outside the axis is an error when the graph runs.
        /// </param>
        /// <param name="axis">The axis; negative ones count from the end.</param>
        /// <exception cref="GraphException">The index is not of integers.</exception>
        public Value Take(Value index, int axis = 0)
        {
            var own = x.Axis(axis);
            return Node.Create(new Gather(own, 0), x, FromEnd(index, x.Shape[own])).Result();
        }

        /// <summary>
        /// Along one axis, for each place the element that <paramref name="index"/> names there (<c>numpy.take_along_axis</c>,
        /// <c>torch.gather</c>).
        /// </summary>
        /// <param name="index">
        /// Integers of the rank of <paramref name="x"/>; but for the axis, as long as it or shorter. Negative ones count from the end.
        /// </param>
        /// <param name="axis">The axis; negative ones count from the end.</param>
        /// <exception cref="GraphException">The index has another rank, is longer, or is not of integers.</exception>
        public Value TakeAlong(Value index, int axis)
        {
            var own = x.Axis(axis);
            var cut = Along(x, index, own, "takes from");
            var named = ToLast(FromEnd(index, x.Shape[own]), own);
            return FromLast(Node.Create(new Gather(x.Rank - 1, x.Rank - 1), ToLast(cut, own), named).Result(), own);
        }

        /// <summary>
        /// <paramref name="x"/> with <paramref name="updates"/> added at the places of one axis that <paramref name="index"/> names
        /// (<c>numpy.add.at</c>, <c>torch.index_add</c>); those that meet are summed.
        /// </summary>
        /// <param name="index">Integers of any shape; negative ones count from the end.</param>
        /// <param name="updates">Of the shape of <c>x.Take(index, axis)</c>, or broadcast to it.</param>
        /// <param name="axis">The axis; negative ones count from the end.</param>
        /// <exception cref="GraphException">The updates have another shape, or the index is not of integers.</exception>
        public Value ScatterAdd(Value index, Value updates, int axis = 0)
        {
            var own = x.Axis(axis);
            Shape shape = [.. x.Shape.AsSpan()[..own], .. index.Shape.AsSpan(), .. x.Shape.AsSpan()[(own + 1)..]];
            return x + Node.Create(new ScatterAdd(own, 0, x.Shape[own]), Typed(updates, x, shape), FromEnd(index, x.Shape[own])).Result();
        }

        /// <summary>
        /// <paramref name="x"/> with each of <paramref name="updates"/> added, along one axis, at the place that <paramref name="index"/>
        /// names for it (<c>torch.scatter_add</c>); those that meet are summed.
        /// </summary>
        /// <param name="index">
        /// Integers of the rank of <paramref name="x"/>; but for the axis, as long as it or shorter. Negative ones count from the end.
        /// </param>
        /// <param name="updates">Of the shape of the index, or broadcast to it.</param>
        /// <param name="axis">The axis; negative ones count from the end.</param>
        /// <exception cref="GraphException">The index or the updates have another shape, or the index is not of integers.</exception>
        public Value AddAlong(Value index, Value updates, int axis)
        {
            var own = x.Axis(axis);
            var cut = Along(x, index, own, "adds to");
            var named = ToLast(FromEnd(index, x.Shape[own]), own);
            var sums = FromLast(
                Node.Create(
                    new ScatterAdd(x.Rank - 1, x.Rank - 1, x.Shape[own]), ToLast(Typed(updates, x, index.Shape), own), named).Result(),
                own);
            IntList missing = [.. x.Shape.Select((length, a) => length - cut.Shape[a])];
            return x + (missing.All(n => n == 0) ? sums : sums.Pad(IntList.Repeat(0, x.Rank), missing));
        }
    }

    /// <summary>The index with n added where it is negative; a constant index is folded at once.</summary>
    internal static Value FromEnd(Value index, int n)
    {
        if (!index.DType.IsInteger || index.Node.Primitive is Literal)
        {
            throw new GraphException($"An index must be int32 or int64, but is {index}; convert it first.");
        }

        if (index.Node.Primitive is not Constant { Value: var known })
        {
            return Value.Where(index < 0, index + n, index);
        }

        var any = Enumerable.Range(0, known.Shape.Size).Any(i => known.Integer(i) < 0);
        return !any ? index : Value.Constant(known.DType == DType.Int32
            ? Tensor.Of(Array.ConvertAll(known.AsSpan<int>().ToArray(), i => i < 0 ? i + n : i), known.Shape)
            : Tensor.Of(Array.ConvertAll(known.AsSpan<long>().ToArray(), i => i < 0 ? i + n : i), known.Shape));
    }

    // x cut to the lengths of the index, but for the axis.
    private static Value Along(Value x, Value index, int axis, string does)
    {
        if (index.Rank != x.Rank || Enumerable.Range(0, x.Rank).Any(a => a != axis && index.Shape[a] > x.Shape[a]))
        {
            throw new GraphException(
                $"An index that {does} {x} along axis {axis} has rank {x.Rank} and, but for that axis, lengths of at most those, "
                + $"but it is {index}.");
        }

        var limit = index.Shape.With(axis, x.Shape[axis]);
        return limit == x.Shape ? x : x.Slice(IntList.Repeat(0, x.Rank), limit.Lengths);
    }

    private static Value Typed(Value updates, Value like, Shape shape) =>
        Broadcasting.To(updates.Settled(like.DType), shape);

    private static Value ToLast(Value x, int axis) => x.MoveAxis(axis, -1);

    private static Value FromLast(Value x, int axis) => x.MoveAxis(-1, axis);
}
