using Aresta.Functions;

namespace Aresta.OpInfo.Tests.Adapter;

/// <summary>Activations, element by element.</summary>
internal static class Activations
{
    public static OperationTable Table { get; } = new()
    {
        { "nn.functional.elu", c => c.X.Elu(c.Real(1, "alpha", 1)) },
        { "nn.functional.gelu", c => c.Text(1, "approximate", "none") == "tanh" ? c.X.GeluTanh() : c.X.Gelu() },
        { "nn.functional.glu", c => c.X.GatedLinearUnit(c.Int(1, "dim", -1)) },
        { "nn.functional.hardshrink", c => c.X.HardShrink(c.Real(1, "lambd", 0.5)) },
        { "nn.functional.hardsigmoid", c => c.X.HardSigmoid() },
        { "nn.functional.hardswish", c => c.X.HardSwish() },
        { "nn.functional.hardtanh", c => c.X.HardTanh(c.Real(1, "min_val", -1), c.Real(2, "max_val", 1)) },
        { "nn.functional.leaky_relu", c => c.X.LeakyRelu(c.Real(1, "negative_slope", 0.01)) },
        { "nn.functional.linear", c => c.X.Affine(c[1], c.OptionalValue(2, "bias")) },
        { "nn.functional.mish", c => c.X.Mish() },
        { "nn.functional.prelu", c => c.X.Prelu(c[1]) },
        { "nn.functional.relu", c => c.X.Relu() },
        { "nn.functional.relu6", c => c.X.Relu6() },
        { "nn.functional.selu", c => c.X.Selu() },
        { "nn.functional.silu", c => c.X.Silu() },
        { "nn.functional.softplus", c => c.X.Softplus(c.Real(1, "beta", 1), c.Real(2, "threshold", 20)) },
        { "nn.functional.softshrink", c => c.X.SoftShrink(c.Real(1, "lambd", 0.5)) },
        { "nn.functional.softsign", c => c.X.Softsign() },
        { "nn.functional.threshold", c => c.X.Threshold(c.Real(1, "threshold"), c.Real(2, "value")) },
    };
}
