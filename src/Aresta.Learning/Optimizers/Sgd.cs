using Aresta.Primitives;

namespace Aresta.Learning.Optimizers;

/// <summary>
/// Stochastic gradient descent: v ← μ·v + g, w ← w − rate·v, or with Nesterov's look-ahead w ← w − rate·(g + μ·v)
/// (Sutskever et al. 2013, in the form that PyTorch has).
/// </summary>
/// <param name="Rate">The learning rate.</param>
/// <param name="Momentum">μ; 0 remembers nothing.</param>
/// <param name="Nesterov">Whether to look ahead.</param>
public sealed record Sgd(double Rate = 0.01, double Momentum = 0, bool Nesterov = false) : Optimizer(Rate)
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Slots => Momentum == 0 ? [] : ["velocity"];

    /// <inheritdoc/>
    public override (Value Weight, Value[] Slots) Update(Value weight, Value gradient, ReadOnlySpan<Value> slots, StepNumbers step)
    {
        var rate = step.Rate.ConvertTo(weight.DType);
        if (Momentum == 0)
        {
            return (weight - (rate * gradient), []);
        }

        var velocity = (Momentum * slots[0]) + gradient;
        return (weight - (rate * (Nesterov ? gradient + (Momentum * velocity) : velocity)), [velocity]);
    }
}
