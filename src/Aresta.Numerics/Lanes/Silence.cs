using System.Runtime.Intrinsics;

namespace Aresta.Numerics.Lanes;

/// <summary>Products of a partial with tangents of which some are NaN: +0 where a factor is zero (decision 0031), lane by lane.</summary>
/// <remarks>
/// Nothing else needs a second look, if products are computed as x·y + 0 with one rounding: that is +0 where a factor is zero, never −0,
/// and the sign of what is only too small stays.
/// </remarks>
internal static class Silence
{
    public static Vector128<T> Product<T>(Vector128<T> partials, Vector128<T> tangents, Vector128<T> product)
    {
        var zero = Vector128<T>.Zero;
        return Vector128.AndNot(product, Vector128.Equals(partials, zero) | Vector128.Equals(tangents, zero));
    }

    public static Vector256<T> Product<T>(Vector256<T> partials, Vector256<T> tangents, Vector256<T> product)
    {
        var zero = Vector256<T>.Zero;
        return Vector256.AndNot(product, Vector256.Equals(partials, zero) | Vector256.Equals(tangents, zero));
    }

    public static Vector512<T> Product<T>(Vector512<T> partials, Vector512<T> tangents, Vector512<T> product)
    {
        var zero = Vector512<T>.Zero;
        return Vector512.AndNot(product, Vector512.Equals(partials, zero) | Vector512.Equals(tangents, zero));
    }
}
