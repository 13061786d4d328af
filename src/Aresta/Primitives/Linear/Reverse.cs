using System.Collections.Immutable;
using Aresta.Tensors;

namespace Aresta.Primitives;

/// <summary>Some axes backwards, the last element first. Its own adjoint.</summary>
/// <param name="Axes">The axes turned around, each counted from 0.</param>
public sealed record Reverse(IntList Axes) : Linear, IPrimitive<Reverse>
{
    public static string Keyword => "reverse";

    public override string Name => Keyword;

    public override Attributes Attributes => [("axes", Axes)];

    public static Reverse Read(Attributes attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        return new(attributes.Integers("axes"));
    }

    public override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands)
    {
        Expect.Count(operands, 1);
        Expect.Axes(Axes, operands[0].Shape.Rank);
        return [operands[0]];
    }

    public override Value Adjoint(Node node, int operand, Value cotangent) => Node.Create(this, cotangent).Result();

    public override Primitive Batched(int size) => new Reverse([.. Axes.Select(axis => axis + 1)]);

    public override Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results)
    {
        var shape = operands[0].Shape;
        var strides = shape.Strides();
        var start = Axes.Sum(axis => strides[axis] * (shape[axis] - 1));
        foreach (var axis in Axes)
        {
            strides[axis] = -strides[axis];
        }

        return [Strided.Read(operands[0], shape, Strided.Offsets(shape, strides, start))];
    }
}

public static partial class Operations
{
    extension(Value x)
    {
        /// <summary>Some axes backwards, the last element first.</summary>
        /// <param name="axes">The axes; negative ones count from the end.</param>
        /// <exception cref="ArgumentException">An axis does not exist.</exception>
        public Value Flip(IntList axes) => Node.Create(new Reverse([.. axes.Select(x.Axis)]), x).Result();
    }
}
