using System.Collections.Immutable;
using Aresta.Tensors;

namespace Aresta.Primitives;

/// <summary>Stacks as tall as the operand, all of whose items are zero: what a structural zero is when a stack is asked for.</summary>
public sealed record ZeroItems : Flat, IPrimitive<ZeroItems>
{
    public static string Keyword => "zero_items";

    public override string Name => Keyword;

    public override bool TakesStacks => true;

    public static ZeroItems Read(Attributes attributes) => new();

    public override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands)
    {
        Expect.Count(operands, 1);
        Stacked.Expect(operands[0]);
        return [operands[0]];
    }

    public override Primitive Batched(int size) => this;

    public override Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results) => [Stacks.ZerosLike(operands[0])];
}

/// <summary>
/// The sum of two stacks of one height, item by item from the top: how cotangents of a stack meet. Each adjoint is the identity. Where one
/// is taller, the other counts as zeros there.
/// </summary>
public sealed record AddItems : Linear, IPrimitive<AddItems>
{
    public static string Keyword => "add_items";

    public override string Name => Keyword;

    public override bool TakesStacks => true;

    public static AddItems Read(Attributes attributes) => new();

    public override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands)
    {
        Expect.Count(operands, 2);
        Stacked.Expect(operands[0]);
        Expect.Floating(operands[0]);
        return operands[1] == operands[0]
            ? [operands[0]]
            : throw new OperandException($"adds stacks of one type, but was given {operands[0]} and {operands[1]}");
    }

    public override Value Adjoint(Node node, int operand, Value cotangent) => cotangent;

    public override Primitive Batched(int size) => this;

    public override Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results) =>
        [Stacks.Add(operands[0], operands[1])];
}

/// <summary>Stacks with the items in the opposite order: what was pushed first is popped first. Its own adjoint.</summary>
public sealed record ReverseItems : Linear, IPrimitive<ReverseItems>
{
    public static string Keyword => "reverse_items";

    public override string Name => Keyword;

    public override bool TakesStacks => true;

    public static ReverseItems Read(Attributes attributes) => new();

    public override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands)
    {
        Expect.Count(operands, 1);
        Stacked.Expect(operands[0]);
        return [operands[0]];
    }

    public override Value Adjoint(Node node, int operand, Value cotangent) => Node.Create(this, cotangent).Result();

    public override Primitive Batched(int size) => this;

    public override Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results) => [Stacks.Reverse(operands[0])];
}
