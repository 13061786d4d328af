using Aresta.Primitives;
using static Aresta.Numerics.Elementary;

namespace Aresta.Functions;

/// <summary>
/// Activations made of straight pieces, element by element. One convention holds for all of them: at a kink the derivative is that of the
/// flatter piece (0 where one is flat). NaN stays NaN.
/// </summary>
public static class Rectifiers
{
    extension(Value x)
    {
        /// <summary>x where x &gt; 0, else 0. Derivative at 0: 0.</summary>
        public Value Relu() => Value.Where(x <= 0, 0, x);

        /// <summary>relu held at 6: x between 0 and 6. Derivative at 0 and 6: 0.</summary>
        public Value Relu6() => x.HardTanh(0, 6);

        /// <summary>x where x &gt; 0, else slope·x. Derivative at 0: the slope.</summary>
        /// <param name="slope">The slope for negative x.</param>
        public Value LeakyRelu(double slope = 0.01) => Value.Where(x > 0, x, slope * x);

        /// <summary>Leaky relu with learned slopes. Derivative at 0: the slope for x, 0 for the slope.</summary>
        /// <param name="slope">A scalar, or [C]: a slope for each channel, where axis 1 of x (axis 0 of a vector) has length C.</param>
        /// <exception cref="GraphException">There are neither one (a scalar) nor C slopes.</exception>
        public Value Prelu(Value slope) => Value.Where(x > 0, x, Channels.Align(slope, x) * x);

        /// <summary>x held between two bounds. Derivative at a bound: 0 (that of <c>Clamp</c> is 1).</summary>
        /// <param name="low">The lower bound.</param>
        /// <param name="high">The upper bound, which prevails where it is the lower one.</param>
        public Value HardTanh(double low = -1, double high = 1) =>
            Value.Where(x <= low, Math.Min(low, high), Value.Where(x >= high, high, x));

        /// <summary>(x + 3)/6 held between 0 and 1. Derivative at ±3: 0.</summary>
        public Value HardSigmoid() => (x + 3).HardTanh(0, 6) / 6;

        /// <summary>x·hardSigmoid(x). Derivative at −3: 0, at 3: 1.</summary>
        public Value HardSwish() => x * x.HardSigmoid();

        /// <summary>x where |x| &gt; λ, else 0. Derivative at ±λ: 0.</summary>
        /// <param name="lambda">λ, half the width of the dead zone; a negative one leaves x as it is.</param>
        public Value HardShrink(double lambda = 0.5) => Value.Where(Abs(x) <= lambda, 0, x);

        /// <summary>x moved toward 0 by λ, and 0 where |x| ≤ λ: the proximal map of λ·|x|. Derivative at ±λ: 0.</summary>
        /// <param name="lambda">λ ≥ 0.</param>
        public Value SoftShrink(double lambda = 0.5) => Value.Where(Abs(x) <= lambda, 0, x - lambda * Sign(x));

        /// <summary>x where x &gt; threshold, else <paramref name="value"/>. Derivative at the threshold: 0.</summary>
        /// <param name="threshold">Below and at it x is replaced.</param>
        /// <param name="value">By what it is replaced.</param>
        public Value Threshold(double threshold, double value) => Value.Where(x <= threshold, value, x);
    }
}
