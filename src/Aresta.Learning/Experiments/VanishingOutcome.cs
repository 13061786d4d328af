using Aresta.Learning.Diagnostics;

namespace Aresta.Learning.Experiments;

/// <summary>What came of a training on the adding problem.</summary>
/// <param name="Error">
/// The mean squared error on other sequences; <see cref="AddingProblem.Guessing"/> is that of a constant answer.
/// </param>
/// <param name="Before">The gradient before training.</param>
/// <param name="After">The gradient after it.</param>
public sealed record VanishingOutcome(double Error, FlowReport Before, FlowReport After)
{
    /// <summary>
    /// Which part of the gradient of the last state is left at the first step before training: of all that is carried, the most.
    /// </summary>
    public double Left => Before.Layers.Where(layer => layer.IsCarried).Max(layer => layer.Steps[0].Norm)
        / Before.Layers.Single(layer => layer.Name == "0").Norm;
}
