using Aresta.Primitives;

namespace Aresta.Learning.Losses;

/// <summary>How far predictions are from their targets: a scalar, the mean over the examples of a batch.</summary>
/// <param name="prediction">What the model gives, [examples, …].</param>
/// <param name="target">What it should give, [examples, …].</param>
public delegate Value Loss(Value prediction, Value target);
