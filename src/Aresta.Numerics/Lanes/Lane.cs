namespace Aresta.Numerics.Lanes;

/// <summary>
/// One lane of any number, such as a dual one: with <see cref="Twice{TLanes,T}"/> the lanes of numbers that no vector of the machine holds.
/// </summary>
/// <typeparam name="T">The number.</typeparam>
/// <param name="value">The lane.</param>
public readonly struct Lane<T>(T value) : ILanes<Lane<T>, T> where T : IReal<T>
{
    private readonly T value = value;

    /// <inheritdoc/>
    public static int Count => 1;

    /// <inheritdoc/>
    public T this[int lane] => lane == 0 ? value : throw new ArgumentOutOfRangeException(nameof(lane), lane, "There is one lane, 0.");

    /// <inheritdoc/>
    public Lane<T> With(int lane, T value) =>
        lane == 0 ? new(value) : throw new ArgumentOutOfRangeException(nameof(lane), lane, "There is one lane, 0.");

    /// <inheritdoc/>
    public void CopyTo(Span<T> to)
    {
        if (to.IsEmpty)
            throw new ArgumentException("There is no room for a lane.", nameof(to));
        to[0] = value;
    }

    /// <inheritdoc/>
    public static Lane<T> operator +(Lane<T> x, Lane<T> y) => new(x.value + y.value);

    /// <inheritdoc/>
    public static Lane<T> operator -(Lane<T> x, Lane<T> y) => new(x.value - y.value);

    /// <inheritdoc/>
    public static Lane<T> operator -(Lane<T> x) => new(-x.value);

    /// <inheritdoc/>
    public static Lane<T> Scale(T partial, Lane<T> tangents) => new(T.Scale(partial, tangents.value));

    /// <inheritdoc/>
    public static Lane<T> ScaleSum(T partialX, Lane<T> tangentsX, T partialY, Lane<T> tangentsY) =>
        new(T.ScaleSum(partialX, tangentsX.value, partialY, tangentsY.value));

    /// <inheritdoc/>
    public static Lane<T> WhereLess(T a, T b, Lane<T> then, Lane<T> otherwise) => new(T.WhereLess(a, b, then.value, otherwise.value));

    /// <inheritdoc/>
    public static Lane<T> WhereEqual(T a, T b, Lane<T> then, Lane<T> otherwise) => new(T.WhereEqual(a, b, then.value, otherwise.value));

    /// <inheritdoc/>
    public bool Equals(Lane<T> other) => value.Equals(other.value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Lane<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => value.GetHashCode();
}
