namespace Aresta.Learning.Training;

/// <summary>
/// Where a training is in its epochs: with weights, slots and the number of the step all that a training needs to go on as if it had
/// never stopped.
/// </summary>
public sealed record Position
{
    /// <summary>The epoch, 1, 2, ….</summary>
    public int Epoch { get; init; } = 1;

    /// <summary>How many of its batches were trained on.</summary>
    public int Batch { get; init; }

    /// <summary>The sum of the losses of its examples so far.</summary>
    public double LossSum { get; init; }

    /// <summary>The lowest validation loss so far.</summary>
    public double BestLoss { get; init; } = double.PositiveInfinity;

    /// <summary>How many epochs ago that was.</summary>
    public int SinceBest { get; init; }

    /// <summary>Whether patience ended.</summary>
    public bool IsStopped { get; init; }
}
