namespace Aresta.Learning.Experiments;

/// <summary>How far an experiment is.</summary>
/// <param name="What">What was finished last: "LSTM, 50 steps, seed 2".</param>
/// <param name="Done">How many of its parts are finished.</param>
/// <param name="Count">How many there are.</param>
public readonly record struct ExperimentProgress(string What, int Done, int Count);
