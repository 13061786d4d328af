using Aresta.Numerics.Rules;
using Aresta.Numerics.Special;

namespace Aresta.Numerics.Rules
{
    /// <summary>exp(x + h) ≈ y + y·h</summary>
    public readonly struct Exp : IUnaryRule
    {
        public static string Name => "exp";
        public double Value(double x) => Math.Exp(x);
        public T Partial<T>(T x, T y) where T : IElementary<T> => y;
    }

    /// <summary>2^(x + h) ≈ y + y·ln 2·h</summary>
    public readonly struct Exp2 : IUnaryRule
    {
        public static string Name => "exp2";
        public double Value(double x) => Math.Pow(2, x);
        public T Partial<T>(T x, T y) where T : IElementary<T> => T.Constant(Constants.Ln2) * y;
    }

    /// <summary>10^(x + h) ≈ y + y·ln 10·h</summary>
    public readonly struct Exp10 : IUnaryRule
    {
        public static string Name => "exp10";
        public double Value(double x) => Math.Pow(10, x);
        public T Partial<T>(T x, T y) where T : IElementary<T> => T.Constant(Constants.Ln10) * y;
    }

    /// <summary>expm1(x + h) ≈ y + eˣ·h, where y = eˣ − 1</summary>
    /// <remarks>Not y + 1, which is 0 to working precision where eˣ is small.</remarks>
    public readonly struct Expm1 : IUnaryRule
    {
        public static string Name => "expm1";
        public double Value(double x) => ExponentialFunctions.Expm1(x);
        public T Partial<T>(T x, T y) where T : IElementary<T> => Elementary.Exp(x);
    }

    /// <summary>exp(−(x + h)²) ≈ y − 2x·y·h</summary>
    /// <remarks>A rule of its own because exp(−x·x) loses the digits that rounding x² costs; the error functions are built on it.</remarks>
    public readonly struct Gaussian : IUnaryRule
    {
        public static string Name => "gaussian";
        public double Value(double x) => ExponentialFunctions.Gaussian(x);
        public T Partial<T>(T x, T y) where T : IElementary<T> => T.Scale(T.Constant(-2) * x, y);
    }
}

namespace Aresta.Numerics
{
    public static partial class Elementary
    {
        /// <summary>eˣ</summary>
        public static T Exp<T>(T x) where T : IElementary<T> => T.Apply(new Exp(), x);

        /// <summary>2ˣ</summary>
        public static T Exp2<T>(T x) where T : IElementary<T> => T.Apply(new Exp2(), x);

        /// <summary>10ˣ</summary>
        public static T Exp10<T>(T x) where T : IElementary<T> => T.Apply(new Exp10(), x);

        /// <summary>eˣ − 1, accurate near 0.</summary>
        public static T Expm1<T>(T x) where T : IElementary<T> => T.Apply(new Expm1(), x);

        /// <summary>e^(−x²), accurate in the tails.</summary>
        public static T Gaussian<T>(T x) where T : IElementary<T> => T.Apply(new Gaussian(), x);
    }
}
