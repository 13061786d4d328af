using System.Collections.Immutable;
using Aresta.Tensors;

namespace Aresta.Primitives;

/// <summary>
/// Where along an axis the largest element stands: the first of several, the first NaN if there is one. An int64; the axis disappears.
/// </summary>
/// <param name="Axis">The axis searched, not empty.</param>
public sealed record ArgMax(int Axis) : Flat, IPrimitive<ArgMax>
{
    public static string Keyword => "argmax";

    public override string Name => Keyword;

    public override Attributes Attributes => [("axis", Axis)];

    public static ArgMax Read(Attributes attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        return new(attributes.Integer("axis"));
    }

    public override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands) => [ExtremeIndex.Infer(operands, Axis)];

    public override Primitive Batched(int size) => new ArgMax(Axis + 1);

    public override Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results) =>
        [ExtremeIndex.Find(operands[0], Axis, results[0].Shape, (x, best) => x > best, (x, best) => x > best)];
}

/// <summary>
/// Where along an axis the smallest element stands: the first of several, the first NaN if there is one. An int64; the axis disappears.
/// </summary>
/// <param name="Axis">The axis searched, not empty.</param>
public sealed record ArgMin(int Axis) : Flat, IPrimitive<ArgMin>
{
    public static string Keyword => "argmin";

    public override string Name => Keyword;

    public override Attributes Attributes => [("axis", Axis)];

    public static ArgMin Read(Attributes attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        return new(attributes.Integer("axis"));
    }

    public override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands) => [ExtremeIndex.Infer(operands, Axis)];

    public override Primitive Batched(int size) => new ArgMin(Axis + 1);

    public override Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results) =>
        [ExtremeIndex.Find(operands[0], Axis, results[0].Shape, (x, best) => x < best, (x, best) => x < best)];
}

/// <summary>The search that <see cref="ArgMax"/> and <see cref="ArgMin"/> share.</summary>
internal static class ExtremeIndex
{
    /// <summary>An int64 for each lane along the axis, which must not be empty.</summary>
    public static TensorType Infer(ReadOnlySpan<TensorType> operands, int axis)
    {
        Expect.Count(operands, 1);
        Expect.Axis(axis, operands[0]);
        return operands[0].Shape[axis] > 0
            ? new(DType.Int64, operands[0].Shape.Without([axis]))
            : throw new OperandException($"axis {axis} of {operands[0]} is empty, so it has no extreme element");
    }

    /// <summary>The position of the extreme element of each lane.</summary>
    public static Tensor Find(
        Tensor x, int axis, Shape shape, Func<double, double, bool> beats, Func<long, long, bool> integerBeats)
    {
        var lanes = Lanes.Of(x.Shape, [axis]);
        var found = new long[shape.Size];
        for (var lane = 0; lane < found.Length; lane++)
        {
            var best = 0;
            for (var i = 1; i < lanes.Steps.Length; i++)
            {
                var (at, before) = (lanes.Starts[lane] + lanes.Steps[i], lanes.Starts[lane] + lanes.Steps[best]);
                var better = x.DType.IsInteger
                    ? integerBeats(x.Integer(at), x.Integer(before))
                    : !double.IsNaN(x[before]) && (double.IsNaN(x[at]) || beats(x[at], x[before]));
                best = better ? i : best;
            }

            found[lane] = best;
        }

        return Tensor.Of(found, shape);
    }
}

public static partial class Operations
{
    extension(Value x)
    {
        /// <summary>Where along <paramref name="axis"/> the largest element stands: the first of several, or the first NaN.</summary>
        /// <param name="axis">The axis; negative ones count from the end.</param>
        /// <exception cref="GraphException">The axis is empty.</exception>
        public Value ArgMax(int axis) => Node.Create(new ArgMax(x.Axis(axis)), x).Result();

        /// <summary>Where along <paramref name="axis"/> the smallest element stands: the first of several, or the first NaN.</summary>
        /// <param name="axis">The axis; negative ones count from the end.</param>
        /// <exception cref="GraphException">The axis is empty.</exception>
        public Value ArgMin(int axis) => Node.Create(new ArgMin(x.Axis(axis)), x).Result();
    }
}
