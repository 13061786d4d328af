using System.Globalization;

namespace Aresta.Numerics;

/// <summary>A <see cref="double"/> as a number of the algebra: every rule gives its value.</summary>
/// <param name="Value">The number.</param>
public readonly record struct Float64(double Value) : IElementary<Float64>
{
    /// <inheritdoc/>
    public static Float64 Constant(double value) => new(value);

    /// <inheritdoc/>
    public static Float64 Apply<TRule>(TRule rule, Float64 x) where TRule : struct, IUnaryRule => new(rule.Value(x.Value));

    /// <inheritdoc/>
    public static Float64 Apply<TRule>(TRule rule, Float64 x, Float64 y) where TRule : struct, IBinaryRule =>
        new(rule.Value(x.Value, y.Value));

    /// <inheritdoc/>
    public static Float64 Apply<TRule>(TRule rule, Float64 x, Float64 y, Float64 z) where TRule : struct, ITernaryRule =>
        new(rule.Value(x.Value, y.Value, z.Value));

    /// <inheritdoc/>
    public static Float64 WhereLess(Float64 a, Float64 b, Float64 then, Float64 otherwise) => a.Value < b.Value ? then : otherwise;

    /// <inheritdoc/>
    public static Float64 WhereEqual(Float64 a, Float64 b, Float64 then, Float64 otherwise) => a.Value == b.Value ? then : otherwise;

    /// <inheritdoc/>
    public static Float64 Scale(Float64 partial, Float64 tangent) =>
        new(partial.Value == 0 || tangent.Value == 0 ? 0 : partial.Value * tangent.Value);

    /// <summary>The shortest text that reads back as the same number, whatever the culture.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);

    /// <summary>x + y</summary>
    public static Float64 operator +(Float64 x, Float64 y) => new(x.Value + y.Value);

    /// <summary>x − y</summary>
    public static Float64 operator -(Float64 x, Float64 y) => new(x.Value - y.Value);

    /// <summary>x · y</summary>
    public static Float64 operator *(Float64 x, Float64 y) => new(x.Value * y.Value);

    /// <summary>x ÷ y</summary>
    public static Float64 operator /(Float64 x, Float64 y) => new(x.Value / y.Value);

    /// <summary>−x</summary>
    public static Float64 operator -(Float64 x) => new(-x.Value);

    /// <summary>A double is a number of the algebra.</summary>
    public static implicit operator Float64(double value) => new(value);

    /// <summary>The number itself.</summary>
    public static implicit operator double(Float64 x) => x.Value;
}
