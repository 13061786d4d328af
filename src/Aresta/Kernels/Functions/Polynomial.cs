using System.Runtime.CompilerServices;

namespace Aresta.Kernels;

/// <summary>c₀ + c₁x + c₂x² + … by Horner's scheme, each step rounded once: written out, so that coefficients are constants.</summary>
internal static class Polynomial<V, T> where V : struct, ILanes<V, T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V At(V x, double c0, double c1) => V.MultiplyAdd(V.Constant(c1), x, V.Constant(c0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V At(V x, double c0, double c1, double c2) => V.MultiplyAdd(At(x, c1, c2), x, V.Constant(c0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V At(V x, double c0, double c1, double c2, double c3) => V.MultiplyAdd(At(x, c1, c2, c3), x, V.Constant(c0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V At(V x, double c0, double c1, double c2, double c3, double c4) =>
        V.MultiplyAdd(At(x, c1, c2, c3, c4), x, V.Constant(c0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V At(V x, double c0, double c1, double c2, double c3, double c4, double c5) =>
        V.MultiplyAdd(At(x, c1, c2, c3, c4, c5), x, V.Constant(c0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V At(V x, double c0, double c1, double c2, double c3, double c4, double c5, double c6) =>
        V.MultiplyAdd(At(x, c1, c2, c3, c4, c5, c6), x, V.Constant(c0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V At(V x, double c0, double c1, double c2, double c3, double c4, double c5, double c6, double c7) =>
        V.MultiplyAdd(At(x, c1, c2, c3, c4, c5, c6, c7), x, V.Constant(c0));

    /// <summary>A longer one: <paramref name="rest"/> is what stands from c₄ on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Before(V rest, V x, double c0, double c1, double c2, double c3) => V.MultiplyAdd(
        V.MultiplyAdd(V.MultiplyAdd(V.MultiplyAdd(rest, x, V.Constant(c3)), x, V.Constant(c2)), x, V.Constant(c1)), x, V.Constant(c0));
}
