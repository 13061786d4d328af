using Aresta.Functions;
using Aresta.Primitives;

namespace Aresta.Learning.Losses;

/// <summary>Common losses. Any function of a prediction and a target is one as well.</summary>
public static class CommonLosses
{
    /// <summary>Mean of (prediction − target)².</summary>
    public static Loss MeanSquared { get; } = (prediction, target) => RegressionLosses.MeanSquaredError(prediction, target);

    /// <summary>Mean of |prediction − target|.</summary>
    public static Loss Absolute { get; } = (prediction, target) => RegressionLosses.L1(prediction, target);

    /// <summary>Mean of d²/2 where |d| ≤ 1, else |d| − ½, with d = prediction − target (Huber 1964).</summary>
    public static Loss Huber { get; } = (prediction, target) => RegressionLosses.Huber(prediction, target);

    /// <summary>−log softmax(prediction)[target]: predictions […, classes] not yet normalized, targets […] class numbers.</summary>
    public static Loss CrossEntropy { get; } = (prediction, target) => ClassificationLosses.CrossEntropy(prediction, target);

    /// <summary>
    /// Mean of −t·log σ(x) − (1 − t)·log σ(−x) for predictions x not yet squashed and targets t from 0 to 1, as
    /// t·softplus(−x) + (1 − t)·softplus(x), which neither overflows nor loses digits.
    /// </summary>
    public static Loss BinaryCrossEntropy { get; } = (prediction, target) =>
        ClassificationLosses.BinaryCrossEntropyWithLogits(prediction, target.ConvertTo(prediction.DType));

    /// <summary>
    /// Σ t·(log t − log softmax(prediction)) over the last axis, the mean over the rest (Kullback and Leibler 1951): predictions not yet
    /// normalized, targets distributions, where 0·log 0 is 0.
    /// </summary>
    public static Loss KullbackLeibler { get; } = (prediction, target) =>
        ClassificationLosses.KullbackLeibler(prediction.LogSoftmax(-1), target, reduction: Reduction.None).Sum([-1]).Mean();

    /// <summary>1 − x·y/(‖x‖·‖y‖) for prediction x and target y along the last axis, the mean over the rest.</summary>
    public static Loss Cosine { get; } = (prediction, target) => (1 - Distances.CosineSimilarity(prediction, target, axis: -1)).Mean();

    /// <summary>
    /// <see cref="SequenceLosses.ConnectionistTemporal"/>: predictions [examples, steps, classes], class 0 the blank, targets
    /// [examples, longest], labels from 1 and zeros behind them.
    /// </summary>
    public static Loss ConnectionistTemporal { get; } = (prediction, target) => SequenceLosses.ConnectionistTemporal(prediction, target);

    /// <summary>All of them by name: mean-squared, absolute, huber, cross-entropy, binary, kl, cosine, ctc.</summary>
    public static IReadOnlyDictionary<string, Loss> ByName { get; } = new OrderedDictionary<string, Loss>
    {
        ["mean-squared"] = MeanSquared,
        ["absolute"] = Absolute,
        ["huber"] = Huber,
        ["cross-entropy"] = CrossEntropy,
        ["binary"] = BinaryCrossEntropy,
        ["kl"] = KullbackLeibler,
        ["cosine"] = Cosine,
        ["ctc"] = ConnectionistTemporal,
    };
}
