using System.Globalization;
using System.Runtime.CompilerServices;
using Aresta.Numerics.Framework;

namespace Aresta.Numerics;

/// <summary>
/// A number that remembers on a <see cref="Tape{T}"/> how it came about, for derivatives in reverse: any C# code, with its loops and
/// branches, that computes with variables leaves there one statement an operation, and <see cref="Tape{T}.Reverse(Variable{T})"/> walks
/// them back.
/// </summary>
/// <remarks>
/// A variable that came from no tape is a constant: it costs nothing. Levels of derivatives are types
/// (<c>Variable&lt;Variable&lt;Float64&gt;&gt;</c>, <c>Dual&lt;Variable&lt;Float64&gt;&gt;</c>,
/// <c>Variable&lt;Dual&lt;Float64&gt;&gt;</c>), so that the
/// compiler keeps them apart; operands from two tapes of the same type are refused.
/// </remarks>
/// <typeparam name="T">The number type of values and partial derivatives.</typeparam>
public readonly struct Variable<T> : IFrameworkNumber<Variable<T>> where T : IReal<T>
{
    // Fields, not properties: read by operators, which so are little for the compiler to inline.
    private readonly T value;

    internal Variable(T value, ulong id) => (this.value, Id) = (value, id);

    /// <summary>The value.</summary>
    public T Value => value;

    /// <summary>The tag of the recording and, below, the number of the statement; 0 for a constant.</summary>
    internal readonly ulong Id;

    /// <summary>The number of its statement.</summary>
    internal int Number => (int)(uint)Id;

    /// <summary>Whether it stands on no tape: its derivatives are 0.</summary>
    public bool IsConstant => Id == 0;

    /// <inheritdoc/>
    public static Variable<T> Constant(double value) => new(T.Constant(value), 0);

    /// <inheritdoc/>
    public static Variable<T> Apply<TRule>(TRule rule, Variable<T> x) where TRule : struct, IUnaryRule
    {
        var y = T.Apply(rule, x.Value);
        return x.Id == 0 ? new(y, 0) : Recorder<T>.Record(y, x, rule.Partial(x.Value, y));
    }

    /// <inheritdoc/>
    public static Variable<T> Apply<TRule>(TRule rule, Variable<T> x, Variable<T> y) where TRule : struct, IBinaryRule
    {
        var (a, b) = (x.Value, y.Value);
        var z = T.Apply(rule, a, b);
        if (y.Id == 0)
            return x.Id == 0 ? new(z, 0) : Recorder<T>.Record(z, x, rule.PartialX(a, b, z));
        var py = rule.PartialY(a, b, z);
        return x.Id == 0 ? Recorder<T>.Record(z, y, py) : Recorder<T>.Record(z, x, rule.PartialX(a, b, z), y, py);
    }

    /// <inheritdoc/>
    /// <remarks>Two statements, of which the first has no value of its own: w ≈ (∂x·h + ∂y·k) + ∂z·l.</remarks>
    public static Variable<T> Apply<TRule>(TRule rule, Variable<T> x, Variable<T> y, Variable<T> z) where TRule : struct, ITernaryRule
    {
        var (a, b, c) = (x.Value, y.Value, z.Value);
        var w = T.Apply(rule, a, b, c);
        if ((x.Id | y.Id | z.Id) == 0)
            return new(w, 0);
        var first = Recorder<T>.Record(w, x, rule.PartialX(a, b, c, w), y, rule.PartialY(a, b, c, w));
        return Recorder<T>.Record(w, first, T.Constant(1), z, rule.PartialZ(a, b, c, w));
    }

    /// <inheritdoc/>
    public static Variable<T> WhereLess(Variable<T> a, Variable<T> b, Variable<T> then, Variable<T> otherwise) =>
        T.ToDouble(a.Value) < T.ToDouble(b.Value) ? then : otherwise;

    /// <inheritdoc/>
    public static Variable<T> WhereEqual(Variable<T> a, Variable<T> b, Variable<T> then, Variable<T> otherwise) =>
        T.ToDouble(a.Value) == T.ToDouble(b.Value) ? then : otherwise;

    /// <inheritdoc/>
    public static Variable<T> Scale(Variable<T> partial, Variable<T> tangent) =>
        Recorder<T>.Record(T.Scale(partial.Value, tangent.Value), partial, tangent.Value, tangent, partial.Value);

    /// <inheritdoc/>
    public static double ToDouble(Variable<T> x) => T.ToDouble(x.Value);

    /// <inheritdoc/>
    public static void Call(IExternalFunction f, ReadOnlySpan<Variable<T>> x, Span<Variable<T>> y) => ExternalCalls.Record(f, x, y);

    /// <summary>Whether the values are the same and came about by the same statement.</summary>
    public bool Equals(Variable<T> other) => Id == other.Id && Value.Equals(other.Value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Variable<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Value, Id);

    /// <summary>The order of the values.</summary>
    public int CompareTo(Variable<T> other) => ToDouble(this).CompareTo(ToDouble(other));

    /// <summary>The value.</summary>
    public override string ToString() => ToString(null, CultureInfo.InvariantCulture);

    /// <inheritdoc cref="ToString()"/>
    public string ToString(string? format, IFormatProvider? formatProvider) => Value.ToString(format, formatProvider);

    // Inlined, though in a function of some forty operations the compiler stops: a call stores what is in registers, its return address and
    // its frame, and the stores of a recording are what it costs.

    /// <summary>x + y</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Variable<T> operator +(Variable<T> x, Variable<T> y) =>
        Recorder<T>.Record(x.value + y.value, x, T.Constant(1), y, T.Constant(1));

    /// <summary>x − y</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Variable<T> operator -(Variable<T> x, Variable<T> y) =>
        Recorder<T>.Record(x.value - y.value, x, T.Constant(1), y, T.Constant(-1));

    /// <summary>x · y</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Variable<T> operator *(Variable<T> x, Variable<T> y) => Recorder<T>.Record(x.value * y.value, x, y.value, y, x.value);

    /// <summary>x ÷ y</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Variable<T> operator /(Variable<T> x, Variable<T> y)
    {
        var z = x.value / y.value;
        return Recorder<T>.Record(z, x, T.Constant(1) / y.value, y, -z / y.value);
    }

    /// <summary>−x</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Variable<T> operator -(Variable<T> x) => Recorder<T>.Record(-x.value, x, T.Constant(-1));

    /// <summary>A number is a constant.</summary>
    public static implicit operator Variable<T>(double value) => Constant(value);

    /// <summary>A number of the level below is a constant: it does not move with the inputs of this tape.</summary>
    public static implicit operator Variable<T>(T value) => new(value, 0);
}
