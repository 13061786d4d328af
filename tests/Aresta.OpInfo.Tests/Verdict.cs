namespace Aresta.OpInfo.Tests;

/// <summary>What came of a record.</summary>
/// <param name="Ran">Whether we have the operation as it was called.</param>
/// <param name="Notes">Why it did not run, or, when it ran, every disagreement; none means that it passed.</param>
internal sealed record Verdict(bool Ran, IReadOnlyList<string> Notes)
{
    public bool Passed => Ran && Notes.Count == 0;
}
