using System.Globalization;
using Aresta.Numerics.Framework;
using Aresta.Numerics.Sparsity;

namespace Aresta.Numerics;

/// <summary>
/// A number that knows by which pairs of inputs it can have second derivatives: those that meet in an operation which is not linear in
/// them. So one evaluation gives the sparsity pattern of a Hessian.
/// </summary>
/// <remarks>Which operations are linear, and in what, is read off their partial derivatives. For the rest see <see cref="Dependent"/>.
/// </remarks>
public readonly struct Coupled : IFrameworkNumber<Coupled>
{
    private readonly IndexSet? indices;
    private readonly Couplings? pairs;

    private Coupled(double value, IndexSet? indices, Couplings? pairs) =>
        (Value, this.indices, this.pairs) = (value, indices, pairs);

    /// <summary>The value.</summary>
    public double Value { get; }

    /// <summary>Another value that came about in the same way.</summary>
    internal Coupled With(double value) => new(value, indices, pairs);

    /// <summary>An input.</summary>
    /// <param name="value">Its value.</param>
    /// <param name="index">Its index, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The index is negative.</exception>
    public static Coupled Input(double value, int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        return new(value, IndexSet.Of(index), null);
    }

    /// <summary>The pattern of the second derivatives: symmetric, rows and columns are inputs.</summary>
    /// <param name="inputs">How many inputs there are.</param>
    public SparsityPattern Pattern(int inputs) => SparsityPattern.Of(inputs, Couplings.Rows(pairs, inputs));

    /// <inheritdoc/>
    public static Coupled Constant(double value) => new(value, null, null);

    /// <inheritdoc/>
    public static Coupled Apply<TRule>(TRule rule, Coupled x) where TRule : struct, IUnaryRule
    {
        var value = rule.Value(x.Value);
        if (x.indices == null || rule.Partial(default(Vanishing), default).IsZero)
            return Constant(value);
        return rule.Partial(new Varying(1), new(1)).Arguments == 0
            ? new(value, x.indices, x.pairs)
            : new(value, x.indices, Couplings.Add(x.pairs, x.indices, x.indices));
    }

    /// <inheritdoc/>
    public static Coupled Apply<TRule>(TRule rule, Coupled x, Coupled y) where TRule : struct, IBinaryRule
    {
        var value = rule.Value(x.Value, y.Value);
        if (rule.PartialX(default(Vanishing), default, default).IsZero)
            x = default;
        if (rule.PartialY(default(Vanishing), default, default).IsZero)
            y = default;
        if (x.indices == null && y.indices == null)
            return Constant(value);
        Varying a = new(1), b = new(2), c = new(3);
        var (byX, byY) = (rule.PartialX(a, b, c).Arguments, rule.PartialY(a, b, c).Arguments);
        var pairs = Couplings.Union(x.pairs, y.pairs);
        if ((byX & 1) != 0)
            pairs = Couplings.Add(pairs, x.indices, x.indices);
        if ((byX & 2 | byY & 1) != 0)
            pairs = Couplings.Add(pairs, x.indices, y.indices);
        if ((byY & 2) != 0)
            pairs = Couplings.Add(pairs, y.indices, y.indices);
        return new(value, IndexSet.Union(x.indices, y.indices), pairs);
    }

    /// <inheritdoc/>
    public static Coupled Apply<TRule>(TRule rule, Coupled x, Coupled y, Coupled z) where TRule : struct, ITernaryRule
    {
        var value = rule.Value(x.Value, y.Value, z.Value);
        var indices = IndexSet.Union(IndexSet.Union(x.indices, y.indices), z.indices);
        var pairs = Couplings.Union(Couplings.Union(x.pairs, y.pairs), z.pairs);
        Varying a = new(1), b = new(2), c = new(4), d = new(7);
        var varies = (rule.PartialX(a, b, c, d) + rule.PartialY(a, b, c, d) + rule.PartialZ(a, b, c, d)).Arguments;
        return new(value, indices, varies == 0 ? pairs : Couplings.Add(pairs, indices, indices));
    }

    /// <inheritdoc/>
    public static Coupled WhereLess(Coupled a, Coupled b, Coupled then, Coupled otherwise) => Where(a.Value < b.Value, then, otherwise);

    /// <inheritdoc/>
    public static Coupled WhereEqual(Coupled a, Coupled b, Coupled then, Coupled otherwise) => Where(a.Value == b.Value, then, otherwise);

    private static Coupled Where(bool holds, Coupled then, Coupled otherwise) =>
        Linear(holds ? then.Value : otherwise.Value, then, otherwise);

    /// <inheritdoc/>
    public static Coupled Scale(Coupled partial, Coupled tangent)
    {
        var product = partial * tangent;
        return new(Float64.Scale(partial.Value, tangent.Value), product.indices, product.pairs);
    }

    private static Coupled Linear(double value, Coupled x, Coupled y) =>
        new(value, IndexSet.Union(x.indices, y.indices), Couplings.Union(x.pairs, y.pairs));

    /// <inheritdoc/>
    public static double ToDouble(Coupled x) => x.Value;

    /// <inheritdoc/>
    public static void Call(IExternalFunction f, ReadOnlySpan<Coupled> x, Span<Coupled> y) => ExternalCalls.Couple(f, x, y);

    /// <summary>Whether the values are the same and come of the same sets. (The operator == compares the values alone.)</summary>
    public bool Equals(Coupled other) => Value.Equals(other.Value) && indices == other.indices && pairs == other.pairs;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Coupled other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode();

    /// <summary>The order of the values.</summary>
    public int CompareTo(Coupled other) => Value.CompareTo(other.Value);

    /// <summary>The value and the indices of the inputs on which it depends, as in <c>3 {0, 2}</c>.</summary>
    public override string ToString() => ToString(null, CultureInfo.InvariantCulture);

    /// <inheritdoc cref="ToString()"/>
    public string ToString(string? format, IFormatProvider? formatProvider) =>
        new Dependent(Value, indices).ToString(format, formatProvider);

    /// <summary>x + y</summary>
    public static Coupled operator +(Coupled x, Coupled y) => Linear(x.Value + y.Value, x, y);

    /// <summary>x − y</summary>
    public static Coupled operator -(Coupled x, Coupled y) => Linear(x.Value - y.Value, x, y);

    /// <summary>x · y</summary>
    public static Coupled operator *(Coupled x, Coupled y) => Apply(new Rules.Multiply(), x, y);

    /// <summary>x ÷ y</summary>
    public static Coupled operator /(Coupled x, Coupled y) => Apply(new Rules.Divide(), x, y);

    /// <summary>−x</summary>
    public static Coupled operator -(Coupled x) => new(-x.Value, x.indices, x.pairs);

    /// <summary>A number is a constant.</summary>
    public static implicit operator Coupled(double value) => Constant(value);
}
