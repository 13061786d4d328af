using System.Collections.Immutable;
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

    private Node(Primitive primitive, ImmutableArray<Value> operands, ImmutableArray<TensorType> results)
    {
        Primitive = primitive;
        Operands = operands;
        Results = results;
        Number = Interlocked.Increment(ref made);
        Origin = OriginScope.Capture();
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

    /// <summary>The result at <paramref name="index"/>.</summary>
    public Value Result(int index = 0) => index >= 0 && index < Results.Length
        ? new(this, index)
        : throw new GraphException($"{Primitive.Name} has {Results.Length} result(s), so there is no result {index}.");

    /// <summary>Applies <paramref name="primitive"/> to <paramref name="operands"/>.</summary>
    /// <exception cref="GraphException">The operands do not fit; the message names the operation, its operands and the place.</exception>
    public static Node Create(Primitive primitive, params ReadOnlySpan<Value> operands)
    {
        ArgumentNullException.ThrowIfNull(primitive);
        var types = new TensorType[operands.Length];
        for (var i = 0; i < operands.Length; i++)
        {
            types[i] = operands[i].Type;
        }

        try
        {
            return new(primitive, operands.ToImmutableArray(), primitive.Infer(types));
        }
        catch (Exception e) when (e is OperandException or ArgumentException)
        {
            var described = new List<string>();
            foreach (var operand in operands)
            {
                described.Add(operand.ToString());
            }

            var place = OriginScope.Capture() is { } origin ? $" (at {origin})" : "";
            throw new GraphException($"{primitive.Name}({string.Join(", ", described)}): {e.Message.TrimEnd('.')}.{place}", e);
        }
    }

    /// <summary>The names given to result <paramref name="index"/>, first to last.</summary>
    internal ImmutableArray<string> Names(int index) => names?[index] ?? [];

    internal void AddName(int index, string name)
    {
        names ??= [.. Enumerable.Repeat(ImmutableArray<string>.Empty, Results.Length)];
        if (!names[index].Contains(name))
        {
            names[index] = names[index].Add(name);
        }
    }
}
