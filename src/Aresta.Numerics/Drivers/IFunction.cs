using Aresta.Numerics.Framework;

namespace Aresta.Numerics;

/// <summary>A function of your own, Rⁿ → R, written once for every type of number.</summary>
/// <example><code>
/// readonly struct Rosenbrock : IFunction
/// {
///     public T Value&lt;T&gt;(ReadOnlySpan&lt;T&gt; x) where T : IFrameworkNumber&lt;T&gt; =&gt;
///         Square(1 - x[0]) + 100 * Square(x[1] - Square(x[0]));
/// }
/// </code></example>
public interface IFunction
{
    /// <summary>f(x)</summary>
    T Value<T>(ReadOnlySpan<T> x) where T : IFrameworkNumber<T>;
}

/// <summary>A function of your own, Rⁿ → Rᵐ, written once for every type of number.</summary>
public interface IVectorFunction
{
    /// <summary>Writes f(x) to <paramref name="y"/>.</summary>
    void Values<T>(ReadOnlySpan<T> x, Span<T> y) where T : IFrameworkNumber<T>;
}
