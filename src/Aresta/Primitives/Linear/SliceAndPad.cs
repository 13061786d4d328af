using System.Collections.Immutable;
using Aresta.Tensors;

namespace Aresta.Primitives;

/// <summary>
/// Every <c>Stride</c>-th element of each axis, from <c>Start</c> on and before <c>Limit</c>. Adjoint: <see cref="Pad"/> with zeros before,
/// between and after.
/// </summary>
/// <param name="Start">The first index along each axis.</param>
/// <param name="Limit">The index along each axis before which to stop, at least the start and at most the length.</param>
/// <param name="Stride">The step along each axis, at least 1.</param>
public sealed record Slice(IntList Start, IntList Limit, IntList Stride) : Linear, IPrimitive<Slice>
{
    public static string Keyword => "slice";

    public override string Name => Keyword;

    public override Attributes Attributes => [("start", Start), ("limit", Limit), ("stride", Stride)];

    public static Slice Read(Attributes attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        return new(attributes.Integers("start"), attributes.Integers("limit"), attributes.Integers("stride"));
    }

    public override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands)
    {
        Expect.Count(operands, 1);
        var shape = operands[0].Shape;
        Expect.Entries(Start, shape.Rank, "start", $"the axes of {operands[0]}");
        Expect.Entries(Limit, shape.Rank, "limit", $"the axes of {operands[0]}");
        Expect.Entries(Stride, shape.Rank, "stride", $"the axes of {operands[0]}");
        for (var axis = 0; axis < shape.Rank; axis++)
        {
            if (Start[axis] < 0 || Start[axis] > Limit[axis] || Limit[axis] > shape[axis] || Stride[axis] < 1)
            {
                throw new OperandException(
                    $"axis {axis} of {operands[0]} cannot be cut from {Start[axis]} to {Limit[axis]} by {Stride[axis]}: "
                    + $"0 ≤ start ≤ limit ≤ {shape[axis]} and stride ≥ 1 must hold");
            }
        }

        return [operands[0] with { Shape = [.. Enumerable.Range(0, shape.Rank).Select(Length)] }];
    }

    public override Value Adjoint(Node node, int operand, Value cotangent)
    {
        ArgumentNullException.ThrowIfNull(node);
        var shape = node.Operands[0].Shape;

        // Where nothing was taken there is nothing to stand between: all of the axis is padding before it.
        return Node.Create(
            new Pad(
                [.. shape.Select((length, axis) => Length(axis) == 0 ? length : Start[axis])],
                [.. shape.Select((length, axis) => Length(axis) == 0 ? 0 : length - 1 - Start[axis] - ((Length(axis) - 1) * Stride[axis]))],
                [.. Stride.Select(stride => stride - 1)]),
            cotangent).Result();
    }

    public override Primitive Batched(int size) => new Slice([0, .. Start], [size, .. Limit], [1, .. Stride]);

    public override Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results)
    {
        var source = operands[0].Shape.Strides();
        var start = source.Select((stride, axis) => stride * Start[axis]).Sum();
        int[] strides = [.. source.Select((stride, axis) => stride * Stride[axis])];
        return [Strided.Read(operands[0], results[0].Shape, Strided.Offsets(results[0].Shape, strides, start))];
    }

    private int Length(int axis) => (int)(((long)Limit[axis] - Start[axis] + Stride[axis] - 1) / Stride[axis]);
}

/// <summary>
/// Zeros before, after and between the elements of each axis: element i stands at low + i·(interior + 1) of
/// low + high + n + (n − 1)·interior. A negative low or high takes that many away, after the interior was inserted. Adjoint: the
/// opposite padding, then <see cref="Slice"/>.
/// </summary>
/// <param name="Low">Zeros before the first element of each axis.</param>
/// <param name="High">Zeros after the last element of each axis.</param>
/// <param name="Interior">Zeros between neighbors of each axis, at least 0.</param>
public sealed record Pad(IntList Low, IntList High, IntList Interior) : Linear, IPrimitive<Pad>
{
    public static string Keyword => "pad";

    public override string Name => Keyword;

    public override Attributes Attributes => [("low", Low), ("high", High), ("interior", Interior)];

    public static Pad Read(Attributes attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        return new(attributes.Integers("low"), attributes.Integers("high"), attributes.Integers("interior"));
    }

    public override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands)
    {
        Expect.Count(operands, 1);
        var shape = operands[0].Shape;
        Expect.Entries(Low, shape.Rank, "low", $"the axes of {operands[0]}");
        Expect.Entries(High, shape.Rank, "high", $"the axes of {operands[0]}");
        Expect.Entries(Interior, shape.Rank, "interior", $"the axes of {operands[0]}");
        var lengths = new int[shape.Rank];
        for (var axis = 0; axis < lengths.Length; axis++)
        {
            var length = Low[axis] + (long)High[axis] + Spread(shape[axis], axis);
            lengths[axis] = Interior[axis] >= 0 && length is >= 0 and <= int.MaxValue
                ? (int)length
                : throw new OperandException(
                    $"axis {axis} of {operands[0]} cannot be padded by {Low[axis]} before, {High[axis]} after and {Interior[axis]} "
                    + "between: " + (Interior[axis] < 0 ? "zeros between are not taken away" : $"its length would be {length}"));
        }

        return [operands[0] with { Shape = Shape.Create(lengths) }];
    }

    public override Value Adjoint(Node node, int operand, Value cotangent)
    {
        ArgumentNullException.ThrowIfNull(node);
        var spread = cotangent;
        IntList start = Low;
        if (Low.Any(low => low < 0) || High.Any(high => high < 0))
        {
            var none = IntList.Repeat(0, Low.Count);
            spread = Node.Create(new Pad([.. Low.Select(low => -low)], [.. High.Select(high => -high)], none), cotangent).Result();
            start = none;
        }

        var shape = node.Operands[0].Shape;
        return Node.Create(
            new Slice(
                start,
                [.. start.Select((low, axis) => low + (int)Spread(shape[axis], axis))],
                [.. Interior.Select(interior => interior + 1)]),
            spread).Result();
    }

    public override Primitive Batched(int size) => new Pad([0, .. Low], [0, .. High], [0, .. Interior]);

    public override Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results)
    {
        var (source, shape) = (operands[0].Shape, results[0].Shape);
        var strides = source.Strides();
        return [Strided.Read(operands[0], shape, Strided.Offsets(Enumerable.Range(0, shape.Rank).Select(Positions)))];

        int[] Positions(int axis) => [.. Enumerable.Range(0, shape[axis]).Select(i =>
        {
            var (element, between) = Math.DivRem(i - (long)Low[axis], Interior[axis] + 1L);
            return between == 0 && element >= 0 && element < source[axis] ? (int)element * strides[axis] : -1;
        })];
    }

    private long Spread(int length, int axis) => length == 0 ? 0 : length + ((length - 1) * (long)Interior[axis]);
}

public static partial class Operations
{
    extension(Value x)
    {
        /// <summary>
        /// Every <paramref name="stride"/>-th element of one axis, from <paramref name="start"/> on and before <paramref name="limit"/>.
        /// </summary>
        /// <param name="axis">The axis; negative ones count from the end.</param>
        /// <param name="start">The first index.</param>
        /// <param name="limit">The index before which to stop.</param>
        /// <param name="stride">The step, at least 1.</param>
        /// <exception cref="GraphException">The indices are beyond the axis.</exception>
        public Value Slice(int axis, int start, int limit, int stride = 1)
        {
            var own = x.Axis(axis);
            return Node.Create(
                new Slice(
                    [.. x.Shape.Select((_, a) => a == own ? start : 0)],
                    [.. x.Shape.Select((length, a) => a == own ? limit : length)],
                    [.. x.Shape.Select((_, a) => a == own ? stride : 1)]),
                x).Result();
        }

        /// <summary>
        /// The part of <paramref name="x"/> from <paramref name="start"/> on and before <paramref name="limit"/> by
        /// <paramref name="stride"/>.
        /// </summary>
        /// <param name="start">The first index along each axis.</param>
        /// <param name="limit">The index along each axis before which to stop.</param>
        /// <param name="stride">The step along each axis; left out, 1 everywhere.</param>
        /// <exception cref="GraphException">The indices are beyond an axis.</exception>
        public Value Slice(IntList start, IntList limit, IntList stride = default) =>
            Node.Create(new Slice(start, limit, stride.Count == 0 ? IntList.Repeat(1, x.Rank) : stride), x).Result();

        /// <summary>Zeros around, and between, the elements of each axis; negative amounts take elements away.</summary>
        /// <param name="low">Zeros before each axis.</param>
        /// <param name="high">Zeros after each axis.</param>
        /// <param name="interior">Zeros between neighbors; left out, none.</param>
        /// <exception cref="GraphException">More is taken away than there is.</exception>
        public Value Pad(IntList low, IntList high, IntList interior = default) =>
            Node.Create(new Pad(low, high, interior.Count == 0 ? IntList.Repeat(0, x.Rank) : interior), x).Result();

        /// <summary>As the other overload, with <paramref name="value"/> in the new places, such as −∞ below a maximum.</summary>
        /// <param name="low">How many before each axis.</param>
        /// <param name="high">How many after each axis.</param>
        /// <param name="interior">How many between neighbors.</param>
        /// <param name="value">A scalar of the dtype of <paramref name="x"/>, or a number.</param>
        /// <exception cref="GraphException">More is taken away than there is.</exception>
        public Value Pad(IntList low, IntList high, IntList interior, Value value)
        {
            var own = Value.Filled(new(DType.Bool, x.Shape), 1);
            return Value.Where(own.Pad(low, high, interior), x.Pad(low, high, interior), value);
        }
    }
}
