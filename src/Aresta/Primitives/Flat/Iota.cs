using System.Collections.Immutable;
using Aresta.Tensors;

namespace Aresta.Primitives;

/// <summary>Each element is its own index along one axis: 0, 1, 2, ….</summary>
/// <param name="Type">The type of the result, of numbers; at least of rank 1.</param>
/// <param name="Axis">The axis that is counted along.</param>
public sealed record Iota(TensorType Type, int Axis) : Source, IPrimitive<Iota>
{
    public static string Keyword => "iota";

    public override string Name => Keyword;

    public override Attributes Attributes => [("type", Type), ("axis", Axis)];

    public static Iota Read(Attributes attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        return new(attributes.Type("type"), attributes.Integer("axis"));
    }

    public override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands)
    {
        Expect.Count(operands, 0);
        Expect.Number(Type);
        Expect.Axis(Axis, Type);
        return [Type];
    }

    public override Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results)
    {
        var (stride, length) = (Type.Shape.Strides()[Axis], Type.Shape[Axis]);
        return [Type.DType switch
        {
            DType.Float32 => Count<float>(i => i),
            DType.Float64 => Count<double>(i => i),
            DType.Int32 => Count<int>(i => i),
            _ => Count<long>(i => i),
        }];

        Tensor Count<T>(Func<int, T> element) where T : unmanaged =>
            Tensor.Of([.. Enumerable.Range(0, Type.Shape.Size).Select(i => element(i / stride % length))], Type.Shape);
    }
}

public static partial class Operations
{
    /// <summary>A value whose elements are their own index along an axis.</summary>
    /// <param name="type">The type of the result, of numbers; at least of rank 1.</param>
    /// <param name="axis">The axis; negative ones count from the end.</param>
    /// <exception cref="ArgumentException">The axis does not exist.</exception>
    public static Value Iota(TensorType type, int axis = 0) => Node.Create(new Iota(type, type.Shape.Axis(axis))).Result();

    /// <summary>0, 1, …, <paramref name="count"/> − 1.</summary>
    /// <param name="count">How many.</param>
    /// <param name="dtype">Their dtype.</param>
    public static Value Arange(int count, DType dtype = DType.Int64) => Iota(new(dtype, [count]));

    /// <summary>start, start + step, …, before stop: ⌈(stop − start) ÷ step⌉ numbers of float64, each start + i·step.</summary>
    /// <param name="start">The first.</param>
    /// <param name="stop">Where to stop before.</param>
    /// <param name="step">The distance; not 0.</param>
    public static Value Arange(double start, double stop, double step)
    {
        ArgumentOutOfRangeException.ThrowIfZero(step);
        var count = Math.Max(0, Math.Ceiling((stop - start) / step));
        return count <= Array.MaxLength
            ? (Arange((int)count, DType.Float64) * step) + start
            : throw new ArgumentException(FormattableString.Invariant(
                $"From {start} to {stop} by {step} there are too many numbers for a tensor."));
    }
}
