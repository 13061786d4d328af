using Aresta.Learning.Diagnostics;

namespace Aresta.Learning.Experiments;

/// <summary>What came of a training on the adding problem.</summary>
/// <param name="Error">
/// The mean squared error on other sequences; <see cref="AddingProblem.Guessing"/> is that of a constant answer.
/// </param>
/// <param name="Steps">How many steps of training were made.</param>
/// <param name="Before">The gradient before training.</param>
/// <param name="After">The gradient after it.</param>
public sealed record VanishingOutcome(double Error, long Steps, FlowReport Before, FlowReport After)
{
    /// <summary>Whether the error is below <see cref="VanishingGradient.Solved"/>.</summary>
    public bool IsSolved => Error < VanishingGradient.Solved;

    /// <summary>Which part of the gradient of the last state is left at the first step before training.</summary>
    public double Left => OverTime(Before)[0];

    /// <summary>Which part is left after training.</summary>
    public double LeftAfter => OverTime(After)[0];

    /// <summary>
    /// Of each time step, the norm of the cotangent of all that the layer carries (the state, and the cell of an LSTM) by that of the
    /// layer's result.
    /// </summary>
    public static IReadOnlyList<double> OverTime(FlowReport flow)
    {
        ArgumentNullException.ThrowIfNull(flow);
        var carried = flow.Layers.Where(layer => layer.IsCarried).ToArray();
        var whole = flow.Layers.Single(layer => layer.Name == "0").Norm;
        return [.. Enumerable.Range(0, carried[0].Steps.Count).Select(step =>
            Math.Sqrt(carried.Sum(layer => layer.Steps[step].Norm * layer.Steps[step].Norm)) / whole)];
    }
}
