using System.Runtime.CompilerServices;

namespace Aresta.Kernels;

/// <summary>What is done to the parts of IEEE numbers.</summary>
/// <remarks>
/// A whole number n of moderate size stands in the low bits of n + 1.5·2ᵐ, m being the bits of the fraction; with the bias of the
/// exponent added, moving those bits to the place of the exponent makes 2ⁿ.
/// </remarks>
internal static class Bits
{
    /// <summary>1.5·2²³ or 1.5·2⁵²: adding it rounds to the nearest whole number, and leaves that in the low bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Rounder<V, T>() where V : struct, ILanes<V, T> where T : unmanaged =>
        V.Constant(typeof(T) == typeof(float) ? 12582912.0 : 6755399441055744.0);

    /// <summary>How many bits the fraction has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Fraction<T>() => typeof(T) == typeof(float) ? 23 : 52;

    /// <summary>The sign bit alone.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sign<V, T>() where V : struct, ILanes<V, T> where T : unmanaged => V.Constant(-0.0);

    /// <summary>|x| with the sign of y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V CopySign<V, T>(V x, V y) where V : struct, ILanes<V, T> where T : unmanaged => V.Select(Sign<V, T>(), y, x);

    /// <summary>2ⁿ for a whole n within the exponents of normal numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Power<V, T>(V n) where V : struct, ILanes<V, T> where T : unmanaged => V.ShiftLeft(
        n + (Rounder<V, T>() + V.Constant(typeof(T) == typeof(float) ? 127 : 1023)), Fraction<T>());

    /// <summary>x·2ⁿ in two steps, of which the first is exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V ScaleByPower<V, T>(V x, V n) where V : struct, ILanes<V, T> where T : unmanaged
    {
        var half = V.Floor(n * V.Constant(0.5));
        return x * Power<V, T>(half) * Power<V, T>(n - half);
    }

    /// <summary>x = m·2ᵏ with √½ ≤ m &lt; √2, for x &gt; 0 and finite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Split<V, T>(V x, out V k) where V : struct, ILanes<V, T> where T : unmanaged
    {
        var single = typeof(T) == typeof(float);
        var least = V.Constant(single ? 1.17549435082228751e-38 : 2.2250738585072014e-308);
        var small = V.IsLess(x, least);
        x = V.Select(small, x * V.Constant(single ? 1L << 23 : 1L << 52), x);
        var rest = V.SubtractBits(x, V.Constant(0.70710678118654752));
        var exponent = V.ShiftRight(rest, Fraction<T>());
        // As an integer next to the bits of 1.5·2ᵐ; taking that away again leaves the number.
        k = V.AddBits(exponent, Rounder<V, T>()) - Rounder<V, T>() - (small & V.Constant(Fraction<T>()));
        return V.SubtractBits(x, V.ShiftLeft(exponent, Fraction<T>()));
    }
}
