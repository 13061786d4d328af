using Aresta.Functions;

namespace Aresta.Learning.Losses;

/// <summary>Common losses. Any function of a prediction and a target is one as well.</summary>
public static class CommonLosses
{
    /// <summary>Mean of (prediction − target)².</summary>
    public static Loss MeanSquared { get; } = (prediction, target) => RegressionLosses.MeanSquaredError(prediction, target);

    /// <summary>Mean of |prediction − target|.</summary>
    public static Loss Absolute { get; } = (prediction, target) => RegressionLosses.L1(prediction, target);

    /// <summary>−log softmax(prediction)[target]: predictions [examples, classes, …] not yet normalized, targets class numbers.</summary>
    public static Loss CrossEntropy { get; } = (prediction, target) => ClassificationLosses.CrossEntropy(prediction, target);
}
