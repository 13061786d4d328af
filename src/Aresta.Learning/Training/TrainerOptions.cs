using Aresta.Learning.Optimizers;
using Aresta.Learning.Schedules;
using Aresta.Tensors;

namespace Aresta.Learning.Training;

/// <summary>What a training depends on beside its model, loss and optimizer.</summary>
public sealed record TrainerOptions
{
    /// <summary>The seed: of the first weights, of dropout, of the order of examples.</summary>
    public long Seed { get; init; }

    /// <summary>The numbers that are computed with: float32 unless given.</summary>
    public DType DType { get; init; } = DType.Float32;

    /// <summary>How many threads share the work; results do not depend on it.</summary>
    public int ThreadCount { get; init; } = Environment.ProcessorCount;

    /// <summary>By what the rates of the optimizers are multiplied at each step; 1 unless given.</summary>
    public Schedule Schedule { get; init; } = new Constant();

    /// <summary>Bounds on the gradient; none unless given.</summary>
    public Clipping Clipping { get; init; } = new();

    /// <summary>Parameters with an optimizer of their own: the first group that holds a path counts.</summary>
    public IReadOnlyList<ParameterGroup> Groups { get; init; } = [];

    /// <summary>
    /// Into how many parts a batch is divided that go through the model one after the other, their gradients added: less memory for the
    /// same step (but for batch normalization, which sees parts).
    /// </summary>
    public int Accumulation { get; init; } = 1;

    /// <summary>
    /// d, by which a running average of the weights moves at each step, average ← d·average + (1 − d)·w; none unless given.
    /// </summary>
    public double? AverageDecay { get; init; }
}

/// <summary>Parameters with an optimizer of their own, such as biases without decay.</summary>
/// <param name="Holds">Whether a parameter of a path is of the group.</param>
/// <param name="Optimizer">Their optimizer.</param>
public sealed record ParameterGroup(Func<string, bool> Holds, Optimizer Optimizer);
