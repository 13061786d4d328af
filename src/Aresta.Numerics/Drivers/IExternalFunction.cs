namespace Aresta.Numerics;

/// <summary>
/// A function Rⁿ → Rᵐ whose values come from elsewhere (a graph, a library), with its derivatives, which are such functions again. Called
/// by <see cref="IReal{T}.Call"/> it takes part in code on dual numbers, on variables of tapes, and on all their nestings.
/// </summary>
public interface IExternalFunction
{
    /// <summary>How many numbers it takes.</summary>
    int InputCount { get; }

    /// <summary>How many it gives.</summary>
    int OutputCount { get; }

    /// <summary>Writes f(x).</summary>
    void Values(ReadOnlySpan<double> x, Span<double> y);

    /// <summary>(x, ẋ) ↦ J·ẋ, where J is the Jacobian at x.</summary>
    IExternalFunction Pushforward { get; }

    /// <summary>(x, ȳ) ↦ Jᵀ·ȳ.</summary>
    IExternalFunction Pullback { get; }
}
