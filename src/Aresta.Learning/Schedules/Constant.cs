namespace Aresta.Learning.Schedules;

/// <summary>1 at every step.</summary>
public sealed record Constant : Schedule
{
    /// <inheritdoc/>
    public override double Factor(long step) => 1;
}
