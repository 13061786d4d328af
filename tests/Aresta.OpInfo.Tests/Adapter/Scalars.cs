using Aresta.Primitives;

namespace Aresta.OpInfo.Tests.Adapter;

/// <summary>Torch lets a scalar have an axis, of length 1; ours have none, so such a call is made with vectors of one element.</summary>
internal static class Scalars
{
    /// <summary>An operation along an axis: where the input is a scalar, all scalars become vectors, and results lose that axis.</summary>
    public static (string Name, Func<Call, Value[]> Operation) AsVectors(string name, Func<Call, Value[]> operation) =>
        (name, c => c.X.Rank > 0
            ? operation(c)
            : [.. operation(c.WithVectors()).Select(result => Value.Reshape(result, [.. result.Shape.Skip(1)]))]);

    /// <inheritdoc cref="AsVectors(string, Func{Call, Value[]})"/>
    public static (string Name, Func<Call, Value[]> Operation) AsVectors(string name, Func<Call, Value> operation) =>
        AsVectors(name, c => new[] { operation(c) });

    /// <inheritdoc cref="AsVectors(string, Func{Call, Value[]})"/>
    public static (string Name, Func<Call, Value[]> Operation) AsVectors(string name, Func<Call, (Value, Value)> operation) =>
        AsVectors(name, c => operation(c) is var (first, second) ? new[] { first, second } : []);
}
