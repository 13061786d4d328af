using System.Collections.Immutable;
using Aresta.Tensors;

namespace Aresta.Primitives;

/// <summary>
/// A scalar function applied element by element. Its one fact is its partial derivatives: push and pull are the same product
/// partial · (co)tangent, summed over the operands or handed to each.
/// </summary>
public abstract record Elementwise : Primitive
{
    /// <summary>∂ node / ∂ operand, element by element; a literal where it is constant.</summary>
    public abstract Value Partial(Node node, int operand);

    /// <inheritdoc/>
    public override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands)
    {
        for (var i = 1; i < operands.Length; i++)
        {
            if (operands[i] != operands[0])
            {
                throw new OperandException(
                    $"takes operands of one type, but operand 0 is {operands[0]} and operand {i} is {operands[i]}; convert one");
            }
        }

        return [operands[0]];
    }

    /// <inheritdoc/>
    public sealed override Value?[] Push(Node node, ReadOnlySpan<Value?> tangents)
    {
        ArgumentNullException.ThrowIfNull(node);
        Value? sum = null;
        for (var i = 0; i < tangents.Length; i++)
        {
            if (tangents[i] is { } tangent)
            {
                sum = Sweeps.Add(sum, Along(node, i, tangent));
            }
        }

        return [sum];
    }

    /// <inheritdoc/>
    public sealed override Value?[] Pull(Node node, ReadOnlySpan<Value?> cotangents, ReadOnlySpan<bool> wanted) =>
        PullEach(node, cotangents[0], wanted, Along);

    /// <inheritdoc/>
    public sealed override BatchedValue[] OnBatch(Node node, ReadOnlySpan<BatchedValue> operands, int size) =>
        BatchAs(this, operands, size);

    /// <summary>The edge applied: partial · tangent, where a partial that is a literal 0 is a structural zero.</summary>
    private Value? Along(Node node, int operand, Value tangent)
    {
        var partial = Partial(node, operand);
        return partial.Node.Primitive is Literal { Value: 0 } ? null : Value.Scale(partial, tangent);
    }
}
