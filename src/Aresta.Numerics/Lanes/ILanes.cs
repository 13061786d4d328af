namespace Aresta.Numerics.Lanes;

/// <summary>
/// A fixed number of tangents side by side: what <see cref="Dual{T,TLanes}"/> needs to move in many directions at a time. Addition,
/// the product with one partial for all, and a choice; nothing that knows a particular function.
/// </summary>
/// <typeparam name="TSelf">The lanes themselves.</typeparam>
/// <typeparam name="T">The number in each.</typeparam>
public interface ILanes<TSelf, T> : IEquatable<TSelf> where TSelf : struct, ILanes<TSelf, T> where T : IReal<T>
{
    /// <summary>How many there are.</summary>
    static abstract int Count { get; }

    /// <summary>Lane by lane, x + y.</summary>
    static abstract TSelf operator +(TSelf x, TSelf y);

    /// <summary>Lane by lane, x − y.</summary>
    static abstract TSelf operator -(TSelf x, TSelf y);

    /// <summary>Lane by lane, −x.</summary>
    static abstract TSelf operator -(TSelf x);

    /// <summary>The product of one partial with each lane, of which a zero factor makes zero: <see cref="IElementary{T}.Scale"/>.</summary>
    static abstract TSelf Scale(T partial, TSelf tangents);

    /// <summary>The sum of two such products.</summary>
    static virtual TSelf ScaleSum(T partialX, TSelf tangentsX, T partialY, TSelf tangentsY) =>
        TSelf.Scale(partialX, tangentsX) + TSelf.Scale(partialY, tangentsY);

    /// <summary><paramref name="then"/> where a &lt; b, else <paramref name="otherwise"/>.</summary>
    static abstract TSelf WhereLess(T a, T b, TSelf then, TSelf otherwise);

    /// <summary><paramref name="then"/> where a = b, else <paramref name="otherwise"/>.</summary>
    static abstract TSelf WhereEqual(T a, T b, TSelf then, TSelf otherwise);

    /// <summary>The lane with the given index, from 0 to <see cref="Count"/> − 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such lane.</exception>
    T this[int lane] { get; }

    /// <summary>The same lanes but for one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such lane.</exception>
    TSelf With(int lane, T value);

    /// <summary>Writes all lanes, in order.</summary>
    /// <exception cref="ArgumentException">There is not room for all.</exception>
    void CopyTo(Span<T> to);
}
