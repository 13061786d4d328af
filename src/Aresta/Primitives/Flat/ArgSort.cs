using System.Collections.Immutable;
using Aresta.Tensors;

namespace Aresta.Primitives;

/// <summary>
/// Where along an axis the elements stand that, taken in that order, are sorted: int64, of the shape of the operand. Stable: equal elements
/// keep their order. NaN is last in either direction.
/// </summary>
/// <param name="Axis">The axis sorted along.</param>
/// <param name="Descending">Whether the largest comes first.</param>
public sealed record ArgSort(int Axis, bool Descending) : Flat, IPrimitive<ArgSort>
{
    /// <inheritdoc/>
    public static string Keyword => "argsort";

    /// <inheritdoc/>
    public override string Name => Keyword;

    /// <inheritdoc/>
    public override Attributes Attributes => [("axis", Axis), ("descending", Descending)];

    /// <inheritdoc/>
    public static ArgSort Read(Attributes attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        return new(attributes.Integer("axis"), attributes.Flag("descending"));
    }

    /// <inheritdoc/>
    public override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands)
    {
        Expect.Count(operands, 1);
        Expect.Axis(Axis, operands[0]);
        return [operands[0] with { DType = DType.Int64 }];
    }

    /// <inheritdoc/>
    public override Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results)
    {
        var x = operands[0];
        var sign = Descending ? -1 : 1;
        var lanes = Lanes.Of(x.Shape, [Axis]);
        var sorted = new long[x.Shape.Size];
        foreach (var start in lanes.Starts)
        {
            // The LINQ sort is stable.
            var order = Enumerable.Range(0, lanes.Steps.Length).Order(Comparer<int>.Create((i, k) =>
                Compare(start + lanes.Steps[i], start + lanes.Steps[k])));
            var next = 0;
            foreach (var i in order)
            {
                sorted[start + lanes.Steps[next++]] = i;
            }
        }

        return [Tensor.Of(sorted, x.Shape)];

        int Compare(int a, int b) => x.DType.IsInteger
            ? sign * x.Integer(a).CompareTo(x.Integer(b))
            : (double.IsNaN(x[a]), double.IsNaN(x[b])) switch
            {
                (false, false) => sign * x[a].CompareTo(x[b]),
                var (first, second) => first.CompareTo(second),
            };
    }
}

public static partial class Operations
{
    extension(Value x)
    {
        /// <summary>
        /// Where along an axis the elements stand that, taken in that order (<see cref="TakeAlong"/>), are sorted. Stable; NaN is last.
        /// </summary>
        /// <param name="axis">The axis; negative ones count from the end.</param>
        /// <param name="descending">Whether the largest comes first.</param>
        /// <exception cref="ArgumentException">The axis does not exist.</exception>
        public Value ArgSort(int axis = -1, bool descending = false) =>
            Node.Create(new ArgSort(x.Shape.Axis(axis), descending), x).Result();
    }
}
