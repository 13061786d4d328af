using System.Collections.Immutable;
using Aresta.Tensors;

namespace Aresta.Primitives;

/// <summary>
/// Where(condition, then, otherwise): a choice element by element, linear in the two branches together. Derivatives are chosen as well, so
/// the branch not taken gets an exact 0.
/// </summary>
public sealed record Where : Linear, IPrimitive<Where>
{
    public static string Keyword => "where";

    public override string Name => Keyword;

    public override bool TakesStacks => true;

    public static Where Read(Attributes attributes) => new();

    public override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands)
    {
        Expect.Count(operands, 3);
        if (operands[0].DType != DType.Bool)
        {
            throw new OperandException($"the condition must be bool, but is {operands[0]}");
        }

        if (operands[0].Shape != operands[1].Shape || operands[1] != operands[2])
        {
            throw new OperandException(
                $"the branches have one type and the shape of the condition, but they are {operands[0]}, {operands[1]} and {operands[2]}");
        }

        return [operands[1]];
    }

    public override Value Adjoint(Node node, int operand, Value cotangent)
    {
        ArgumentNullException.ThrowIfNull(node);
        return operand == 1
            ? Value.Where(node.Operands[0], cotangent, Value.ZerosLike(node.Operands[1]))
            : Value.Where(node.Operands[0], Value.ZerosLike(node.Operands[2]), cotangent);
    }

    public override Primitive Batched(int size) => this;

    public override Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results)
    {
        var (condition, then, otherwise) = (operands[0], operands[1], operands[2]);
        return [Map.Choose(condition.AsSpan<bool>(), then, otherwise)];
    }
}
