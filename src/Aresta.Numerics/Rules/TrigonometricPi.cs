using Aresta.Numerics.Rules;
using Aresta.Numerics.Special;

namespace Aresta.Numerics.Rules
{
    /// <summary>sin π(x + h) ≈ y + π·cos πx·h</summary>
    public readonly struct SinPi : IUnaryRule
    {
        public static string Name => "sinpi";
        public double Value(double x) => TrigonometricPi.Sin(x);
        public T Partial<T>(T x, T y) where T : IElementary<T> => T.Constant(Math.PI) * Elementary.CosPi(x);
    }

    /// <summary>cos π(x + h) ≈ y − π·sin πx·h</summary>
    public readonly struct CosPi : IUnaryRule
    {
        public static string Name => "cospi";
        public double Value(double x) => TrigonometricPi.Cos(x);
        public T Partial<T>(T x, T y) where T : IElementary<T> => T.Constant(-Math.PI) * Elementary.SinPi(x);
    }

    /// <summary>tan π(x + h) ≈ y + π(1 + y²)·h</summary>
    public readonly struct TanPi : IUnaryRule
    {
        public static string Name => "tanpi";
        public double Value(double x) => TrigonometricPi.Sin(x) / TrigonometricPi.Cos(x);
        public T Partial<T>(T x, T y) where T : IElementary<T> => T.Constant(Math.PI) * (T.Constant(1) + y * y);
    }

    /// <summary>sinc(x + h) ≈ y + sinc′(x)·h, where y = sin πx/(πx), and 1 at 0</summary>
    public readonly struct Sinc : IUnaryRule
    {
        public static string Name => "sinc";
        public double Value(double x) => SincFunction.Value(0, x);
        public T Partial<T>(T x, T y) where T : IElementary<T> => T.Apply(new SincDerivative(1), x);
    }

    /// <summary>sinc⁽ⁿ⁾(x + h) ≈ y + sinc⁽ⁿ⁺¹⁾(x)·h; order 0 is sinc itself.</summary>
    /// <remarks>A family of its own, because (cos πx − sinc x)/x and its derivatives cancel around 0.</remarks>
    /// <param name="Order">n ≥ 0</param>
    public readonly record struct SincDerivative(int Order) : IOrderedRule<SincDerivative>
    {
        public static string Name => "sinc_derivative";

        public static SincDerivative WithOrder(int order) => order >= 0
            ? new(order)
            : throw new ArgumentOutOfRangeException(nameof(order), order, "sinc_derivative takes orders from 0 on.");

        public double Value(double x) => SincFunction.Value(Order, x);
        public T Partial<T>(T x, T y) where T : IElementary<T> => T.Apply(new SincDerivative(Order + 1), x);
    }
}

namespace Aresta.Numerics
{
    public static partial class Elementary
    {
        /// <summary>sin πx, exactly 0 at integers.</summary>
        public static T SinPi<T>(T x) where T : IElementary<T> => T.Apply(new SinPi(), x);

        /// <summary>cos πx, exactly 0 at half-integers.</summary>
        public static T CosPi<T>(T x) where T : IElementary<T> => T.Apply(new CosPi(), x);

        /// <summary>tan πx</summary>
        public static T TanPi<T>(T x) where T : IElementary<T> => T.Apply(new TanPi(), x);

        /// <summary>sin πx/(πx), and 1 at 0.</summary>
        public static T Sinc<T>(T x) where T : IElementary<T> => T.Apply(new Sinc(), x);
    }
}
