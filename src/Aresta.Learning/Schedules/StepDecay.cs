namespace Aresta.Learning.Schedules;

/// <summary>Multiplied by a factor every so many steps: γ^⌊(t − 1)/every⌋.</summary>
/// <param name="Every">How many steps share a factor.</param>
/// <param name="Gamma">γ</param>
public sealed record StepDecay(long Every, double Gamma = 0.1) : Schedule
{
    /// <inheritdoc/>
    public override double Factor(long step) => Math.Pow(Gamma, (step - 1) / Every);
}
