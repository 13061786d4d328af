using Aresta.Numerics.Rules;
using Aresta.Numerics.Special;

namespace Aresta.Numerics.Rules
{
    /// <summary>σ(x + h) ≈ y + y·σ(−x)·h, where y = 1/(1 + e⁻ˣ)</summary>
    /// <remarks>Not y·(1 − y), which is 0 to working precision for large x.</remarks>
    public readonly struct Sigmoid : IUnaryRule
    {
        public static string Name => "sigmoid";

        public double Value(double x)
        {
            var e = Math.Exp(-Math.Abs(x));
            return (x < 0 ? e : 1) / (1 + e);
        }

        public T Partial<T>(T x, T y) where T : IElementary<T> => y * Elementary.Sigmoid(-x);
    }

    /// <summary>log σ(x + h) ≈ y + σ(−x)·h</summary>
    public readonly struct LogSigmoid : IUnaryRule
    {
        public static string Name => "log_sigmoid";
        public double Value(double x) => Math.Min(x, 0) - ExponentialFunctions.Log1p(Math.Exp(-Math.Abs(x)));
        public T Partial<T>(T x, T y) where T : IElementary<T> => Elementary.Sigmoid(-x);
    }

    /// <summary>softplus(x + h) ≈ y + σ(x)·h, where y = log(1 + eˣ)</summary>
    public readonly struct Softplus : IUnaryRule
    {
        public static string Name => "softplus";
        public double Value(double x) => Math.Max(x, 0) + ExponentialFunctions.Log1p(Math.Exp(-Math.Abs(x)));
        public T Partial<T>(T x, T y) where T : IElementary<T> => Elementary.Sigmoid(x);
    }

    /// <summary>logit(x + h) ≈ y + h/(x·(1 − x)), where y = log(x/(1 − x)), the inverse of the logistic function</summary>
    public readonly struct Logit : IUnaryRule
    {
        public static string Name => "logit";
        // Near 1/2, where the quotient is near 1: 2·artanh(2x − 1), of which 2x − 1 is exact.
        public double Value(double x) => x is > 0.25 and < 0.75 ? 2 * Math.Atanh(2 * x - 1) : Math.Log(x / (1 - x));
        public T Partial<T>(T x, T y) where T : IElementary<T> => T.Constant(1) / x / (T.Constant(1) - x);
    }
}

namespace Aresta.Numerics
{
    public static partial class Elementary
    {
        /// <summary>The logistic function 1/(1 + e⁻ˣ).</summary>
        public static T Sigmoid<T>(T x) where T : IElementary<T> => T.Apply(new Sigmoid(), x);

        /// <summary>The logarithm of the logistic function.</summary>
        public static T LogSigmoid<T>(T x) where T : IElementary<T> => T.Apply(new LogSigmoid(), x);

        /// <summary>log(1 + eˣ), the smooth max(x, 0).</summary>
        public static T Softplus<T>(T x) where T : IElementary<T> => T.Apply(new Softplus(), x);

        /// <summary>log(x/(1 − x)), the inverse of <see cref="Sigmoid"/>.</summary>
        public static T Logit<T>(T x) where T : IElementary<T> => T.Apply(new Logit(), x);
    }
}
