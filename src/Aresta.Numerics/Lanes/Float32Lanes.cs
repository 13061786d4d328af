using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Aresta.Numerics.Lanes;

/// <summary>Four floats in one vector of 128 bits.</summary>
/// <param name="vector">The lanes.</param>
public readonly struct Float32x4(Vector128<float> vector) : ILanes<Float32x4, Float32>
{
    private readonly Vector128<float> vector = vector;

    /// <inheritdoc/>
    public static int Count => 4;

    /// <inheritdoc/>
    public Float32 this[int lane] => vector[lane];

    /// <inheritdoc/>
    public Float32x4 With(int lane, Float32 value) => new(vector.WithElement(lane, value.Value));

    /// <inheritdoc/>
    public void CopyTo(Span<Float32> to) => vector.CopyTo(MemoryMarshal.Cast<Float32, float>(to));

    /// <inheritdoc/>
    public static Float32x4 operator +(Float32x4 x, Float32x4 y) => new(x.vector + y.vector);

    /// <inheritdoc/>
    public static Float32x4 operator -(Float32x4 x, Float32x4 y) => new(x.vector - y.vector);

    /// <inheritdoc/>
    public static Float32x4 operator -(Float32x4 x) => new(-x.vector);

    /// <inheritdoc/>
    public static Float32x4 Scale(Float32 partial, Float32x4 tangents)
    {
        var partials = Vector128.Create(partial.Value);
        var product = Vector128.FusedMultiplyAdd(partials, tangents.vector, Vector128<float>.Zero);
        return new(Vector128.EqualsAll(product, product) ? product : Silence.Product(partials, tangents.vector, product));
    }

    /// <inheritdoc/>
    public static Float32x4 ScaleSum(Float32 partialX, Float32x4 tangentsX, Float32 partialY, Float32x4 tangentsY)
    {
        var (partialsX, partialsY) = (Vector128.Create(partialX.Value), Vector128.Create(partialY.Value));
        var x = Vector128.FusedMultiplyAdd(partialsX, tangentsX.vector, Vector128<float>.Zero);
        var y = Vector128.FusedMultiplyAdd(partialsY, tangentsY.vector, Vector128<float>.Zero);
        var sum = x + y;
        return new(Vector128.EqualsAll(sum, sum)
            ? sum
            : Silence.Product(partialsX, tangentsX.vector, x) + Silence.Product(partialsY, tangentsY.vector, y));
    }

    /// <inheritdoc/>
    public static Float32x4 WhereLess(Float32 a, Float32 b, Float32x4 then, Float32x4 otherwise) =>
        a.Value < b.Value ? then : otherwise;

    /// <inheritdoc/>
    public static Float32x4 WhereEqual(Float32 a, Float32 b, Float32x4 then, Float32x4 otherwise) =>
        a.Value == b.Value ? then : otherwise;

    /// <inheritdoc/>
    public bool Equals(Float32x4 other) => vector.Equals(other.vector);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Float32x4 other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => vector.GetHashCode();
}

/// <summary>Eight floats in one vector of 256 bits.</summary>
/// <param name="vector">The lanes.</param>
public readonly struct Float32x8(Vector256<float> vector) : ILanes<Float32x8, Float32>
{
    private readonly Vector256<float> vector = vector;

    /// <inheritdoc/>
    public static int Count => 8;

    /// <inheritdoc/>
    public Float32 this[int lane] => vector[lane];

    /// <inheritdoc/>
    public Float32x8 With(int lane, Float32 value) => new(vector.WithElement(lane, value.Value));

    /// <inheritdoc/>
    public void CopyTo(Span<Float32> to) => vector.CopyTo(MemoryMarshal.Cast<Float32, float>(to));

    /// <inheritdoc/>
    public static Float32x8 operator +(Float32x8 x, Float32x8 y) => new(x.vector + y.vector);

    /// <inheritdoc/>
    public static Float32x8 operator -(Float32x8 x, Float32x8 y) => new(x.vector - y.vector);

    /// <inheritdoc/>
    public static Float32x8 operator -(Float32x8 x) => new(-x.vector);

    /// <inheritdoc/>
    public static Float32x8 Scale(Float32 partial, Float32x8 tangents)
    {
        var partials = Vector256.Create(partial.Value);
        var product = Vector256.FusedMultiplyAdd(partials, tangents.vector, Vector256<float>.Zero);
        return new(Vector256.EqualsAll(product, product) ? product : Silence.Product(partials, tangents.vector, product));
    }

    /// <inheritdoc/>
    public static Float32x8 ScaleSum(Float32 partialX, Float32x8 tangentsX, Float32 partialY, Float32x8 tangentsY)
    {
        var (partialsX, partialsY) = (Vector256.Create(partialX.Value), Vector256.Create(partialY.Value));
        var x = Vector256.FusedMultiplyAdd(partialsX, tangentsX.vector, Vector256<float>.Zero);
        var y = Vector256.FusedMultiplyAdd(partialsY, tangentsY.vector, Vector256<float>.Zero);
        var sum = x + y;
        return new(Vector256.EqualsAll(sum, sum)
            ? sum
            : Silence.Product(partialsX, tangentsX.vector, x) + Silence.Product(partialsY, tangentsY.vector, y));
    }

    /// <inheritdoc/>
    public static Float32x8 WhereLess(Float32 a, Float32 b, Float32x8 then, Float32x8 otherwise) =>
        a.Value < b.Value ? then : otherwise;

    /// <inheritdoc/>
    public static Float32x8 WhereEqual(Float32 a, Float32 b, Float32x8 then, Float32x8 otherwise) =>
        a.Value == b.Value ? then : otherwise;

    /// <inheritdoc/>
    public bool Equals(Float32x8 other) => vector.Equals(other.vector);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Float32x8 other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => vector.GetHashCode();
}

/// <summary>Sixteen floats in one vector of 512 bits.</summary>
/// <param name="vector">The lanes.</param>
public readonly struct Float32x16(Vector512<float> vector) : ILanes<Float32x16, Float32>
{
    private readonly Vector512<float> vector = vector;

    /// <inheritdoc/>
    public static int Count => 16;

    /// <inheritdoc/>
    public Float32 this[int lane] => vector[lane];

    /// <inheritdoc/>
    public Float32x16 With(int lane, Float32 value) => new(vector.WithElement(lane, value.Value));

    /// <inheritdoc/>
    public void CopyTo(Span<Float32> to) => vector.CopyTo(MemoryMarshal.Cast<Float32, float>(to));

    /// <inheritdoc/>
    public static Float32x16 operator +(Float32x16 x, Float32x16 y) => new(x.vector + y.vector);

    /// <inheritdoc/>
    public static Float32x16 operator -(Float32x16 x, Float32x16 y) => new(x.vector - y.vector);

    /// <inheritdoc/>
    public static Float32x16 operator -(Float32x16 x) => new(-x.vector);

    /// <inheritdoc/>
    public static Float32x16 Scale(Float32 partial, Float32x16 tangents)
    {
        var partials = Vector512.Create(partial.Value);
        var product = Vector512.FusedMultiplyAdd(partials, tangents.vector, Vector512<float>.Zero);
        return new(Vector512.EqualsAll(product, product) ? product : Silence.Product(partials, tangents.vector, product));
    }

    /// <inheritdoc/>
    public static Float32x16 ScaleSum(Float32 partialX, Float32x16 tangentsX, Float32 partialY, Float32x16 tangentsY)
    {
        var (partialsX, partialsY) = (Vector512.Create(partialX.Value), Vector512.Create(partialY.Value));
        var x = Vector512.FusedMultiplyAdd(partialsX, tangentsX.vector, Vector512<float>.Zero);
        var y = Vector512.FusedMultiplyAdd(partialsY, tangentsY.vector, Vector512<float>.Zero);
        var sum = x + y;
        return new(Vector512.EqualsAll(sum, sum)
            ? sum
            : Silence.Product(partialsX, tangentsX.vector, x) + Silence.Product(partialsY, tangentsY.vector, y));
    }

    /// <inheritdoc/>
    public static Float32x16 WhereLess(Float32 a, Float32 b, Float32x16 then, Float32x16 otherwise) =>
        a.Value < b.Value ? then : otherwise;

    /// <inheritdoc/>
    public static Float32x16 WhereEqual(Float32 a, Float32 b, Float32x16 then, Float32x16 otherwise) =>
        a.Value == b.Value ? then : otherwise;

    /// <inheritdoc/>
    public bool Equals(Float32x16 other) => vector.Equals(other.vector);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Float32x16 other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => vector.GetHashCode();
}
