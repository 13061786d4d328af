using Aresta.Numerics.Rules;

namespace Aresta.Numerics.Rules
{
    /// <summary>sinh(x + h) ≈ y + cosh x·h</summary>
    public readonly struct Sinh : IUnaryRule
    {
        public static string Name => "sinh";
        public double Value(double x) => Math.Sinh(x);
        public T Partial<T>(T x, T y) where T : IElementary<T> => Elementary.Cosh(x);
    }

    /// <summary>cosh(x + h) ≈ y + sinh x·h</summary>
    public readonly struct Cosh : IUnaryRule
    {
        public static string Name => "cosh";
        public double Value(double x) => Math.Cosh(x);
        public T Partial<T>(T x, T y) where T : IElementary<T> => Elementary.Sinh(x);
    }

    /// <summary>tanh(x + h) ≈ y + h/cosh²x</summary>
    /// <remarks>
    /// Equal to 1 − y², which however is 0 to working precision for |x| &gt; 19 (in float32 for |x| &gt; 9). Divided twice, since cosh²x
    /// overflows long before cosh x.
    /// </remarks>
    public readonly struct Tanh : IUnaryRule
    {
        public static string Name => "tanh";
        public double Value(double x) => Math.Tanh(x);

        public T Partial<T>(T x, T y) where T : IElementary<T>
        {
            var cosh = Elementary.Cosh(x);
            return T.Constant(1) / cosh / cosh;
        }
    }

    /// <summary>asinh(x + h) ≈ y + h/√(1 + x²)</summary>
    public readonly struct Asinh : IUnaryRule
    {
        public static string Name => "asinh";
        public double Value(double x) => Math.Asinh(x);
        public T Partial<T>(T x, T y) where T : IElementary<T> => T.Constant(1) / Elementary.Hypot(x, T.Constant(1));
    }

    /// <summary>acosh(x + h) ≈ y + h/(√(x − 1)·√(x + 1))</summary>
    public readonly struct Acosh : IUnaryRule
    {
        public static string Name => "acosh";
        public double Value(double x) => Math.Acosh(x);
        public T Partial<T>(T x, T y) where T : IElementary<T> =>
            Elementary.Rsqrt(x - T.Constant(1)) * Elementary.Rsqrt(x + T.Constant(1));
    }

    /// <summary>atanh(x + h) ≈ y + h/((1 − x)(1 + x))</summary>
    public readonly struct Atanh : IUnaryRule
    {
        public static string Name => "atanh";
        public double Value(double x) => Math.Atanh(x);
        public T Partial<T>(T x, T y) where T : IElementary<T> => T.Constant(1) / ((T.Constant(1) - x) * (T.Constant(1) + x));
    }
}

namespace Aresta.Numerics
{
    public static partial class Elementary
    {
        /// <summary>The hyperbolic sine.</summary>
        public static T Sinh<T>(T x) where T : IElementary<T> => T.Apply(new Sinh(), x);

        /// <summary>The hyperbolic cosine.</summary>
        public static T Cosh<T>(T x) where T : IElementary<T> => T.Apply(new Cosh(), x);

        /// <summary>The hyperbolic tangent.</summary>
        public static T Tanh<T>(T x) where T : IElementary<T> => T.Apply(new Tanh(), x);

        /// <summary>The inverse hyperbolic sine.</summary>
        public static T Asinh<T>(T x) where T : IElementary<T> => T.Apply(new Asinh(), x);

        /// <summary>The inverse hyperbolic cosine, for x ≥ 1.</summary>
        public static T Acosh<T>(T x) where T : IElementary<T> => T.Apply(new Acosh(), x);

        /// <summary>The inverse hyperbolic tangent, for |x| ≤ 1.</summary>
        public static T Atanh<T>(T x) where T : IElementary<T> => T.Apply(new Atanh(), x);
    }
}
