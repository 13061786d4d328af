using Aresta.Primitives;
using Aresta.Tensors;
using static Aresta.Numerics.Elementary;

namespace Aresta.Functions;

/// <summary>Losses between predicted probabilities, given as logits, logarithms or themselves, and true classes or distributions.</summary>
public static class ClassificationLosses
{
    /// <summary>
    /// The cross-entropy −Σ_c t_c·w_c·log softmax(logits)_c between true classes or distributions t and softmax(logits).
    /// </summary>
    /// <param name="logits">Any numbers; the classes lie along <paramref name="axis"/>.</param>
    /// <param name="target">
    /// Either classes: integers, of the shape of the logits without the axis. An element whose class is <paramref name="ignoreIndex"/> or
    /// none of 0 … C − 1 costs nothing and has weight 0. Or distributions: probabilities, of the shape of the logits.
    /// </param>
    /// <param name="axis">The axis of the classes (torch has 1, or 0 of a vector).</param>
    /// <param name="weights">A weight w for each class, [C]; 1 unless given.</param>
    /// <param name="ignoreIndex">The class that does not count; only for classes.</param>
    /// <param name="labelSmoothing">ε in [0, 1]: the target becomes (1 − ε)·t + ε/C.</param>
    /// <param name="reduction">
    /// What is done with the losses; the mean of classes is Σlosses/Σ(weights of the true classes), that of distributions Σlosses/count.
    /// </param>
    /// <exception cref="GraphException">The shapes do not fit.</exception>
    public static Value CrossEntropy(
        Value logits, Value target, int axis = -1, Value? weights = null, int ignoreIndex = -100, double labelSmoothing = 0,
        Reduction reduction = Reduction.Mean)
    {
        axis = logits.Axis(axis);
        var log = logits.LogSoftmax(axis);
        if (target.DType.IsFloating)
        {
            var smoothed = labelSmoothing == 0 ? target : (1 - labelSmoothing) * target + labelSmoothing / logits.Shape[axis];
            var weighted = weights is { } w ? Along(w, axis, logits) * smoothed : smoothed;

            // A class of probability 0 costs 0, even one whose logarithm is −∞.
            return (-Value.Scale(log, weighted).Sum([axis])).Reduced(reduction);
        }

        if (labelSmoothing == 0)
        {
            return NegativeLogLikelihood(log, target, axis, weights, ignoreIndex, reduction);
        }

        var chosen = Choose(log, target, axis, ignoreIndex);
        var weight = Weight(chosen, weights, axis, log);
        var kept = weights is null ? weight : Weight(chosen, null, axis, log);
        var smooth = (weights is { } v ? Along(v, axis, log) * log : log).Sum([axis]);
        var loss = -(1 - labelSmoothing) * Value.Scale(Pick(chosen, log, axis), weight)
            - labelSmoothing / logits.Shape[axis] * Value.Scale(smooth, kept);
        return loss.Reduced(reduction, weight);
    }

    /// <summary>−w_t·logProbabilities_t of the true class t.</summary>
    /// <param name="logProbabilities">Logarithms of probabilities; the classes lie along <paramref name="axis"/>.</param>
    /// <param name="target">
    /// The true classes, integers, of the shape of the logarithms without the axis. An element whose class is
    /// <paramref name="ignoreIndex"/> or none of 0 … C − 1 costs nothing and has weight 0.
    /// </param>
    /// <param name="axis">The axis of the classes (torch has 1, or 0 of a vector).</param>
    /// <param name="weights">A weight w for each class, [C]; 1 unless given.</param>
    /// <param name="ignoreIndex">The class that does not count.</param>
    /// <param name="reduction">What is done with the losses; the mean is Σlosses/Σ(weights of the true classes).</param>
    /// <exception cref="GraphException">The shapes do not fit.</exception>
    public static Value NegativeLogLikelihood(
        Value logProbabilities, Value target, int axis = -1, Value? weights = null, int ignoreIndex = -100,
        Reduction reduction = Reduction.Mean)
    {
        axis = logProbabilities.Axis(axis);
        var chosen = Choose(logProbabilities, target, axis, ignoreIndex);
        var picked = Pick(chosen, logProbabilities, axis);
        if (weights is null && reduction != Reduction.Mean)
        {
            return (-picked).Reduced(reduction);
        }

        var weight = Weight(chosen, weights, axis, logProbabilities);
        return (weights is null ? -picked : -Value.Scale(picked, weight)).Reduced(reduction, weight);
    }

    /// <summary>−w·(t·log p + (1 − t)·log(1 − p)), where 0·log 0 is 0.</summary>
    /// <param name="probability">p in [0, 1]. The logarithms are not clamped: a true class of probability 0 costs ∞.</param>
    /// <param name="target">t in [0, 1].</param>
    /// <param name="weight">w, broadcast against the others; 1 unless given.</param>
    /// <param name="reduction">What is done with the losses of the elements; the weights do not enter the count of the mean.</param>
    public static Value BinaryCrossEntropy(
        Value probability, Value target, Value? weight = null, Reduction reduction = Reduction.Mean) =>
        Weighted(-(Xlogy(target, probability) + Xlog1py(1 - target, -probability)), weight).Reduced(reduction);

    /// <summary>−w·(v·t·log σ(x) + (1 − t)·log σ(−x)), the binary cross-entropy of σ(x), accurate for large |x|.</summary>
    /// <param name="logit">x, any number.</param>
    /// <param name="target">t in [0, 1].</param>
    /// <param name="weight">w, broadcast against the others; 1 unless given.</param>
    /// <param name="positiveWeight">v, the weight of the positive answers, broadcast against the others; 1 unless given.</param>
    /// <param name="reduction">What is done with the losses of the elements; the weights do not enter the count of the mean.</param>
    public static Value BinaryCrossEntropyWithLogits(
        Value logit, Value target, Value? weight = null, Value? positiveWeight = null, Reduction reduction = Reduction.Mean)
    {
        var positive = positiveWeight is { } v ? v * target : target;

        // −log σ(x) = softplus(−x); an answer of weight 0 costs 0, even where the logit is infinite.
        var loss = Value.Scale(Softplus(-logit), positive) + Value.Scale(Softplus(logit), 1 - target);
        return Weighted(loss, weight).Reduced(reduction);
    }

    /// <summary>t·(log t − q) element by element, the terms of the Kullback–Leibler divergence of e^q from t; 0·log 0 is 0.</summary>
    /// <param name="logProbability">q, the logarithm of the predicted probability.</param>
    /// <param name="target">t, the true probability, or its logarithm where <paramref name="logTarget"/>.</param>
    /// <param name="logTarget">Whether the target is log t.</param>
    /// <param name="reduction">What is done with the terms. The divergence itself is their sum over the classes.</param>
    public static Value KullbackLeibler(
        Value logProbability, Value target, bool logTarget = false, Reduction reduction = Reduction.Mean) =>
        (logTarget
            ? Value.Scale(target - logProbability, Exp(target))
            : Xlogy(target, target) - Value.Scale(logProbability, target)).Reduced(reduction);

    private static Value Weighted(Value loss, Value? weight) => weight is { } w ? w * loss : loss;

    private static Value Along(Value weights, int axis, Value x) => weights.Rank == 1 && weights.Shape[0] == x.Shape[axis]
        ? Value.Reshape(weights, [weights.Shape[0], .. Enumerable.Repeat(1, x.Rank - axis - 1)])
        : throw new GraphException($"{weights} does not give one weight for each class (axis {axis}) of {x}.");

    // Which class of each element is the true one, bool, of the shape of x.
    private static Value Choose(Value x, Value target, int axis, int ignoreIndex)
    {
        if (!target.DType.IsInteger || target.Shape != x.Shape.Without([axis]))
        {
            throw new GraphException(
                $"The classes of {x} along axis {axis} are integers of shape {x.Shape.Without([axis])}, but were given {target}.");
        }

        return Lookups.Mask(target, x.Shape[axis], axis, ignoreIndex);
    }

    private static Value Pick(Value chosen, Value x, int axis) => Value.Where(chosen, x, 0).Sum([axis]);

    private static Value Weight(Value chosen, Value? weights, int axis, Value x) =>
        Pick(chosen, weights is { } w ? Along(w, axis, x).BroadcastTo(x.Shape) : Value.Filled(x.Type, 1), axis);
}
