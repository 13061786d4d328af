namespace Aresta.Numerics.Series;

/// <summary>A rule as an object, since the lines of a program are of many rules. Two are equal that are one rule of one order.</summary>
/// <typeparam name="T">The number type of the coefficients.</typeparam>
internal abstract class SymbolicRule<T> where T : IReal<T>
{
    /// <summary>How many arguments it takes; those beyond are not looked at.</summary>
    public abstract int Arity { get; }

    /// <summary>The function itself.</summary>
    public abstract T Value(T x, T y, T z);

    /// <summary>The partial by one argument, written as lines; <paramref name="w"/> is the value.</summary>
    public abstract Symbol<T> Partial(int argument, Symbol<T> x, Symbol<T> y, Symbol<T> z, Symbol<T> w);
}

/// <summary>A rule of one argument.</summary>
internal sealed class SymbolicUnary<T, TRule>(TRule rule) : SymbolicRule<T> where T : IReal<T> where TRule : struct, IUnaryRule
{
    private readonly int order = rule is IOrderedRule ordered ? ordered.Order : 0;

    public override int Arity => 1;

    public override T Value(T x, T y, T z) => T.Apply(rule, x);

    public override Symbol<T> Partial(int argument, Symbol<T> x, Symbol<T> y, Symbol<T> z, Symbol<T> w) => rule.Partial(x, w);

    public override bool Equals(object? obj) => obj is SymbolicUnary<T, TRule> other && order == other.order;

    public override int GetHashCode() => HashCode.Combine(TRule.Name, order);
}

/// <summary>A rule of two arguments.</summary>
internal sealed class SymbolicBinary<T, TRule>(TRule rule) : SymbolicRule<T> where T : IReal<T> where TRule : struct, IBinaryRule
{
    public override int Arity => 2;

    public override T Value(T x, T y, T z) => T.Apply(rule, x, y);

    public override Symbol<T> Partial(int argument, Symbol<T> x, Symbol<T> y, Symbol<T> z, Symbol<T> w) =>
        argument == 0 ? rule.PartialX(x, y, w) : rule.PartialY(x, y, w);

    public override bool Equals(object? obj) => obj is SymbolicBinary<T, TRule>;

    public override int GetHashCode() => TRule.Name.GetHashCode(StringComparison.Ordinal);
}

/// <summary>A rule of three arguments.</summary>
internal sealed class SymbolicTernary<T, TRule>(TRule rule) : SymbolicRule<T> where T : IReal<T> where TRule : struct, ITernaryRule
{
    public override int Arity => 3;

    public override T Value(T x, T y, T z) => T.Apply(rule, x, y, z);

    public override Symbol<T> Partial(int argument, Symbol<T> x, Symbol<T> y, Symbol<T> z, Symbol<T> w) => argument switch
    {
        0 => rule.PartialX(x, y, z, w),
        1 => rule.PartialY(x, y, z, w),
        _ => rule.PartialZ(x, y, z, w),
    };

    public override bool Equals(object? obj) => obj is SymbolicTernary<T, TRule>;

    public override int GetHashCode() => TRule.Name.GetHashCode(StringComparison.Ordinal);
}
