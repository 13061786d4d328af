using System.Globalization;
using System.Runtime.InteropServices;
using Aresta.Numerics.Framework;

namespace Aresta.Numerics;

/// <summary>A <see cref="double"/> as a number of the algebra: every rule gives its value.</summary>
/// <param name="value">The number.</param>
public readonly struct Float64(double value) : IFrameworkNumber<Float64>
{
    /// <summary>The number.</summary>
    public double Value => value;

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
    public static Float64 Scale(Float64 partial, Float64 tangent)
    {
        // +0 where a factor is zero: 0·∞ and 0·NaN are NaN and 0·(−1) is −0, and only 0 and NaN need a second look.
        var product = partial.Value * tangent.Value;
        return new(double.Abs(product) > 0 || (partial.Value != 0 && tangent.Value != 0) ? product : 0);
    }

    /// <inheritdoc/>
    public static double ToDouble(Float64 x) => x.Value;

    /// <inheritdoc/>
    public static void Call(IExternalFunction f, ReadOnlySpan<Float64> x, Span<Float64> y) =>
        f.Values(MemoryMarshal.Cast<Float64, double>(x), MemoryMarshal.Cast<Float64, double>(y));

    /// <inheritdoc/>
    public static bool CarriesDerivatives => false;

    /// <inheritdoc/>
    public bool Equals(Float64 other) => Value.Equals(other.Value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Float64 other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode();

    /// <inheritdoc/>
    public int CompareTo(Float64 other) => Value.CompareTo(other.Value);

    /// <summary>The shortest text that reads back as the same number, whatever the culture.</summary>
    public override string ToString() => ToString(null, CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public string ToString(string? format, IFormatProvider? formatProvider) => Value.ToString(format, formatProvider);

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
