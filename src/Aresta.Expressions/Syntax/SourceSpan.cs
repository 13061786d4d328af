namespace Aresta.Expressions;

/// <summary>A stretch of the source text.</summary>
/// <param name="Start">Where it begins, in UTF-16 units from 0.</param>
/// <param name="Length">How long it is.</param>
public readonly record struct SourceSpan(int Start, int Length)
{
    /// <summary>Where the stretch ends.</summary>
    public int End => Start + Length;

    /// <summary>The stretch from the beginning of this one to the end of <paramref name="last"/>.</summary>
    public SourceSpan To(SourceSpan last) => new(Start, last.End - Start);
}
