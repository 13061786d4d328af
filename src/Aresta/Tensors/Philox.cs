namespace Aresta.Tensors;

/// <summary>
/// Philox4x32-10: a bijection of 128-bit counters that its 64-bit key chooses, good enough that counting gives random bits (Salmon, Moraes,
/// Dror and Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3", §3.3 and table 2).
/// </summary>
internal static class Philox
{
    /// <summary>How often a block is mixed.</summary>
    public const int Rounds = 10;

    /// <summary>The factor of the first word.</summary>
    public const uint FirstFactor = 0xD2511F53;

    /// <summary>The factor of the third word.</summary>
    public const uint SecondFactor = 0xCD9E8D57;

    /// <summary>What is added to the lower half of the key in each round.</summary>
    public const uint FirstStep = 0x9E3779B9;

    /// <summary>What is added to the upper half of the key in each round.</summary>
    public const uint SecondStep = 0xBB67AE85;

    /// <summary>The 128 bits for a counter, the least significant word first.</summary>
    public static (uint A, uint B, uint C, uint D) Block(UInt128 counter, ulong key)
    {
        var (a, b, c, d) = ((uint)counter, (uint)(counter >> 32), (uint)(counter >> 64), (uint)(counter >> 96));
        var (k, l) = ((uint)key, (uint)(key >> 32));
        for (var round = 0; round < Rounds; round++)
        {
            var (first, second) = ((ulong)FirstFactor * a, (ulong)SecondFactor * c);
            (a, b, c, d) = ((uint)(second >> 32) ^ b ^ k, (uint)second, (uint)(first >> 32) ^ d ^ l, (uint)first);
            k = unchecked(k + FirstStep);
            l = unchecked(l + SecondStep);
        }

        return (a, b, c, d);
    }
}
