namespace Aresta.Primitives;

/// <summary>
/// What stands between the brackets of <c>x[…]</c> for one axis: a position (<c>1</c>, <c>-1</c>, <c>^1</c>), a range (<c>1..3</c>,
/// <c>(..).By(2)</c>), a value of integers, a new axis, or the rest of the axes.
/// </summary>
public readonly struct Indexer
{
    private Indexer(IndexerKind kind) => Kind = kind;

    internal IndexerKind Kind { get; private init; }

    internal Index Position { get; private init; }

    internal Range Range { get; private init; }

    internal int Step { get; private init; }

    internal Value Elements { get; private init; }

    /// <summary>A new axis of length 1, as NumPy's <c>None</c>.</summary>
    public static Indexer NewAxis => new(IndexerKind.NewAxis);

    /// <summary>All axes that the others do not name, as NumPy's <c>...</c>; at most once.</summary>
    public static Indexer Rest => new(IndexerKind.Rest);

    internal static Indexer Stepped(Range range, int step) => new(IndexerKind.Range) { Range = range, Step = step };

    /// <summary>One position, whose axis disappears; negative ones count from the end.</summary>
    public static implicit operator Indexer(int position) =>
        position < 0 ? new Index(-Math.Max(position, -int.MaxValue), fromEnd: true) : (Index)position;

    /// <summary>One position, whose axis disappears.</summary>
    public static implicit operator Indexer(Index position) => new(IndexerKind.Position) { Position = position };

    /// <summary>A range; its ends are cut to the axis, as in NumPy.</summary>
    public static implicit operator Indexer(Range range) => Stepped(range, 1);

    /// <summary>The elements that a value of integers names; negative ones count from the end.</summary>
    public static implicit operator Indexer(Value elements) => new(IndexerKind.Elements) { Elements = elements };
}

internal enum IndexerKind
{
    Position,
    Range,
    NewAxis,
    Rest,
    Elements,
}

/// <summary>Ranges with steps.</summary>
public static class Ranges
{
    extension(Range range)
    {
        /// <summary>
        /// Every <paramref name="step"/>-th element of the range from its first; with a negative step from its last backwards, so that
        /// <c>(..).By(-1)</c> is the whole axis turned around.
        /// </summary>
        /// <param name="step">The step, not 0.</param>
        /// <exception cref="ArgumentOutOfRangeException">The step is 0.</exception>
        public Indexer By(int step)
        {
            ArgumentOutOfRangeException.ThrowIfZero(step);
            return Indexer.Stepped(range, step);
        }
    }
}
