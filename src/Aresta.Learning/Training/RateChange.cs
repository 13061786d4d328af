namespace Aresta.Learning.Training;

/// <summary>A change of the learning rates made while training.</summary>
/// <param name="Step">The first step that it holds for, 1, 2, ….</param>
/// <param name="Factor">By what all rates are multiplied from there on, beside the schedule: finite and not negative.</param>
public readonly record struct RateChange(long Step, double Factor)
{
    /// <summary>Whether it can be made: a step from 1, and a factor that is finite and not negative.</summary>
    internal bool IsPossible => Step >= 1 && double.IsFinite(Factor) && Factor >= 0;
}
