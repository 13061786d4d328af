using Aresta.Primitives;

namespace Aresta.Learning.Optimizers;

/// <summary>
/// L-BFGS (Nocedal 1980; Liu and Nocedal 1989): steps along −H·g, where H follows from the last m changes s of the weights and y of their
/// gradient by the two-loop recursion, H₀ = (s·y/y·y)·1; how far is found by a search for a point with the strong Wolfe conditions
/// (Nocedal and Wright 2006, algorithms 3.5 and 3.6, c₁ = 10⁻⁴, c₂ = 0.9).
/// </summary>
/// <remarks>
/// It needs the whole gradient: a training has it alone, for all parameters, without clipping. Loss and gradient are of one batch at all
/// points of a step, so that batches should be large, or all examples. The first step is along −g, min(1, 1/‖g‖₁) long.
/// Where the search finds nothing lower, the weights stay and the memory begins anew.
/// </remarks>
/// <param name="Rate">The first length that is tried; 1 is that of Newton's method.</param>
/// <param name="History">m, how many changes it remembers.</param>
/// <param name="LineSearch">Whether it searches; otherwise each step has the length of the rate.</param>
public sealed record Lbfgs(double Rate = 1, int History = 10, bool LineSearch = true) : Optimizer(Rate)
{
    /// <summary>m, how many changes it remembers: 1 or more.</summary>
    public int History { get; } = History > 0
        ? History
        : throw new ArgumentOutOfRangeException(nameof(History), History, "It remembers at least one change.");

    /// <inheritdoc/>
    public override IReadOnlyList<string> Slots { get; } =
    [
        .. Enumerable.Range(0, History).Select(i => FormattableString.Invariant($"step_{i}")),
        .. Enumerable.Range(0, History).Select(i => FormattableString.Invariant($"change_{i}")),
    ];

    /// <summary>
    /// Steepest descent, w − rate·g: what can be said of one parameter without the others, as where only one is looked at. A training
    /// steps with all of them.
    /// </summary>
    /// <inheritdoc/>
    public override (Value Weight, Value[] Slots) Update(Value weight, Value gradient, ReadOnlySpan<Value> slots, StepNumbers step) =>
        (weight - (step.Rate.ConvertTo(weight.DType) * gradient), slots.ToArray());
}
