using System.Globalization;
using System.Numerics;
using Aresta.Numerics.Framework;
using Aresta.Numerics.Rules;

namespace Aresta.Numerics;

/// <summary>
/// A number that writes down what is done with it, on a <see cref="Trace{T}"/>: not derivatives, but the operations themselves, so that
/// they can
/// be replayed at other inputs.
/// </summary>
/// <remarks>
/// What the code asks of its values (x &lt; y, whether x is NaN) is written down with the answer: a replay that would answer differently
/// says
/// so. <c>WhereLess</c> and <c>WhereEqual</c> ask nothing: they are part of the program. Reading the value itself out, with <see
/// cref="ToDouble"/> or a
/// conversion to an integer, ties the program to this very value.
/// </remarks>
/// <typeparam name="T">The number type of the program.</typeparam>
public readonly struct Traced<T> : IFrameworkNumber<Traced<T>> where T : IReal<T>
{
    private readonly int node;

    internal Traced(T value, int node, Trace<T>? trace) => (Value, this.node, Trace) = (value, node, trace);

    /// <summary>The value while recording. Looking at it leaves no trace: code must not decide by it.</summary>
    public T Value { get; }

    /// <summary>Where it is written down; nowhere for a constant.</summary>
    internal Trace<T>? Trace { get; }

    /// <summary>The number of its node in a trace.</summary>
    internal int NodeIn(Trace<T> trace) => Trace == null ? trace.Constant(Value)
        : Trace == trace ? node
        : throw new InvalidOperationException(
            $"The number with value {Value} belongs to another trace. To use it as a constant, take its Value.");

    /// <inheritdoc/>
    public static Traced<T> Constant(double value) => new(T.Constant(value), 0, null);

    /// <inheritdoc/>
    public static Traced<T> Apply<TRule>(TRule rule, Traced<T> x) where TRule : struct, IUnaryRule
    {
        var y = T.Apply(rule, x.Value);
        if (x.Trace is not { } trace)
            return new(y, 0, null);
        if (typeof(TRule) == typeof(Negate))
            return trace.Write(y, Trace<T>.Subtract, Constant(-0.0), x);
        if (typeof(TRule) == typeof(Square))
            return trace.Write(y, Trace<T>.Multiply, x, x);
        return trace.Write(y, trace.OperationOf(rule, r => new UnaryOperation<T, TRule>(r)), x);
    }

    /// <inheritdoc/>
    public static Traced<T> Apply<TRule>(TRule rule, Traced<T> x, Traced<T> y) where TRule : struct, IBinaryRule
    {
        var z = T.Apply(rule, x.Value, y.Value);
        if ((x.Trace ?? y.Trace) is not { } trace)
            return new(z, 0, null);
        var code = typeof(TRule) == typeof(Add) ? Trace<T>.Add
            : typeof(TRule) == typeof(Subtract) ? Trace<T>.Subtract
            : typeof(TRule) == typeof(Multiply) ? Trace<T>.Multiply
            : typeof(TRule) == typeof(Divide) ? Trace<T>.Divide
            : trace.OperationOf(rule, r => new BinaryOperation<T, TRule>(r));
        return trace.Write(z, code, x, y);
    }

    /// <inheritdoc/>
    public static Traced<T> Apply<TRule>(TRule rule, Traced<T> x, Traced<T> y, Traced<T> z) where TRule : struct, ITernaryRule
    {
        var w = T.Apply(rule, x.Value, y.Value, z.Value);
        return (x.Trace ?? y.Trace ?? z.Trace) is { } trace
            ? trace.Write(w, trace.OperationOf(rule, r => new TernaryOperation<T, TRule>(r)), x, y, z)
            : new(w, 0, null);
    }

    /// <inheritdoc/>
    public static Traced<T> WhereLess(Traced<T> a, Traced<T> b, Traced<T> then, Traced<T> otherwise) =>
        Where(false, T.WhereLess(a.Value, b.Value, T.Constant(1), T.Constant(0)), a, b, then, otherwise);

    /// <inheritdoc/>
    public static Traced<T> WhereEqual(Traced<T> a, Traced<T> b, Traced<T> then, Traced<T> otherwise) =>
        Where(true, T.WhereEqual(a.Value, b.Value, T.Constant(1), T.Constant(0)), a, b, then, otherwise);

    private static Traced<T> Where(bool equal, T mask, Traced<T> a, Traced<T> b, Traced<T> then, Traced<T> otherwise)
    {
        var chosen = T.WhereEqual(mask, T.Constant(1), then.Value, otherwise.Value);
        if ((a.Trace ?? b.Trace) is not { } trace)
            return T.ToDouble(mask) == 1 ? then : otherwise;
        var comparison = trace.Write(mask, trace.OperationOf((equal, 0), r => new ComparisonOperation<T>(r.equal)), a, b);
        return trace.Write(chosen, trace.OperationOf((0, 0), _ => new ChoiceOperation<T>()), comparison, then, otherwise);
    }

    /// <inheritdoc/>
    public static Traced<T> Scale(Traced<T> partial, Traced<T> tangent)
    {
        var product = T.Scale(partial.Value, tangent.Value);
        return (partial.Trace ?? tangent.Trace) is { } trace
            ? trace.Write(product, trace.OperationOf(0, _ => new ScaleOperation<T>()), partial, tangent)
            : new(product, 0, null);
    }

    /// <inheritdoc/>
    public static double ToDouble(Traced<T> x) => Ask(Question.Value, x, x);

    /// <summary>Whether the values are the same, which is written down.</summary>
    public bool Equals(Traced<T> other) => Ask(Question.Order, this, other) == 0;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Traced<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => ToDouble(this).GetHashCode();

    /// <summary>The order of the values, which is written down.</summary>
    public int CompareTo(Traced<T> other) => (int)Ask(Question.Order, this, other);

    /// <summary>The value while recording.</summary>
    public override string ToString() => ToString(null, CultureInfo.InvariantCulture);

    /// <inheritdoc cref="ToString()"/>
    public string ToString(string? format, IFormatProvider? formatProvider) => Value.ToString(format, formatProvider);

    private static double Ask(Question question, Traced<T> x, Traced<T> y)
    {
        var (a, b) = (T.ToDouble(x.Value), T.ToDouble(y.Value));
        var guard = new Guard(question, Guard.Ask(question, a, b), a, b);
        (x.Trace ?? y.Trace)?.Watch(guard, x, y);
        return guard.Answer;
    }

    private static bool Holds(Question question, Traced<T> x, Traced<T> y = default) => Ask(question, x, y) != 0;

    /// <summary>x + y</summary>
    public static Traced<T> operator +(Traced<T> x, Traced<T> y) => Apply(new Add(), x, y);

    /// <summary>x − y</summary>
    public static Traced<T> operator -(Traced<T> x, Traced<T> y) => Apply(new Subtract(), x, y);

    /// <summary>x · y</summary>
    public static Traced<T> operator *(Traced<T> x, Traced<T> y) => Apply(new Multiply(), x, y);

    /// <summary>x ÷ y</summary>
    public static Traced<T> operator /(Traced<T> x, Traced<T> y) => Apply(new Divide(), x, y);

    /// <summary>−x</summary>
    public static Traced<T> operator -(Traced<T> x) => Apply(new Negate(), x);

    /// <summary>x = y, which is written down</summary>
    public static bool operator ==(Traced<T> x, Traced<T> y) => Holds(Question.Equal, x, y);

    /// <summary>x ≠ y, which is written down</summary>
    public static bool operator !=(Traced<T> x, Traced<T> y) => !Holds(Question.Equal, x, y);

    /// <summary>x &lt; y, which is written down</summary>
    public static bool operator <(Traced<T> x, Traced<T> y) => Holds(Question.Less, x, y);

    /// <summary>x &gt; y, which is written down</summary>
    public static bool operator >(Traced<T> x, Traced<T> y) => Holds(Question.Less, y, x);

    /// <summary>x ≤ y, which is written down</summary>
    public static bool operator <=(Traced<T> x, Traced<T> y) => Holds(Question.LessOrEqual, x, y);

    /// <summary>x ≥ y, which is written down</summary>
    public static bool operator >=(Traced<T> x, Traced<T> y) => Holds(Question.LessOrEqual, y, x);

    /// <summary>A number is a constant.</summary>
    public static implicit operator Traced<T>(double value) => Constant(value);

    static int INumber<Traced<T>>.Sign(Traced<T> value) => (int)Ask(Question.Order, value, Constant(0));
    static bool INumberBase<Traced<T>>.IsZero(Traced<T> value) => value == Constant(0);
    static bool INumberBase<Traced<T>>.IsNaN(Traced<T> value) => Holds(Question.IsNaN, value);
    static bool INumberBase<Traced<T>>.IsFinite(Traced<T> value) => Holds(Question.IsFinite, value);
    static bool INumberBase<Traced<T>>.IsInfinity(Traced<T> value) => !Holds(Question.IsFinite, value) && !Holds(Question.IsNaN, value);
    static bool INumberBase<Traced<T>>.IsPositiveInfinity(Traced<T> value) => value == Constant(double.PositiveInfinity);
    static bool INumberBase<Traced<T>>.IsNegativeInfinity(Traced<T> value) => value == Constant(double.NegativeInfinity);
    static bool INumberBase<Traced<T>>.IsNegative(Traced<T> value) => Holds(Question.IsNegative, value);
    static bool INumberBase<Traced<T>>.IsPositive(Traced<T> value) => !Holds(Question.IsNegative, value);
}
