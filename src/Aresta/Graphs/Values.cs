using System.Runtime.CompilerServices;
using Aresta.Primitives;

namespace Aresta.Graphs;

/// <summary>
/// What a traced function returns: one value, or several as an array, a collection or a tuple. A lambda need not name this type:
/// <c>x =&gt; x * x</c>, <c>x =&gt; (Sin(x), Cos(x))</c> and <c>x =&gt; [Sin(x), Cos(x)]</c> all convert.
/// </summary>
[CollectionBuilder(typeof(Values), nameof(Create))]
public readonly struct Values
{
    private readonly Value[]? items;

    private Values(Value[] items) => this.items = items;

    /// <summary>The given values.</summary>
    public static Values Create(ReadOnlySpan<Value> values) => new(values.ToArray());

    /// <summary>The values, in order.</summary>
    public ReadOnlySpan<Value> AsSpan() => items;

    /// <summary>The values, in order.</summary>
    public Value[] ToArray() => [.. AsSpan()];

    /// <summary>The values, in order.</summary>
    public ReadOnlySpan<Value>.Enumerator GetEnumerator() => AsSpan().GetEnumerator();

    /// <summary>One value.</summary>
    public static implicit operator Values(Value value) => new([value]);

    /// <summary>A number: a constant function.</summary>
    public static implicit operator Values(double value) => new([value]);

    /// <summary>Several values.</summary>
    public static implicit operator Values(Value[] values) => Create(values);

    /// <summary>Two values.</summary>
    public static implicit operator Values((Value, Value) v) => new([v.Item1, v.Item2]);

    /// <summary>Three values.</summary>
    public static implicit operator Values((Value, Value, Value) v) => new([v.Item1, v.Item2, v.Item3]);

    /// <summary>Four values.</summary>
    public static implicit operator Values((Value, Value, Value, Value) v) => new([v.Item1, v.Item2, v.Item3, v.Item4]);
}
