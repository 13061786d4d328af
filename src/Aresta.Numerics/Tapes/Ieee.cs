using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Aresta.Numerics;

/// <summary>What reverse sweeps over plain IEEE numbers do to an adjoint.</summary>
internal static class Ieee
{
    /// <summary>Whether the processor rounds a·b + c once as fast as a product.</summary>
    public static bool Fuses => Fma.IsSupported || AdvSimd.Arm64.IsSupported;

    /// <summary>Whether the product with a partial needs no second look: the number is neither 0, infinite nor NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsOrdinary<TFloat>(TFloat x) where TFloat : struct, IFloatingPointIeee754<TFloat> => typeof(TFloat) == typeof(double)
        ? (BitConverter.DoubleToUInt64Bits(Unsafe.As<TFloat, double>(ref x)) << 1) - 1 < 0xFFE0_0000_0000_0000 - 1
        : (BitConverter.SingleToUInt32Bits(Unsafe.As<TFloat, float>(ref x)) << 1) - 1 < 0xFF00_0000 - 1;

    /// <summary>partial · adjoint + sum, in one rounding if that is fast.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat MultiplyAdd<TFloat>(TFloat partial, TFloat adjoint, TFloat sum)
        where TFloat : struct, IFloatingPointIeee754<TFloat> =>
        Fuses ? TFloat.FusedMultiplyAdd(partial, adjoint, sum) : partial * adjoint + sum;

    /// <summary>partial · adjoint, of which a zero factor makes zero (decision 0031).</summary>
    public static TFloat Scale<TFloat>(TFloat partial, TFloat adjoint) where TFloat : struct, IFloatingPointIeee754<TFloat> =>
        partial == TFloat.Zero || adjoint == TFloat.Zero ? TFloat.Zero : partial * adjoint;
}
