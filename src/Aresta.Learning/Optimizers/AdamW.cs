using Aresta.Primitives;

namespace Aresta.Learning.Optimizers;

/// <summary>
/// Adam with weight decay beside the gradient, not in it (Loshchilov and Hutter 2019): w ← (1 − rate·decay)·w, then Adam's step.
/// </summary>
/// <param name="Rate">The learning rate.</param>
/// <param name="Decay">How much of a parameter a step of rate 1 takes away.</param>
/// <param name="First">β₁</param>
/// <param name="Second">β₂</param>
/// <param name="Epsilon">ε</param>
public sealed record AdamW(double Rate = 1e-3, double Decay = 0.01, double First = 0.9, double Second = 0.999, double Epsilon = 1e-8)
    : Optimizer(Rate)
{
    private Adam Adam => new(Rate, First, Second, Epsilon);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Slots => Adam.Slots;

    /// <inheritdoc/>
    public override (Value Weight, Value[] Slots) Update(Value weight, Value gradient, ReadOnlySpan<Value> slots, StepNumbers step) =>
        Adam.Update(weight * (1 - (Decay * step.Rate)).ConvertTo(weight.DType), gradient, slots, step);
}
