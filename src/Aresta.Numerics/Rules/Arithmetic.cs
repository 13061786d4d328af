using Aresta.Numerics.Rules;

namespace Aresta.Numerics.Rules
{
    /// <summary>(x + h) + (y + k) ≈ z + h + k</summary>
    public readonly struct Add : IIntegerBinaryRule
    {
        public static string Name => "add";
        public double Value(double x, double y) => x + y;
        public long Value(long x, long y) => x + y;
        public T PartialX<T>(T x, T y, T z) where T : IElementary<T> => T.Constant(1);
        public T PartialY<T>(T x, T y, T z) where T : IElementary<T> => T.Constant(1);
    }

    /// <summary>(x + h) − (y + k) ≈ z + h − k</summary>
    public readonly struct Subtract : IIntegerBinaryRule
    {
        public static string Name => "subtract";
        public double Value(double x, double y) => x - y;
        public long Value(long x, long y) => x - y;
        public T PartialX<T>(T x, T y, T z) where T : IElementary<T> => T.Constant(1);
        public T PartialY<T>(T x, T y, T z) where T : IElementary<T> => T.Constant(-1);
    }

    /// <summary>(x + h)(y + k) ≈ z + y·h + x·k</summary>
    public readonly struct Multiply : IIntegerBinaryRule
    {
        public static string Name => "multiply";
        public double Value(double x, double y) => x * y;
        public long Value(long x, long y) => x * y;
        public T PartialX<T>(T x, T y, T z) where T : IElementary<T> => y;
        public T PartialY<T>(T x, T y, T z) where T : IElementary<T> => x;
    }

    /// <summary>(x + h)/(y + k) ≈ z + h/y − z·k/y</summary>
    public readonly struct Divide : IBinaryRule
    {
        public static string Name => "divide";
        public double Value(double x, double y) => x / y;
        public T PartialX<T>(T x, T y, T z) where T : IElementary<T> => T.Constant(1) / y;
        public T PartialY<T>(T x, T y, T z) where T : IElementary<T> => -z / y;
    }

    /// <summary>−(x + h) ≈ y − h</summary>
    public readonly struct Negate : IIntegerUnaryRule
    {
        public static string Name => "negate";
        public double Value(double x) => -x;
        public long Value(long x) => -x;
        public T Partial<T>(T x, T y) where T : IElementary<T> => T.Constant(-1);
    }

    /// <summary>1/(x + h) ≈ y − y²·h</summary>
    public readonly struct Reciprocal : IUnaryRule
    {
        public static string Name => "reciprocal";
        public double Value(double x) => 1 / x;
        public T Partial<T>(T x, T y) where T : IElementary<T> => -y * y;
    }

    /// <summary>(x + h)² ≈ y + 2x·h</summary>
    public readonly struct Square : IIntegerUnaryRule
    {
        public static string Name => "square";
        public double Value(double x) => x * x;
        public long Value(long x) => x * x;
        public T Partial<T>(T x, T y) where T : IElementary<T> => T.Constant(2) * x;
    }
}

namespace Aresta.Numerics
{
    public static partial class Elementary
    {
        /// <summary>1/x</summary>
        public static T Reciprocal<T>(T x) where T : IElementary<T> => T.Apply(new Reciprocal(), x);

        /// <summary>x²</summary>
        public static T Square<T>(T x) where T : IElementary<T> => T.Apply(new Square(), x);
    }
}
