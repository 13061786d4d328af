namespace Aresta.Numerics;

/// <summary>A program of doubles cut into segments, to be run by <see cref="SegmentRun"/>.</summary>
/// <param name="source">The program.</param>
/// <param name="steps">The steps of all segments, each with an empty step before and after, pinned.</param>
/// <param name="segments">The different segments.</param>
/// <param name="imports">What they take from elsewhere.</param>
/// <param name="exports">Which of their numbers they give away.</param>
/// <param name="order">Which segment is run when.</param>
/// <param name="outputs">The outputs: the slot of an input or a constant, or −1 − the number of an export.</param>
internal sealed class SegmentedProgram(
    ScalarProgram<Float64> source, Step[] steps, Segment[] segments, int[] imports, int[] exports, int[] order, int[] outputs)
{
    public ScalarProgram<Float64> Source => source;

    public Step[] Steps => steps;

    public Segment[] Segments => segments;

    public int[] Imports => imports;

    public int[] Exports => exports;

    public int[] Order => order;

    public int[] Outputs => outputs;

    /// <summary>How many numbers a run needs in all segments, and how many of them are exported.</summary>
    public (long Values, int Exports) Sizes
    {
        get
        {
            var (values, exported) = (0L, 0);
            foreach (var k in order)
                (values, exported) = (values + segments[k].Length, exported + segments[k].ExportCount);
            return (values, exported);
        }
    }
}
