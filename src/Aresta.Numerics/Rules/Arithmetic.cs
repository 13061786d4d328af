namespace Aresta.Numerics.Rules;

/// <summary>(x + h) + (y + k) ≈ z + h + k</summary>
public readonly struct Add : IIntegerBinaryRule
{
    /// <inheritdoc/>
    public static string Name => "add";

    /// <inheritdoc/>
    public double Value(double x, double y) => x + y;

    /// <inheritdoc/>
    public long Value(long x, long y) => x + y;

    /// <inheritdoc/>
    public T PartialX<T>(T x, T y, T z) where T : IElementary<T> => T.Constant(1);

    /// <inheritdoc/>
    public T PartialY<T>(T x, T y, T z) where T : IElementary<T> => T.Constant(1);
}

/// <summary>(x + h) − (y + k) ≈ z + h − k</summary>
public readonly struct Subtract : IIntegerBinaryRule
{
    /// <inheritdoc/>
    public static string Name => "subtract";

    /// <inheritdoc/>
    public double Value(double x, double y) => x - y;

    /// <inheritdoc/>
    public long Value(long x, long y) => x - y;

    /// <inheritdoc/>
    public T PartialX<T>(T x, T y, T z) where T : IElementary<T> => T.Constant(1);

    /// <inheritdoc/>
    public T PartialY<T>(T x, T y, T z) where T : IElementary<T> => T.Constant(-1);
}

/// <summary>(x + h)(y + k) ≈ z + y·h + x·k</summary>
public readonly struct Multiply : IIntegerBinaryRule
{
    /// <inheritdoc/>
    public static string Name => "multiply";

    /// <inheritdoc/>
    public double Value(double x, double y) => x * y;

    /// <inheritdoc/>
    public long Value(long x, long y) => x * y;

    /// <inheritdoc/>
    public T PartialX<T>(T x, T y, T z) where T : IElementary<T> => y;

    /// <inheritdoc/>
    public T PartialY<T>(T x, T y, T z) where T : IElementary<T> => x;
}

/// <summary>(x + h)/(y + k) ≈ z + h/y − z·k/y</summary>
public readonly struct Divide : IBinaryRule
{
    /// <inheritdoc/>
    public static string Name => "divide";

    /// <inheritdoc/>
    public double Value(double x, double y) => x / y;

    /// <inheritdoc/>
    public T PartialX<T>(T x, T y, T z) where T : IElementary<T> => T.Constant(1) / y;

    /// <inheritdoc/>
    public T PartialY<T>(T x, T y, T z) where T : IElementary<T> => -z / y;
}

/// <summary>−(x + h) ≈ y − h</summary>
public readonly struct Negate : IIntegerUnaryRule
{
    /// <inheritdoc/>
    public static string Name => "negate";

    /// <inheritdoc/>
    public double Value(double x) => -x;

    /// <inheritdoc/>
    public long Value(long x) => -x;

    /// <inheritdoc/>
    public T Partial<T>(T x, T y) where T : IElementary<T> => T.Constant(-1);
}
