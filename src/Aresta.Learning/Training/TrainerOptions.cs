using Aresta.Tensors;

namespace Aresta.Learning.Training;

/// <summary>What a training depends on beside its model and data.</summary>
public sealed record TrainerOptions
{
    /// <summary>The seed: of the first weights, of dropout, of the order of examples.</summary>
    public long Seed { get; init; }

    /// <summary>The numbers that are computed with: float32 unless given.</summary>
    public DType DType { get; init; } = DType.Float32;

    /// <summary>How many threads share the work; results do not depend on it.</summary>
    public int ThreadCount { get; init; } = Environment.ProcessorCount;
}
