namespace Aresta.Numerics;

/// <summary>A place on a <see cref="Tape{T}"/> to which it can be rewound.</summary>
public readonly record struct TapeMark
{
    internal TapeMark(uint tag, int count) => (Tag, Count) = (tag, count);

    internal uint Tag { get; }

    internal int Count { get; }
}
