using System.Globalization;
using Aresta.Numerics.Rules;
using Aresta.Numerics.Special;

namespace Aresta.Numerics.Rules
{
    /// <summary>(x + h)^(y + k) ≈ z + y·x^(y−1)·h + z·log x·k</summary>
    /// <remarks>
    /// Both partials are products of which one factor may be infinite where the other is zero; there the product is 0, and stays bilinear,
    /// so that mixed second derivatives are right. They are taken with <see cref="IElementary{T}.Scale"/> for that reason.
    /// </remarks>
    public readonly struct Power : IBinaryRule
    {
        public static string Name => "power";
        public double Value(double x, double y) => Math.Pow(x, y);
        public T PartialX<T>(T x, T y, T z) where T : IElementary<T> => T.Scale(Elementary.Power(x, y - T.Constant(1)), y);
        public T PartialY<T>(T x, T y, T z) where T : IElementary<T> => T.Scale(Elementary.Log(x), z);
    }

    /// <summary>(x + h)ⁿ ≈ y + n·xⁿ⁻¹·h, for an integer n of any sign; x⁰ = 1 everywhere.</summary>
    /// <param name="Order">n</param>
    public readonly record struct IntegerPower(int Order) : IOrderedRule<IntegerPower>, IIntegerUnaryRule
    {
        /// <summary>The largest |n|: well inside the integers, so that every derivative of a power has its own power.</summary>
        public const int MaxOrder = 1 << 30;

        public static string Name => "integer_power";

        public static IntegerPower WithOrder(int order) => Math.Abs((long)order) <= MaxOrder
            ? new(order)
            : throw new ArgumentOutOfRangeException(nameof(order), order, "integer_power takes exponents from −2³⁰ to 2³⁰.");

        public double Value(double x) => Order switch { 1 => x, 2 => x * x, -1 => 1 / x, _ => Math.Pow(x, Order) };

        /// <summary>xⁿ on integers, by repeated squaring.</summary>
        /// <exception cref="ArgumentException">n is negative: the result would not be an integer.</exception>
        public long Value(long x)
        {
            if (Order < 0)
                throw new ArgumentException(
                    string.Create(CultureInfo.InvariantCulture, $"integer_power of integers takes no negative exponent, but n = {Order}."));
            var result = 1L;
            for (var n = Order; n > 0; n >>= 1, x *= x)
                if ((n & 1) != 0)
                    result *= x;
            return result;
        }

        public T Partial<T>(T x, T y) where T : IElementary<T> => Order switch
        {
            0 => T.Constant(0),
            1 => T.Constant(1),
            2 => T.Constant(2) * x,
            _ => T.Constant(Order) * T.Apply(new IntegerPower(Order - 1), x),
        };
    }

    /// <summary>√(x + h) ≈ y + h/(2y)</summary>
    /// <remarks>y + 0 turns the −0 that is √−0 into +0: the slope at either zero is +∞.</remarks>
    public readonly struct Sqrt : IUnaryRule
    {
        public static string Name => "sqrt";
        public double Value(double x) => Math.Sqrt(x);
        public T Partial<T>(T x, T y) where T : IElementary<T> => T.Constant(0.5) / (y + T.Constant(0));
    }

    /// <summary>∛(x + h) ≈ y + h/(3y²)</summary>
    public readonly struct Cbrt : IUnaryRule
    {
        public static string Name => "cbrt";
        public double Value(double x) => Roots.Cbrt(x);
        public T Partial<T>(T x, T y) where T : IElementary<T> => T.Constant(1) / (T.Constant(3) * y * y);
    }

    /// <summary>1/√(x + h) ≈ y − y/(2x)·h</summary>
    public readonly struct Rsqrt : IUnaryRule
    {
        public static string Name => "rsqrt";
        public double Value(double x) => 1 / Math.Sqrt(x);
        public T Partial<T>(T x, T y) where T : IElementary<T> => T.Constant(-0.5) * y / x;
    }
}

namespace Aresta.Numerics
{
    public static partial class Elementary
    {
        /// <summary>xʸ, for real y. For negative x it is real only where y is an integer.</summary>
        public static T Power<T>(T x, T y) where T : IElementary<T> => T.Apply(new Power(), x, y);

        /// <summary>xⁿ</summary>
        public static T Power<T>(T x, int n) where T : IElementary<T> => T.Apply(IntegerPower.WithOrder(n), x);

        /// <summary>The square root.</summary>
        public static T Sqrt<T>(T x) where T : IElementary<T> => T.Apply(new Sqrt(), x);

        /// <summary>The real cube root, of negative numbers too.</summary>
        public static T Cbrt<T>(T x) where T : IElementary<T> => T.Apply(new Cbrt(), x);

        /// <summary>1/√x</summary>
        public static T Rsqrt<T>(T x) where T : IElementary<T> => T.Apply(new Rsqrt(), x);
    }
}
