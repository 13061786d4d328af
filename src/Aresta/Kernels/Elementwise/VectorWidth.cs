using System.Runtime.Intrinsics;

namespace Aresta.Kernels;

/// <summary>How many bits a kernel computes with at once. Results do not depend on it.</summary>
internal enum VectorWidth
{
    /// <summary>Everywhere: what the machine does not have, the runtime computes one by one.</summary>
    Bits128,

    /// <summary>AVX2 and its like.</summary>
    Bits256,

    /// <summary>AVX-512.</summary>
    Bits512,
}

/// <summary>What this machine has.</summary>
internal static class VectorWidths
{
    /// <summary>The widest vectors that this machine computes with.</summary>
    public static VectorWidth Best { get; } =
        Vector512.IsHardwareAccelerated ? VectorWidth.Bits512 : Vector256.IsHardwareAccelerated ? VectorWidth.Bits256 : VectorWidth.Bits128;
}
