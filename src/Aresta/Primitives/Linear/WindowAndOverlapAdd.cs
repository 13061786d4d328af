using System.Collections.Immutable;
using Aresta.Tensors;

namespace Aresta.Primitives;

/// <summary>
/// Sliding windows along some axes: window w along an axis holds the elements w·stride + k·dilation for k below its size. Each of the axes
/// is then as long as there are windows, and one axis for each size stands at the end: x[n, 5] with one window of 3 along axis 1 becomes
/// [n, 3, 3]. Adjoint: <see cref="OverlapAdd"/>.
/// </summary>
/// <remarks>A convolution is a window and a contraction. An axis shorter than its window has no windows: its length becomes 0.</remarks>
/// <param name="Axes">The axes that windows slide along.</param>
/// <param name="Sizes">How many elements a window has along each of them, at least 1.</param>
/// <param name="Strides">How far apart neighboring windows begin, at least 1.</param>
/// <param name="Dilations">How far apart neighbors in a window stand, at least 1.</param>
public sealed record Window(IntList Axes, IntList Sizes, IntList Strides, IntList Dilations) : Linear, IPrimitive<Window>
{
    public static string Keyword => "window";

    public override string Name => Keyword;

    public override Attributes Attributes => [("axes", Axes), ("sizes", Sizes), ("strides", Strides), ("dilations", Dilations)];

    public static Window Read(Attributes attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        return new(
            attributes.Integers("axes"), attributes.Integers("sizes"), attributes.Integers("strides"), attributes.Integers("dilations"));
    }

    public override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands)
    {
        Expect.Count(operands, 1);
        var shape = operands[0].Shape;
        Expect.Axes(Axes, shape.Rank);
        Expect.Entries(Sizes, Axes.Count, "sizes", $"axes {Axes}");
        Expect.Entries(Strides, Axes.Count, "strides", $"axes {Axes}");
        Expect.Entries(Dilations, Axes.Count, "dilations", $"axes {Axes}");
        if (Sizes.Concat(Strides).Concat(Dilations).Any(n => n < 1))
        {
            throw new OperandException($"sizes {Sizes}, strides {Strides} and dilations {Dilations} must be at least 1");
        }

        return [operands[0] with { Shape = View(shape) }];
    }

    public override Value Adjoint(Node node, int operand, Value cotangent)
    {
        ArgumentNullException.ThrowIfNull(node);
        var shape = node.Operands[0].Shape;
        return Node.Create(new OverlapAdd(Axes, [.. Axes.Select(axis => shape[axis])], Strides, Dilations), cotangent).Result();
    }

    public override Primitive Batched(int size) => this with { Axes = [.. Axes.Select(axis => axis + 1)] };

    public override Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results) =>
        [Strided.Read(operands[0], results[0].Shape, Offsets(operands[0].Shape))];

    /// <summary>The shape of the windows of a value of the given shape.</summary>
    internal Shape View(Shape shape)
    {
        var lengths = shape.AsSpan().ToArray();
        for (var i = 0; i < Axes.Count; i++)
        {
            var reach = lengths[Axes[i]] - 1 - ((Sizes[i] - 1L) * Dilations[i]);
            lengths[Axes[i]] = reach < 0 ? 0 : (int)(reach / Strides[i]) + 1;
        }

        return [.. lengths, .. Sizes];
    }

    /// <summary>Where the elements of the windows stand in a value of the given shape.</summary>
    internal int[] Offsets(Shape shape)
    {
        var strides = shape.Strides();
        int[] within = [.. Axes.Select((axis, i) => strides[axis] * Dilations[i])];
        for (var i = 0; i < Axes.Count; i++)
        {
            strides[Axes[i]] *= Strides[i];
        }

        return Strided.Offsets(View(shape), [.. strides, .. within]);
    }
}

/// <summary>
/// Windows laid back over some axes and summed where they overlap, zeros where none lies: the sizes of the windows are the last axes of the
/// operand. Adjoint: <see cref="Window"/>.
/// </summary>
/// <param name="Axes">The axes of the result that windows lie along.</param>
/// <param name="Lengths">The lengths of those axes in the result.</param>
/// <param name="Strides">How far apart neighboring windows begin, at least 1.</param>
/// <param name="Dilations">How far apart neighbors in a window stand, at least 1.</param>
public sealed record OverlapAdd(IntList Axes, IntList Lengths, IntList Strides, IntList Dilations) : Linear, IPrimitive<OverlapAdd>
{
    public static string Keyword => "overlap_add";

    public override string Name => Keyword;

    public override Attributes Attributes => [("axes", Axes), ("lengths", Lengths), ("strides", Strides), ("dilations", Dilations)];

    public static OverlapAdd Read(Attributes attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        return new(
            attributes.Integers("axes"), attributes.Integers("lengths"), attributes.Integers("strides"), attributes.Integers("dilations"));
    }

    public override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands)
    {
        Expect.Count(operands, 1);
        Expect.Number(operands[0]);
        var rank = operands[0].Shape.Rank - Axes.Count;
        if (rank < 0)
        {
            throw new OperandException($"{operands[0]} has no window axes for axes {Axes}");
        }

        Expect.Axes(Axes, rank);
        Expect.Entries(Lengths, Axes.Count, "lengths", $"axes {Axes}");
        var lengths = operands[0].Shape.AsSpan()[..rank].ToArray();
        for (var i = 0; i < Axes.Count; i++)
        {
            lengths[Axes[i]] = Lengths[i];
        }

        var result = operands[0] with { Shape = Shape.Create(lengths) };
        var expected = Windows(operands[0].Shape).Infer([result])[0];
        return expected == operands[0]
            ? [result]
            : throw new OperandException($"the windows of {result} are {expected}, but the operand is {operands[0]}");
    }

    public override Value Adjoint(Node node, int operand, Value cotangent)
    {
        ArgumentNullException.ThrowIfNull(node);
        return Node.Create(Windows(node.Operands[0].Shape), cotangent).Result();
    }

    public override Primitive Batched(int size) => this with { Axes = [.. Axes.Select(axis => axis + 1)] };

    public override Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results) =>
        [Strided.Add(operands[0], results[0].Shape, Windows(operands[0].Shape).Offsets(results[0].Shape))];

    private Window Windows(Shape windows) => new(Axes, IntList.Create(windows.AsSpan()[^Axes.Count..]), Strides, Dilations);
}

public static partial class Operations
{
    extension(Value x)
    {
        /// <summary>
        /// Sliding windows along some axes: each of the axes becomes as long as there are windows, and an axis for each size is appended.
        /// </summary>
        /// <param name="axes">The axes; negative ones count from the end.</param>
        /// <param name="sizes">How many elements a window has along each of them.</param>
        /// <param name="strides">How far apart neighboring windows begin; left out, 1.</param>
        /// <param name="dilations">How far apart neighbors in a window stand; left out, 1.</param>
        /// <exception cref="GraphException">A size, stride or dilation is below 1, or an axis does not exist.</exception>
        public Value Window(IntList axes, IntList sizes, IntList strides = default, IntList dilations = default)
        {
            var ones = IntList.Repeat(1, axes.Count);
            return Node.Create(
                new Window(
                    [.. axes.Select(x.Axis)], sizes, strides.Count == 0 ? ones : strides, dilations.Count == 0 ? ones : dilations),
                x).Result();
        }

        /// <summary>Windows (<see cref="Window"/>) laid back over axes of the given lengths and summed where they overlap.</summary>
        /// <param name="axes">The axes of the result; negative ones count from its end.</param>
        /// <param name="lengths">Their lengths.</param>
        /// <param name="strides">How far apart neighboring windows begin; left out, 1.</param>
        /// <param name="dilations">How far apart neighbors in a window stand; left out, 1.</param>
        /// <exception cref="GraphException">The windows of such a result have another shape.</exception>
        public Value OverlapAdd(IntList axes, IntList lengths, IntList strides = default, IntList dilations = default)
        {
            var (ones, rank) = (IntList.Repeat(1, axes.Count), x.Rank - axes.Count);
            return Node.Create(
                new OverlapAdd(
                    [.. axes.Select(axis => axis < 0 ? axis + rank : axis)], lengths,
                    strides.Count == 0 ? ones : strides, dilations.Count == 0 ? ones : dilations),
                x).Result();
        }
    }
}
