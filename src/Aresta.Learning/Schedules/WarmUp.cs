namespace Aresta.Learning.Schedules;

/// <summary>Rises evenly to 1 in some steps, t/steps, then follows another schedule from its beginning.</summary>
/// <param name="Steps">How many steps it takes to rise.</param>
/// <param name="Then">What follows.</param>
public sealed record WarmUp(long Steps, Schedule Then) : Schedule
{
    /// <inheritdoc/>
    public override double Factor(long step) => step <= Steps ? (double)step / Steps * Then.Factor(1) : Then.Factor(step - Steps);
}
