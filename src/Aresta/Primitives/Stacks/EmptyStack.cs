using System.Collections.Immutable;
using Aresta.Tensors;

namespace Aresta.Primitives;

/// <summary>Stacks without items.</summary>
/// <param name="Type">Their type.</param>
public sealed record EmptyStack(TensorType Type) : Flat, IPrimitive<EmptyStack>
{
    public static string Keyword => "empty_stack";

    public override string Name => Keyword;

    public override Attributes Attributes => [("type", Type)];

    public static EmptyStack Read(Attributes attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        return new(attributes.Type("type"));
    }

    public override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands)
    {
        Expect.Count(operands, 0);
        return Type.IsStack ? [Type] : throw new OperandException($"makes stacks, but {Type} is none");
    }

    public override Primitive Batched(int size) => new EmptyStack(Type with { Shape = Type.Shape.Insert(0, size) });

    public override Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results) => [Tensor.Zeros(Type)];
}
