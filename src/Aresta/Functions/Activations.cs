using Aresta.Numerics;
using Aresta.Primitives;
using static Aresta.Numerics.Elementary;

namespace Aresta.Functions;

/// <summary>
/// Smooth activations, element by element. <c>Sigmoid</c>, <c>LogSigmoid</c>, <c>Softplus</c> and <c>Tanh</c> themselves stand in
/// the rule table: <see cref="Elementary"/>.
/// </summary>
public static class Activations
{
    // Klambauer, Unterthiner, Mayr, Hochreiter, "Self-normalizing neural networks" (2017), equation 14.
    private const double SeluAlpha = 1.6732632423543772848170429916717;
    private const double SeluScale = 1.0507009873554804934193349852946;

    extension(Value x)
    {
        /// <summary>x where x &gt; 0, else α·(eˣ − 1) (Clevert et al. 2015). At 0 the slope is that of the left piece, α.</summary>
        /// <param name="alpha">α, minus the limit at −∞.</param>
        public Value Elu(double alpha = 1) => Value.Where(x > 0, x, alpha * Expm1(x));

        /// <summary>λ·elu(x, α) with the α and λ that keep mean 0 and variance 1 (Klambauer et al. 2017). At 0 the slope is λ·α.</summary>
        public Value Selu() => SeluScale * x.Elu(SeluAlpha);

        /// <summary>x where x &gt; 0, else α·(e^(x/α) − 1) (Barron 2017): once differentiable everywhere.</summary>
        /// <param name="alpha">α, minus the limit at −∞; not 0.</param>
        public Value Celu(double alpha = 1) => Value.Where(x > 0, x, alpha * Expm1(x / alpha));

        /// <summary>x·Φ(x), Φ the distribution function of the standard normal (Hendrycks and Gimpel 2016).</summary>
        /// <remarks>Φ(x) = erfc(−x/√2)/2, which unlike 1 + erf keeps its digits in the left tail.</remarks>
        public Value Gelu() => x * (0.5 * Erfc(-Math.Sqrt(0.5) * x));

        /// <summary>The approximation x/2·(1 + tanh(√(2/π)·(x + 0.044715·x³))) of <c>Gelu</c>.</summary>
        /// <remarks>Computed as x·σ(2u), which is the same and does not cancel in the left tail.</remarks>
        public Value GeluTanh() => x * Sigmoid(2 * Math.Sqrt(2 / Math.PI) * (x + 0.044715 * Power(x, 3)));

        /// <summary>x·σ(x), also called swish.</summary>
        public Value Silu() => x * Sigmoid(x);

        /// <summary>x·tanh(log(1 + eˣ)) (Misra 2019).</summary>
        public Value Mish() => x * Tanh(Elementary.Softplus(x));

        /// <summary>log(1 + e^(βx))/β, and x itself where βx exceeds <paramref name="threshold"/>.</summary>
        /// <param name="beta">β: the larger, the nearer to relu.</param>
        /// <param name="threshold">
        /// Where to switch to x. The function overflows nowhere, so none is needed; other libraries use 20, an error of 2·10⁻⁹.
        /// </param>
        public Value Softplus(double beta = 1, double threshold = double.PositiveInfinity)
        {
            var scaled = beta * x;
            var smooth = Elementary.Softplus(scaled) / beta;
            return double.IsPositiveInfinity(threshold) ? smooth : Value.Where(scaled > threshold, x, smooth);
        }

        /// <summary>x/(1 + |x|).</summary>
        public Value Softsign() => x / (1 + Abs(x));

        /// <summary>x − tanh x.</summary>
        public Value TanhShrink() => x - Tanh(x);
    }
}
