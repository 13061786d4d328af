using System.Collections.Immutable;
using Aresta.Tensors;

namespace Aresta.Primitives;

/// <summary>
/// Values one after the other along an axis; linear in all of them together. The adjoint for each is its <see cref="Slice"/>.
/// </summary>
/// <param name="Axis">The axis, counted from 0, along which the lengths may differ.</param>
public sealed record Concatenate(int Axis) : Linear, IPrimitive<Concatenate>
{
    public static string Keyword => "concatenate";

    public override string Name => Keyword;

    public override Attributes Attributes => [("axis", Axis)];

    public static Concatenate Read(Attributes attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        return new(attributes.Integer("axis"));
    }

    public override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands)
    {
        if (operands.Length == 0)
        {
            throw new OperandException("takes at least one operand, but was given none");
        }

        Expect.Axis(Axis, operands[0]);
        long length = 0;
        for (var i = 0; i < operands.Length; i++)
        {
            var (first, operand) = (operands[0], operands[i]);
            if (operand.DType != first.DType || operand.Shape.Rank != first.Shape.Rank
                || operand.Shape.With(Axis, 0) != first.Shape.With(Axis, 0))
            {
                throw new OperandException(
                    $"operands have one dtype and, but for axis {Axis}, one shape; operand 0 is {first} and operand {i} is {operand}");
            }

            length += operand.Shape[Axis];
        }

        return length <= int.MaxValue
            ? [operands[0] with { Shape = operands[0].Shape.With(Axis, (int)length) }]
            : throw new OperandException($"the result would have length {length} along axis {Axis}");
    }

    public override Value Adjoint(Node node, int operand, Value cotangent)
    {
        ArgumentNullException.ThrowIfNull(node);
        var start = node.Operands.Take(operand).Sum(before => before.Shape[Axis]);
        return cotangent.Slice(Axis, start, start + node.Operands[operand].Shape[Axis]);
    }

    /// <inheritdoc/>
    /// <remarks>All adjoints in one walk along the axis: asked one by one, each of thousands would count those before it.</remarks>
    public override Value?[] Pull(Node node, ReadOnlySpan<Value?> cotangents, ReadOnlySpan<bool> wanted)
    {
        ArgumentNullException.ThrowIfNull(node);
        var (result, start) = (new Value?[wanted.Length], 0);
        for (var i = 0; i < wanted.Length; i++)
        {
            var limit = start + node.Operands[i].Shape[Axis];
            result[i] = wanted[i] ? cotangents[0]?.Slice(Axis, start, limit) : null;
            start = limit;
        }

        return result;
    }

    public override Primitive Batched(int size) => new Concatenate(Axis + 1);

    public override Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results) => [results[0].DType switch
    {
        DType.Float32 => Join<float>(operands, results[0].Shape),
        DType.Float64 => Join<double>(operands, results[0].Shape),
        DType.Int32 => Join<int>(operands, results[0].Shape),
        DType.Int64 => Join<long>(operands, results[0].Shape),
        _ => Join<bool>(operands, results[0].Shape),
    }];

    private Tensor Join<T>(ReadOnlySpan<Tensor> operands, Shape shape) where T : unmanaged
    {
        var result = new T[shape.Size];
        var strides = shape.Strides();
        var start = 0;
        foreach (var operand in operands)
        {
            var offsets = Strided.Offsets(operand.Shape, strides, start);
            var x = operand.AsSpan<T>();
            for (var i = 0; i < offsets.Length; i++)
            {
                result[offsets[i]] = x[i];
            }

            start += operand.Shape[Axis] * strides[Axis];
        }

        return Tensor.Of(result, shape);
    }
}

public static partial class Operations
{
    /// <summary>Values one after the other along an axis.</summary>
    /// <param name="values">At least one; of one dtype and, but for the axis, one shape.</param>
    /// <param name="axis">The axis; negative ones count from the end.</param>
    /// <exception cref="GraphException">The values do not fit each other.</exception>
    /// <exception cref="ArgumentException">There are none, or the axis does not exist.</exception>
    public static Value Concatenate(ReadOnlySpan<Value> values, int axis = 0) => values.Length > 0
        ? Node.Create(new Concatenate(values[0].Axis(axis)), values).Result()
        : throw new ArgumentException("There is nothing to concatenate: the list of values is empty.", nameof(values));
}
