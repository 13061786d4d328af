namespace Aresta.Numerics.Lanes;

/// <summary>Twice as many lanes: <c>Twice&lt;Float64x8, Float64&gt;</c> are sixteen doubles.</summary>
/// <typeparam name="TLanes">Half of the lanes.</typeparam>
/// <typeparam name="T">The number in each.</typeparam>
/// <param name="low">The first half.</param>
/// <param name="high">The second half.</param>
public readonly struct Twice<TLanes, T>(TLanes low, TLanes high) : ILanes<Twice<TLanes, T>, T>
    where TLanes : struct, ILanes<TLanes, T>
    where T : IReal<T>
{
    private readonly TLanes low = low, high = high;

    /// <inheritdoc/>
    public static int Count => 2 * TLanes.Count;

    /// <inheritdoc/>
    public T this[int lane] => lane < TLanes.Count ? low[lane] : high[lane - TLanes.Count];

    /// <inheritdoc/>
    public Twice<TLanes, T> With(int lane, T value) =>
        lane < TLanes.Count ? new(low.With(lane, value), high) : new(low, high.With(lane - TLanes.Count, value));

    /// <inheritdoc/>
    public void CopyTo(Span<T> to)
    {
        if (to.Length < Count)
            throw new ArgumentException($"There are {Count} lanes, but room for {to.Length}.", nameof(to));
        low.CopyTo(to);
        high.CopyTo(to[TLanes.Count..]);
    }

    /// <inheritdoc/>
    public static Twice<TLanes, T> operator +(Twice<TLanes, T> x, Twice<TLanes, T> y) => new(x.low + y.low, x.high + y.high);

    /// <inheritdoc/>
    public static Twice<TLanes, T> operator -(Twice<TLanes, T> x, Twice<TLanes, T> y) => new(x.low - y.low, x.high - y.high);

    /// <inheritdoc/>
    public static Twice<TLanes, T> operator -(Twice<TLanes, T> x) => new(-x.low, -x.high);

    /// <inheritdoc/>
    public static Twice<TLanes, T> Scale(T partial, Twice<TLanes, T> tangents) =>
        new(TLanes.Scale(partial, tangents.low), TLanes.Scale(partial, tangents.high));

    /// <inheritdoc/>
    public static Twice<TLanes, T> ScaleSum(T partialX, Twice<TLanes, T> tangentsX, T partialY, Twice<TLanes, T> tangentsY) => new(
        TLanes.ScaleSum(partialX, tangentsX.low, partialY, tangentsY.low),
        TLanes.ScaleSum(partialX, tangentsX.high, partialY, tangentsY.high));

    /// <inheritdoc/>
    public static Twice<TLanes, T> WhereLess(T a, T b, Twice<TLanes, T> then, Twice<TLanes, T> otherwise) =>
        new(TLanes.WhereLess(a, b, then.low, otherwise.low), TLanes.WhereLess(a, b, then.high, otherwise.high));

    /// <inheritdoc/>
    public static Twice<TLanes, T> WhereEqual(T a, T b, Twice<TLanes, T> then, Twice<TLanes, T> otherwise) =>
        new(TLanes.WhereEqual(a, b, then.low, otherwise.low), TLanes.WhereEqual(a, b, then.high, otherwise.high));

    /// <inheritdoc/>
    public bool Equals(Twice<TLanes, T> other) => low.Equals(other.low) && high.Equals(other.high);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Twice<TLanes, T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(low, high);
}
