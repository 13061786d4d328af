using System.Runtime.CompilerServices;
using Aresta.Numerics.Lanes;

namespace Aresta.Numerics.Sparsity;

/// <summary>
/// One direction more than the colors ask for, with a weight of its own for each index: what it gives must be what the entries give
/// that were recovered, or there is an entry outside of the pattern.
/// </summary>
internal static class Probe
{
    /// <summary>
    /// How far the two may be apart, relative to the sum of magnitudes, before the pattern is found anew to make sure.
    /// </summary>
    private const double Tolerance = 1e-10;

    /// <summary>A weight in [1, 2) for each index, which looks random and is always the same (the finalizer of SplitMix64).</summary>
    public static double[] Weights(int count)
    {
        var weights = new double[count];
        for (var index = 0; index < count; index++)
        {
            var z = ((ulong)index + 1) * 0x9E3779B97F4A7C15;
            z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
            z = (z ^ z >> 27) * 0x94D049BB133111EB;
            weights[index] = 1 + ((z ^ z >> 31) >> 12) * (1.0 / (1UL << 52));
        }

        return weights;
    }

    /// <summary>Whether a sum of products agrees with what the probe says. Nothing is known where an entry is not finite.</summary>
    /// <param name="probed">What the probe says.</param>
    /// <param name="sum">Σ entry · weight.</param>
    /// <param name="magnitude">Σ |entry| · weight.</param>
    public static bool Agrees(double probed, double sum, double magnitude) =>
        Math.Abs(probed - sum) <= Tolerance * magnitude || !double.IsFinite(magnitude);

    /// <summary>
    /// The direction of an index in a pass over some colors: 1 in the lane of its color, its weight in the lane of the probe, if they are
    /// in this pass.
    /// </summary>
    /// <param name="weight">Its weight.</param>
    /// <param name="color">The lane of its color; beyond the lanes if it is not in this pass.</param>
    /// <param name="probe">The lane of the probe; beyond the lanes if it is not in this pass.</param>
    public static TLanes Seed<TLanes>(double weight, int color, int probe) where TLanes : struct, ILanes<TLanes, Float64>
    {
        TLanes seed = default;
        var lanes = Lanes(ref seed);
        if ((uint)color < (uint)lanes.Length)
            lanes[color] = 1;
        if ((uint)probe < (uint)lanes.Length)
            lanes[probe] = weight;
        return seed;
    }

    /// <summary>The lanes as numbers: all lanes of doubles are such numbers side by side.</summary>
    public static Span<double> Lanes<TLanes>(ref TLanes lanes) where TLanes : struct, ILanes<TLanes, Float64> =>
        System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref Unsafe.As<TLanes, double>(ref lanes), TLanes.Count);
}
