using Aresta.Numerics.Rules;

namespace Aresta.Numerics.Rules
{
    /// <summary>tanh(x + h) ≈ y + (1 − y²)·h</summary>
    public readonly struct Tanh : IUnaryRule
    {
        /// <inheritdoc/>
        public static string Name => "tanh";

        /// <inheritdoc/>
        public double Value(double x) => Math.Tanh(x);

        /// <inheritdoc/>
        public T Partial<T>(T x, T y) where T : IElementary<T> => T.Constant(1) - y * y;
    }
}

namespace Aresta.Numerics
{
    public static partial class Elementary
    {
        /// <summary>The hyperbolic tangent.</summary>
        public static T Tanh<T>(T x) where T : IElementary<T> => T.Apply(new Tanh(), x);
    }
}
