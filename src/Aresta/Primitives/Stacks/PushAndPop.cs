using System.Collections.Immutable;
using Aresta.Tensors;

namespace Aresta.Primitives;

/// <summary>
/// An item on top of a stack, for every lane one. Linear in both together: the tangent of a stack is the stack of the tangents. Adjoint:
/// <see cref="StackPop"/>, which gives the cotangents of both.
/// </summary>
public sealed record StackPush : Primitive, IPrimitive<StackPush>
{
    public static string Keyword => "push";

    public override string Name => Keyword;

    public override bool TakesStacks => true;

    public static StackPush Read(Attributes attributes) => new();

    public override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands)
    {
        Primitives.Expect.Count(operands, 2);
        Stacked.Expect(operands[0]);
        return operands[1] == operands[0].Items
            ? [operands[0]]
            : throw new OperandException($"{operands[0]} takes items of type {operands[0].Items}, but was given {operands[1]}");
    }

    public override Value?[] Push(Node node, ReadOnlySpan<Value?> tangents)
    {
        ArgumentNullException.ThrowIfNull(node);
        return [Stacked.Pushed(node.Operands[0], tangents[0], node.Operands[1], tangents[1])];
    }

    public override Value?[] Pull(Node node, ReadOnlySpan<Value?> cotangents, ReadOnlySpan<bool> wanted)
    {
        if (cotangents[0] is not { } cotangent)
        {
            return [null, null];
        }

        var popped = Node.Create(new StackPop(), cotangent);
        return [popped.Result(0), popped.Result(1)];
    }

    public override BatchedValue[] OnBatch(Node node, ReadOnlySpan<BatchedValue> operands, int size) => BatchAs(this, operands, size);

    public override Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results) =>
        [Stacks.Push(operands[0], operands[1])];
}

/// <summary>
/// A stack without its top item, that item, and whether there was one, for every lane. A lane that is empty stays so and gives a zero: a
/// loop that runs until its last lane is done pops from all. Linear; adjoint: <see cref="StackPush"/>, where there was an item.
/// </summary>
public sealed record StackPop : Primitive, IPrimitive<StackPop>
{
    public static string Keyword => "pop";

    public override string Name => Keyword;

    public override bool TakesStacks => true;

    public static StackPop Read(Attributes attributes) => new();

    public override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands)
    {
        Primitives.Expect.Count(operands, 1);
        Stacked.Expect(operands[0]);
        return [operands[0], operands[0].Items, new(DType.Bool, operands[0].Shape)];
    }

    public override Value?[] Push(Node node, ReadOnlySpan<Value?> tangents)
    {
        ArgumentNullException.ThrowIfNull(node);
        if (tangents[0] is not { } tangent)
        {
            return [null, null, null];
        }

        var popped = Node.Create(this, tangent);
        return [popped.Result(0), popped.Result(1), null];
    }

    public override Value?[] Pull(Node node, ReadOnlySpan<Value?> cotangents, ReadOnlySpan<bool> wanted)
    {
        ArgumentNullException.ThrowIfNull(node);
        if (Stacked.Pushed(node.Result(0), cotangents[0], node.Result(1), cotangents[1]) is not { } pushed)
        {
            return [null];
        }

        var below = cotangents[0] ?? Value.ZerosLike(node.Result(0));
        return [Node.Create(new Where(), node.Result(2), pushed, below).Result()];
    }

    public override BatchedValue[] OnBatch(Node node, ReadOnlySpan<BatchedValue> operands, int size) => BatchAs(this, operands, size);

    public override Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results) => Stacks.Pop(operands[0]);
}

/// <summary>What pushing and popping share.</summary>
internal static class Stacked
{
    /// <summary>Refuses what is no stack.</summary>
    public static void Expect(TensorType operand)
    {
        if (!operand.IsStack)
        {
            throw new OperandException($"is defined on stacks, but was given {operand}");
        }
    }

    /// <summary>The derivative of an item pushed on the derivative of a stack, where either may be a structural zero.</summary>
    public static Value? Pushed(Value stack, Value? ofStack, Value item, Value? ofItem) => ofStack is null && ofItem is null
        ? null
        : Node.Create(new StackPush(), ofStack ?? Value.ZerosLike(stack), ofItem ?? Value.ZerosLike(item)).Result();
}
