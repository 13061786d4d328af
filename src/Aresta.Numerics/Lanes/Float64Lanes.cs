using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Aresta.Numerics.Lanes;

/// <summary>Four doubles in one vector of 256 bits.</summary>
/// <param name="vector">The lanes.</param>
public readonly struct Float64x4(Vector256<double> vector) : ILanes<Float64x4, Float64>
{
    private readonly Vector256<double> vector = vector;

    /// <inheritdoc/>
    public static int Count => 4;

    /// <inheritdoc/>
    public Float64 this[int lane] => vector[lane];

    /// <inheritdoc/>
    public Float64x4 With(int lane, Float64 value) => new(vector.WithElement(lane, value.Value));

    /// <inheritdoc/>
    public void CopyTo(Span<Float64> to) => vector.CopyTo(MemoryMarshal.Cast<Float64, double>(to));

    /// <inheritdoc/>
    public static Float64x4 operator +(Float64x4 x, Float64x4 y) => new(x.vector + y.vector);

    /// <inheritdoc/>
    public static Float64x4 operator -(Float64x4 x, Float64x4 y) => new(x.vector - y.vector);

    /// <inheritdoc/>
    public static Float64x4 operator -(Float64x4 x) => new(-x.vector);

    /// <inheritdoc/>
    public static Float64x4 Scale(Float64 partial, Float64x4 tangents)
    {
        var partials = Vector256.Create(partial.Value);
        var product = Vector256.FusedMultiplyAdd(partials, tangents.vector, Vector256<double>.Zero);
        return new(Vector256.EqualsAll(product, product) ? product : Silence.Product(partials, tangents.vector, product));
    }

    /// <inheritdoc/>
    public static Float64x4 ScaleSum(Float64 partialX, Float64x4 tangentsX, Float64 partialY, Float64x4 tangentsY)
    {
        var (partialsX, partialsY) = (Vector256.Create(partialX.Value), Vector256.Create(partialY.Value));
        var x = Vector256.FusedMultiplyAdd(partialsX, tangentsX.vector, Vector256<double>.Zero);
        var y = Vector256.FusedMultiplyAdd(partialsY, tangentsY.vector, Vector256<double>.Zero);
        var sum = x + y;
        return new(Vector256.EqualsAll(sum, sum)
            ? sum
            : Silence.Product(partialsX, tangentsX.vector, x) + Silence.Product(partialsY, tangentsY.vector, y));
    }

    /// <inheritdoc/>
    public static Float64x4 WhereLess(Float64 a, Float64 b, Float64x4 then, Float64x4 otherwise) =>
        a.Value < b.Value ? then : otherwise;

    /// <inheritdoc/>
    public static Float64x4 WhereEqual(Float64 a, Float64 b, Float64x4 then, Float64x4 otherwise) =>
        a.Value == b.Value ? then : otherwise;

    /// <inheritdoc/>
    public bool Equals(Float64x4 other) => vector.Equals(other.vector);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Float64x4 other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => vector.GetHashCode();
}

/// <summary>Eight doubles in one vector of 512 bits.</summary>
/// <param name="vector">The lanes.</param>
public readonly struct Float64x8(Vector512<double> vector) : ILanes<Float64x8, Float64>
{
    private readonly Vector512<double> vector = vector;

    /// <inheritdoc/>
    public static int Count => 8;

    /// <inheritdoc/>
    public Float64 this[int lane] => vector[lane];

    /// <inheritdoc/>
    public Float64x8 With(int lane, Float64 value) => new(vector.WithElement(lane, value.Value));

    /// <inheritdoc/>
    public void CopyTo(Span<Float64> to) => vector.CopyTo(MemoryMarshal.Cast<Float64, double>(to));

    /// <inheritdoc/>
    public static Float64x8 operator +(Float64x8 x, Float64x8 y) => new(x.vector + y.vector);

    /// <inheritdoc/>
    public static Float64x8 operator -(Float64x8 x, Float64x8 y) => new(x.vector - y.vector);

    /// <inheritdoc/>
    public static Float64x8 operator -(Float64x8 x) => new(-x.vector);

    /// <inheritdoc/>
    public static Float64x8 Scale(Float64 partial, Float64x8 tangents)
    {
        var partials = Vector512.Create(partial.Value);
        var product = Vector512.FusedMultiplyAdd(partials, tangents.vector, Vector512<double>.Zero);
        return new(Vector512.EqualsAll(product, product) ? product : Silence.Product(partials, tangents.vector, product));
    }

    /// <inheritdoc/>
    public static Float64x8 ScaleSum(Float64 partialX, Float64x8 tangentsX, Float64 partialY, Float64x8 tangentsY)
    {
        var (partialsX, partialsY) = (Vector512.Create(partialX.Value), Vector512.Create(partialY.Value));
        var x = Vector512.FusedMultiplyAdd(partialsX, tangentsX.vector, Vector512<double>.Zero);
        var y = Vector512.FusedMultiplyAdd(partialsY, tangentsY.vector, Vector512<double>.Zero);
        var sum = x + y;
        return new(Vector512.EqualsAll(sum, sum)
            ? sum
            : Silence.Product(partialsX, tangentsX.vector, x) + Silence.Product(partialsY, tangentsY.vector, y));
    }

    /// <inheritdoc/>
    public static Float64x8 WhereLess(Float64 a, Float64 b, Float64x8 then, Float64x8 otherwise) =>
        a.Value < b.Value ? then : otherwise;

    /// <inheritdoc/>
    public static Float64x8 WhereEqual(Float64 a, Float64 b, Float64x8 then, Float64x8 otherwise) =>
        a.Value == b.Value ? then : otherwise;

    /// <inheritdoc/>
    public bool Equals(Float64x8 other) => vector.Equals(other.vector);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Float64x8 other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => vector.GetHashCode();
}
