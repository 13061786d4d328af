using Aresta.Primitives;
using static Aresta.Numerics.Elementary;

namespace Aresta.Learning.Optimizers;

/// <summary>
/// Adam with Nesterov's look-ahead (Dozat 2016): with μₜ = β₁·(1 − ½·0.96^(t·ψ)) and Πₜ = μ₁⋯μₜ,
/// w ← w − rate · (μₜ₊₁·m/(1 − Πₜ₊₁) + (1 − μₜ)·g/(1 − Πₜ)) / (√(v/(1 − β₂ᵗ)) + ε).
/// </summary>
/// <param name="Rate">The learning rate.</param>
/// <param name="First">β₁</param>
/// <param name="Second">β₂</param>
/// <param name="Epsilon">ε</param>
/// <param name="MomentumDecay">ψ</param>
public sealed record NAdam(
    double Rate = 2e-3, double First = 0.9, double Second = 0.999, double Epsilon = 1e-8, double MomentumDecay = 0.004) : Optimizer(Rate)
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Slots { get; } = ["first_moment", "second_moment", "momentum_product"];

    /// <inheritdoc/>
    public override (Value Weight, Value[] Slots) Update(Value weight, Value gradient, ReadOnlySpan<Value> slots, StepNumbers step)
    {
        Value Momentum(Value t) => First * (1 - (0.5 * Exp(Math.Log(0.96) * MomentumDecay * t)));
        var (now, next) = (Momentum(step.Number), Momentum(step.Number + 1));

        // The slot holds 1 − Π, which begins as 0 like all slots: 1 − Π·μ = 1 − μ + μ·(1 − Π).
        var (current, following) = (now.ConvertTo(weight.DType), next.ConvertTo(weight.DType));
        var missing = (1 - current) + (current * slots[2]);
        var ahead = (1 - following) + (following * missing);

        var first = (First * slots[0]) + ((1 - First) * gradient);
        var second = (Second * slots[1]) + ((1 - Second) * (gradient * gradient));
        var correction = Rsqrt(1 - Power(Second, step.Number)).ConvertTo(weight.DType);
        var direction = (following * first / ahead) + ((1 - current) * gradient / missing);
        var change = step.Rate.ConvertTo(weight.DType) * direction / ((Sqrt(second) * correction) + Epsilon);
        return (weight - change, [first, second, missing]);
    }
}
