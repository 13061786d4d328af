namespace Aresta.Learning.Schedules;

/// <summary>By what the learning rate is multiplied at each step: a pure function of the step's number.</summary>
public abstract record Schedule
{
    /// <summary>The factor of a step.</summary>
    /// <param name="step">1, 2, ….</param>
    public abstract double Factor(long step);

    /// <summary>First rises evenly from 0 to 1, then follows another schedule from its beginning.</summary>
    /// <param name="steps">How many steps it takes to rise.</param>
    public Schedule After(long steps) => new WarmUp(steps, this);
}
