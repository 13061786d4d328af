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
        ("mish", 1, v => v[0].Mish()),
    ];

    private static IntList Axis(Value value) => [WrittenInteger.Of(value)];
}
