using System.Collections.Immutable;
using Aresta.Tensors;

namespace Aresta.Primitives;

/// <summary>
/// A value that is computed from no other. Nothing in it differs between the examples of a batch, so none asks what it is there.
/// </summary>
public abstract record Source : Flat
{
    /// <inheritdoc/>
    public sealed override Primitive Batched(int size) =>
        throw new InvalidOperationException($"{Name} has no operands; all examples of a batch share it.");
}

/// <summary>An input of the graph: a value that is given when it runs.</summary>
/// <param name="Type">The type of the value.</param>
public sealed record Input(TensorType Type) : Source
{
    public override string Name => "input";

    public override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands) => [Type];

    public override Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results) =>
        throw new InvalidOperationException("An input is given, not computed.");
}

/// <summary>A tensor that is part of the graph.</summary>
/// <param name="Value">The tensor.</param>
public sealed record Constant(Tensor Value) : Source, IPrimitive<Constant>
{
    public static string Keyword => "constant";

    public override string Name => Keyword;

    public override Attributes Attributes => [("value", Value)];

    public static Constant Read(Attributes attributes) => new(attributes.Literal("value"));

    public override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands) => [Value.Type];

    public override Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results) => [Value];
}

/// <summary>
/// A number that has not met its type yet. Every operation replaces it by a <see cref="Constant"/> of the dtype it meets, so that none is
/// left in a finished graph.
/// </summary>
/// <param name="Value">The number.</param>
public sealed record Literal(double Value) : Source
{
    public override string Name => "literal";

    public override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands) => [TensorType.Float64()];

    public override Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results) => [Tensor.Scalar(Value)];
}
