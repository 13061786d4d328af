namespace Aresta.Numerics;

/// <summary>
/// A stretch of a program in numbers of its own: first what it takes from elsewhere, then the result of each step. Stretches that are
/// equal, as in loops, are the same segment.
/// </summary>
/// <param name="Code">Where its first step is among all.</param>
/// <param name="Count">How many steps it has.</param>
/// <param name="Imports">Where its imports begin among those of all.</param>
/// <param name="ImportCount">How many numbers it takes: of an input or a constant the slot, of an export how far back (negative).</param>
/// <param name="Exports">Where its exports begin among those of all.</param>
/// <param name="ExportCount">How many of its results are needed later, or are outputs.</param>
internal readonly record struct Segment(int Code, int Count, int Imports, int ImportCount, int Exports, int ExportCount)
{
    /// <summary>Where the result of its first step is: there is a gap before, so that registers reach no import.</summary>
    public int Body => ImportCount + StepCode.Reach;

    /// <summary>How many numbers it needs.</summary>
    public int Length => Body + Count;
}
