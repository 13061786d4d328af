using Aresta.Numerics.Rules;
using Aresta.Numerics.Special;

namespace Aresta.Numerics.Rules
{
    /// <summary>sech(x + h) ≈ y − y·tanh x·h, where y = 1/cosh x</summary>
    public readonly struct Sech : IUnaryRule
    {
        public static string Name => "sech";

        public double Value(double x)
        {
            var e = Math.Exp(-Math.Abs(x));
            return 2 * e / (1 + e * e);
        }

        public T Partial<T>(T x, T y) where T : IElementary<T> => -y * Elementary.Tanh(x);
    }

    /// <summary>csch(x + h) ≈ y − y·coth x·h, where y = 1/sinh x</summary>
    public readonly struct Csch : IUnaryRule
    {
        public static string Name => "csch";

        public double Value(double x)
        {
            if (Math.Abs(x) < 2)
                return 1 / Math.Sinh(x);
            var e = Math.Exp(-Math.Abs(x));
            return Math.CopySign(2 * e / (1 - e * e), x);
        }

        public T Partial<T>(T x, T y) where T : IElementary<T> => -y * Elementary.Coth(x);
    }

    /// <summary>coth(x + h) ≈ y − h/sinh²x, where y = 1/tanh x</summary>
    public readonly struct Coth : IUnaryRule
    {
        public static string Name => "coth";
        public double Value(double x) => 1 / Math.Tanh(x);
        public T Partial<T>(T x, T y) where T : IElementary<T> => -Elementary.Square(Elementary.Csch(x));
    }

    /// <summary>asech(x + h) ≈ y − h/(x·√(1 − x²))</summary>
    /// <remarks>Taken as asinh(√(1 − x²)/x), since acosh(1/x) loses digits near x = 1.</remarks>
    public readonly struct Asech : IUnaryRule
    {
        public static string Name => "asech";
        public double Value(double x) => x < 0 ? double.NaN : Math.Asinh(Math.Sqrt((1 - x) * (1 + x)) / x);
        public T Partial<T>(T x, T y) where T : IElementary<T> =>
            -Elementary.Rsqrt((T.Constant(1) - x) * (T.Constant(1) + x)) / x;
    }

    /// <summary>acsch(x + h) ≈ y − h/(|x|·√(1 + x²))</summary>
    public readonly struct Acsch : IUnaryRule
    {
        public static string Name => "acsch";
        public double Value(double x) => Math.Asinh(1 / x);
        public T Partial<T>(T x, T y) where T : IElementary<T> =>
            T.Constant(-1) / Elementary.Hypot(x, T.Constant(1)) / Elementary.Abs(x);
    }

    /// <summary>acoth(x + h) ≈ y + h/((1 − x)(1 + x))</summary>
    /// <remarks>Taken as log(1 + 2/(x − 1))/2, since atanh(1/x) loses digits near x = 1.</remarks>
    public readonly struct Acoth : IUnaryRule
    {
        public static string Name => "acoth";
        public double Value(double x) => Math.CopySign(0.5 * ExponentialFunctions.Log1p(2 / (Math.Abs(x) - 1)), x);
        public T Partial<T>(T x, T y) where T : IElementary<T> => T.Constant(1) / ((T.Constant(1) - x) * (T.Constant(1) + x));
    }
}

namespace Aresta.Numerics
{
    public static partial class Elementary
    {
        /// <summary>1/cosh x</summary>
        public static T Sech<T>(T x) where T : IElementary<T> => T.Apply(new Sech(), x);

        /// <summary>1/sinh x</summary>
        public static T Csch<T>(T x) where T : IElementary<T> => T.Apply(new Csch(), x);

        /// <summary>1/tanh x</summary>
        public static T Coth<T>(T x) where T : IElementary<T> => T.Apply(new Coth(), x);

        /// <summary>The y ≥ 0 whose hyperbolic secant is x, for 0 ≤ x ≤ 1.</summary>
        public static T Asech<T>(T x) where T : IElementary<T> => T.Apply(new Asech(), x);

        /// <summary>The y whose hyperbolic cosecant is x.</summary>
        public static T Acsch<T>(T x) where T : IElementary<T> => T.Apply(new Acsch(), x);

        /// <summary>The y whose hyperbolic cotangent is x, for |x| ≥ 1.</summary>
        public static T Acoth<T>(T x) where T : IElementary<T> => T.Apply(new Acoth(), x);
    }
}
