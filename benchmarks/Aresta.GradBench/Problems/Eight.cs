using System.Globalization;
using System.Runtime.Intrinsics;
using Aresta.Numerics;
using Aresta.Numerics.Rules;

namespace Aresta.GradBench.Problems;

/// <summary>
/// Eight numbers side by side, as a number type of the user's own: a program of them is replayed for eight inputs at a time. What the network
/// needs is written with vectors; every other rule of the table is read eight times.
/// </summary>
/// <remarks>They have no common value: whoever compares them, or asks for one, is refused.</remarks>
internal readonly struct Eight(Vector512<double> numbers) : IReal<Eight>
{
    private readonly Vector512<double> numbers = numbers;

    public static bool CarriesDerivatives => false;

    public static Eight From(ReadOnlySpan<double> numbers) => new(Vector512.Create(numbers));

    public static Eight Constant(double value) => new(Vector512.Create(value));

    public static Eight Apply<TRule>(TRule rule, Eight x) where TRule : struct, IUnaryRule
    {
        if (typeof(TRule) == typeof(Exp))
            return new(Vector512.Exp(x.numbers));
        if (typeof(TRule) == typeof(Sigmoid))
            return new(Logistic(x.numbers));
        if (typeof(TRule) == typeof(Tanh))
            return new(2 * Logistic(2 * x.numbers) - Vector512<double>.One);
        if (typeof(TRule) == typeof(Cosh))
            return Vector512.Exp(x.numbers) is var exp ? new(0.5 * (exp + Vector512<double>.One / exp)) : default;
        var y = x.numbers;
        for (var i = 0; i < Vector512<double>.Count; i++)
            y = y.WithElement(i, rule.Value(x.numbers[i]));
        return new(y);
    }

    public static Eight Apply<TRule>(TRule rule, Eight x, Eight y) where TRule : struct, IBinaryRule
    {
        var z = x.numbers;
        for (var i = 0; i < Vector512<double>.Count; i++)
            z = z.WithElement(i, rule.Value(x.numbers[i], y.numbers[i]));
        return new(z);
    }

    public static Eight Apply<TRule>(TRule rule, Eight x, Eight y, Eight z) where TRule : struct, ITernaryRule
    {
        var w = x.numbers;
        for (var i = 0; i < Vector512<double>.Count; i++)
            w = w.WithElement(i, rule.Value(x.numbers[i], y.numbers[i], z.numbers[i]));
        return new(w);
    }

    public static Eight WhereLess(Eight a, Eight b, Eight then, Eight otherwise) =>
        new(Vector512.ConditionalSelect(Vector512.LessThan(a.numbers, b.numbers), then.numbers, otherwise.numbers));

    public static Eight WhereEqual(Eight a, Eight b, Eight then, Eight otherwise) =>
        new(Vector512.ConditionalSelect(Vector512.Equals(a.numbers, b.numbers), then.numbers, otherwise.numbers));

    public static Eight Scale(Eight partial, Eight tangent)
    {
        var product = partial.numbers * tangent.numbers;
        if (Vector512.EqualsAll(product, product))
            return new(product);
        var zero = Vector512.Equals(partial.numbers, Vector512<double>.Zero) | Vector512.Equals(tangent.numbers, Vector512<double>.Zero);
        return new(Vector512.AndNot(product, zero));
    }

    public static double ToDouble(Eight x) => Vector512.EqualsAll(x.numbers, Vector512.Create(x.numbers[0]))
        ? x.numbers[0]
        : throw new InvalidOperationException($"The eight numbers {x} have no common value.");

    public void CopyTo(Span<double> to) => numbers.CopyTo(to);

    public bool Equals(Eight other) => numbers.Equals(other.numbers);

    public override bool Equals(object? obj) => obj is Eight other && Equals(other);

    public override int GetHashCode() => numbers.GetHashCode();

    public int CompareTo(Eight other) => ToDouble(this).CompareTo(ToDouble(other));

    public override string ToString() => ToString(null, CultureInfo.InvariantCulture);

    public string ToString(string? format, IFormatProvider? formatProvider)
    {
        var texts = new string[Vector512<double>.Count];
        for (var i = 0; i < texts.Length; i++)
            texts[i] = numbers[i].ToString(format, formatProvider);
        return $"<{string.Join("; ", texts)}>";
    }

    public static Eight operator +(Eight x, Eight y) => new(x.numbers + y.numbers);

    public static Eight operator -(Eight x, Eight y) => new(x.numbers - y.numbers);

    public static Eight operator *(Eight x, Eight y) => new(x.numbers * y.numbers);

    public static Eight operator /(Eight x, Eight y) => new(x.numbers / y.numbers);

    public static Eight operator -(Eight x) => new(-x.numbers);

    private static Vector512<double> Logistic(Vector512<double> x) =>
        Vector512<double>.One / (Vector512<double>.One + Vector512.Exp(-x));
}
