using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Aresta.Primitives;

/// <summary>
/// A dictionary by value, made for graphs of millions of nodes: a <see cref="NodeMap{T}"/> for first results, which nearly all values are,
/// and a hash table for further ones. It lists its values operands before users.
/// </summary>
/// <typeparam name="T">What is kept of each value.</typeparam>
public sealed class ValueMap<T> : IReadOnlyDictionary<Value, T>
{
    private readonly NodeMap<T> first = new();
    private readonly Dictionary<Value, T> further = [];

    /// <inheritdoc/>
    public int Count => first.Count + further.Count;

    /// <inheritdoc/>
    public IEnumerable<Value> Keys => this.Select(pair => pair.Key);

    /// <inheritdoc/>
    public IEnumerable<T> Values => this.Select(pair => pair.Value);

    /// <summary>What is kept of a value.</summary>
    /// <exception cref="KeyNotFoundException">The table has not the value.</exception>
    public T this[Value key]
    {
        get => TryGetValue(key, out var item) ? item : throw new KeyNotFoundException($"{key} is not in the table.");
        set
        {
            if (key.Index == 0)
            {
                first[key.Node] = value;
            }
            else
            {
                further[key] = value;
            }
        }
    }

    /// <inheritdoc/>
    public bool ContainsKey(Value key) => key.Index == 0 ? first.Contains(key.Node) : further.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(Value key, [MaybeNullWhen(false)] out T value) =>
        key.Index == 0 ? first.TryGetValue(key.Node, out value) : further.TryGetValue(key, out value);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<Value, T>> GetEnumerator()
    {
        var all = new NodeMap<bool>();
        foreach (var node in first.InOrder())
        {
            all.TryAdd(node, true);
        }

        foreach (var value in further.Keys)
        {
            all.TryAdd(value.Node, true);
        }

        foreach (var node in all.InOrder())
        {
            for (var i = 0; i < node.Results.Length; i++)
            {
                if (TryGetValue(node.Result(i), out var item))
                {
                    yield return new(node.Result(i), item);
                }
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
