using Aresta.Functions;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Learning.Training;

/// <summary>A number that says how good predictions are: a mean over the examples of a batch.</summary>
/// <param name="prediction">What the model gives, [examples, …].</param>
/// <param name="target">What it should give, [examples, …].</param>
public delegate Value Metric(Value prediction, Value target);

/// <summary>Common metrics. Any function of a prediction and a target is one as well.</summary>
public static class Metrics
{
    /// <summary>How many examples have the greatest number at the place of their class: predictions [examples, …, classes].</summary>
    public static Metric Accuracy { get; } = (prediction, target) =>
        Value.WhereEqual(prediction.ArgMax(-1), target.ConvertTo(DType.Int64), 1.0, 0.0).Mean();

    /// <summary>Mean of |prediction − target|.</summary>
    public static Metric MeanAbsoluteError { get; } = (prediction, target) => RegressionLosses.L1(prediction, target);
}
