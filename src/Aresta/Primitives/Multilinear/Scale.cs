using System.Collections.Immutable;
using Aresta.Tensors;

namespace Aresta.Primitives;

/// <summary>
/// The product local derivative · (co)tangent, element by element: bilinear, and 0 wherever an operand is exactly 0, whatever the other
/// is. Guarded code therefore leaks no NaN from the branch not taken; a product of its own, rather than a choice on zero, keeps higher
/// derivatives right, and that it is symmetric makes it its own adjoint for either operand, in every order of the two modes.
/// </summary>
public sealed record Scale : Multilinear, IPrimitive<Scale>
{
    public static string Keyword => "scale";

    public override string Name => Keyword;

    public static Scale Read(Attributes attributes) => new();

    public override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands)
    {
        Expect.Count(operands, 2);
        Expect.Floating(operands[0]);
        return operands[0] == operands[1]
            ? [operands[0]]
            : throw new OperandException(
                $"scales a value of the type of its factor, but operand 0 is {operands[0]} and operand 1 is {operands[1]}");
    }

    /// <inheritdoc/>
    public override Value Adjoint(Node node, int operand, Value cotangent)
    {
        ArgumentNullException.ThrowIfNull(node);
        return operand == 0 ? Value.Scale(cotangent, node.Operands[1]) : Value.Scale(node.Operands[0], cotangent);
    }

    public override Primitive Batched(int size) => this;

    public override Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results) =>
        [Map.Apply<double>(operands, (partial, tangent, _) => partial == 0 || tangent == 0 ? 0 : partial * tangent)];
}
