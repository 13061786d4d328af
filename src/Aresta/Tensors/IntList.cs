using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Aresta.Tensors;

/// <summary>An immutable list of integers, compared by its elements: axes, starts, strides. Written <c>[0, 2]</c> in C#.</summary>
[CollectionBuilder(typeof(IntList), nameof(Create))]
public readonly struct IntList : IReadOnlyList<int>, IEquatable<IntList>
{
    private readonly int[]? items;

    private IntList(int[] items) => this.items = items;

    /// <summary>A list of the given integers.</summary>
    public static IntList Create(ReadOnlySpan<int> items) => new(items.ToArray());

    /// <summary>A list of <paramref name="count"/> times <paramref name="value"/>.</summary>
    public static IntList Repeat(int value, int count) => [.. Enumerable.Repeat(value, count)];

    /// <summary>0, 1, …, <paramref name="count"/> − 1.</summary>
    public static IntList Range(int count) => [.. Enumerable.Range(0, count)];

    /// <summary>How many integers there are.</summary>
    public int Count => items?.Length ?? 0;

    /// <summary>The integer at <paramref name="index"/>.</summary>
    public int this[int index] => AsSpan()[index];

    /// <summary>The integers.</summary>
    public ReadOnlySpan<int> AsSpan() => items;

    /// <inheritdoc/>
    public bool Equals(IntList other) => AsSpan().SequenceEqual(other.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is IntList other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in AsSpan())
        {
            hash.Add(item);
        }

        return hash.ToHashCode();
    }

    /// <summary>Whether both hold the same integers.</summary>
    public static bool operator ==(IntList left, IntList right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(IntList left, IntList right) => !left.Equals(right);

    /// <summary>The list as text: <c>[2,3]</c>.</summary>
    public override string ToString() =>
        $"[{string.Join(',', this.Select(i => i.ToString(CultureInfo.InvariantCulture)))}]";

    /// <inheritdoc/>
    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)(items ?? [])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
