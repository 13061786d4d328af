using Aresta.Functions;

namespace Aresta.OpInfo.Tests.Adapter;

/// <summary>Normalizations. Torch's functions do not return the running statistics that they move.</summary>
internal static class Normalizations
{
    public static OperationTable Table { get; } = new()
    {
        { "nn.functional.batch_norm", c => c.Flag(5, "training", false)
            ? c.X.BatchNormTraining(c.OptionalValue(3, "weight"), c.OptionalValue(4, "bias"), c.Real(7, "eps", 1e-5))
            : c.X.BatchNorm(c[1], c[2], c.OptionalValue(3, "weight"), c.OptionalValue(4, "bias"), c.Real(7, "eps", 1e-5)) },
        { "nn.functional.group_norm", c => c.X.GroupNorm(
            c.Int(1, "num_groups"), c.OptionalValue(2, "weight"), c.OptionalValue(3, "bias"), c.Real(4, "eps", 1e-5)) },
        { "nn.functional.instance_norm", c => c.X.InstanceNorm(
            c.OptionalValue(3, "weight"), c.OptionalValue(4, "bias"), c.Real(7, "eps", 1e-5)) },
        { "nn.functional.layer_norm", c => c.X.LayerNorm(
            c.Ints(1, "normalized_shape").Count, c.OptionalValue(2, "weight"), c.OptionalValue(3, "bias"), c.Real(4, "eps", 1e-5)) },
        { "nn.functional.normalize", c => c.X.Normalize(c.Real(1, "p", 2), c.Int(2, "dim", 1), c.Real(3, "eps", 1e-12)) },
    };
}
