using System.Globalization;
using Aresta.Numerics.Framework;

namespace Aresta.Numerics;

/// <summary>A <see cref="float"/> as a number of the algebra: every rule gives its value in double precision, rounded once.</summary>
/// <param name="value">The number.</param>
public readonly struct Float32(float value) : IFrameworkNumber<Float32>
{
    /// <summary>The number.</summary>
    public float Value => value;

    /// <inheritdoc/>
    public static Float32 Constant(double value) => new((float)value);

    /// <inheritdoc/>
    public static Float32 Apply<TRule>(TRule rule, Float32 x) where TRule : struct, IUnaryRule => new((float)rule.Value(x.Value));

    /// <inheritdoc/>
    public static Float32 Apply<TRule>(TRule rule, Float32 x, Float32 y) where TRule : struct, IBinaryRule =>
        new((float)rule.Value(x.Value, y.Value));

    /// <inheritdoc/>
    public static Float32 Apply<TRule>(TRule rule, Float32 x, Float32 y, Float32 z) where TRule : struct, ITernaryRule =>
        new((float)rule.Value(x.Value, y.Value, z.Value));

    /// <inheritdoc/>
    public static Float32 WhereLess(Float32 a, Float32 b, Float32 then, Float32 otherwise) => a.Value < b.Value ? then : otherwise;

    /// <inheritdoc/>
    public static Float32 WhereEqual(Float32 a, Float32 b, Float32 then, Float32 otherwise) => a.Value == b.Value ? then : otherwise;

    /// <inheritdoc/>
    public static Float32 Scale(Float32 partial, Float32 tangent)
    {
        // +0 where a factor is zero: 0·∞ and 0·NaN are NaN and 0·(−1) is −0, and only 0 and NaN need a second look.
        var product = partial.Value * tangent.Value;
        return new(float.Abs(product) > 0 || (partial.Value != 0 && tangent.Value != 0) ? product : 0);
    }

    /// <inheritdoc/>
    public static double ToDouble(Float32 x) => x.Value;

    /// <inheritdoc/>
    public static void Call(IExternalFunction f, ReadOnlySpan<Float32> x, Span<Float32> y)
    {
        var (at, values) = (new double[x.Length], new double[y.Length]);
        for (var i = 0; i < at.Length; i++)
            at[i] = x[i].Value;
        f.Values(at, values);
        for (var i = 0; i < values.Length; i++)
            y[i] = new((float)values[i]);
    }

    /// <inheritdoc/>
    public static bool CarriesDerivatives => false;

    /// <inheritdoc/>
    public bool Equals(Float32 other) => Value.Equals(other.Value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Float32 other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode();

    /// <inheritdoc/>
    public int CompareTo(Float32 other) => Value.CompareTo(other.Value);

    /// <summary>The shortest text that reads back as the same number, whatever the culture.</summary>
    public override string ToString() => ToString(null, CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public string ToString(string? format, IFormatProvider? formatProvider) => Value.ToString(format, formatProvider);

    /// <summary>x + y</summary>
    public static Float32 operator +(Float32 x, Float32 y) => new(x.Value + y.Value);

    /// <summary>x − y</summary>
    public static Float32 operator -(Float32 x, Float32 y) => new(x.Value - y.Value);

    /// <summary>x · y</summary>
    public static Float32 operator *(Float32 x, Float32 y) => new(x.Value * y.Value);

    /// <summary>x ÷ y</summary>
    public static Float32 operator /(Float32 x, Float32 y) => new(x.Value / y.Value);

    /// <summary>−x</summary>
    public static Float32 operator -(Float32 x) => new(-x.Value);

    /// <summary>A float is a number of the algebra.</summary>
    public static implicit operator Float32(float value) => new(value);

    /// <summary>The number itself.</summary>
    public static implicit operator float(Float32 x) => x.Value;
}
