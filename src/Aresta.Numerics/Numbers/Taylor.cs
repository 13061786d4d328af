using System.Globalization;
using System.Text;
using Aresta.Numerics.Framework;
using Aresta.Numerics.Series;

namespace Aresta.Numerics;

/// <summary>
/// A truncated power series x₀ + x₁t + x₂t² + …: evaluating f at x₀ + t gives all coefficients f⁽ᵏ⁾(x₀)/k! at once, in O(n²) for n of them.
/// </summary>
/// <remarks>
/// <para>The four operations are the usual convolutions. Of any other function only the partial is known: y′ = f′(x)·x′ says
/// k·yₖ = Σ j·xⱼ·pₖ₋ⱼ for j = 1 … k, where p is the series of the partial, of which the coefficients before k are enough.
/// <see cref="Recurrence{T}"/> reads that off the rule.</para>
/// <para>The order is that of the type, the coefficients lie in the number itself, and nothing is allocated.
/// <c>Taylor&lt;Dual&lt;Float64&gt;, Terms8&lt;Dual&lt;Float64&gt;&gt;&gt;</c> gives the sensitivity of each coefficient.</para>
/// </remarks>
/// <typeparam name="T">The number type of the coefficients.</typeparam>
/// <typeparam name="TTerms">The room for them.</typeparam>
public struct Taylor<T, TTerms> : IFrameworkNumber<Taylor<T, TTerms>> where T : IReal<T> where TTerms : struct, ITerms<TTerms, T>
{
    private TTerms terms;

    /// <summary>A series whose further coefficients are 0.</summary>
    /// <exception cref="ArgumentException">There are more coefficients than room.</exception>
    public Taylor(params ReadOnlySpan<T> coefficients)
    {
        if (coefficients.Length > TTerms.Count)
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"{coefficients.Length} coefficients do not fit a series of {TTerms.Count}."));
        coefficients.CopyTo(TTerms.Span(ref terms));
        Degree = Math.Max(0, coefficients.Length - 1);
    }

    private Taylor(ref TTerms terms, int degree) => (this.terms, Degree) = (terms, degree);

    /// <summary>All coefficients of higher order are exactly 0: 0 for a constant, 1 for a variable.</summary>
    public int Degree { get; }

    /// <summary>The highest order there is.</summary>
    public static int Order => TTerms.Count - 1;

    /// <summary>The coefficient of tᵏ: the k-th derivative over k!.</summary>
    /// <exception cref="IndexOutOfRangeException">The order is negative, or beyond <see cref="Order"/>.</exception>
    public readonly T this[int order]
    {
        get
        {
            var copy = terms;
            return TTerms.Span(ref copy)[order];
        }
    }

    /// <summary>Writes the coefficients in ascending order, as many as there are here or as fit.</summary>
    public readonly void CopyTo(Span<T> coefficients)
    {
        var copy = terms;
        var span = TTerms.Span(ref copy);
        span[..Math.Min(span.Length, coefficients.Length)].CopyTo(coefficients);
    }

    /// <summary>value + t</summary>
    public static Taylor<T, TTerms> Variable(T value) => new(value, T.Constant(1));

    /// <inheritdoc/>
    public static Taylor<T, TTerms> Constant(double value) => new(T.Constant(value));

    /// <inheritdoc/>
    public static Taylor<T, TTerms> Apply<TRule>(TRule rule, Taylor<T, TTerms> x) where TRule : struct, IUnaryRule
    {
        if (x.Degree == 0)
            return new(T.Apply(rule, Value(ref x)));
        TTerms y = default;
        var program = UnaryRecurrence<T, TRule>.Of(rule);
        program.Begin(TTerms.Count);
        program.Load(0, TTerms.Span(ref x.terms), x.Degree);
        program.Run(TTerms.Span(ref y));
        return new(ref y, Order);
    }

    /// <inheritdoc/>
    public static Taylor<T, TTerms> Apply<TRule>(TRule rule, Taylor<T, TTerms> x, Taylor<T, TTerms> y) where TRule : struct, IBinaryRule
    {
        if (x.Degree == 0 && y.Degree == 0)
            return new(T.Apply(rule, Value(ref x), Value(ref y)));
        TTerms z = default;
        var program = BinaryRecurrence<T, TRule>.Of(rule);
        program.Begin(TTerms.Count);
        program.Load(0, TTerms.Span(ref x.terms), x.Degree);
        program.Load(1, TTerms.Span(ref y.terms), y.Degree);
        program.Run(TTerms.Span(ref z));
        return new(ref z, Order);
    }

    /// <inheritdoc/>
    public static Taylor<T, TTerms> Apply<TRule>(TRule rule, Taylor<T, TTerms> x, Taylor<T, TTerms> y, Taylor<T, TTerms> z)
        where TRule : struct, ITernaryRule
    {
        TTerms w = default;
        var program = TernaryRecurrence<T, TRule>.Of(rule);
        program.Begin(TTerms.Count);
        program.Load(0, TTerms.Span(ref x.terms), x.Degree);
        program.Load(1, TTerms.Span(ref y.terms), y.Degree);
        program.Load(2, TTerms.Span(ref z.terms), z.Degree);
        program.Run(TTerms.Span(ref w));
        return new(ref w, Order);
    }

    /// <inheritdoc/>
    public static Taylor<T, TTerms> WhereLess(
        Taylor<T, TTerms> a, Taylor<T, TTerms> b, Taylor<T, TTerms> then, Taylor<T, TTerms> otherwise)
    {
        var degree = Math.Max(then.Degree, otherwise.Degree);
        var (p, q) = (Value(ref a), Value(ref b));
        TTerms result = default;
        var x = TTerms.Span(ref then.terms);
        var y = TTerms.Span(ref otherwise.terms);
        var z = TTerms.Span(ref result);
        for (var k = 0; k <= degree; k++)
            z[k] = T.WhereLess(p, q, x[k], y[k]);
        return new(ref result, degree);
    }

    /// <inheritdoc/>
    public static Taylor<T, TTerms> WhereEqual(
        Taylor<T, TTerms> a, Taylor<T, TTerms> b, Taylor<T, TTerms> then, Taylor<T, TTerms> otherwise)
    {
        var degree = Math.Max(then.Degree, otherwise.Degree);
        var (p, q) = (Value(ref a), Value(ref b));
        TTerms result = default;
        var x = TTerms.Span(ref then.terms);
        var y = TTerms.Span(ref otherwise.terms);
        var z = TTerms.Span(ref result);
        for (var k = 0; k <= degree; k++)
            z[k] = T.WhereEqual(p, q, x[k], y[k]);
        return new(ref result, degree);
    }

    /// <inheritdoc/>
    /// <remarks>Bilinear: the convolution of products of the same kind.</remarks>
    public static Taylor<T, TTerms> Scale(Taylor<T, TTerms> partial, Taylor<T, TTerms> tangent) =>
        Convolve(T.Scale(Value(ref partial), Value(ref tangent)), ref partial, ref tangent);

    /// <inheritdoc/>
    public static double ToDouble(Taylor<T, TTerms> x) => T.ToDouble(Value(ref x));

    /// <summary>Whether all coefficients are the same. (The operator == compares the values alone.)</summary>
    public readonly bool Equals(Taylor<T, TTerms> other)
    {
        for (var k = 0; k < TTerms.Count; k++)
            if (!this[k].Equals(other[k]))
                return false;
        return true;
    }

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is Taylor<T, TTerms> other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => HashCode.Combine(this[0], this[1]);

    /// <summary>The order of the values.</summary>
    public readonly int CompareTo(Taylor<T, TTerms> other) => ToDouble(this).CompareTo(ToDouble(other));

    /// <summary>The series to its degree, as in <c>1 + 2t + 0.5t^2</c>; coefficients with derivatives in parentheses.</summary>
    public override readonly string ToString() => ToString(null, CultureInfo.InvariantCulture);

    /// <inheritdoc cref="ToString()"/>
    public readonly string ToString(string? format, IFormatProvider? formatProvider)
    {
        var text = new StringBuilder();
        for (var k = 0; k <= Degree; k++)
        {
            var coefficient = this[k].ToString(format, formatProvider);
            text.Append(k == 0 ? "" : " + ").Append(T.CarriesDerivatives ? $"({coefficient})" : coefficient).Append(k == 0 ? "" : "t");
            if (k > 1)
                text.Append(CultureInfo.InvariantCulture, $"^{k}");
        }
        return text.ToString();
    }

    /// <summary>x + y</summary>
    public static Taylor<T, TTerms> operator +(Taylor<T, TTerms> x, Taylor<T, TTerms> y)
    {
        var degree = Math.Max(x.Degree, y.Degree);
        TTerms sum = default;
        var a = TTerms.Span(ref x.terms);
        var b = TTerms.Span(ref y.terms);
        var z = TTerms.Span(ref sum);
        for (var k = 0; k <= degree; k++)
            z[k] = a[k] + b[k];
        return new(ref sum, degree);
    }

    /// <summary>x − y</summary>
    public static Taylor<T, TTerms> operator -(Taylor<T, TTerms> x, Taylor<T, TTerms> y)
    {
        var degree = Math.Max(x.Degree, y.Degree);
        TTerms difference = default;
        var a = TTerms.Span(ref x.terms);
        var b = TTerms.Span(ref y.terms);
        var z = TTerms.Span(ref difference);
        for (var k = 0; k <= degree; k++)
            z[k] = a[k] - b[k];
        return new(ref difference, degree);
    }

    /// <summary>x · y</summary>
    public static Taylor<T, TTerms> operator *(Taylor<T, TTerms> x, Taylor<T, TTerms> y) =>
        Convolve(Value(ref x) * Value(ref y), ref x, ref y);

    /// <summary>x ÷ y: what times y gives x, coefficient after coefficient.</summary>
    public static Taylor<T, TTerms> operator /(Taylor<T, TTerms> x, Taylor<T, TTerms> y)
    {
        var degree = y.Degree == 0 ? x.Degree : Order;
        TTerms quotient = default;
        var a = TTerms.Span(ref x.terms);
        var b = TTerms.Span(ref y.terms);
        var z = TTerms.Span(ref quotient);
        z[0] = a[0] / b[0];
        var reciprocal = T.Constant(1) / b[0];
        for (var k = 1; k <= degree; k++)
        {
            var rest = a[k];
            for (var j = 1; j <= Math.Min(k, y.Degree); j++)
                rest -= T.Scale(z[k - j], b[j]);
            z[k] = T.Scale(reciprocal, rest);
        }
        return new(ref quotient, degree);
    }

    /// <summary>−x</summary>
    public static Taylor<T, TTerms> operator -(Taylor<T, TTerms> x)
    {
        var a = TTerms.Span(ref x.terms);
        for (var k = 0; k <= x.Degree; k++)
            a[k] = -a[k];
        return new(ref x.terms, x.Degree);
    }

    private static T Value(ref Taylor<T, TTerms> x) => TTerms.Span(ref x.terms)[0];

    /// <summary>The product of two series, of which the first coefficient is known.</summary>
    private static Taylor<T, TTerms> Convolve(T first, ref Taylor<T, TTerms> x, ref Taylor<T, TTerms> y)
    {
        var degree = Math.Min(Order, x.Degree + y.Degree);
        TTerms product = default;
        var a = TTerms.Span(ref x.terms);
        var b = TTerms.Span(ref y.terms);
        var z = TTerms.Span(ref product);
        z[0] = first;
        for (var k = 1; k <= degree; k++)
        {
            var low = Math.Max(0, k - y.Degree);
            var sum = T.Scale(a[low], b[k - low]);
            for (var j = low + 1; j <= Math.Min(k, x.Degree); j++)
                sum += T.Scale(a[j], b[k - j]);
            z[k] = sum;
        }
        return new(ref product, degree);
    }
}
