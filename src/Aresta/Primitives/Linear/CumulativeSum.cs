using System.Collections.Immutable;
using System.Numerics;
using Aresta.Tensors;

namespace Aresta.Primitives;

/// <summary>
/// The sum of each element of an axis and all before it, or from the end all after it. Adjoint: the same in the other direction.
/// </summary>
/// <param name="Axis">The axis summed along.</param>
/// <param name="Backward">Whether the sums run from the last element.</param>
public sealed record CumulativeSum(int Axis, bool Backward) : Linear, IPrimitive<CumulativeSum>
{
    public static string Keyword => "cumulative_sum";

    public override string Name => Keyword;

    public override Attributes Attributes => [("axis", Axis), ("backward", Backward)];

    public static CumulativeSum Read(Attributes attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        return new(attributes.Integer("axis"), attributes.Flag("backward"));
    }

    public override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands)
    {
        Expect.Count(operands, 1);
        Expect.Number(operands[0]);
        Expect.Axis(Axis, operands[0]);
        return [operands[0]];
    }

    public override Value Adjoint(Node node, int operand, Value cotangent) =>
        Node.Create(new CumulativeSum(Axis, !Backward), cotangent).Result();

    public override Primitive Batched(int size) => this with { Axis = Axis + 1 };

    public override Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results) =>
        [results[0].DType.IsFloating ? Run<double>(operands[0]) : Run<long>(operands[0])];

    private Tensor Run<T>(Tensor operand) where T : unmanaged, INumber<T>
    {
        var x = Wide.Read<T>(operand);
        var result = new T[x.Length];
        var lanes = Lanes.Of(operand.Shape, [Axis]);
        int[] steps = [.. Backward ? lanes.Steps.Reverse() : lanes.Steps];
        foreach (var start in lanes.Starts)
        {
            var sum = T.Zero;
            foreach (var step in steps)
            {
                sum += x[start + step];
                result[start + step] = sum;
            }
        }

        return Wide.Write(result, operand.Type);
    }
}

public static partial class Operations
{
    extension(Value x)
    {
        /// <summary>The sum of each element of an axis and all before it.</summary>
        /// <param name="axis">The axis; negative ones count from the end.</param>
        /// <param name="backward">Whether to sum from the last element: each and all after it.</param>
        /// <exception cref="ArgumentException">The axis does not exist.</exception>
        public Value CumulativeSum(int axis, bool backward = false) =>
            Node.Create(new CumulativeSum(x.Axis(axis), backward), x).Result();
    }
}
