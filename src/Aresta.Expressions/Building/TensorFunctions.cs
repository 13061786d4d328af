using Aresta.Functions;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Expressions;

/// <summary>The functions of vectors and matrices that make sense on a line; an axis is a whole number written out.</summary>
internal static class TensorFunctions
{
    /// <summary>Each function: its name, how many arguments it takes, and what it means.</summary>
    public static readonly (string Name, int Count, Func<Value[], Value> Function)[] All =
    [
        ("@", 2, v => v[0].MatMul(v[1])),
        ("sum", 1, v => v[0].Sum()),
        ("sum", 2, v => v[0].Sum(Axis(v[1]))),
        ("mean", 1, v => v[0].Mean()),
        ("mean", 2, v => v[0].Mean(Axis(v[1]))),
        ("variance", 1, v => v[0].Variance()),
        ("variance", 2, v => v[0].Variance(Axis(v[1]))),
        ("max", 1, v => v[0].Max()),
        ("min", 1, v => v[0].Min()),
        ("dot", 2, v => v[0].Dot(v[1])),
        ("outer", 2, v => v[0].Outer(v[1])),
        ("cross", 2, v => v[0].Cross(v[1])),
        ("transpose", 1, v => v[0].Transpose()),
        ("trace", 1, v => v[0].Trace()),
        ("diagonal", 1, v => v[0].Diagonal()),
        ("cumsum", 1, v => v[0].CumulativeSum(0)),
        ("cumsum", 2, v => v[0].CumulativeSum(WrittenInteger.Of(v[1]))),
        ("relu", 1, v => v[0].Relu()),
        ("elu", 1, v => v[0].Elu()),
        ("gelu", 1, v => v[0].Gelu()),
        ("silu", 1, v => v[0].Silu()),
        ("selu", 1, v => v[0].Selu()),
        ("celu", 1, v => v[0].Celu()),
        ("softsign", 1, v => v[0].Softsign()),
        ("leaky_relu", 1, v => v[0].LeakyRelu()),
        ("hardtanh", 1, v => v[0].HardTanh()),
        ("hardsigmoid", 1, v => v[0].HardSigmoid()),
        ("std", 1, v => v[0].StandardDeviation()),
        ("std", 2, v => v[0].StandardDeviation(Axis(v[1]))),
        ("norm", 1, v => v[0].Norm()),
        ("norm", 2, v => v[0].Norm(WrittenInteger.Of(v[1]))),
        ("product", 1, v => v[0].Product()),
        ("product", 2, v => v[0].Product(Axis(v[1]))),
        ("cumprod", 1, v => v[0].CumulativeProduct(0)),
        ("cumprod", 2, v => v[0].CumulativeProduct(WrittenInteger.Of(v[1]))),
        ("softmax", 1, v => v[0].Softmax()),
        ("softmax", 2, v => v[0].Softmax(WrittenInteger.Of(v[1]))),
        ("log_softmax", 1, v => v[0].LogSoftmax()),
        ("log_softmax", 2, v => v[0].LogSoftmax(WrittenInteger.Of(v[1]))),
        ("logsumexp", 1, v => v[0].LogSumExp()),
        ("logsumexp", 2, v => v[0].LogSumExp(Axis(v[1]))),
        ("det", 1, v => v[0].Determinant()),
        ("solve", 2, v => v[0].Solve(v[1])),
        ("inv", 1, v => v[0].Inverse()),
        ("cholesky", 1, v => v[0].Cholesky()),
        ("flatten", 1, v => v[0].Flatten()),
        ("lerp", 3, v => v[0].Lerp(v[1], v[2])),
        ("stop_gradient", 1, v => v[0].StopGradient()),
        ("mish", 1, v => v[0].Mish()),
    ];

    private static IntList Axis(Value value) => [WrittenInteger.Of(value)];
}
