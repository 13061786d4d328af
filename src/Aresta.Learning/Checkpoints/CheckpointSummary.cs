using Aresta.Learning.Training;

namespace Aresta.Learning.Checkpoints;

/// <summary>What a checkpoint says beside its tensors.</summary>
/// <param name="Step">How many steps were made.</param>
/// <param name="Position">Where the training is in its epochs.</param>
/// <param name="Settings">Model, optimizer, seed and more, as text: what must be the same for the training to go on.</param>
/// <param name="Metadata">What whoever trained wrote into it.</param>
/// <param name="Changes">All changes of the rates, made and to come.</param>
public sealed record CheckpointSummary(
    long Step, Position Position, IReadOnlyDictionary<string, string> Settings, IReadOnlyDictionary<string, string> Metadata,
    IReadOnlyList<RateChange> Changes);
