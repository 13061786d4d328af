using Aresta.Datasets;

namespace Aresta.Learning.Data;

/// <summary>
/// Random numbers for orders and augmentations (Steele, Lea and Flood 2014): small, and made anew from a seed and numbers such as the
/// epoch and the example, so that what is drawn does not depend on who draws first.
/// </summary>
internal struct SplitMix64
{
    private ulong state;

    /// <summary>The generator of a seed and further numbers.</summary>
    public SplitMix64(long seed, params ReadOnlySpan<long> numbers)
    {
        state = (ulong)seed;
        foreach (var number in numbers)
        {
            state = Next() ^ (ulong)number;
        }
    }

    /// <summary>64 random bits.</summary>
    public ulong Next() => StratifiedSample.SplitMix64(ref state);

    /// <summary>An integer from 0 to below a bound; none is favored by more than bound/2⁶⁴.</summary>
    public int Below(int bound) => (int)Math.BigMul(Next(), (ulong)bound, out _);

    /// <summary>A number from 0 to below 1.</summary>
    public double Uniform() => (Next() >> 11) * (1.0 / (1UL << 53));
}
