using Aresta.Learning.Diagnostics;
using Aresta.Learning.Diagnostics.Paths;
using Aresta.Learning.Training;

namespace Aresta.Cli.Training.Watching;

/// <summary>What was seen behind an epoch.</summary>
/// <param name="Epoch">Which one; 0 before training.</param>
/// <param name="Report">Its losses; null before training.</param>
/// <param name="Flow">How the gradient of the watched examples flows.</param>
/// <param name="Reaches">How far the state of each recurrent layer reaches, for the first of the examples.</param>
/// <param name="Paths">Which paths carry the gradient of some parameters.</param>
internal sealed record FlowEpoch(
    int Epoch, EpochReport? Report, FlowReport Flow, IReadOnlyList<Reach> Reaches, IReadOnlyList<PathReport> Paths);

/// <summary>How far the state of a recurrent layer reaches.</summary>
/// <param name="Layer">The layer's path.</param>
/// <param name="Values">The singular values of ∂h_T/∂s_t for each step t, the greatest first; of wide layers only the greatest.</param>
internal sealed record Reach(string Layer, IReadOnlyList<IReadOnlyList<double>> Values);
