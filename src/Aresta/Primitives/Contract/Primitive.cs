using System.Collections.Immutable;
using Aresta.Tensors;

namespace Aresta.Primitives;

/// <summary>
/// An operation of the graph: what its results are, and how derivatives pass it. Compared by value, so that two primitives are equal
/// when they mean the same.
/// </summary>
/// <remarks>
/// A primitive is written as one of the kinds <see cref="Elementwise"/>, <see cref="Linear"/>, <see cref="Multilinear"/>,
/// <see cref="Flat"/> or <see cref="Structured"/>, which turn the one fact that it states into <see cref="Push"/> and
/// <see cref="Pull"/>. Both emit nodes, so a derivative is again a graph. What it is with one more leading axis, which it states as well,
/// they turn into <see cref="OnBatch"/>.
/// </remarks>
public abstract record Primitive
{
    /// <summary>The name in the text form and in errors.</summary>
    public abstract string Name { get; }

    /// <summary>What tells this primitive from others of the same name: its parameters, as text and parser see them.</summary>
    public virtual Attributes Attributes => [];

    /// <summary>The types of the results for operands of the given types.</summary>
    /// <exception cref="OperandException">The operands do not fit; the message says why, the caller adds names and place.</exception>
    public abstract ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands);

    /// <summary>The results at the given operands: the definition of the operation, written to be obviously right.</summary>
    /// <param name="operands">Tensors of the types that <see cref="Infer"/> accepted.</param>
    /// <param name="results">The types of the results.</param>
    public abstract Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results);

    /// <summary>
    /// The pushforward: how <paramref name="node"/>, an application of this primitive, moves when its operands move.
    /// </summary>
    /// <param name="node">The application.</param>
    /// <param name="tangents">A tangent for each operand, of its type; null is a structural zero.</param>
    /// <returns>A tangent for each result, of its type; null is a structural zero.</returns>
    public abstract Value?[] Push(Node node, ReadOnlySpan<Value?> tangents);

    /// <summary>
    /// The pushforward as <see cref="Push"/>, emitted in two parts: nodes that do not depend on the tangents, and nodes linear in them. It
    /// is the push itself, except where that computes primal and tangent together, as loops do.
    /// </summary>
    /// <inheritdoc cref="Push"/>
    public virtual Value?[] Linearize(Node node, ReadOnlySpan<Value?> tangents) => Push(node, tangents);

    /// <summary>
    /// The pullback, the transpose of <see cref="Push"/>: how much each operand answers for, when the results answer for
    /// <paramref name="cotangents"/>.
    /// </summary>
    /// <param name="node">The application.</param>
    /// <param name="cotangents">A cotangent for each result, of its type; null is a structural zero.</param>
    /// <param name="wanted">Which operands' cotangents are asked for; the others may be left null.</param>
    /// <returns>A cotangent for each operand, of its type; null is a structural zero.</returns>
    public abstract Value?[] Pull(Node node, ReadOnlySpan<Value?> cotangents, ReadOnlySpan<bool> wanted);

    /// <summary>
    /// The operation on a batch: what <paramref name="node"/>, an application of this primitive to one example, is on all of them at once.
    /// </summary>
    /// <param name="node">The application to one example; its operands lend their types, never their values.</param>
    /// <param name="operands">What stands for each operand; at least one is per example.</param>
    /// <param name="size">How many examples there are, at least 0.</param>
    /// <returns>What stands for each result.</returns>
    public abstract BatchedValue[] OnBatch(Node node, ReadOnlySpan<BatchedValue> operands, int size);

    /// <summary>A primitive that is another one on a batch: the loop that the kinds share. It repeats shared operands.</summary>
    private protected static BatchedValue[] BatchAs(Primitive batched, ReadOnlySpan<BatchedValue> operands, int size)
    {
        var repeated = new Value[operands.Length];
        for (var i = 0; i < repeated.Length; i++)
        {
            repeated[i] = operands[i].Repeated(size);
        }

        var made = Node.Create(batched, repeated);
        var results = new BatchedValue[made.Results.Length];
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = new(made.Result(i), IsPerExample: true);
        }

        return results;
    }

    /// <summary>The pull of a primitive of one result whose edges are transposed one by one: the loop that the kinds share.</summary>
    private protected static Value?[] PullEach(
        Node node, Value? cotangent, ReadOnlySpan<bool> wanted, Func<Node, int, Value, Value?> transposed)
    {
        ArgumentNullException.ThrowIfNull(node);
        var result = new Value?[wanted.Length];
        for (var i = 0; i < wanted.Length; i++)
        {
            if (wanted[i] && cotangent is { } c)
            {
                result[i] = transposed(node, i, c);
            }
        }

        return result;
    }

    /// <summary>
    /// Whether derivatives flow through operand <paramref name="operand"/> of <paramref name="node"/>: it is a floating number and the
    /// primitive is not flat. The sweeps ask for the edges that are so, and only for those.
    /// </summary>
    public virtual bool HasEdge(Node node, int operand)
    {
        ArgumentNullException.ThrowIfNull(node);
        return node.Operands[operand].DType.IsFloating;
    }

    /// <summary>
    /// Whether its operands may be stacks. Most operations are on numbers; stacks are pushed to, popped from, moved and handed through.
    /// </summary>
    public virtual bool TakesStacks => false;

    /// <summary>Whether it runs graphs of its own, whose nodes have derivatives of their own.</summary>
    internal virtual bool HasBodies => false;

    /// <summary>The types of the results, once it is known that no operand is a stack that it does not take.</summary>
    /// <exception cref="OperandException">The operands do not fit; the message says why, the caller adds names and place.</exception>
    internal ImmutableArray<TensorType> InferChecked(ReadOnlySpan<TensorType> operands)
    {
        foreach (var operand in operands)
        {
            if (operand.IsStack && !TakesStacks)
            {
                throw new OperandException($"is defined on tensors, but was given {operand}; pop its items first");
            }
        }

        return Infer(operands);
    }

    /// <summary>The name and the attributes: <c>permute{axes=[1,0]}</c>.</summary>
    public sealed override string ToString() => Name + Attributes;
}

/// <summary>
/// A primitive that can be read back from its text: its name, and a constructor from attributes. Standing in the registry of the graphs is
/// what makes it known to the parser and to the tests.
/// </summary>
/// <typeparam name="TSelf">The primitive itself.</typeparam>
public interface IPrimitive<TSelf> where TSelf : Primitive, IPrimitive<TSelf>
{
    /// <summary>The name in the text form.</summary>
    static abstract string Keyword { get; }

    /// <summary>The primitive with the given attributes.</summary>
    /// <exception cref="FormatException">An attribute is missing, superfluous or of the wrong kind.</exception>
    static abstract TSelf Read(Attributes attributes);
}
