namespace Aresta.Numerics.Series;

/// <summary>
/// Room for the coefficients of a series, in the number itself: an inline array of any length, so that nothing is allocated. Those here
/// are some lengths; another takes three lines.
/// </summary>
/// <typeparam name="TSelf">The inline array itself.</typeparam>
/// <typeparam name="T">The coefficient.</typeparam>
public interface ITerms<TSelf, T> where TSelf : struct, ITerms<TSelf, T>
{
    /// <summary>How many coefficients there are: the highest order, and 1.</summary>
    static abstract int Count { get; }

    /// <summary>The coefficients, in ascending order.</summary>
    static abstract Span<T> Span(ref TSelf terms);
}
