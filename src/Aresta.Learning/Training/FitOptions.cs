using Aresta.Learning.Data;

namespace Aresta.Learning.Training;

/// <summary>How long to train and what to look at.</summary>
public sealed record FitOptions
{
    /// <summary>How many times to go through the examples.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>How many examples a step sees.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>Examples to evaluate on behind each epoch; none unless given.</summary>
    public ExampleSource? Validation { get; init; }

    /// <summary>What is evaluated beside the loss.</summary>
    public IReadOnlyList<Metric> Metrics { get; init; } = [];

    /// <summary>How many epochs the validation loss may fail to fall before training stops; any number unless given.</summary>
    public int? Patience { get; init; }

    /// <summary>Is told behind every step.</summary>
    public IProgress<TrainingProgress>? Progress { get; init; }

    /// <summary>Wishes of whoever watches, which are asked for before each step; none unless given.</summary>
    public TrainingControl? Control { get; init; }

    /// <summary>
    /// Is called where a checkpoint may be written: behind every so many steps, behind every epoch, and where <see cref="Control"/> asks
    /// for one.
    /// </summary>
    public Action<Trainer>? Save { get; init; }

    /// <summary>How many steps lie between checkpoints within an epoch; none are written there unless given.</summary>
    public long? SaveEvery { get; init; }
}
