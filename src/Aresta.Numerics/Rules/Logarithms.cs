using Aresta.Numerics.Rules;
using Aresta.Numerics.Special;

namespace Aresta.Numerics.Rules
{
    /// <summary>log(x + h) ≈ y + h/x</summary>
    public readonly struct Log : IUnaryRule
    {
        public static string Name => "log";
        public double Value(double x) => Math.Log(x);
        public T Partial<T>(T x, T y) where T : IElementary<T> => T.Constant(1) / x;
    }

    /// <summary>log₂(x + h) ≈ y + h/(x·ln 2)</summary>
    public readonly struct Log2 : IUnaryRule
    {
        public static string Name => "log2";
        public double Value(double x) => Math.Log2(x);
        public T Partial<T>(T x, T y) where T : IElementary<T> => T.Constant(Constants.InverseLn2) / x;
    }

    /// <summary>log₁₀(x + h) ≈ y + h/(x·ln 10)</summary>
    public readonly struct Log10 : IUnaryRule
    {
        public static string Name => "log10";
        public double Value(double x) => Math.Log10(x);
        public T Partial<T>(T x, T y) where T : IElementary<T> => T.Constant(Constants.InverseLn10) / x;
    }

    /// <summary>log1p(x + h) ≈ y + h/(1 + x), where y = log(1 + x)</summary>
    public readonly struct Log1p : IUnaryRule
    {
        public static string Name => "log1p";
        public double Value(double x) => ExponentialFunctions.Log1p(x);
        public T Partial<T>(T x, T y) where T : IElementary<T> => T.Constant(1) / (T.Constant(1) + x);
    }

    /// <summary>(x + h)·log(y + k) ≈ z + log y·h + (x/y)·k, and 0 where x = 0</summary>
    public readonly struct Xlogy : IBinaryRule
    {
        public static string Name => "xlogy";
        public double Value(double x, double y) => x == 0 && !double.IsNaN(y) ? 0 : x * Math.Log(y);
        public T PartialX<T>(T x, T y, T z) where T : IElementary<T> => Elementary.Log(y);
        public T PartialY<T>(T x, T y, T z) where T : IElementary<T> => T.Scale(T.Constant(1) / y, x);
    }

    /// <summary>(x + h)·log(1 + y + k) ≈ z + log(1 + y)·h + x/(1 + y)·k, and 0 where x = 0</summary>
    public readonly struct Xlog1py : IBinaryRule
    {
        public static string Name => "xlog1py";
        public double Value(double x, double y) => x == 0 && !double.IsNaN(y) ? 0 : x * ExponentialFunctions.Log1p(y);
        public T PartialX<T>(T x, T y, T z) where T : IElementary<T> => Elementary.Log1p(y);
        public T PartialY<T>(T x, T y, T z) where T : IElementary<T> => T.Scale(T.Constant(1) / (T.Constant(1) + y), x);
    }

    /// <summary>log(exp(x + h) + exp(y + k)) ≈ z + σ(x − y)·h + σ(y − x)·k, where σ is the logistic function</summary>
    public readonly struct LogAddExp : IBinaryRule
    {
        public static string Name => "logaddexp";

        public double Value(double x, double y) =>
            x == y ? x + Constants.Ln2 : Math.Max(x, y) + ExponentialFunctions.Log1p(Math.Exp(-Math.Abs(x - y)));

        public T PartialX<T>(T x, T y, T z) where T : IElementary<T> => Elementary.Sigmoid(Difference(x, y));
        public T PartialY<T>(T x, T y, T z) where T : IElementary<T> => Elementary.Sigmoid(Difference(y, x));

        /// <summary>x − y, but 0 for two equal infinities: the difference is NaN there alone (d ≠ d) without either being NaN.</summary>
        private static T Difference<T>(T x, T y) where T : IElementary<T>
        {
            var d = x - y;
            return T.WhereEqual(d, d, d, T.WhereEqual(x, y, T.Constant(0), d));
        }
    }
}

namespace Aresta.Numerics
{
    public static partial class Elementary
    {
        /// <summary>The natural logarithm.</summary>
        public static T Log<T>(T x) where T : IElementary<T> => T.Apply(new Log(), x);

        /// <summary>The binary logarithm.</summary>
        public static T Log2<T>(T x) where T : IElementary<T> => T.Apply(new Log2(), x);

        /// <summary>The decimal logarithm.</summary>
        public static T Log10<T>(T x) where T : IElementary<T> => T.Apply(new Log10(), x);

        /// <summary>log(1 + x), accurate near 0.</summary>
        public static T Log1p<T>(T x) where T : IElementary<T> => T.Apply(new Log1p(), x);

        /// <summary>x·log y, and 0 where x = 0.</summary>
        public static T Xlogy<T>(T x, T y) where T : IElementary<T> => T.Apply(new Xlogy(), x, y);

        /// <summary>x·log(1 + y), and 0 where x = 0.</summary>
        public static T Xlog1py<T>(T x, T y) where T : IElementary<T> => T.Apply(new Xlog1py(), x, y);

        /// <summary>log(eˣ + eʸ) without overflow.</summary>
        public static T LogAddExp<T>(T x, T y) where T : IElementary<T> => T.Apply(new LogAddExp(), x, y);
    }
}
