using System.Collections.Immutable;
using Aresta.Tensors;

namespace Aresta.Primitives;

/// <summary>
/// The axes in another order: axis i of the result is axis <c>Axes[i]</c> of the operand. Adjoint: the inverse permutation.
/// </summary>
/// <param name="Axes">A permutation of the axes.</param>
public sealed record Permute(IntList Axes) : Linear, IPrimitive<Permute>
{
    public static string Keyword => "permute";

    public override string Name => Keyword;

    public override Attributes Attributes => [("axes", Axes)];

    public override bool TakesStacks => true;

    public static Permute Read(Attributes attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        return new(attributes.Integers("axes"));
    }

    public override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands)
    {
        Expect.Count(operands, 1);
        Expect.Axes(Axes, operands[0].Shape.Rank);
        var shape = operands[0].Shape;
        return Axes.Count == shape.Rank
            ? [operands[0] with { Shape = [.. Axes.Select(axis => shape[axis])] }]
            : throw new OperandException($"axes {Axes} order {Axes.Count} axes, but the operand is {operands[0]}");
    }

    public override Value Adjoint(Node node, int operand, Value cotangent)
    {
        var inverse = new int[Axes.Count];
        for (var i = 0; i < inverse.Length; i++)
        {
            inverse[Axes[i]] = i;
        }

        return Node.Create(new Permute([.. inverse]), cotangent).Result();
    }

    public override Primitive Batched(int size) => new Permute([0, .. Axes.Select(axis => axis + 1)]);

    public override Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results)
    {
        var source = operands[0].Shape.Strides();
        var strides = Axes.Select(axis => source[axis]).ToArray();
        return [Strided.Read(operands[0], results[0].Shape, Strided.Offsets(results[0].Shape, strides))];
    }
}

public static partial class Operations
{
    extension(Value x)
    {
        /// <summary>The axes in reverse order: of a matrix, its transpose.</summary>
        public Value Transpose() => x.Rank < 2 ? x : Node.Create(new Permute([.. IntList.Range(x.Rank).Reverse()]), x).Result();

        /// <summary>The axes in another order: axis i of the result is axis <c>axes[i]</c>.</summary>
        /// <param name="axes">Each axis once; negative ones count from the end.</param>
        /// <exception cref="GraphException">An axis is missing or named twice.</exception>
        public Value Transpose(IntList axes)
        {
            IntList own = [.. axes.Select(x.Axis)];
            return own == IntList.Range(x.Rank) ? x : Node.Create(new Permute(own), x).Result();
        }

        /// <summary>Two axes exchanged.</summary>
        /// <param name="first">One; negative ones count from the end.</param>
        /// <param name="second">The other.</param>
        /// <exception cref="ArgumentException">An axis does not exist.</exception>
        public Value SwapAxes(int first, int second)
        {
            var axes = IntList.Range(x.Rank).ToArray();
            var (a, b) = (x.Axis(first), x.Axis(second));
            (axes[a], axes[b]) = (b, a);
            return x.Transpose([.. axes]);
        }

        /// <summary>One axis moved to another place, the others in their order.</summary>
        /// <param name="from">The axis; negative ones count from the end.</param>
        /// <param name="to">Where it stands in the result; negative ones count from the end.</param>
        /// <exception cref="ArgumentException">An axis does not exist.</exception>
        public Value MoveAxis(int from, int to)
        {
            var axes = IntList.Range(x.Rank).ToList();
            var (source, target) = (x.Axis(from), x.Axis(to));
            axes.RemoveAt(source);
            axes.Insert(target, source);
            return x.Transpose([.. axes]);
        }
    }
}
