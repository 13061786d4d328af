namespace Aresta.Kernels;

/// <summary>A part of a row whose elements follow each other elsewhere too.</summary>
/// <param name="At">Where it begins in the row.</param>
/// <param name="Length">How many elements it has.</param>
/// <param name="Position">Where it begins elsewhere.</param>
internal readonly record struct Run(int At, int Length, int Position);

/// <summary>A row of elements that stand elsewhere in runs.</summary>
internal sealed class Runs
{
    private readonly int[] _starts;
    private readonly int[] _positions;

    /// <summary>The runs of a row whose elements stand at some positions.</summary>
    public Runs(ReadOnlySpan<int> positions)
    {
        var (starts, firsts) = (new List<int>(), new List<int>());
        for (var i = 0; i < positions.Length; i++)
        {
            if (i == 0 || positions[i] != positions[i - 1] + 1)
            {
                starts.Add(i);
                firsts.Add(positions[i]);
            }
        }

        (_starts, _positions) = ([.. starts, positions.Length], [.. firsts]);
    }

    /// <summary>Lists the runs of a part of the row; <c>At</c> counts from its beginning.</summary>
    /// <param name="first">Where the part begins.</param>
    /// <param name="count">How many elements it has.</param>
    /// <param name="runs">Where to: room for <paramref name="count"/>.</param>
    /// <returns>How many there are.</returns>
    public int Within(int first, int count, Span<Run> runs)
    {
        var run = _starts.AsSpan().BinarySearch(first);
        run = run < 0 ? ~run - 1 : run;
        var found = 0;
        for (var at = first; at < first + count; run++)
        {
            var end = Math.Min(_starts[run + 1], first + count);
            runs[found++] = new(at - first, end - at, _positions[run] + at - _starts[run]);
            at = end;
        }

        return found;
    }
}
