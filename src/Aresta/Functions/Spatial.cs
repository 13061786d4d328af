using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Functions;

/// <summary>What the functions that slide over space share. Space is the last axes; a list of one number counts for each.</summary>
internal static class Spatial
{
    /// <summary>The last <paramref name="count"/> axes of a value of the given rank.</summary>
    public static IntList Axes(int rank, int count) => [.. Enumerable.Range(rank - count, count)];

    /// <summary>One number for each axis of space: no number is <paramref name="otherwise"/>, one counts for all.</summary>
    public static IntList Each(IntList given, int count, int otherwise, string role) => given.Count switch
    {
        0 => IntList.Repeat(otherwise, count),
        1 => IntList.Repeat(given[0], count),
        var n when n == count => given,
        _ => throw new GraphException($"{role} {given} must name one number, or one for each of {count} axes."),
    };

    /// <summary>A list over the last axes, with <paramref name="otherwise"/> for the axes before them.</summary>
    public static IntList Behind(IntList spatial, int rank, int otherwise = 0) =>
        [.. Enumerable.Repeat(otherwise, rank - spatial.Count), .. spatial];

    /// <summary>Zeros around the last axes, or elements taken away; x itself when there are none.</summary>
    public static Value Pad(Value x, IntList low, IntList high) => low.Concat(high).All(n => n == 0)
        ? x
        : x.Pad(Behind(low, x.Rank), Behind(high, x.Rank));

    /// <summary><paramref name="count"/> letters from <paramref name="first"/> on, as labels of axes.</summary>
    public static string Letters(char first, int count) => string.Concat(Enumerable.Range(first, count).Select(c => (char)c));
}
