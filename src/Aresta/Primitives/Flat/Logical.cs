using System.Collections.Immutable;
using Aresta.Tensors;

namespace Aresta.Primitives;

/// <summary>Whether both hold, element by element.</summary>
public sealed record And : Flat, IPrimitive<And>
{
    /// <inheritdoc/>
    public static string Keyword => "and";

    /// <inheritdoc/>
    public override string Name => Keyword;

    /// <inheritdoc/>
    public static And Read(Attributes attributes) => new();

    /// <inheritdoc/>
    public override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands) => Truth.Infer(operands, 2);

    /// <inheritdoc/>
    public override Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results) =>
        [Truth.Map(operands[0], operands[1], (x, y) => x && y)];
}

/// <summary>Whether one or both hold, element by element.</summary>
public sealed record Or : Flat, IPrimitive<Or>
{
    /// <inheritdoc/>
    public static string Keyword => "or";

    /// <inheritdoc/>
    public override string Name => Keyword;

    /// <inheritdoc/>
    public static Or Read(Attributes attributes) => new();

    /// <inheritdoc/>
    public override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands) => Truth.Infer(operands, 2);

    /// <inheritdoc/>
    public override Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results) =>
        [Truth.Map(operands[0], operands[1], (x, y) => x || y)];
}

/// <summary>Whether just one holds, element by element.</summary>
public sealed record Xor : Flat, IPrimitive<Xor>
{
    /// <inheritdoc/>
    public static string Keyword => "xor";

    /// <inheritdoc/>
    public override string Name => Keyword;

    /// <inheritdoc/>
    public static Xor Read(Attributes attributes) => new();

    /// <inheritdoc/>
    public override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands) => Truth.Infer(operands, 2);

    /// <inheritdoc/>
    public override Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results) =>
        [Truth.Map(operands[0], operands[1], (x, y) => x != y)];
}

/// <summary>Whether it does not hold, element by element.</summary>
public sealed record Not : Flat, IPrimitive<Not>
{
    /// <inheritdoc/>
    public static string Keyword => "not";

    /// <inheritdoc/>
    public override string Name => Keyword;

    /// <inheritdoc/>
    public static Not Read(Attributes attributes) => new();

    /// <inheritdoc/>
    public override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands) => Truth.Infer(operands, 1);

    /// <inheritdoc/>
    public override Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results) =>
        [Truth.Map(operands[0], operands[0], (x, _) => !x)];
}

/// <summary>What the connectives share.</summary>
internal static class Truth
{
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
