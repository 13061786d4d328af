using Aresta.Primitives;

namespace Aresta.Learning.Layers;

/// <summary>What layers with channels require: [examples, channels, …].</summary>
internal static class Channeled
{
    /// <summary>Throws unless a value has so many channels and axes of space (any number of them where it is negative).</summary>
    /// <exception cref="GraphException">It has not.</exception>
    public static void Require(Value input, int channels, int space = -1)
    {
        if (input.Rank < 2 || input.Shape[1] != channels || (space >= 0 && input.Rank != space + 2))
        {
            var axes = space < 0 ? "…" : string.Join(", ", Enumerable.Repeat("length", space));
            throw new GraphException(FormattableString.Invariant($"it takes [examples, {channels}, {axes}], but was given {input}."));
        }
    }
}
