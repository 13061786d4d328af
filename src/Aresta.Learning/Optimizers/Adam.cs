using Aresta.Primitives;
using static Aresta.Numerics.Elementary;

namespace Aresta.Learning.Optimizers;

/// <summary>
/// Adam (Kingma and Ba 2015): m ← β₁·m + (1 − β₁)·g, v ← β₂·v + (1 − β₂)·g²,
/// w ← w − rate · m/(1 − β₁ᵗ) / (√(v/(1 − β₂ᵗ)) + ε).
/// </summary>
/// <param name="Rate">The learning rate.</param>
/// <param name="First">β₁</param>
/// <param name="Second">β₂</param>
/// <param name="Epsilon">ε</param>
public sealed record Adam(double Rate = 1e-3, double First = 0.9, double Second = 0.999, double Epsilon = 1e-8) : Optimizer(Rate)
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Slots { get; } = ["first_moment", "second_moment"];

    /// <inheritdoc/>
    public override (Value Weight, Value[] Slots) Update(Value weight, Value gradient, ReadOnlySpan<Value> slots, StepNumbers step)
    {
        var first = (First * slots[0]) + ((1 - First) * gradient);
        var second = (Second * slots[1]) + ((1 - Second) * (gradient * gradient));
        // The corrections are scalars; what is done for each element is one square root and one division.
        var rate = (step.Rate / (1 - Power(First, step.Number))).ConvertTo(weight.DType);
        var correction = Rsqrt(1 - Power(Second, step.Number)).ConvertTo(weight.DType);
        return (weight - (rate * first / ((Sqrt(second) * correction) + Epsilon)), [first, second]);
    }
}
