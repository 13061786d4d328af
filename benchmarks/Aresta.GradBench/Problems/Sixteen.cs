using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Aresta.Numerics;
using Aresta.Numerics.Rules;

namespace Aresta.GradBench.Problems;

/// <summary>
/// Sixteen numbers side by side, as a number type of the user's own: a program of them is replayed for sixteen inputs at a time. What the
/// network needs is written with vectors; every other rule of the table is read sixteen times.
/// </summary>
/// <remarks>They have no common value: whoever compares them, or asks for one, is refused.</remarks>
internal readonly struct Sixteen(Vector512<double> low, Vector512<double> high) : IReal<Sixteen>
{
    /// <summary>How many there are.</summary>
    public const int Count = 16;

    private readonly Vector512<double> low = low, high = high;

    public static bool CarriesDerivatives => false;

    private double this[int i] => i < Count / 2 ? low[i] : high[i - Count / 2];

    public static Sixteen From(ReadOnlySpan<double> numbers) =>
        new(Vector512.Create(numbers), Vector512.Create(numbers[(Count / 2)..]));

    public static Sixteen Constant(double value) => new(Vector512.Create(value), Vector512.Create(value));

    public static Sixteen Apply<TRule>(TRule rule, Sixteen x) where TRule : struct, IUnaryRule
    {
        if (typeof(TRule) == typeof(Exp))
            return new(Vector512.Exp(x.low), Vector512.Exp(x.high));
        if (typeof(TRule) == typeof(Sigmoid))
            return new(Logistic(x.low), Logistic(x.high));
        if (typeof(TRule) == typeof(Tanh))
            return new(2 * Logistic(2 * x.low) - Vector512<double>.One, 2 * Logistic(2 * x.high) - Vector512<double>.One);
        if (typeof(TRule) == typeof(Cosh))
            return new(HyperbolicCosine(x.low), HyperbolicCosine(x.high));
        Span<double> y = stackalloc double[Count];
        for (var i = 0; i < y.Length; i++)
            y[i] = rule.Value(x[i]);
        return From(y);
    }

    public static Sixteen Apply<TRule>(TRule rule, Sixteen x, Sixteen y) where TRule : struct, IBinaryRule
    {
        Span<double> z = stackalloc double[Count];
        for (var i = 0; i < z.Length; i++)
            z[i] = rule.Value(x[i], y[i]);
        return From(z);
    }

    public static Sixteen Apply<TRule>(TRule rule, Sixteen x, Sixteen y, Sixteen z) where TRule : struct, ITernaryRule
    {
        Span<double> w = stackalloc double[Count];
        for (var i = 0; i < w.Length; i++)
            w[i] = rule.Value(x[i], y[i], z[i]);
        return From(w);
    }

    public static Sixteen WhereLess(Sixteen a, Sixteen b, Sixteen then, Sixteen otherwise) => new(
        Vector512.ConditionalSelect(Vector512.LessThan(a.low, b.low), then.low, otherwise.low),
        Vector512.ConditionalSelect(Vector512.LessThan(a.high, b.high), then.high, otherwise.high));

    public static Sixteen WhereEqual(Sixteen a, Sixteen b, Sixteen then, Sixteen otherwise) => new(
        Vector512.ConditionalSelect(Vector512.Equals(a.low, b.low), then.low, otherwise.low),
        Vector512.ConditionalSelect(Vector512.Equals(a.high, b.high), then.high, otherwise.high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Sixteen Scale(Sixteen partial, Sixteen tangent) =>
        new(Scale(partial.low, tangent.low), Scale(partial.high, tangent.high));

    public static double ToDouble(Sixteen x)
    {
        var first = Vector512.Create(x.low[0]);
        return Vector512.EqualsAll(x.low, first) && Vector512.EqualsAll(x.high, first)
            ? x.low[0]
            : throw new InvalidOperationException($"The sixteen numbers {x} have no common value.");
    }

    public void CopyTo(Span<double> to)
    {
        low.CopyTo(to);
        high.CopyTo(to[(Count / 2)..]);
    }

    public bool Equals(Sixteen other) => Vector512.EqualsAll(low, other.low) && Vector512.EqualsAll(high, other.high);

    public override bool Equals(object? obj) => obj is Sixteen other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(low, high);

    public int CompareTo(Sixteen other) => ToDouble(this).CompareTo(ToDouble(other));

    public override string ToString() => ToString(null, CultureInfo.InvariantCulture);

    public string ToString(string? format, IFormatProvider? formatProvider)
    {
        var texts = new string[Count];
        for (var i = 0; i < texts.Length; i++)
            texts[i] = this[i].ToString(format, formatProvider);
        return $"<{string.Join("; ", texts)}>";
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Sixteen operator +(Sixteen x, Sixteen y) => new(x.low + y.low, x.high + y.high);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Sixteen operator -(Sixteen x, Sixteen y) => new(x.low - y.low, x.high - y.high);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Sixteen operator *(Sixteen x, Sixteen y) => new(x.low * y.low, x.high * y.high);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Sixteen operator /(Sixteen x, Sixteen y) => new(x.low / y.low, x.high / y.high);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Sixteen operator -(Sixteen x) => new(-x.low, -x.high);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Scale(Vector512<double> partial, Vector512<double> tangent)
    {
        var (product, zero) = (partial * tangent, Vector512<double>.Zero);
        return Vector512.EqualsAll(product, product)
            ? product
            : Vector512.AndNot(product, Vector512.Equals(partial, zero) | Vector512.Equals(tangent, zero));
    }

    private static Vector512<double> Logistic(Vector512<double> x) =>
        Vector512<double>.One / (Vector512<double>.One + Vector512.Exp(-x));

    private static Vector512<double> HyperbolicCosine(Vector512<double> x)
    {
        var exp = Vector512.Exp(x);
        return 0.5 * (exp + Vector512<double>.One / exp);
    }
}
