using System.Globalization;
using Aresta.Numerics.Framework;
using Aresta.Numerics.Sparsity;

namespace Aresta.Numerics;

/// <summary>
/// A number that knows on which inputs it depends: what is computed with it has the union of the indices of its operands, but for those in
/// which the function is flat. So one evaluation gives the sparsity pattern of a Jacobian.
/// </summary>
/// <remarks>
/// Comparisons act on the value: the indices are those of the branches taken here. A choice made by <c>WhereLess</c>, or within a
/// function as <c>Max</c>, counts both sides.
/// </remarks>
public readonly struct Dependent : IFrameworkNumber<Dependent>
{
    private readonly IndexSet? indices;

    internal Dependent(double value, IndexSet? indices) => (Value, this.indices) = (value, indices);

    /// <summary>The value.</summary>
    public double Value { get; }

    /// <summary>The inputs on which it depends; null for none.</summary>
    internal IndexSet? Set => indices;

    /// <summary>An input.</summary>
    /// <param name="value">Its value.</param>
    /// <param name="index">Its index, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The index is negative.</exception>
    public static Dependent Input(double value, int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        return new(value, IndexSet.Of(index));
    }

    /// <summary>The indices of the inputs on which it depends, in ascending order.</summary>
    public int[] Indices() => indices?.ToArray() ?? [];

    /// <inheritdoc/>
    public static Dependent Constant(double value) => new(value, null);

    /// <inheritdoc/>
    public static Dependent Apply<TRule>(TRule rule, Dependent x) where TRule : struct, IUnaryRule =>
        new(rule.Value(x.Value), rule.Partial(default(Vanishing), default).IsZero ? null : x.indices);

    /// <inheritdoc/>
    public static Dependent Apply<TRule>(TRule rule, Dependent x, Dependent y) where TRule : struct, IBinaryRule => new(
        rule.Value(x.Value, y.Value),
        IndexSet.Union(
            rule.PartialX(default(Vanishing), default, default).IsZero ? null : x.indices,
            rule.PartialY(default(Vanishing), default, default).IsZero ? null : y.indices));

    /// <inheritdoc/>
    public static Dependent Apply<TRule>(TRule rule, Dependent x, Dependent y, Dependent z) where TRule : struct, ITernaryRule =>
        new(rule.Value(x.Value, y.Value, z.Value), IndexSet.Union(IndexSet.Union(x.indices, y.indices), z.indices));

    /// <inheritdoc/>
    public static Dependent WhereLess(Dependent a, Dependent b, Dependent then, Dependent otherwise) =>
        new(a.Value < b.Value ? then.Value : otherwise.Value, IndexSet.Union(then.indices, otherwise.indices));

    /// <inheritdoc/>
    public static Dependent WhereEqual(Dependent a, Dependent b, Dependent then, Dependent otherwise) =>
        new(a.Value == b.Value ? then.Value : otherwise.Value, IndexSet.Union(then.indices, otherwise.indices));

    /// <inheritdoc/>
    public static Dependent Scale(Dependent partial, Dependent tangent) =>
        new(Float64.Scale(partial.Value, tangent.Value), IndexSet.Union(partial.indices, tangent.indices));

    /// <inheritdoc/>
    public static double ToDouble(Dependent x) => x.Value;

    /// <inheritdoc/>
    public static void Call(IExternalFunction f, ReadOnlySpan<Dependent> x, Span<Dependent> y) => ExternalCalls.Depend(f, x, y);

    /// <summary>Whether the values are the same and come of the same set. (The operator == compares the values alone.)</summary>
    public bool Equals(Dependent other) => Value.Equals(other.Value) && indices == other.indices;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Dependent other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode();

    /// <summary>The order of the values.</summary>
    public int CompareTo(Dependent other) => Value.CompareTo(other.Value);

    /// <summary>The value and the indices, as in <c>3 {0, 2}</c>.</summary>
    public override string ToString() => ToString(null, CultureInfo.InvariantCulture);

    /// <inheritdoc cref="ToString()"/>
    public string ToString(string? format, IFormatProvider? formatProvider) =>
        $"{Value.ToString(format, formatProvider)} {{{string.Join(", ", Indices())}}}";

    /// <summary>x + y</summary>
    public static Dependent operator +(Dependent x, Dependent y) => new(x.Value + y.Value, IndexSet.Union(x.indices, y.indices));

    /// <summary>x − y</summary>
    public static Dependent operator -(Dependent x, Dependent y) => new(x.Value - y.Value, IndexSet.Union(x.indices, y.indices));

    /// <summary>x · y</summary>
    public static Dependent operator *(Dependent x, Dependent y) => new(x.Value * y.Value, IndexSet.Union(x.indices, y.indices));

    /// <summary>x ÷ y</summary>
    public static Dependent operator /(Dependent x, Dependent y) => new(x.Value / y.Value, IndexSet.Union(x.indices, y.indices));

    /// <summary>−x</summary>
    public static Dependent operator -(Dependent x) => new(-x.Value, x.indices);

    /// <summary>A number is a constant.</summary>
    public static implicit operator Dependent(double value) => Constant(value);
}
