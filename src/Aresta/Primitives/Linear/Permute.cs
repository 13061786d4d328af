using System.Collections.Immutable;
using Aresta.Tensors;

namespace Aresta.Primitives;

/// <summary>The axes in another order: axis i of the result is axis <c>Axes[i]</c> of the operand. Adjoint: the inverse permutation.</summary>
/// <param name="Axes">A permutation of the axes.</param>
public sealed record Permute(IntList Axes) : Linear, IPrimitive<Permute>
{
    /// <inheritdoc/>
    public static string Keyword => "permute";

    /// <inheritdoc/>
    public override string Name => Keyword;

    /// <inheritdoc/>
    public override Attributes Attributes => [("axes", Axes)];

    /// <inheritdoc/>
    public static Permute Read(Attributes attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        return new(attributes.Integers("axes"));
    }

    /// <inheritdoc/>
    public override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands)
    {
        Expect.Count(operands, 1);
        Expect.Axes(Axes, operands[0].Shape.Rank);
        var shape = operands[0].Shape;
        return Axes.Count == shape.Rank
            ? [operands[0] with { Shape = [.. Axes.Select(axis => shape[axis])] }]
            : throw new OperandException($"axes {Axes} order {Axes.Count} axes, but the operand is {operands[0]}");
    }

    /// <inheritdoc/>
    public override Value Adjoint(Node node, int operand, Value cotangent)
    {
        var inverse = new int[Axes.Count];
        for (var i = 0; i < inverse.Length; i++)
        {
            inverse[Axes[i]] = i;
        }

        return Node.Create(new Permute([.. inverse]), cotangent).Result();
    }

    /// <inheritdoc/>
    public override Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results)
    {
        var source = operands[0].Shape.Strides();
        var strides = Axes.Select(axis => source[axis]).ToArray();
        return [Strided.Read(operands[0], results[0].Shape, Strided.Offsets(results[0].Shape, strides))];
    }
}
