using Aresta.Numerics.Rules;
using Aresta.Numerics.Special;

namespace Aresta.Numerics.Rules
{
    /// <summary>lgamma(x + h) ≈ y + ψ(x)·h, where y = log |Γ(x)|</summary>
    public readonly struct Lgamma : IUnaryRule
    {
        public static string Name => "lgamma";
        public double Value(double x) => GammaFunctions.LogGamma(x);
        public T Partial<T>(T x, T y) where T : IElementary<T> => Elementary.Digamma(x);
    }

    /// <summary>ψ(x + h) ≈ y + ψ′(x)·h</summary>
    public readonly struct Digamma : IUnaryRule
    {
        public static string Name => "digamma";
        public double Value(double x) => GammaFunctions.Digamma(x);
        public T Partial<T>(T x, T y) where T : IElementary<T> => Elementary.Polygamma(1, x);
    }

    /// <summary>ψ⁽ⁿ⁾(x + h) ≈ y + ψ⁽ⁿ⁺¹⁾(x)·h; order 0 is digamma.</summary>
    /// <param name="Order">n ≥ 0</param>
    public readonly record struct Polygamma(int Order) : IOrderedRule<Polygamma>
    {
        public static string Name => "polygamma";

        public static Polygamma WithOrder(int order) =>
            order >= 0 ? new(order) : throw new ArgumentOutOfRangeException(nameof(order), order, "polygamma takes orders from 0 on.");

        public double Value(double x) => Order == 0 ? GammaFunctions.Digamma(x) : PolygammaFunction.Value(Order, x);
        public T Partial<T>(T x, T y) where T : IElementary<T> => T.Apply(new Polygamma(Order + 1), x);
    }
}

namespace Aresta.Numerics
{
    public static partial class Elementary
    {
        /// <summary>log |Γ(x)|</summary>
        public static T Lgamma<T>(T x) where T : IElementary<T> => T.Apply(new Lgamma(), x);

        /// <summary>ψ(x), the derivative of <see cref="Lgamma"/>.</summary>
        public static T Digamma<T>(T x) where T : IElementary<T> => T.Apply(new Digamma(), x);

        /// <summary>The n-th derivative of <see cref="Digamma"/>.</summary>
        public static T Polygamma<T>(int n, T x) where T : IElementary<T> => T.Apply(Rules.Polygamma.WithOrder(n), x);
    }
}
