using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Aresta.Numerics.Framework;

namespace Aresta.Numerics;

/// <summary>A <see cref="double"/> as a number of the algebra: every rule gives its value.</summary>
/// <param name="value">The number.</param>
public readonly struct Float64(double value) : IFrameworkNumber<Float64>
{
    private readonly double value = value;

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
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64 Scale(Float64 partial, Float64 tangent)
    {
        // +0 where a factor is zero: 0·∞ and 0·NaN are NaN and 0·(−1) is −0, and only 0 and NaN need a second look.
        var product = partial.value * tangent.value;
        return new(double.Abs(product) > 0 ? product : Silenced(partial.value, tangent.value, product));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64 ScaleSum(Float64 partialX, Float64 tangentX, Float64 partialY, Float64 tangentY)
    {
        // A product that should be +0 is −0, which only a sum of 0 shows, or NaN, which every sum shows.
        var (x, y) = (partialX.value * tangentX.value, partialY.value * tangentY.value);
        var sum = x + y;
        return new(double.Abs(sum) > 0
            ? sum
            : Silenced(partialX.value, tangentX.value, x) + Silenced(partialY.value, tangentY.value, y));
    }

    /// <summary>The product, or +0 if a factor is 0: by masks, since a branch makes the compiler keep more numbers in memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Silenced(double partial, double tangent, double product)
    {
        var zero = Vector128<double>.Zero;
        var isZero = Vector128.Equals(Vector128.CreateScalarUnsafe(partial), zero)
            | Vector128.Equals(Vector128.CreateScalarUnsafe(tangent), zero);
        return Vector128.AndNot(Vector128.CreateScalarUnsafe(product), isZero).ToScalar();
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
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64 operator +(Float64 x, Float64 y) => new(x.value + y.value);

    /// <summary>x − y</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64 operator -(Float64 x, Float64 y) => new(x.value - y.value);

    /// <summary>x · y</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64 operator *(Float64 x, Float64 y) => new(x.value * y.value);

    /// <summary>x ÷ y</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64 operator /(Float64 x, Float64 y) => new(x.value / y.value);

    /// <summary>−x</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64 operator -(Float64 x) => new(-x.value);

    /// <summary>A double is a number of the algebra.</summary>
    public static implicit operator Float64(double value) => new(value);

    /// <summary>The number itself.</summary>
    public static implicit operator double(Float64 x) => x.value;
}
