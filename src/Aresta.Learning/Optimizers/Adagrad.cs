using Aresta.Primitives;
using static Aresta.Numerics.Elementary;

namespace Aresta.Learning.Optimizers;

/// <summary>Adagrad (Duchi et al. 2011): s ← s + g², w ← w − rate·g/(√s + ε).</summary>
/// <param name="Rate">The learning rate.</param>
/// <param name="Epsilon">ε</param>
public sealed record Adagrad(double Rate = 0.01, double Epsilon = 1e-10) : Optimizer(Rate)
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Slots { get; } = ["sum_of_squares"];

    /// <inheritdoc/>
    public override (Value Weight, Value[] Slots) Update(Value weight, Value gradient, ReadOnlySpan<Value> slots, StepNumbers step)
    {
        var sum = slots[0] + (gradient * gradient);
        return (weight - (step.Rate.ConvertTo(weight.DType) * gradient / (Sqrt(sum) + Epsilon)), [sum]);
    }
}
