namespace Aresta.Execution;

/// <summary>How a graph is compiled.</summary>
public sealed record PlanOptions
{
    /// <summary>How many threads share the work, the calling one included; as many as there are processors unless given.</summary>
    /// <remarks>Results do not depend on it, bit by bit.</remarks>
    public int ThreadCount { get; init; } = Environment.ProcessorCount;

    /// <summary>
    /// Outputs that are written over an input: state that a run replaces, such as parameters and their moments. The tensor given for the
    /// input is then also that of the output. None unless given.
    /// </summary>
    public IReadOnlyList<(int Input, int Output)> Donations { get; init; } = [];
}
