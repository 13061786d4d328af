using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Aresta.Tensors;

namespace Aresta.Primitives;

/// <summary>
/// An application of a primitive to values. It never changes, except that a name may be given to a result. Nodes are numbered as they
/// are made, and operands are made before their users: sorting by number is a topological order.
/// </summary>
public sealed class Node
{
    private static long made;

    private ImmutableArray<string>[]? names;

    private Node(Primitive primitive, ImmutableArray<Value> operands, ImmutableArray<TensorType> results, Origin? origin)
    {
        Primitive = primitive;
        Operands = operands;
        Results = results;
        Number = Interlocked.Increment(ref made);
        Origin = origin;
        DerivativeOf = OriginScope.DerivativeOf;
    }

    /// <summary>The operation.</summary>
    public Primitive Primitive { get; }

    /// <summary>What it is applied to.</summary>
    public ImmutableArray<Value> Operands { get; }

    /// <summary>The types of its results.</summary>
    public ImmutableArray<TensorType> Results { get; }

    /// <summary>How many nodes were made in this process before this one and with it.</summary>
    public long Number { get; }

    /// <summary>The source line that made it, where known.</summary>
    public Origin? Origin { get; }

    /// <summary>Which node's tangent or cotangent it helps to compute; null for a node of no derivative.</summary>
    public DerivativeOf? DerivativeOf { get; }

    /// <summary>The node whose results this one gives as well, among its own; null for nearly all.</summary>
    internal Extension? Extends { get; private set; }

    /// <summary>Says that result i of <paramref name="primal"/> is always result <c>results[i]</c> of this node.</summary>
    internal Node Extending(Node primal, ImmutableArray<int> results)
    {
        Extends = new(primal, results);
        return this;
    }

    /// <summary>The result at <paramref name="index"/>.</summary>
    public Value Result(int index = 0) => index >= 0 && index < Results.Length
        ? new(this, index)
        : throw new GraphException(
            $"{Primitive.Name} has {Results.Length} result{(Results.Length == 1 ? "" : "s")}, so there is no result {index}.");

    /// <summary>Applies <paramref name="primitive"/> to <paramref name="operands"/>.</summary>
    /// <exception cref="GraphException">The operands do not fit; the message names the operation, its operands and the place.</exception>
    public static Node Create(Primitive primitive, params ReadOnlySpan<Value> operands)
    {
        ArgumentNullException.ThrowIfNull(primitive);
        var closed = operands.ToArray();
        var types = new TensorType[operands.Length];
        for (var i = 0; i < closed.Length; i++)
        {
            closed[i] = closed[i].Settled(DType.Float64);
            types[i] = closed[i].Type;
        }

        try
        {
            var results = Infer(primitive, closed, types);
            return new(primitive, ImmutableCollectionsMarshal.AsImmutableArray(closed), results, OriginScope.Capture());
        }
        catch (Exception e) when (e is OperandException or ArgumentException or OverflowException)
        {
            throw Failure(primitive, operands, OriginScope.Capture(), e);
        }
    }

    /// <summary>A node whose result types are stated, not inferred: what a text says, before it is verified.</summary>
    internal static Node Stated(Primitive primitive, ImmutableArray<Value> operands, ImmutableArray<TensorType> results, Origin? origin) =>
        new(primitive, operands, results, origin);

    /// <summary>An operation that failed, as a sentence: the operation, its operands, the reason, the place.</summary>
    internal static GraphException Failure(Primitive primitive, ReadOnlySpan<Value> operands, Origin? origin, Exception reason)
    {
        const int listed = 8, longest = 400;
        var described = string.Join(", ", operands[..Math.Min(operands.Length, listed)].ToArray());
        described += operands.Length > listed ? FormattableString.Invariant($", and {operands.Length - listed} more") : "";
        var why = reason.Message.Length <= longest ? reason.Message : reason.Message[..longest] + "…";
        return new($"{primitive.Name}({described}): {why.TrimEnd('.')}.", origin, reason);
    }

    // Most nodes have one result of the type of an operand; they share the array that says so.
    private static ImmutableArray<TensorType> Infer(Primitive primitive, Value[] operands, TensorType[] types)
    {
        var results = primitive.InferChecked(types);
        return operands.Length > 0 && results.Length == 1 && operands[0].Node.Results is [var only] shared && only == results[0]
            ? shared
            : results;
    }

    /// <summary>The operation and the types of its results: <c>sum{axes=[0]}: float64[3]</c>. Bodies are not written out.</summary>
    public override string ToString() => $"{Primitive.Name}{Primitive.Attributes.Summary()}: {string.Join(", ", Results)}";

    /// <summary>The names given to result <paramref name="index"/>, first to last.</summary>
    internal ImmutableArray<string> Names(int index) => names?[index] ?? [];

    /// <summary>Adds names to result <paramref name="index"/>, but none that it has.</summary>
    internal void AddNames(int index, params ReadOnlySpan<string> added)
    {
        names ??= [.. Enumerable.Repeat(ImmutableArray<string>.Empty, Results.Length)];
        foreach (var name in added)
        {
            if (!names[index].Contains(name))
            {
                names[index] = names[index].Add(name);
            }
        }
    }
}

/// <summary>
/// A node that computes all that another does, and more: a loop that also carries tangents, or that also keeps residuals. A graph that
/// holds both needs only the one.
/// </summary>
/// <param name="Primal">The node that can be left out.</param>
/// <param name="Results">For each of its results, which result of the extending node it is.</param>
internal sealed record Extension(Node Primal, ImmutableArray<int> Results);
