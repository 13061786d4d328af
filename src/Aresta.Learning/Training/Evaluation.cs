namespace Aresta.Learning.Training;

/// <summary>How good a model is on examples that it is not trained on.</summary>
/// <param name="Loss">The mean loss.</param>
/// <param name="Metrics">The mean of each metric, in the order in which they were asked for.</param>
public sealed record Evaluation(double Loss, IReadOnlyList<double> Metrics);
