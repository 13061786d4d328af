using Aresta.Primitives;
using static Aresta.Numerics.Elementary;

namespace Aresta.Learning.Optimizers;

/// <summary>
/// Lion (Chen et al. 2023): w ← (1 − rate·decay)·w − rate·sign(β₁·m + (1 − β₁)·g), m ← β₂·m + (1 − β₂)·g. It remembers one number for each.
/// </summary>
/// <param name="Rate">The learning rate; about a tenth of Adam's.</param>
/// <param name="Decay">How much of a parameter a step of rate 1 takes away.</param>
/// <param name="First">β₁</param>
/// <param name="Second">β₂</param>
public sealed record Lion(double Rate = 1e-4, double Decay = 0, double First = 0.9, double Second = 0.99) : Optimizer(Rate)
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Slots { get; } = ["momentum"];

    /// <inheritdoc/>
    public override (Value Weight, Value[] Slots) Update(Value weight, Value gradient, ReadOnlySpan<Value> slots, StepNumbers step)
    {
        var rate = step.Rate.ConvertTo(weight.DType);
        var direction = Sign((First * slots[0]) + ((1 - First) * gradient));
        var decayed = Decay == 0 ? weight : weight * (1 - (Decay * step.Rate)).ConvertTo(weight.DType);
        return (decayed - (rate * direction), [(Second * slots[0]) + ((1 - Second) * gradient)]);
    }
}
