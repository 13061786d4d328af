using System.Collections.Immutable;
using Aresta.Tensors;

namespace Aresta.Primitives;

/// <summary>The same elements in row-major order under another shape. Adjoint: the reshape back.</summary>
/// <param name="Shape">The shape of the result.</param>
public sealed record Reshape(Shape Shape) : Linear, IPrimitive<Reshape>
{
    /// <inheritdoc/>
    public static string Keyword => "reshape";

    /// <inheritdoc/>
    public override string Name => Keyword;

    /// <inheritdoc/>
    public override Attributes Attributes => [("shape", Shape)];

    /// <inheritdoc/>
    public static Reshape Read(Attributes attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        return new(attributes.Shape("shape"));
    }

    /// <inheritdoc/>
    public override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands)
    {
        Expect.Count(operands, 1);
        return operands[0].Shape.Size == Shape.Size
            ? [operands[0] with { Shape = Shape }]
            : throw new OperandException($"{operands[0]} has {operands[0].Shape.Size} elements, shape {Shape} has {Shape.Size}");
    }

    /// <inheritdoc/>
    public override Value Adjoint(Node node, int operand, Value cotangent)
    {
        ArgumentNullException.ThrowIfNull(node);
        return Value.Reshape(cotangent, node.Operands[0].Shape);
    }

    /// <inheritdoc/>
    public override Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results) => [operands[0].Reshape(Shape)];
}
