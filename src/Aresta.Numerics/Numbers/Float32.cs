using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Aresta.Numerics.Framework;

namespace Aresta.Numerics;

/// <summary>A <see cref="float"/> as a number of the algebra: every rule gives its value in double precision, rounded once.</summary>
/// <param name="value">The number.</param>
public readonly struct Float32(float value) : IFrameworkNumber<Float32>
{
    private readonly float value = value;

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
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32 Scale(Float32 partial, Float32 tangent)
    {
        // +0 where a factor is zero: 0·∞ and 0·NaN are NaN and 0·(−1) is −0, and only 0 and NaN need a second look.
        var product = partial.value * tangent.value;
        return new(float.Abs(product) > 0 ? product : Silenced(partial.value, tangent.value, product));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32 ScaleSum(Float32 partialX, Float32 tangentX, Float32 partialY, Float32 tangentY)
    {
        // A product that should be +0 is −0, which only a sum of 0 shows, or NaN, which every sum shows.
        var (x, y) = (partialX.value * tangentX.value, partialY.value * tangentY.value);
        var sum = x + y;
        return new(float.Abs(sum) > 0
            ? sum
            : Silenced(partialX.value, tangentX.value, x) + Silenced(partialY.value, tangentY.value, y));
    }

    /// <summary>The product, or +0 if a factor is 0: by masks, since a branch makes the compiler keep more numbers in memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Silenced(float partial, float tangent, float product)
    {
        var zero = Vector128<float>.Zero;
        var isZero = Vector128.Equals(Vector128.CreateScalarUnsafe(partial), zero)
            | Vector128.Equals(Vector128.CreateScalarUnsafe(tangent), zero);
        return Vector128.AndNot(Vector128.CreateScalarUnsafe(product), isZero).ToScalar();
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
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32 operator +(Float32 x, Float32 y) => new(x.value + y.value);

    /// <summary>x − y</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32 operator -(Float32 x, Float32 y) => new(x.value - y.value);

    /// <summary>x · y</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32 operator *(Float32 x, Float32 y) => new(x.value * y.value);

    /// <summary>x ÷ y</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32 operator /(Float32 x, Float32 y) => new(x.value / y.value);

    /// <summary>−x</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32 operator -(Float32 x) => new(-x.value);

    /// <summary>A float is a number of the algebra.</summary>
    public static implicit operator Float32(float value) => new(value);

    /// <summary>The number itself.</summary>
    public static implicit operator float(Float32 x) => x.value;
}
