using Aresta.Tensors;

namespace Aresta.OpInfo.Tests;

/// <summary>
/// Holds what we computed against what a record expects, with pass mark |a − b| ≤ 1e-9·max(1, largest |b| of the tensor); integers and
/// truth values must be equal.
/// </summary>
internal sealed class Comparison
{
    private const double PassMark = 1e-9;

    private readonly List<string> disagreements = [];

    public IReadOnlyList<string> Disagreements => disagreements;

    /// <summary>Whether there are as many of something as expected.</summary>
    public bool Count(string what, int actual, int expected)
    {
        if (actual != expected)
        {
            disagreements.Add($"{actual} {what}, expected {expected}");
        }

        return actual == expected;
    }

    public void Compare(string part, Tensor actual, Tensor expected)
    {
        if (actual.Type != expected.Type && !(actual.DType.IsInteger && expected.DType.IsInteger && actual.Shape == expected.Shape))
        {
            disagreements.Add($"{part} is of type {actual.Type}, expected {expected.Type}");
            return;
        }

        var (a, b) = (actual.ToDoubles(), expected.ToDoubles());
        var largest = b.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty().Max();
        var tolerance = expected.DType.IsFloating ? PassMark * Math.Max(1, largest) : 0;
        int[] wrong = [.. Enumerable.Range(0, a.Length).Where(i => !(a[i] == b[i] || Math.Abs(a[i] - b[i]) <= tolerance))];
        if (wrong is [var first, ..])
        {
            var example = FormattableString.Invariant($"{first}: {a[first]:R}, expected {b[first]:R}");
            disagreements.Add($"{part} of type {expected.Type}: {wrong.Length} of {a.Length} elements wrong, first at {example}");
        }
    }
}
