using Aresta.Primitives;
using static Aresta.Numerics.Elementary;

namespace Aresta.Learning.Optimizers;

/// <summary>
/// RMSProp (Tieleman and Hinton 2012): v ← α·v + (1 − α)·g², w ← w − rate·g/(√v + ε); with momentum, u ← μ·u + g/(√v + ε) and
/// w ← w − rate·u.
/// </summary>
/// <param name="Rate">The learning rate.</param>
/// <param name="Smoothing">α</param>
/// <param name="Epsilon">ε</param>
/// <param name="Momentum">μ; 0 remembers nothing more.</param>
public sealed record RmsProp(double Rate = 0.01, double Smoothing = 0.99, double Epsilon = 1e-8, double Momentum = 0) : Optimizer(Rate)
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Slots => Momentum == 0 ? ["mean_square"] : ["mean_square", "velocity"];

    /// <inheritdoc/>
    public override (Value Weight, Value[] Slots) Update(Value weight, Value gradient, ReadOnlySpan<Value> slots, StepNumbers step)
    {
        var rate = step.Rate.ConvertTo(weight.DType);
        var square = (Smoothing * slots[0]) + ((1 - Smoothing) * (gradient * gradient));
        var direction = gradient / (Sqrt(square) + Epsilon);
        if (Momentum == 0)
        {
            return (weight - (rate * direction), [square]);
        }

        var velocity = (Momentum * slots[1]) + direction;
        return (weight - (rate * velocity), [square, velocity]);
    }
}
