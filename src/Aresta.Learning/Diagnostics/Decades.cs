namespace Aresta.Learning.Diagnostics;

/// <summary>
/// The bins of a histogram of magnitudes, one for each power of ten: the first holds all that is smaller than its upper bound, the last all
/// that is larger than its lower one. Zeros and non-finite numbers are in none.
/// </summary>
public static class Decades
{
    /// <summary>The exponent of the first bin: it counts numbers below 10⁻¹⁹.</summary>
    public const int Lowest = -20;

    /// <summary>The exponent of the last bin: it counts numbers from 10⁵.</summary>
    public const int Highest = 5;

    /// <summary>How many bins there are; the i-th counts numbers from 10^(<see cref="Lowest"/> + i) up to the next power of ten.</summary>
    public const int Count = Highest - Lowest + 1;
}
