using System.Runtime.CompilerServices;
using Aresta.Functions;
using Aresta.Primitives;
using Aresta.Tensors;
using static Aresta.Numerics.Elementary;

namespace Aresta.Graphs;

/// <summary>
/// Functions that leave values as they are and change what flows back through them. They are custom functions whose rules differ from their
/// derivatives on purpose, so checks of gradients pass them by.
/// </summary>
/// <remarks>
/// Forward mode sees a change that is linear in the cotangent, as its transposition, and passes by one that is not: clipping is no
/// derivative. Where a value is used several times, what is changed is the sum of what comes back from all uses.
/// </remarks>
public static class GradientHooks
{
    extension(Value x)
    {
        /// <summary>y = x, x̄ = change(ȳ).</summary>
        /// <param name="change">From the cotangent of x to another one; it may use values around it, and look at x.</param>
        /// <param name="name">What errors, reports and drawings call it.</param>
        /// <param name="file">The caller's file; the compiler fills it in.</param>
        /// <param name="line">The caller's line; the compiler fills it in.</param>
        /// <exception cref="GraphException">x is no floating number, or the change is of another type.</exception>
        public Value OnCotangent(
            Func<Value, Value> change, string name = "on_cotangent", [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        {
            ArgumentNullException.ThrowIfNull(change);
            return Hook(x, change, name, file, line);
        }

        /// <summary>y = x, x̄ = min(max(ȳ, low), high), element by element.</summary>
        /// <param name="low">The least element that goes back.</param>
        /// <param name="high">The greatest.</param>
        /// <exception cref="GraphException">x is no floating number.</exception>
        public Value ClipGradient(Value low, Value high) => Hook(x, c => Clamp(c, low, high), "clip_gradient");

        /// <summary>y = x, x̄ = ȳ·min(1, limit/‖ȳ‖₂), the norm being that of all elements.</summary>
        /// <param name="limit">The greatest norm that goes back, above 0.</param>
        /// <exception cref="GraphException">x is no floating number.</exception>
        public Value ClipGradientNorm(Value limit) => Hook(x, c => c * (limit / Max(c.Norm(), limit)), "clip_gradient_norm");

        /// <summary>y = x, x̄ = −scale·ȳ: what follows learns to do well, what comes before to make it do badly.</summary>
        /// <param name="scale">By how much.</param>
        /// <exception cref="GraphException">x is no floating number.</exception>
        public Value ReverseGradient(Value scale) => Hook(x, c => -(scale * c), "reverse_gradient");

        /// <summary>y = x, x̄ = −ȳ.</summary>
        /// <exception cref="GraphException">x is no floating number.</exception>
        public Value ReverseGradient() => Hook(x, c => -c, "reverse_gradient");

        /// <summary>
        /// y = function(x), ẏ = ẋ, x̄ = ȳ: the straight-through estimator, for functions that are flat, such as rounding, or through which
        /// one learns as if they were not there (Bengio, Léonard and Courville 2013).
        /// </summary>
        /// <param name="function">The function; its value has the type of x.</param>
        /// <param name="text">The function as written; the compiler fills it in.</param>
        /// <param name="file">The caller's file; the compiler fills it in.</param>
        /// <param name="line">The caller's line; the compiler fills it in.</param>
        /// <exception cref="GraphException">x is no floating number, or the value of the function is of another type.</exception>
        public Value StraightThrough(
            Func<Value, Value> function, [CallerArgumentExpression(nameof(function))] string text = "",
            [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
            Flow.Custom(function, "straight_through", text, file, line).WithPullback((_, _, c) => c).Deliberately().Function(x);
    }

    private static Value Hook(Value x, Func<Value, Value> change, string name, string file = "", int line = 0)
    {
        if (!x.DType.IsFloating)
        {
            throw new GraphException($"{name}({x}): no derivative flows through it, for it holds no floating numbers.");
        }

        var hook = Flow.Custom(v => v, name, "x => x", file, line).WithPullback((_, _, c) => change(c)).Deliberately();
        return hook.With(hook.Definition with { PassesTangents = true }).Function(x);
    }
}
