namespace Aresta.Execution;

/// <summary>A pattern that was found. Values are places, numbers of <see cref="Graphs.Places"/>.</summary>
/// <param name="Reads">
/// The values that its step reads, each made before any that it writes. Nodes between reads and writes vanish, unless somebody else needs
/// their values.
/// </param>
/// <param name="Writes">The values that its step makes; the last is the result of the node at which it was found.</param>
/// <param name="Step">Makes the step, when all that is read is there.</param>
internal sealed record Match(int[] Reads, int[] Writes, Func<Emission, Step> Step);

/// <summary>The memory of values, for who makes a step.</summary>
internal readonly struct Emission(Lowering lowering)
{
    /// <summary>How many threads share the step.</summary>
    public int Threads => lowering.Threads;

    /// <summary>The storage of a value that is read, in row-major order; made now if need be.</summary>
    public int Stored(int place) => lowering.Stored(place);

    /// <summary>A value that is read, where it lies: the storage as root of the view, and its strides, none of them negative.</summary>
    public View Strided(int place) => lowering.Factor(place);

    /// <summary>The storage of a value that is read, in row-major order of its axes in another order.</summary>
    public int Ordered(int place, ReadOnlySpan<int> axes) => lowering.Ordered(place, axes);

    /// <summary>The storage of a value that is written, in row-major order.</summary>
    public int Result(int place) => lowering.Own(place);

    /// <summary>
    /// Where a value that is written comes to lie, the storage as root of the view: in its part of a concatenation if it is for that alone,
    /// else in row-major order.
    /// </summary>
    public View Part(int place) => lowering.Part(place);
}
