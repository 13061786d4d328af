using System.Runtime.CompilerServices;
using Aresta.Numerics;
using Aresta.Numerics.Rules;

namespace Aresta.Kernels;

/// <summary>Sine, cosine and tangent: x = n·π/2 + r + low, and polynomials in r on |r| ≤ π/4.</summary>
/// <remarks>
/// π/2 is the sum of three numbers of full precision, which leaves r exact and low right to about its last place (W. J. Cody and W. Waite,
/// Software Manual for the Elementary Functions, 1980, with fused products) for |x| up to 2²⁶ (float: 2¹⁷). Lanes beyond that take the
/// rule's value.
/// </remarks>
internal static class Trigonometry<V, T> where V : struct, ILanes<V, T> where T : unmanaged
{
    /// <summary>sin x</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sin(V x)
    {
        var quadrant = Reduce(x, out var r, out var low);
        var y = V.Select(Odd(quadrant), Cosine(r, low), Sine(r, low)) ^ SignOfHalf(quadrant);
        return Repaired(default(Sin), x, V.Select(V.IsEqual(x, V.Constant(0)), x, y));
    }

    /// <summary>cos x</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Cos(V x)
    {
        var quadrant = Reduce(x, out var r, out var low);
        // A quarter turn further on: integers of whatever size lie next to the bits of the rounder.
        var next = V.AddBits(quadrant, V.Pattern(1));
        return Repaired(default(Cos), x, V.Select(Odd(quadrant), Sine(r, low), Cosine(r, low)) ^ SignOfHalf(next));
    }

    /// <summary>tan x</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Tan(V x)
    {
        var quadrant = Reduce(x, out var r, out var low);
        var odd = Odd(quadrant);
        var (sine, cosine) = (Sine(r, low), Cosine(r, low));
        var y = V.Select(odd, cosine, sine) / V.Select(odd, sine, cosine) ^ (odd & Bits.Sign<V, T>());
        return Repaired(default(Tan), x, V.Select(V.IsEqual(x, V.Constant(0)), x, y));
    }

    /// <summary>The number of quarter turns in the low bits; r and what rounding took from it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Reduce(V x, out V r, out V low)
    {
        var quadrant = V.MultiplyAdd(x, V.Constant(0.6366197723675814), Bits.Rounder<V, T>());
        var n = quadrant - Bits.Rounder<V, T>();
        var first = V.MultiplyAdd(n, V.Constant(typeof(T) == typeof(float) ? -1.5707963705062866 : -1.5707963267948966), x);
        var second = V.Constant(typeof(T) == typeof(float) ? -4.371138828673793e-08 : 6.123233995736766e-17);
        var product = n * second;
        r = first - product;
        var taken = r - first;
        var lost = first - (r - taken) - (product + taken);
        var third = V.Constant(typeof(T) == typeof(float) ? -1.7151245100058819e-15 : -1.4973849048591698e-33);
        low = lost - V.MultiplyAdd(n, third, V.MultiplyAdd(n, second, -product));
        return quadrant;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Sine(V r, V low)
    {
        var z = r * r;
        var s = typeof(T) == typeof(float)
            ? Polynomial<V, T>.At(z, -0.16666653752326965, 0.008332104422152042, -0.0001950717269210145)
            : Polynomial<V, T>.At(
                z, -0.16666666666666624, 0.008333333333320599, -0.000198412698283077, 2.755731315760214e-06, -2.505067258522022e-08,
                1.5891744270460355e-10);
        return r + V.MultiplyAdd(z * r, s, V.MultiplyAdd(low * V.Constant(-0.5), z, low));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Cosine(V r, V low)
    {
        var one = V.Constant(1);
        var z = r * r;
        var c = typeof(T) == typeof(float)
            ? Polynomial<V, T>.At(z, 0.04166664555668831, -0.0013887271052226424, 2.442709774186369e-05)
            : Polynomial<V, T>.At(
                z, 0.04166666666666659, -0.0013888888888871668, 2.4801587287897708e-05, -2.7557313881743674e-07, 2.087565778486896e-09,
                -1.135618818138448e-11);
        var half = z * V.Constant(0.5);
        var high = one - half;
        return high + (one - high - half + V.MultiplyAdd(z * z, c, -r * low));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Odd(V quadrant)
    {
        var places = typeof(T) == typeof(float) ? 31 : 63;
        return V.ShiftRight(V.ShiftLeft(quadrant, places), places);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V SignOfHalf(V quadrant) => V.ShiftLeft(quadrant, typeof(T) == typeof(float) ? 30 : 62) & Bits.Sign<V, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Repaired<TRule>(TRule rule, V x, V y) where TRule : struct, IUnaryRule
    {
        var large = V.IsLess(V.Constant(typeof(T) == typeof(float) ? 1 << 17 : 1 << 26), V.Abs(x));
        return V.Any(large) ? V.Repair(rule, large, x, y) : y;
    }
}
