using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Aresta.Numerics.Framework;
using Aresta.Numerics.Lanes;

namespace Aresta.Numerics;

/// <summary>
/// A number with many directions: x + Σ ẋᵢ·εᵢ with εᵢεⱼ = 0. The primal and its partials are computed once and move all tangents in a few
/// vector instructions: <c>Dual&lt;Float64, Float64x8&gt;</c> gives eight columns of a Jacobian at a time.
/// </summary>
/// <remarks>
/// A type of its own beside <see cref="Dual{T}"/>, and nested like it: <c>Dual&lt;Dual&lt;Float64, Float64x8&gt;&gt;</c> gives eight
/// entries of a row of a Hessian at a time.
/// </remarks>
/// <typeparam name="T">The number type of the primal and of each tangent.</typeparam>
/// <typeparam name="TLanes">The tangents: <see cref="Float64x4"/>, <see cref="Float64x8"/>, <see cref="Float32x16"/>…</typeparam>
/// <param name="primal">The value.</param>
/// <param name="tangents">Its derivatives along the chosen directions.</param>
public readonly struct Dual<T, TLanes>(T primal, TLanes tangents) : IFrameworkNumber<Dual<T, TLanes>>
    where T : IReal<T>
    where TLanes : struct, ILanes<TLanes, T>
{
    // Read by operators, so that these are little for the compiler to inline.
    private readonly T primal = primal;
    private readonly TLanes tangents = tangents;

    /// <summary>The value.</summary>
    public T Primal => primal;

    /// <summary>Its derivatives along the chosen directions.</summary>
    public TLanes Tangents => tangents;

    /// <summary>The number that moves in the given direction only, at speed 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such direction.</exception>
    public static Dual<T, TLanes> Variable(T value, int direction) => new(value, default(TLanes).With(direction, T.Constant(1)));

    /// <inheritdoc/>
    public static Dual<T, TLanes> Constant(double value) => new(T.Constant(value), default);

    /// <inheritdoc/>
    public static Dual<T, TLanes> Apply<TRule>(TRule rule, Dual<T, TLanes> x) where TRule : struct, IUnaryRule
    {
        var y = T.Apply(rule, x.Primal);
        return new(y, TLanes.Scale(rule.Partial(x.Primal, y), x.Tangents));
    }

    /// <inheritdoc/>
    public static Dual<T, TLanes> Apply<TRule>(TRule rule, Dual<T, TLanes> x, Dual<T, TLanes> y) where TRule : struct, IBinaryRule
    {
        var (a, b) = (x.Primal, y.Primal);
        var z = T.Apply(rule, a, b);
        return new(z, TLanes.ScaleSum(rule.PartialX(a, b, z), x.Tangents, rule.PartialY(a, b, z), y.Tangents));
    }

    /// <inheritdoc/>
    public static Dual<T, TLanes> Apply<TRule>(TRule rule, Dual<T, TLanes> x, Dual<T, TLanes> y, Dual<T, TLanes> z)
        where TRule : struct, ITernaryRule
    {
        var (a, b, c) = (x.Primal, y.Primal, z.Primal);
        var w = T.Apply(rule, a, b, c);
        return new(w, TLanes.ScaleSum(rule.PartialX(a, b, c, w), x.Tangents, rule.PartialY(a, b, c, w), y.Tangents)
            + TLanes.Scale(rule.PartialZ(a, b, c, w), z.Tangents));
    }

    /// <inheritdoc/>
    public static Dual<T, TLanes> WhereLess(Dual<T, TLanes> a, Dual<T, TLanes> b, Dual<T, TLanes> then, Dual<T, TLanes> otherwise) => new(
        T.WhereLess(a.Primal, b.Primal, then.Primal, otherwise.Primal),
        TLanes.WhereLess(a.Primal, b.Primal, then.Tangents, otherwise.Tangents));

    /// <inheritdoc/>
    public static Dual<T, TLanes> WhereEqual(Dual<T, TLanes> a, Dual<T, TLanes> b, Dual<T, TLanes> then, Dual<T, TLanes> otherwise) => new(
        T.WhereEqual(a.Primal, b.Primal, then.Primal, otherwise.Primal),
        TLanes.WhereEqual(a.Primal, b.Primal, then.Tangents, otherwise.Tangents));

    /// <inheritdoc/>
    /// <remarks>Bilinear, so its own derivative is the sum of two products of the same kind.</remarks>
    public static Dual<T, TLanes> Scale(Dual<T, TLanes> partial, Dual<T, TLanes> tangent) => new(
        T.Scale(partial.Primal, tangent.Primal),
        TLanes.ScaleSum(tangent.Primal, partial.Tangents, partial.Primal, tangent.Tangents));

    /// <inheritdoc/>
    public static double ToDouble(Dual<T, TLanes> x) => T.ToDouble(x.Primal);

    /// <inheritdoc/>
    public static void Call(IExternalFunction f, ReadOnlySpan<Dual<T, TLanes>> x, Span<Dual<T, TLanes>> y) => ExternalCalls.Push(f, x, y);

    /// <summary>Whether primal and tangents are the same. (The operator == compares the primal alone.)</summary>
    public bool Equals(Dual<T, TLanes> other) => Primal.Equals(other.Primal) && Tangents.Equals(other.Tangents);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Dual<T, TLanes> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Primal, Tangents);

    /// <summary>The order of the primals.</summary>
    public int CompareTo(Dual<T, TLanes> other) => ToDouble(this).CompareTo(ToDouble(other));

    /// <summary>Primal and tangents, as in <c>3 + [1, 0, 0, 0]ε</c>.</summary>
    public override string ToString() => ToString(null, CultureInfo.InvariantCulture);

    /// <inheritdoc cref="ToString()"/>
    public string ToString(string? format, IFormatProvider? formatProvider)
    {
        var value = Primal.ToString(format, formatProvider);
        var text = new StringBuilder(T.CarriesDerivatives ? $"({value})" : value);
        for (var lane = 0; lane < TLanes.Count; lane++)
            text.Append(lane == 0 ? " + [" : ", ").Append(Tangents[lane].ToString(format, formatProvider));
        return text.Append("]ε").ToString();
    }

    // The rules of the table, written out: partials of 1 and −1 need no product, and there is little for the compiler to inline.

    /// <summary>x + y</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<T, TLanes> operator +(Dual<T, TLanes> x, Dual<T, TLanes> y) => new(x.primal + y.primal, x.tangents + y.tangents);

    /// <summary>x − y</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<T, TLanes> operator -(Dual<T, TLanes> x, Dual<T, TLanes> y) => new(x.primal - y.primal, x.tangents - y.tangents);

    /// <summary>x · y</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<T, TLanes> operator *(Dual<T, TLanes> x, Dual<T, TLanes> y) =>
        new(x.primal * y.primal, TLanes.ScaleSum(y.primal, x.tangents, x.primal, y.tangents));

    /// <summary>x ÷ y</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<T, TLanes> operator /(Dual<T, TLanes> x, Dual<T, TLanes> y)
    {
        var (z, reciprocal) = (x.primal / y.primal, T.Constant(1) / y.primal);
        return new(z, TLanes.ScaleSum(reciprocal, x.tangents, -(z * reciprocal), y.tangents));
    }

    /// <summary>−x</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<T, TLanes> operator -(Dual<T, TLanes> x) => new(-x.primal, -x.tangents);
}
