namespace Aresta.Learning.Experiments;

/// <summary>What came of the trainings of one kind of layer over sequences of one length.</summary>
/// <param name="Kind">The kind: "LSTM".</param>
/// <param name="Length">How long the sequences are.</param>
/// <param name="Outcomes">What came of each, by seed.</param>
public sealed record VanishingRow(string Kind, int Length, IReadOnlyList<VanishingOutcome> Outcomes)
{
    /// <summary>How many solved the problem.</summary>
    public int SolvedCount => Outcomes.Count(outcome => outcome.IsSolved);

    /// <summary>The median of the errors.</summary>
    public double Error => Trials.Median(Outcomes.Select(outcome => outcome.Error));

    /// <summary>The median number of steps that were made.</summary>
    public double Steps => Trials.Median(Outcomes.Select(outcome => (double)outcome.Steps));

    /// <summary>The median part of the gradient that is left at the first step before training.</summary>
    public double Left => Trials.Median(Outcomes.Select(outcome => outcome.Left));

    /// <summary>The median part that is left after it.</summary>
    public double LeftAfter => Trials.Median(Outcomes.Select(outcome => outcome.LeftAfter));

    /// <summary>Of each time step the median over the trainings of what is left of the gradient there.</summary>
    /// <param name="after">Whether after training; before it otherwise.</param>
    public IReadOnlyList<double> OverTime(bool after)
    {
        var all = Outcomes.Select(outcome => VanishingOutcome.OverTime(after ? outcome.After : outcome.Before)).ToArray();
        return [.. Enumerable.Range(0, all[0].Count).Select(step => Trials.Median(all.Select(norms => norms[step])))];
    }
}
