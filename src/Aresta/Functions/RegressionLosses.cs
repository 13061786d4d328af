using Aresta.Primitives;
using static Aresta.Numerics.Elementary;

namespace Aresta.Functions;

/// <summary>Losses between a predicted and a true number, element by element; the two broadcast against each other.</summary>
public static class RegressionLosses
{
    /// <summary>(prediction − target)²</summary>
    /// <param name="prediction">The predictions.</param>
    /// <param name="target">The true values.</param>
    /// <param name="reduction">What is done with the losses of the elements.</param>
    public static Value MeanSquaredError(Value prediction, Value target, Reduction reduction = Reduction.Mean) =>
        Square(prediction - target).Reduced(reduction);

    /// <summary>|prediction − target|; where they are equal the derivative is 0.</summary>
    /// <param name="prediction">The predictions.</param>
    /// <param name="target">The true values.</param>
    /// <param name="reduction">What is done with the losses of the elements.</param>
    public static Value L1(Value prediction, Value target, Reduction reduction = Reduction.Mean) =>
        Abs(prediction - target).Reduced(reduction);

    /// <summary>d²/(2β) where |d| &lt; β, else |d| − β/2, with d = prediction − target.</summary>
    /// <param name="prediction">The predictions.</param>
    /// <param name="target">The true values.</param>
    /// <param name="beta">β ≥ 0, where parabola and lines join; 0 makes it <see cref="L1"/>.</param>
    /// <param name="reduction">What is done with the losses of the elements.</param>
    public static Value SmoothL1(Value prediction, Value target, double beta = 1, Reduction reduction = Reduction.Mean)
    {
        var d = prediction - target;
        return (beta == 0 ? Abs(d) : Value.Where(Abs(d) < beta, Square(d) / (2 * beta), Abs(d) - beta / 2)).Reduced(reduction);
    }

    /// <summary>d²/2 where |d| ≤ δ, else δ·(|d| − δ/2), with d = prediction − target (Huber 1964).</summary>
    /// <param name="prediction">The predictions.</param>
    /// <param name="target">The true values.</param>
    /// <param name="delta">δ &gt; 0, where parabola and lines join.</param>
    /// <param name="reduction">What is done with the losses of the elements.</param>
    public static Value Huber(Value prediction, Value target, double delta = 1, Reduction reduction = Reduction.Mean)
    {
        var d = prediction - target;
        return Value.Where(Abs(d) <= delta, Square(d) / 2, delta * (Abs(d) - delta / 2)).Reduced(reduction);
    }

    /// <summary>The negative log-likelihood of Poisson counts, without the term log(target!) unless <paramref name="full"/>.</summary>
    /// <param name="prediction">log λ, or λ itself where <paramref name="logInput"/> is false.</param>
    /// <param name="target">The counts.</param>
    /// <param name="logInput">Whether the prediction is log λ: e^p − t·p; otherwise p − t·log(p + ε).</param>
    /// <param name="full">Whether Stirling's t·log t − t + log(2πt)/2 is added where t &gt; 1.</param>
    /// <param name="epsilon">ε, which keeps the logarithm of λ = 0 finite.</param>
    /// <param name="reduction">What is done with the losses of the elements.</param>
    public static Value PoissonNegativeLogLikelihood(
        Value prediction, Value target, bool logInput = true, bool full = false, double epsilon = 1e-8,
        Reduction reduction = Reduction.Mean)
    {
        target = target.Settled(prediction.DType);
        var loss = logInput ? Exp(prediction) - target * prediction : prediction - target * Log(prediction + epsilon);
        return (full
            ? loss + Value.Where(target > 1, target * Log(target) - target + 0.5 * Log(2 * Math.PI * target), 0)
            : loss).Reduced(reduction);
    }

    /// <summary>The negative log-likelihood of a normal number, (log v + (prediction − target)²/v)/2, where v = max(variance, ε).</summary>
    /// <param name="prediction">The predicted mean.</param>
    /// <param name="target">The true values.</param>
    /// <param name="variance">The predicted variance, broadcast against the others.</param>
    /// <param name="full">Whether log(2π)/2 is added.</param>
    /// <param name="epsilon">ε, the least variance. Where it stands in, no derivative flows to the variance.</param>
    /// <param name="reduction">What is done with the losses of the elements.</param>
    public static Value GaussianNegativeLogLikelihood(
        Value prediction, Value target, Value variance, bool full = false, double epsilon = 1e-6, Reduction reduction = Reduction.Mean)
    {
        var v = Value.Where(variance < epsilon, epsilon, variance);
        var loss = 0.5 * (Log(v) + Square(prediction - target) / v);
        return (full ? loss + 0.5 * Math.Log(2 * Math.PI) : loss).Reduced(reduction);
    }
}
