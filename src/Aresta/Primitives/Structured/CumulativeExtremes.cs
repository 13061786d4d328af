using System.Collections.Immutable;
using Aresta.Tensors;

namespace Aresta.Primitives;

/// <summary>
/// The largest or smallest element so far along an axis, and its place (int64): of equal ones the last. From the first NaN on, a NaN.
/// </summary>
/// <remarks>The derivative goes whole to that place.</remarks>
public abstract record CumulativeExtreme : Structured
{
    private protected CumulativeExtreme(int axis) => Axis = axis;

    /// <summary>The axis, counted from 0.</summary>
    public int Axis { get; }

    public sealed override Attributes Attributes => [("axis", Axis)];

    /// <summary>
    /// Whether the order of two numbers (below 0: the new one is less) lets the new one take the place of the one so far.
    /// </summary>
    private protected abstract bool Replaces(int order);

    public sealed override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands)
    {
        Expect.Count(operands, 1);
        Expect.Number(operands[0]);
        Expect.Axis(Axis, operands[0]);
        return [operands[0], operands[0] with { DType = DType.Int64 }];
    }

    public sealed override Value?[] Push(Node node, ReadOnlySpan<Value?> tangents)
    {
        ArgumentNullException.ThrowIfNull(node);
        return [Chosen.Along(tangents[0], node.Result(1), Axis), null];
    }

    public sealed override Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results)
    {
        var x = operands[0];
        return Chosen.Evaluate(x, results, Axis, SoFar);

        IEnumerable<int> SoFar(int[] lane)
        {
            var best = 0;
            for (var k = 0; k < lane.Length; k++)
            {
                best = Takes(lane[k], lane[best]) ? k : best;
                yield return best;
            }
        }

        bool Takes(int next, int best) => x.DType.IsInteger
            ? Replaces(x.Integer(next).CompareTo(x.Integer(best)))
            : double.IsNaN(x[next]) || (!double.IsNaN(x[best]) && Replaces(x[next] < x[best] ? -1 : x[next] > x[best] ? 1 : 0));
    }
}

/// <summary>The largest element so far along an axis, and its place.</summary>
public sealed record CumulativeMax : CumulativeExtreme, IPrimitive<CumulativeMax>
{
    /// <summary>The largest element so far along <paramref name="axis"/>, counted from 0.</summary>
    public CumulativeMax(int axis) : base(axis)
    {
    }

    public static string Keyword => "cumulative_max";

    public override string Name => Keyword;

    public static CumulativeMax Read(Attributes attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        return new(attributes.Integer("axis"));
    }

    public override Primitive Batched(int size) => new CumulativeMax(Axis + 1);

    private protected override bool Replaces(int order) => order >= 0;
}

/// <summary>The smallest element so far along an axis, and its place.</summary>
public sealed record CumulativeMin : CumulativeExtreme, IPrimitive<CumulativeMin>
{
    /// <summary>The smallest element so far along <paramref name="axis"/>, counted from 0.</summary>
    public CumulativeMin(int axis) : base(axis)
    {
    }

    public static string Keyword => "cumulative_min";

    public override string Name => Keyword;

    public static CumulativeMin Read(Attributes attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        return new(attributes.Integer("axis"));
    }

    public override Primitive Batched(int size) => new CumulativeMin(Axis + 1);

    private protected override bool Replaces(int order) => order <= 0;
}

public static partial class Operations
{
    extension(Value x)
    {
        /// <summary>
        /// The largest element so far along an axis, and its place (int64): of equal ones the last, which gets the whole derivative.
        /// </summary>
        /// <param name="axis">The axis; negative ones count from the end.</param>
        /// <exception cref="GraphException">The axis does not exist, or the elements are not numbers.</exception>
        public (Value Values, Value Indices) CumulativeMax(int axis) => Both(Node.Create(new CumulativeMax(x.Axis(axis)), x));

        /// <summary>
        /// The smallest element so far along an axis, and its place (int64): of equal ones the last, which gets the whole derivative.
        /// </summary>
        /// <param name="axis">The axis; negative ones count from the end.</param>
        /// <exception cref="GraphException">The axis does not exist, or the elements are not numbers.</exception>
        public (Value Values, Value Indices) CumulativeMin(int axis) => Both(Node.Create(new CumulativeMin(x.Axis(axis)), x));
    }

    private static (Value Values, Value Indices) Both(Node node) => (node.Result(), node.Result(1));
}
