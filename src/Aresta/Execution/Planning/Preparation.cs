using Aresta.Graphs;
using Aresta.Transforms;

namespace Aresta.Execution;

/// <summary>What is done to a graph, bodies included, before it is lowered: loops do in each step only what each step must.</summary>
internal static class Preparation
{
    private static readonly Pipeline Loops =
    [
        new("invariants", HoistInvariants.Of), new("steps", HoistSteps.Of), new("sums", SinkSums.Of), new("factors", FoldFactors.Of),
        new("order", OrientFactors.Of), new("states", ShiftStates.Of),
    ];

    /// <summary>A graph of the same inputs that computes the same, to rounding.</summary>
    public static Graph Of(Graph graph) => PushSlices.Of(JoinPads.Of(JoinPaths.Of(graph.Depth == 0 ? graph : Loops.Of(graph))));
}
