using System.Collections.Immutable;
using Aresta.Tensors;

namespace Aresta.Primitives;

/// <summary>
/// The first <c>Count</c> elements of each lane along an axis in order, and the places (int64) where they stood: a full sort, or the
/// least or largest few. Equal elements keep their order. A NaN is larger than every number.
/// </summary>
/// <remarks>The tangent of an element moves with it: each result gives its whole derivative to the place it came from.</remarks>
/// <param name="Axis">The axis, counted from 0.</param>
/// <param name="Descending">Whether the largest come first.</param>
/// <param name="Count">How many are kept, at most the length of the axis.</param>
public sealed record Sort(int Axis, bool Descending, int Count) : Structured, IPrimitive<Sort>
{
    public static string Keyword => "sort";

    public override string Name => Keyword;

    public override Attributes Attributes => [("axis", Axis), ("descending", Descending), ("count", Count)];

    public static Sort Read(Attributes attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        return new(attributes.Integer("axis"), attributes.Flag("descending"), attributes.Integer("count"));
    }

    public override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands)
    {
        Expect.Count(operands, 1);
        Expect.Axis(Axis, operands[0]);
        var length = operands[0].Shape[Axis];
        return Count >= 0 && Count <= length
            ? [operands[0] with { Shape = operands[0].Shape.With(Axis, Count) }, new(DType.Int64, operands[0].Shape.With(Axis, Count))]
            : throw new OperandException($"axis {Axis} of {operands[0]} has {length} elements, but {Count} were asked for");
    }

    public override Value?[] Push(Node node, ReadOnlySpan<Value?> tangents)
    {
        ArgumentNullException.ThrowIfNull(node);
        return [Chosen.Along(tangents[0], node.Result(1), Axis), null];
    }

    public override Primitive Batched(int size) => this with { Axis = Axis + 1 };

    public override Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results) =>
        Chosen.Evaluate(operands[0], results, Axis, Order(operands[0]));

    // Which elements of a lane come first, given where each stands in the tensor.
    private Func<int[], IEnumerable<int>> Order(Tensor x)
    {
        var ascending = x.DType.IsInteger
            ? Comparer<int>.Create((i, j) => x.Integer(i).CompareTo(x.Integer(j)))
            : Comparer<int>.Create((i, j) => double.IsNaN(x[i]) || double.IsNaN(x[j])
                ? double.IsNaN(x[i]).CompareTo(double.IsNaN(x[j]))
                : x[i].CompareTo(x[j]));
        return lane => (Descending
            ? Enumerable.Range(0, lane.Length).OrderByDescending(k => lane[k], ascending)
            : Enumerable.Range(0, lane.Length).OrderBy(k => lane[k], ascending)).Take(Count);
    }
}

public static partial class Operations
{
    extension(Value x)
    {
        /// <summary>
        /// The elements along an axis in order, and where they stood (int64). The order is stable; a NaN is larger than every number.
        /// </summary>
        /// <param name="axis">The axis; negative ones count from the end.</param>
        /// <param name="descending">Whether the largest come first.</param>
        /// <exception cref="GraphException">The axis does not exist.</exception>
        public (Value Values, Value Indices) Sort(int axis = -1, bool descending = false) =>
            First(x, axis, descending, x.Shape[x.Axis(axis)]);

        /// <summary>
        /// Where the elements along an axis stand that, taken in that order, are sorted (int64); stable, and a NaN is larger than every
        /// number.
        /// </summary>
        /// <param name="axis">The axis; negative ones count from the end.</param>
        /// <param name="descending">Whether the largest come first.</param>
        /// <exception cref="GraphException">The axis does not exist.</exception>
        public Value ArgSort(int axis = -1, bool descending = false) => x.Sort(axis, descending).Indices;

        /// <summary>The <paramref name="count"/> largest elements along an axis, largest first, and where they stood (int64).</summary>
        /// <param name="count">How many, at most the length of the axis.</param>
        /// <param name="axis">The axis; negative ones count from the end.</param>
        /// <param name="largest">Whether the largest are taken; otherwise the smallest, smallest first.</param>
        /// <exception cref="GraphException">The axis does not exist or is shorter.</exception>
        public (Value Values, Value Indices) TopK(int count, int axis = -1, bool largest = true) => First(x, axis, largest, count);

        /// <summary>The k-th smallest element along an axis, and where it stood (int64).</summary>
        /// <param name="k">Which, counted from 1.</param>
        /// <param name="axis">The axis; negative ones count from the end.</param>
        /// <param name="keep">Whether it stays, with length 1.</param>
        /// <exception cref="GraphException">The axis does not exist or has no k-th element.</exception>
        public (Value Value, Value Index) KthValue(int k, int axis = -1, bool keep = false)
        {
            var (values, indices) = First(x, axis, descending: false, k);
            var own = x.Axis(axis);
            return (Last(values), Last(indices));

            Value Last(Value ordered) => Value.Reshape(ordered.Slice(own, k - 1, k), keep ? x.Shape.With(own, 1) : x.Shape.Without([own]));
        }
    }

    private static (Value Values, Value Indices) First(Value x, int axis, bool descending, int count) =>
        Both(Node.Create(new Sort(x.Axis(axis), descending, count), x));
}
