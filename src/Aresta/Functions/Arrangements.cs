using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Functions;

/// <summary>Joining, splitting, repeating and turning tensors, by NumPy's conventions; negative axes count from the end.</summary>
public static class Arrangements
{
    /// <summary>Values of one shape laid along a new axis.</summary>
    /// <param name="values">At least one.</param>
    /// <param name="axis">Where the new axis stands in the result.</param>
    /// <exception cref="GraphException">There is no value, or the shapes differ.</exception>
    public static Value Stack(ReadOnlySpan<Value> values, int axis = 0) =>
        Operations.Concatenate([.. values.ToArray().Select(x => x.ExpandDims([axis]))], axis);

    extension(Value x)
    {
        /// <summary>The parts of one axis that the given lengths cut it into.</summary>
        /// <param name="lengths">The lengths of the parts; together that of the axis.</param>
        /// <param name="axis">The axis.</param>
        /// <exception cref="GraphException">The lengths do not add up to that of the axis.</exception>
        public Value[] Split(IntList lengths, int axis = 0)
        {
            var (parts, start) = (new Value[lengths.Count], 0);
            for (var i = 0; i < parts.Length; i++)
            {
                parts[i] = x.Slice(axis, start, start + lengths[i]);
                start += lengths[i];
            }

            return start == x.Shape[x.Axis(axis)]
                ? parts
                : throw new GraphException($"Parts of lengths {lengths} do not make up axis {axis} of {x}.");
        }

        /// <summary>Parts of one length along an axis; the last is shorter where the length does not divide it.</summary>
        /// <param name="length">The length of a part, at least 1.</param>
        /// <param name="axis">The axis.</param>
        public Value[] Chunks(int length, int axis = 0)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
            var whole = x.Shape[x.Axis(axis)];
            var count = (whole / length) + (whole % length > 0 ? 1 : 0);
            return x.Split([.. Enumerable.Range(0, count).Select(i => Math.Min(length, whole - i * length))], axis);
        }

        /// <summary>The part at one index of an axis, without that axis.</summary>
        /// <param name="index">The index; negative ones count from the end.</param>
        /// <param name="axis">The axis.</param>
        /// <exception cref="GraphException">The index is beyond the axis.</exception>
        public Value At(int index, int axis = 0)
        {
            var from = index < 0 ? index + x.Shape[x.Axis(axis)] : index;
            return x.Slice(axis, from, from + 1).Squeeze([axis]);
        }

        /// <summary>The parts at every index of an axis, without that axis.</summary>
        /// <param name="axis">The axis.</param>
        public Value[] Unstack(int axis = 0)
        {
            var whole = x;
            return [.. Enumerable.Range(0, x.Shape[x.Axis(axis)]).Select(i => whole.At(i, axis))];
        }

        /// <summary>The whole repeated along each axis. Fewer counts than axes are for the last; more bring new axes in front.</summary>
        /// <param name="counts">How often along each axis; 0 leaves nothing.</param>
        /// <exception cref="GraphException">A count is negative.</exception>
        public Value Tile(IntList counts)
        {
            if (counts.Any(count => count < 0))
            {
                throw new GraphException($"{x} cannot be repeated {counts} times along its axes.");
            }

            var rank = Math.Max(counts.Count, x.Rank);
            var (own, shape) = (x.Shape, x.Shape.AsSpan().ToArray());
            int[] times = [.. Enumerable.Repeat(1, rank - counts.Count), .. counts];
            int[] lengths = [.. Enumerable.Repeat(1, rank - x.Rank), .. shape];

            // Each axis of length n becomes a pair (times, n), of which the first is broadcast.
            var pairs = Value.Reshape(x, [.. lengths.SelectMany(n => new[] { 1, n })]);
            return Value.Reshape(
                pairs.BroadcastTo([.. lengths.SelectMany((n, axis) => new[] { times[axis], n })]),
                [.. lengths.Select((n, axis) => times[axis] * n)]);
        }

        /// <summary>Each element of an axis repeated in place.</summary>
        /// <param name="count">How often.</param>
        /// <param name="axis">The axis.</param>
        /// <exception cref="GraphException">The count is negative.</exception>
        public Value Repeat(int count, int axis = 0)
        {
            if (count < 0)
            {
                throw new GraphException(FormattableString.Invariant($"The elements of {x} cannot be repeated {count} times."));
            }

            var own = x.Axis(axis);
            var paired = x.ExpandDims([own + 1]);
            return Value.Reshape(paired.BroadcastTo(paired.Shape.With(own + 1, count)), x.Shape.With(own, x.Shape[own] * count));
        }

        /// <summary>Some axes moved to other places, the others in their order (<c>numpy.moveaxis</c>).</summary>
        /// <param name="from">The axes.</param>
        /// <param name="to">Where each of them stands in the result.</param>
        /// <exception cref="GraphException">The two are not equally many.</exception>
        public Value MoveAxes(IntList from, IntList to)
        {
            var own = x;
            var places = from.Zip(to, (a, b) => (From: own.Axis(a), To: own.Axis(b))).OrderBy(pair => pair.To).ToArray();
            if (from.Count != to.Count
                || places.DistinctBy(p => p.From).Count() < from.Count || places.DistinctBy(p => p.To).Count() < to.Count)
            {
                throw new GraphException($"Axes {from} of {x} cannot move to {to}: each is named once and has one place.");
            }

            var order = Enumerable.Range(0, x.Rank).Except(places.Select(p => p.From)).ToList();
            foreach (var (axis, place) in places)
            {
                order.Insert(place, axis);
            }

            return x.Transpose([.. order]);
        }

        /// <summary>The elements moved on along an axis; what leaves at the end comes back in front.</summary>
        /// <param name="by">How far; negative ones move toward the front.</param>
        /// <param name="axis">The axis.</param>
        public Value Roll(int by, int axis = 0)
        {
            var length = x.Shape[x.Axis(axis)];
            var moved = length == 0 ? 0 : ((by % length) + length) % length;
            return moved == 0
                ? x
                : Operations.Concatenate([x.Slice(axis, length - moved, length), x.Slice(axis, 0, length - moved)], axis);
        }

        /// <summary>The elements moved on along several axes.</summary>
        /// <param name="by">How far along each of them; negative numbers move toward the front.</param>
        /// <param name="axes">The axes.</param>
        /// <exception cref="GraphException">The two are not equally many.</exception>
        public Value Roll(IntList by, IntList axes) => by.Count == axes.Count
            ? by.Zip(axes).Aggregate(x, (rolled, move) => rolled.Roll(move.First, move.Second))
            : throw new GraphException($"{x} cannot be rolled by {by} along axes {axes}: they are not equally many.");

        /// <summary>Turned by right angles in the plane of two axes, from the first toward the second.</summary>
        /// <param name="turns">How many right angles.</param>
        /// <param name="from">The first axis of the plane.</param>
        /// <param name="to">The second.</param>
        public Value Rotate90(int turns = 1, int from = 0, int to = 1) => (((turns % 4) + 4) % 4) switch
        {
            1 => x.Flip([to]).SwapAxes(from, to),
            2 => x.Flip([from, to]),
            3 => x.SwapAxes(from, to).Flip([to]),
            _ => x,
        };

        /// <summary>The matrices of the last two axes with zeros above a diagonal.</summary>
        /// <param name="offset">Which diagonal is the last that stays: positive above the main one.</param>
        public Value LowerTriangle(int offset = 0) => Matrices.Lower(x, offset);

        /// <summary>The matrices of the last two axes with zeros below a diagonal.</summary>
        /// <param name="offset">Which diagonal is the first that stays: positive above the main one.</param>
        public Value UpperTriangle(int offset = 0) => Matrices.Upper(x, offset);

        /// <summary>The differences of neighbors along an axis, taken so many times.</summary>
        /// <param name="order">How many times; 0 leaves x as it is. An axis not longer than that is left empty.</param>
        /// <param name="axis">The axis.</param>
        /// <exception cref="GraphException">The order is negative, or there is no such axis.</exception>
        public Value Difference(int order = 1, int axis = -1)
        {
            if (order < 0)
            {
                throw new GraphException(FormattableString.Invariant($"Differences of {x} cannot be taken {order} times."));
            }

            for (; order > 0 && x.Shape[x.Axis(axis)] > 0; order--)
            {
                var length = x.Shape[x.Axis(axis)];
                x = x.Slice(axis, 1, length) - x.Slice(axis, 0, length - 1);
            }

            return x;
        }
    }
}
