using System.Collections.Immutable;
using Aresta.Tensors;

namespace Aresta.Primitives;

/// <summary>The largest or the smallest element along some axes, which disappear; a NaN among them is the result.</summary>
/// <remarks>
/// The tangent is the mean of the tangents of the elements that attain the extreme: ties share the derivative equally. It does not depend
/// on their order, and it is the choice of least norm among the subgradients. Forms that return an index give all to that one instead.
/// </remarks>
public abstract record Extreme : Structured
{
    private protected Extreme(IntList axes) => Axes = axes;

    /// <summary>The axes that disappear, each counted from 0.</summary>
    public IntList Axes { get; }

    /// <summary>What it is called in a sentence.</summary>
    private protected abstract string Noun { get; }

    public sealed override Attributes Attributes => [("axes", Axes)];

    public sealed override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands)
    {
        Expect.Count(operands, 1);
        Expect.Number(operands[0]);
        var shape = operands[0].Shape;
        Expect.Axes(Axes, shape.Rank);
        foreach (var axis in Axes)
        {
            if (shape[axis] == 0)
            {
                throw new OperandException($"axis {axis} of {operands[0]} is empty, and no elements have no {Noun}");
            }
        }

        return [operands[0] with { Shape = shape.Without(Axes) }];
    }

    public sealed override Value?[] Push(Node node, ReadOnlySpan<Value?> tangents)
    {
        ArgumentNullException.ThrowIfNull(node);
        if (tangents[0] is not { } tangent)
        {
            return [null];
        }

        var (x, extreme) = (node.Operands[0], node.Result());
        IntList kept = [.. IntList.Range(x.Rank).Except(Axes)];
        var everywhere = Node.Create(new Broadcast(x.Shape, kept), extreme).Result();
        var attained = Value.Compare(new Numerics.Rules.Equal(), x, everywhere);
        var count = Total(Value.Where(attained, Value.Filled(x.Type, 1), Value.Zeros(x.Type)));
        return [Value.Scale(1 / count, Total(Value.Where(attained, tangent, Value.Zeros(x.Type))))];
    }

    private Value Total(Value x) => Node.Create(new Sum(Axes), x).Result();
}

/// <summary>The largest element along some axes.</summary>
public sealed record Max : Extreme, IPrimitive<Max>
{
    /// <summary>The largest element along <paramref name="axes"/>, each counted from 0.</summary>
    public Max(IntList axes) : base(axes)
    {
    }

    public static string Keyword => "reduce_max";

    public override string Name => Keyword;

    public static Max Read(Attributes attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        return new(attributes.Integers("axes"));
    }

    public override Primitive Batched(int size) => new Max([.. Axes.Select(axis => axis + 1)]);

    public override Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results) =>
        [Lanes.Of(operands[0].Shape, Axes)
            .Fold(operands[0], results[0].Shape, double.NegativeInfinity, long.MinValue, double.Max, long.Max)];

    private protected override string Noun => "maximum";
}

/// <summary>The smallest element along some axes.</summary>
public sealed record Min : Extreme, IPrimitive<Min>
{
    /// <summary>The smallest element along <paramref name="axes"/>, each counted from 0.</summary>
    public Min(IntList axes) : base(axes)
    {
    }

    public static string Keyword => "reduce_min";

    public override string Name => Keyword;

    public static Min Read(Attributes attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        return new(attributes.Integers("axes"));
    }

    public override Primitive Batched(int size) => new Min([.. Axes.Select(axis => axis + 1)]);

    public override Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results) =>
        [Lanes.Of(operands[0].Shape, Axes)
            .Fold(operands[0], results[0].Shape, double.PositiveInfinity, long.MaxValue, double.Min, long.Min)];

    private protected override string Noun => "minimum";
}

public static partial class Operations
{
    extension(Value x)
    {
        /// <summary>The largest of all elements, a scalar; NaN if one is NaN. Ties share the derivative equally.</summary>
        /// <exception cref="GraphException">There are no elements.</exception>
        public Value Max() => Node.Create(new Max(IntList.Range(x.Rank)), x).Result();

        /// <summary>The largest element along some axes; NaN if one is NaN. Ties share the derivative equally.</summary>
        /// <param name="axes">The axes; negative ones count from the end.</param>
        /// <param name="keep">Whether they stay, with length 1.</param>
        /// <exception cref="GraphException">An axis is empty, does not exist or is named twice.</exception>
        public Value Max(IntList axes, bool keep = false) => Reduce(x, axes, keep, own => new Max(own));

        /// <summary>The smallest of all elements, a scalar; NaN if one is NaN. Ties share the derivative equally.</summary>
        /// <exception cref="GraphException">There are no elements.</exception>
        public Value Min() => Node.Create(new Min(IntList.Range(x.Rank)), x).Result();

        /// <summary>The smallest element along some axes; NaN if one is NaN. Ties share the derivative equally.</summary>
        /// <param name="axes">The axes; negative ones count from the end.</param>
        /// <param name="keep">Whether they stay, with length 1.</param>
        /// <exception cref="GraphException">An axis is empty, does not exist or is named twice.</exception>
        public Value Min(IntList axes, bool keep = false) => Reduce(x, axes, keep, own => new Min(own));
    }

    // A reduction over axes as NumPy names them, which stay with length 1 if asked to.
    private static Value Reduce(Value x, IntList axes, bool keep, Func<IntList, Primitive> reduction)
    {
        IntList own = [.. axes.Select(x.Axis)];
        var reduced = Node.Create(reduction(own), x).Result();
        return keep ? Value.Reshape(reduced, [.. x.Shape.Select((length, axis) => own.Contains(axis) ? 1 : length)]) : reduced;
    }
}
