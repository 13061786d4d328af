using Aresta.Learning.Diagnostics;
using Aresta.Learning.Training;

namespace Aresta.Cli.Training.Watching;

/// <summary>What was seen behind an epoch.</summary>
/// <param name="Epoch">Which one; 0 before training.</param>
/// <param name="Report">Its losses; null before training.</param>
/// <param name="Flow">How the gradient of the watched examples flows.</param>
internal sealed record FlowEpoch(int Epoch, EpochReport? Report, FlowReport Flow);
