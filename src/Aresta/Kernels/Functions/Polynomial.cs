using System.Runtime.CompilerServices;

namespace Aresta.Kernels;

/// <summary>c₀ + c₁x + c₂x² + … by Horner's scheme, each step rounded once.</summary>
/// <remarks>
/// Written out, so that coefficients are constants of the code, and flat: the compiler counts how deep calls are inlined, and stops.
/// </remarks>
internal static class Polynomial<V, T> where V : struct, ILanes<V, T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V At(V x, double c0, double c1, double c2)
    {
        var y = V.MultiplyAdd(V.Constant(c2), x, c1);
        return V.MultiplyAdd(y, x, c0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V At(V x, double c0, double c1, double c2, double c3)
    {
        var y = V.MultiplyAdd(V.Constant(c3), x, c2);
        y = V.MultiplyAdd(y, x, c1);
        return V.MultiplyAdd(y, x, c0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V At(V x, double c0, double c1, double c2, double c3, double c4)
    {
        var y = V.MultiplyAdd(V.Constant(c4), x, c3);
        y = V.MultiplyAdd(y, x, c2);
        y = V.MultiplyAdd(y, x, c1);
        return V.MultiplyAdd(y, x, c0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V At(V x, double c0, double c1, double c2, double c3, double c4, double c5)
    {
        var y = V.MultiplyAdd(V.Constant(c5), x, c4);
        y = V.MultiplyAdd(y, x, c3);
        y = V.MultiplyAdd(y, x, c2);
        y = V.MultiplyAdd(y, x, c1);
        return V.MultiplyAdd(y, x, c0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V At(V x, double c0, double c1, double c2, double c3, double c4, double c5, double c6)
    {
        var y = V.MultiplyAdd(V.Constant(c6), x, c5);
        y = V.MultiplyAdd(y, x, c4);
        y = V.MultiplyAdd(y, x, c3);
        y = V.MultiplyAdd(y, x, c2);
        y = V.MultiplyAdd(y, x, c1);
        return V.MultiplyAdd(y, x, c0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V At(V x, double c0, double c1, double c2, double c3, double c4, double c5, double c6, double c7)
    {
        var y = V.MultiplyAdd(V.Constant(c7), x, c6);
        y = V.MultiplyAdd(y, x, c5);
        y = V.MultiplyAdd(y, x, c4);
        y = V.MultiplyAdd(y, x, c3);
        y = V.MultiplyAdd(y, x, c2);
        y = V.MultiplyAdd(y, x, c1);
        return V.MultiplyAdd(y, x, c0);
    }

    /// <summary>A longer one: <paramref name="rest"/> is what stands from c₄ on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Before(V rest, V x, double c0, double c1, double c2, double c3)
    {
        var y = V.MultiplyAdd(rest, x, c3);
        y = V.MultiplyAdd(y, x, c2);
        y = V.MultiplyAdd(y, x, c1);
        return V.MultiplyAdd(y, x, c0);
    }
}
