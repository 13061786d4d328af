using Aresta.Primitives;

namespace Aresta.Learning.Optimizers;

/// <summary>
/// A rule that makes a parameter's next value of its gradient, as a graph: it states how one parameter moves, and training runs it for
/// all of them in the same plan as the gradient itself.
/// </summary>
/// <param name="Rate">The learning rate, before the schedule's factor.</param>
public abstract record Optimizer(double Rate)
{
    /// <summary>What it remembers of each parameter between steps, by name: tensors of the parameter's type, 0 in the beginning.</summary>
    public abstract IReadOnlyList<string> Slots { get; }

    /// <summary>The next value of a parameter, and of what is remembered of it.</summary>
    /// <param name="weight">The parameter, w.</param>
    /// <param name="gradient">∂loss/∂w, of the type of w.</param>
    /// <param name="slots">What is remembered, in the order of <see cref="Slots"/>.</param>
    /// <param name="step">The number of the step and its rate.</param>
    /// <returns>The parameter, then the slots.</returns>
    public abstract (Value Weight, Value[] Slots) Update(Value weight, Value gradient, ReadOnlySpan<Value> slots, StepNumbers step);
}

/// <summary>
/// What changes from step to step, as scalars of the graph: float64, converted where they meet the parameter, so that 1 − β₂ᵗ keeps its
/// digits.
/// </summary>
/// <param name="Number">t, which step it is: 1, 2, ….</param>
/// <param name="Rate">The learning rate of this step: the optimizer's times the factor of its schedule.</param>
public readonly record struct StepNumbers(Value Number, Value Rate);
