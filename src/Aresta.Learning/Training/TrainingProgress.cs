namespace Aresta.Learning.Training;

/// <summary>Where a training is, behind a step.</summary>
/// <param name="Epoch">1, 2, ….</param>
/// <param name="Epochs">How many there are.</param>
/// <param name="Batch">1, 2, …, the batch of the epoch.</param>
/// <param name="Batches">How many an epoch has.</param>
/// <param name="Loss">The mean loss of the epoch so far.</param>
/// <param name="ExamplesPerSecond">How many examples a second this run has gone through.</param>
/// <param name="Left">How long the rest will take at that rate.</param>
/// <param name="Step">How many steps there were since the beginning.</param>
/// <param name="StepLoss">The loss of the batch, before its step.</param>
public readonly record struct TrainingProgress(
    int Epoch, int Epochs, int Batch, int Batches, double Loss, double ExamplesPerSecond, TimeSpan Left, long Step, double StepLoss);
