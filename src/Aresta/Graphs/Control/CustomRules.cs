using Aresta.Primitives;

namespace Aresta.Graphs;

/// <summary>
/// The rules of custom functions. A pullback takes the arguments, the results and the cotangents of the results, and gives a cotangent for
/// each argument; a pushforward takes the arguments, the results and the tangents of the arguments, and gives a tangent for each result.
/// Each is of the type of what it belongs to; null is zero, and what holds no floating numbers has none.
/// </summary>
public static class CustomRules
{
    extension(CustomFunction<Func<Value, Value>> function)
    {
        /// <summary>ȳ ↦ x̄ at (x, y): <c>(x, y, c) => c * y</c> for the exponential.</summary>
        /// <param name="pullback">From x, y and ȳ to x̄. It must be linear in ȳ unless a pushforward is given too.</param>
        public CustomFunction<Func<Value, Value>> WithPullback(Func<Value, Value, Value, Value?> pullback) =>
            function.With(function.Definition with { Pullback = (x, y, c) => [pullback(x[0], y[0], c[0])] });

        /// <summary>ẋ ↦ ẏ at (x, y): <c>(x, y, t) => y * t</c> for the exponential.</summary>
        /// <param name="pushforward">From x, y and ẋ to ẏ. It must be linear in ẋ unless a pullback is given too.</param>
        public CustomFunction<Func<Value, Value>> WithPushforward(Func<Value, Value, Value, Value?> pushforward) =>
            function.With(function.Definition with { Pushforward = (x, y, t) => [pushforward(x[0], y[0], t[0])] });
    }

    extension(CustomFunction<Func<Value, Value, Value>> function)
    {
        /// <summary>ȳ ↦ (x̄₀, x̄₁) at (x₀, x₁, y): <c>(a, b, y, c) => (c * b, c * a)</c> for the product.</summary>
        /// <param name="pullback">From both arguments, y and ȳ. It must be linear in ȳ unless a pushforward is given too.</param>
        public CustomFunction<Func<Value, Value, Value>> WithPullback(
            Func<Value, Value, Value, Value, (Value? X0, Value? X1)> pullback) => function.With(function.Definition with
            {
                Pullback = (x, y, c) => pullback(x[0], x[1], y[0], c[0]) is var (c0, c1) ? [c0, c1] : [],
            });

        /// <summary>(ẋ₀, ẋ₁) ↦ ẏ at (x₀, x₁, y): <c>(a, b, y, s, t) => b * s + a * t</c> for the product.</summary>
        /// <param name="pushforward">
        /// From both arguments, y and both tangents. It must be linear in these unless a pullback is given too.
        /// </param>
        public CustomFunction<Func<Value, Value, Value>> WithPushforward(
            Func<Value, Value, Value, Value, Value, Value?> pushforward) => function.With(function.Definition with
            {
                Pushforward = (x, y, t) => [pushforward(x[0], x[1], y[0], t[0], t[1])],
            });
    }

    extension(CustomFunction<Func<Value, Value, Value, Value>> function)
    {
        /// <summary>ȳ ↦ (x̄₀, x̄₁, x̄₂) at (x₀, x₁, x₂, y).</summary>
        /// <param name="pullback">From the three arguments, y and ȳ. It must be linear in ȳ unless a pushforward is given too.</param>
        public CustomFunction<Func<Value, Value, Value, Value>> WithPullback(
            Func<Value, Value, Value, Value, Value, (Value? X0, Value? X1, Value? X2)> pullback) => function.With(function.Definition with
            {
                Pullback = (x, y, c) => pullback(x[0], x[1], x[2], y[0], c[0]) is var (c0, c1, c2) ? [c0, c1, c2] : [],
            });

        /// <summary>(ẋ₀, ẋ₁, ẋ₂) ↦ ẏ at (x₀, x₁, x₂, y).</summary>
        /// <param name="pushforward">
        /// From the three arguments, y and the three tangents. It must be linear in these unless a pullback is given too.
        /// </param>
        public CustomFunction<Func<Value, Value, Value, Value>> WithPushforward(
            Func<Value, Value, Value, Value, Value, Value, Value, Value?> pushforward) => function.With(function.Definition with
            {
                Pushforward = (x, y, t) => [pushforward(x[0], x[1], x[2], y[0], t[0], t[1], t[2])],
            });
    }

    extension(CustomFunction<Func<Value[], Value[]>> function)
    {
        /// <summary>From arguments, results and cotangents of the results to a cotangent for each argument.</summary>
        /// <param name="pullback">It must be linear in the cotangents unless a pushforward is given too.</param>
        public CustomFunction<Func<Value[], Value[]>> WithPullback(Func<Value[], Value[], Value[], Value?[]> pullback) =>
            function.With(function.Definition with { Pullback = (x, y, c) => pullback(x, y, c) });

        /// <summary>From arguments, results and tangents of the arguments to a tangent for each result.</summary>
        /// <param name="pushforward">It must be linear in the tangents unless a pullback is given too.</param>
        public CustomFunction<Func<Value[], Value[]>> WithPushforward(Func<Value[], Value[], Value[], Value?[]> pushforward) =>
            function.With(function.Definition with { Pushforward = (x, y, t) => pushforward(x, y, t) });
    }
}
