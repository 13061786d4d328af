using System.Collections.Immutable;
using Aresta.Tensors;

namespace Aresta.Primitives;

/// <summary>Whether both hold, element by element.</summary>
public sealed record And : Flat, IPrimitive<And>
{
    public static string Keyword => "and";

    public override string Name => Keyword;

    public static And Read(Attributes attributes) => new();

    public override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands) => Truth.Infer(operands, 2);

    public override Primitive Batched(int size) => this;

    public override Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results) =>
        [Truth.Map(operands[0], operands[1], (x, y) => x && y)];
}

/// <summary>Whether one or both hold, element by element.</summary>
public sealed record Or : Flat, IPrimitive<Or>
{
    public static string Keyword => "or";

    public override string Name => Keyword;

    public static Or Read(Attributes attributes) => new();

    public override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands) => Truth.Infer(operands, 2);

    public override Primitive Batched(int size) => this;

    public override Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results) =>
        [Truth.Map(operands[0], operands[1], (x, y) => x || y)];
}

/// <summary>Whether just one holds, element by element.</summary>
public sealed record Xor : Flat, IPrimitive<Xor>
{
    public static string Keyword => "xor";

    public override string Name => Keyword;

    public static Xor Read(Attributes attributes) => new();

    public override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands) => Truth.Infer(operands, 2);

    public override Primitive Batched(int size) => this;

    public override Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results) =>
        [Truth.Map(operands[0], operands[1], (x, y) => x != y)];
}

/// <summary>Whether it does not hold, element by element.</summary>
public sealed record Not : Flat, IPrimitive<Not>
{
    public static string Keyword => "not";

    public override string Name => Keyword;

    public static Not Read(Attributes attributes) => new();

    public override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands) => Truth.Infer(operands, 1);

    public override Primitive Batched(int size) => this;

    public override Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results) =>
        [Truth.Map(operands[0], operands[0], (x, _) => !x)];
}

/// <summary>What the connectives share.</summary>
internal static class Truth
{
    /// <summary>The type of so many operands, which are all bool and of one shape.</summary>
    public static ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands, int count)
    {
        Expect.Count(operands, count);
        foreach (var operand in operands)
        {
            Expect.Bool(operand);
        }

        return operands[0] == operands[^1]
            ? [operands[0]]
            : throw new OperandException($"operands have one shape, but they are {operands[0]} and {operands[^1]}");
    }

    /// <summary>f of two truth values, element by element.</summary>
    public static Tensor Map(Tensor x, Tensor y, Func<bool, bool, bool> f) =>
        Tensor.Of([.. x.AsSpan<bool>().ToArray().Zip(y.AsSpan<bool>().ToArray(), f)], x.Shape);
}

/// <content>The connectives of truth values.</content>
public readonly partial struct Value
{
    /// <summary>Whether both hold, element by element, broadcast against each other; of dtype bool.</summary>
    public static Value operator &(Value x, Value y) => Node.Create(new And(), Broadcasting.Align(x, y)).Result();

    /// <summary>Whether one or both hold, element by element, broadcast against each other; of dtype bool.</summary>
    public static Value operator |(Value x, Value y) => Node.Create(new Or(), Broadcasting.Align(x, y)).Result();

    /// <summary>Whether just one holds, element by element, broadcast against each other; of dtype bool.</summary>
    public static Value operator ^(Value x, Value y) => Node.Create(new Xor(), Broadcasting.Align(x, y)).Result();

    /// <summary>Whether it does not hold, element by element; of dtype bool.</summary>
    public static Value operator !(Value x) => Node.Create(new Not(), x).Result();
}
