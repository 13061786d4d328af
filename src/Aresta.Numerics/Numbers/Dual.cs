using System.Globalization;
using System.Runtime.CompilerServices;
using Aresta.Numerics.Framework;

namespace Aresta.Numerics;

/// <summary>
/// A number with a direction: x + ẋ·ε with ε² = 0. Every rule moves the primal by its value and the tangent by its partials, so that
/// evaluating f at (x, 1) gives f(x) and f′(x). Nested to any depth (<c>Dual&lt;Dual&lt;Float64&gt;&gt;</c>) it gives higher derivatives.
/// </summary>
/// <typeparam name="T">The number type of both parts.</typeparam>
/// <param name="primal">The value.</param>
/// <param name="tangent">Its derivative along the chosen direction.</param>
public readonly struct Dual<T>(T primal, T tangent) : IFrameworkNumber<Dual<T>> where T : IReal<T>
{
    // Read by operators, so that these are little for the compiler to inline.
    private readonly T primal = primal, tangent = tangent;

    /// <summary>The value.</summary>
    public T Primal => primal;

    /// <summary>Its derivative along the chosen direction.</summary>
    public T Tangent => tangent;

    /// <inheritdoc/>
    public static Dual<T> Constant(double value) => new(T.Constant(value), T.Constant(0));

    /// <inheritdoc/>
    public static Dual<T> Apply<TRule>(TRule rule, Dual<T> x) where TRule : struct, IUnaryRule
    {
        var y = T.Apply(rule, x.Primal);
        return new(y, T.Scale(rule.Partial(x.Primal, y), x.Tangent));
    }

    /// <inheritdoc/>
    public static Dual<T> Apply<TRule>(TRule rule, Dual<T> x, Dual<T> y) where TRule : struct, IBinaryRule
    {
        var z = T.Apply(rule, x.Primal, y.Primal);
        return new(
            z, T.ScaleSum(rule.PartialX(x.Primal, y.Primal, z), x.Tangent, rule.PartialY(x.Primal, y.Primal, z), y.Tangent));
    }

    /// <inheritdoc/>
    public static Dual<T> Apply<TRule>(TRule rule, Dual<T> x, Dual<T> y, Dual<T> z) where TRule : struct, ITernaryRule
    {
        var (a, b, c) = (x.Primal, y.Primal, z.Primal);
        var w = T.Apply(rule, a, b, c);
        return new(w, T.ScaleSum(rule.PartialX(a, b, c, w), x.Tangent, rule.PartialY(a, b, c, w), y.Tangent)
            + T.Scale(rule.PartialZ(a, b, c, w), z.Tangent));
    }

    /// <inheritdoc/>
    public static Dual<T> WhereLess(Dual<T> a, Dual<T> b, Dual<T> then, Dual<T> otherwise) => new(
        T.WhereLess(a.Primal, b.Primal, then.Primal, otherwise.Primal),
        T.WhereLess(a.Primal, b.Primal, then.Tangent, otherwise.Tangent));

    /// <inheritdoc/>
    public static Dual<T> WhereEqual(Dual<T> a, Dual<T> b, Dual<T> then, Dual<T> otherwise) => new(
        T.WhereEqual(a.Primal, b.Primal, then.Primal, otherwise.Primal),
        T.WhereEqual(a.Primal, b.Primal, then.Tangent, otherwise.Tangent));

    /// <inheritdoc/>
    /// <remarks>Bilinear, so its own derivative is the sum of two products of the same kind.</remarks>
    public static Dual<T> Scale(Dual<T> partial, Dual<T> tangent) => new(
        T.Scale(partial.Primal, tangent.Primal),
        T.ScaleSum(partial.Tangent, tangent.Primal, partial.Primal, tangent.Tangent));

    /// <inheritdoc/>
    public static double ToDouble(Dual<T> x) => T.ToDouble(x.Primal);

    /// <inheritdoc/>
    public static void Call(IExternalFunction f, ReadOnlySpan<Dual<T>> x, Span<Dual<T>> y) => ExternalCalls.Push(f, x, y);

    /// <summary>Whether primal and tangent are the same. (The operator == of generic math compares the primal alone.)</summary>
    public bool Equals(Dual<T> other) => Primal.Equals(other.Primal) && Tangent.Equals(other.Tangent);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Dual<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Primal, Tangent);

    /// <summary>The order of the primals.</summary>
    public int CompareTo(Dual<T> other) => ToDouble(this).CompareTo(ToDouble(other));

    /// <summary>Primal and tangent, as in <c>3 + 1ε</c>; nested numbers in parentheses.</summary>
    public override string ToString() => ToString(null, CultureInfo.InvariantCulture);

    /// <inheritdoc cref="ToString()"/>
    public string ToString(string? format, IFormatProvider? formatProvider)
    {
        var (x, v) = (Primal.ToString(format, formatProvider), Tangent.ToString(format, formatProvider));
        return T.CarriesDerivatives ? $"({x}) + ({v})ε" : $"{x} + {v}ε";
    }

    // The rules of the table, written out: partials of 1 and −1 need no product, and there is little for the compiler to inline.

    /// <summary>x + y</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<T> operator +(Dual<T> x, Dual<T> y) => new(x.primal + y.primal, x.tangent + y.tangent);

    /// <summary>x − y</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<T> operator -(Dual<T> x, Dual<T> y) => new(x.primal - y.primal, x.tangent - y.tangent);

    /// <summary>x · y</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<T> operator *(Dual<T> x, Dual<T> y) =>
        new(x.primal * y.primal, T.ScaleSum(y.primal, x.tangent, x.primal, y.tangent));

    /// <summary>x ÷ y</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<T> operator /(Dual<T> x, Dual<T> y)
    {
        var (z, reciprocal) = (x.primal / y.primal, T.Constant(1) / y.primal);
        return new(z, T.ScaleSum(reciprocal, x.tangent, -(z * reciprocal), y.tangent));
    }

    /// <summary>−x</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<T> operator -(Dual<T> x) => new(-x.primal, -x.tangent);
}
