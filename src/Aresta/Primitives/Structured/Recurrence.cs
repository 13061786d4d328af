using System.Collections.Immutable;
using Aresta.Tensors;

namespace Aresta.Primitives;

/// <summary>
/// The linear recurrence hₖ = aₖ₋₁·hₖ₋₁ + bₖ along an axis, h₀ = b₀: the system (I − A)·h = b whose matrix A has a below its diagonal.
/// Backward, it runs from the end: hₖ = aₖ·hₖ₊₁ + bₖ. Operands: a, one shorter than b along the axis (of length 0 when b is), and b.
/// </summary>
/// <remarks>
/// Linear in b, and its adjoint for b is the same recurrence run the other way. For a, ḣ = recurrence(a, ḃ + ȧ·h moved by one), from the
/// product rule. Cumulative products are the case b = (x₀, 0, 0, …): their derivatives are right with zeros among the factors, to any
/// order.
/// </remarks>
/// <param name="Axis">The axis, counted from 0.</param>
/// <param name="Backward">Whether it runs from the end.</param>
public sealed record Recurrence(int Axis, bool Backward) : Structured, IPrimitive<Recurrence>
{
    public static string Keyword => "recurrence";

    public override string Name => Keyword;

    public override Attributes Attributes => [("axis", Axis), ("backward", Backward)];

    public static Recurrence Read(Attributes attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        return new(attributes.Integer("axis"), attributes.Flag("backward"));
    }

    public override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands)
    {
        Expect.Count(operands, 2);
        Expect.Number(operands[1]);
        Expect.Axis(Axis, operands[1]);
        var (a, b) = (operands[0], operands[1]);
        var between = b with { Shape = b.Shape.With(Axis, Math.Max(b.Shape[Axis] - 1, 0)) };
        return a == between
            ? [b]
            : throw new OperandException($"couples the neighbors of {b} along axis {Axis} by factors of type {between}, but was given {a}");
    }

    public override Value? Adjoint(Node node, int operand, ReadOnlySpan<Value?> cotangents)
    {
        ArgumentNullException.ThrowIfNull(node);
        return operand == 1 && cotangents[0] is { } cotangent
            ? Node.Create(this with { Backward = !Backward }, node.Operands[0], cotangent).Result()
            : null;
    }

    public override Value?[] Push(Node node, ReadOnlySpan<Value?> tangents)
    {
        ArgumentNullException.ThrowIfNull(node);
        var source = tangents[1];
        if (tangents[0] is { } factor && factor.Shape[Axis] > 0)
        {
            var (h, last) = (node.Result(), factor.Shape[Axis]);
            var arriving = Value.Scale(Backward ? h.Slice(Axis, 1, last + 1) : h.Slice(Axis, 0, last), factor);
            IntList one = [.. Enumerable.Range(0, h.Rank).Select(axis => axis == Axis ? 1 : 0)];
            var none = IntList.Repeat(0, h.Rank);
            source = Sweeps.Add(source, Backward ? arriving.Pad(none, one) : arriving.Pad(one, none));
        }

        return [source is { } b ? Node.Create(this, node.Operands[0], b).Result() : null];
    }

    public override Primitive Batched(int size) => this with { Axis = Axis + 1 };

    public override Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results)
    {
        var (factors, lanes) = (Lanes.Of(operands[0].Shape, [Axis]), Lanes.Of(operands[1].Shape, [Axis]));
        return [lanes.Recur(operands[1], operands[0], factors, Backward)];
    }
}

public static partial class Operations
{
    extension(Value x)
    {
        /// <summary>
        /// The cumulative products along an axis: element k is the product of elements 0 to k. Derivatives are right with zeros among them.
        /// </summary>
        /// <param name="axis">The axis; negative ones count from the end.</param>
        /// <exception cref="GraphException">The axis does not exist, or the elements are not numbers.</exception>
        public Value CumulativeProduct(int axis) => CumulativeProducts(x, x.Axis(axis), backward: false);
    }

    extension(Value)
    {
        /// <summary>The linear recurrence hₖ = aₖ₋₁·hₖ₋₁ + bₖ along an axis, h₀ = b₀; backward, hₖ = aₖ·hₖ₊₁ + bₖ from the end.</summary>
        /// <param name="a">The factors, one fewer than b along the axis.</param>
        /// <param name="b">What is added.</param>
        /// <param name="axis">The axis; negative ones count from the end.</param>
        /// <param name="backward">Whether it runs from the end.</param>
        /// <exception cref="GraphException">The factors do not fit.</exception>
        public static Value Recurrence(Value a, Value b, int axis, bool backward = false) =>
            Node.Create(new Recurrence(b.Axis(axis), backward), a, b).Result();
    }

    /// <summary>The product of each element and all before it (backward: after it) along an axis; exclusive: without itself.</summary>
    internal static Value CumulativeProducts(Value x, int axis, bool backward, bool exclusive = false)
    {
        var n = x.Shape[axis];
        if (n == 0)
        {
            return x;
        }

        var start = exclusive ? Value.Filled(x.Type, 1) : x;
        var index = Iota(new(DType.Int64, x.Shape), axis);

        // −0 is the number that changes none when it is added, not even −0.
        var atStart = Value.Compare(new Numerics.Rules.Equal(), index, backward ? n - 1 : 0);
        var b = Value.Where(atStart, start, Value.Filled(x.Type, x.DType.IsFloating ? -0.0 : 0));
        var a = exclusive == backward ? x.Slice(axis, 1, n) : x.Slice(axis, 0, n - 1);
        return Node.Create(new Recurrence(axis, backward), a, b).Result();
    }
}
