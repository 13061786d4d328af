namespace Aresta.Numerics;

/// <summary>An entry of the rule table: a scalar function, stated once.</summary>
public interface IRule
{
    /// <summary>The name by which graphs, expressions and errors call the function; lower case, as in <c>"log1p"</c>.</summary>
    static abstract string Name { get; }
}

/// <summary>A function of one argument and its derivative.</summary>
public interface IUnaryRule : IRule
{
    /// <summary>The value in double precision. A float32 value is this one rounded.</summary>
    double Value(double x);

    /// <summary>∂f/∂x at <paramref name="x"/>, where <paramref name="y"/> = f(x) may be used.</summary>
    T Partial<T>(T x, T y) where T : IElementary<T>;
}

/// <summary>A function of two arguments and its partial derivatives.</summary>
public interface IBinaryRule : IRule
{
    /// <summary>The value in double precision. A float32 value is this one rounded (exact for + − × ÷).</summary>
    double Value(double x, double y);

    /// <summary>∂f/∂x, where <paramref name="z"/> = f(x, y) may be used.</summary>
    T PartialX<T>(T x, T y, T z) where T : IElementary<T>;

    /// <summary>∂f/∂y, where <paramref name="z"/> = f(x, y) may be used.</summary>
    T PartialY<T>(T x, T y, T z) where T : IElementary<T>;
}

/// <summary>A function of three arguments and its partial derivatives.</summary>
public interface ITernaryRule : IRule
{
    /// <summary>The value in double precision. A float32 value is this one rounded.</summary>
    double Value(double x, double y, double z);

    /// <summary>∂f/∂x, where <paramref name="w"/> = f(x, y, z) may be used.</summary>
    T PartialX<T>(T x, T y, T z, T w) where T : IElementary<T>;

    /// <summary>∂f/∂y, where <paramref name="w"/> = f(x, y, z) may be used.</summary>
    T PartialY<T>(T x, T y, T z, T w) where T : IElementary<T>;

    /// <summary>∂f/∂z, where <paramref name="w"/> = f(x, y, z) may be used.</summary>
    T PartialZ<T>(T x, T y, T z, T w) where T : IElementary<T>;
}

/// <summary>A member of a family of functions told apart by an integer, such as polygamma(n, ·) or the n-th power.</summary>
public interface IOrderedRule : IUnaryRule
{
    /// <summary>Which member of the family this is.</summary>
    int Order { get; }
}

/// <summary>A family of functions told apart by an integer.</summary>
/// <typeparam name="TSelf">The rule itself.</typeparam>
public interface IOrderedRule<TSelf> : IOrderedRule where TSelf : struct, IOrderedRule<TSelf>
{
    /// <summary>The member of the family with the given order.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The family has no such member.</exception>
    static abstract TSelf WithOrder(int order);
}

/// <summary>A comparison or test of numbers: flat, its derivative is zero wherever it has one.</summary>
public interface IComparisonRule : IRule
{
    /// <summary>Whether it holds between two IEEE numbers.</summary>
    bool Holds(double x, double y);

    /// <summary>Whether it holds between two integers.</summary>
    bool Holds(long x, long y);
}

/// <summary>A unary rule that also has a meaning on integers (results wrap around in 32 bits for int32).</summary>
public interface IIntegerUnaryRule : IUnaryRule
{
    /// <summary>The value on integers.</summary>
    long Value(long x);
}

/// <summary>A binary rule that also has a meaning on integers (results wrap around in 32 bits for int32).</summary>
public interface IIntegerBinaryRule : IBinaryRule
{
    /// <summary>The value on integers.</summary>
    /// <exception cref="DivideByZeroException">A division or remainder by zero.</exception>
    long Value(long x, long y);
}

/// <summary>A ternary rule that also has a meaning on integers.</summary>
public interface IIntegerTernaryRule : ITernaryRule
{
    /// <summary>The value on integers.</summary>
    long Value(long x, long y, long z);
}
