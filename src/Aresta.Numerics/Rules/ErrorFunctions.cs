using Aresta.Numerics.Rules;
using Aresta.Numerics.Special;

namespace Aresta.Numerics.Rules
{
    /// <summary>erf(x + h) ≈ y + (2/√π)·exp(−x²)·h</summary>
    public readonly struct Erf : IUnaryRule
    {
        public static string Name => "erf";
        public double Value(double x) => ErrorFunctions.Erf(x);
        public T Partial<T>(T x, T y) where T : IElementary<T> => T.Constant(Constants.TwoOverSqrtPi) * Elementary.Gaussian(x);
    }

    /// <summary>erfc(x + h) ≈ y − (2/√π)·exp(−x²)·h, where y = 1 − erf x</summary>
    public readonly struct Erfc : IUnaryRule
    {
        public static string Name => "erfc";
        public double Value(double x) => ErrorFunctions.Erfc(x);
        public T Partial<T>(T x, T y) where T : IElementary<T> => T.Constant(-Constants.TwoOverSqrtPi) * Elementary.Gaussian(x);
    }

    /// <summary>erfcx(x + h) ≈ y + (2x·y − 2/√π)·h, where y = exp(x²)·erfc x</summary>
    public readonly struct Erfcx : IUnaryRule
    {
        public static string Name => "erfcx";
        public double Value(double x) => ErrorFunctions.Erfcx(x);
        public T Partial<T>(T x, T y) where T : IElementary<T> =>
            T.Scale(T.Constant(2) * x, y) - T.Constant(Constants.TwoOverSqrtPi);
    }

    /// <summary>erfinv(x + h) ≈ y + (√π/2)·exp(y²)·h</summary>
    /// <remarks>
    /// exp(y²) is taken as erfcx(y)/(1 − x), which near x = 1 does not depend on the last digit of y; for negative x both change sign.
    /// </remarks>
    public readonly struct Erfinv : IUnaryRule
    {
        public static string Name => "erfinv";
        public double Value(double x) => ErrorFunctions.Erfinv(x);

        public T Partial<T>(T x, T y) where T : IElementary<T>
        {
            var sign = T.WhereLess(x, T.Constant(0), T.Constant(-1), T.Constant(1));
            var q = T.Constant(1) - sign * x;
            return T.WhereEqual(q, T.Constant(0), T.Constant(double.PositiveInfinity),
                T.Constant(Constants.HalfSqrtPi) * Elementary.Erfcx(sign * y) / q);
        }
    }

    /// <summary>erfcinv(x + h) ≈ y − (√π/2)·exp(y²)·h</summary>
    /// <remarks>exp(y²) is taken as erfcx(y)/x for x ≤ 1, and as erfcx(−y)/(2 − x) beyond.</remarks>
    public readonly struct Erfcinv : IUnaryRule
    {
        public static string Name => "erfcinv";
        public double Value(double x) => ErrorFunctions.Erfcinv(x);

        public T Partial<T>(T x, T y) where T : IElementary<T>
        {
            var q = T.WhereLess(T.Constant(1), x, T.Constant(2) - x, x);
            return T.WhereEqual(q, T.Constant(0), T.Constant(double.NegativeInfinity),
                T.Constant(-Constants.HalfSqrtPi) * Elementary.Erfcx(T.WhereLess(T.Constant(1), x, -y, y)) / q);
        }
    }
}

namespace Aresta.Numerics
{
    public static partial class Elementary
    {
        /// <summary>The error function (2/√π)·∫₀ˣ exp(−t²) dt.</summary>
        public static T Erf<T>(T x) where T : IElementary<T> => T.Apply(new Erf(), x);

        /// <summary>1 − erf x, accurate for large x.</summary>
        public static T Erfc<T>(T x) where T : IElementary<T> => T.Apply(new Erfc(), x);

        /// <summary>exp(x²)·erfc x, which does not underflow.</summary>
        public static T Erfcx<T>(T x) where T : IElementary<T> => T.Apply(new Erfcx(), x);

        /// <summary>The inverse of <see cref="Erf"/>, for |x| ≤ 1.</summary>
        public static T Erfinv<T>(T x) where T : IElementary<T> => T.Apply(new Erfinv(), x);

        /// <summary>The inverse of <see cref="Erfc"/>, for 0 ≤ x ≤ 2.</summary>
        public static T Erfcinv<T>(T x) where T : IElementary<T> => T.Apply(new Erfcinv(), x);
    }
}
