namespace Aresta.Learning.Data;

/// <summary>Orders of examples that follow from a seed: Fisher and Yates' shuffle.</summary>
internal static class Shuffle
{
    /// <summary>Writes 0, 1, … in the order of an epoch.</summary>
    public static void Fill(Span<int> order, long seed, int epoch)
    {
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        var random = new SplitMix64(seed, epoch);
        for (var i = order.Length - 1; i > 0; i--)
        {
            var j = random.Below(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }
    }
}
