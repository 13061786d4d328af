using Aresta.Execution;
using Aresta.Functions;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Tests.Functions;

/// <summary>Activations against their definitions written for numbers, and their derivatives against differences.</summary>
public class ActivationTests
{
    private static readonly Dictionary<string, (Func<Value, Value> Graph, Func<double, double> Number)> All = new()
    {
        ["relu"] = (x => x.Relu(), x => x > 0 ? x : 0),
        ["relu6"] = (x => x.Relu6(), x => Math.Min(Math.Max(x, 0), 6)),
        ["leaky relu"] = (x => x.LeakyRelu(0.2), x => x > 0 ? x : 0.2 * x),
        ["elu"] = (x => x.Elu(1.5), x => x > 0 ? x : 1.5 * (Math.Exp(x) - 1)),
        ["selu"] = (x => x.Selu(), x => 1.0507009873554805 * (x > 0 ? x : 1.6732632423543773 * (Math.Exp(x) - 1))),
        ["celu"] = (x => x.Celu(0.7), x => x > 0 ? x : 0.7 * (Math.Exp(x / 0.7) - 1)),
        ["gelu tanh"] = (x => x.GeluTanh(), x => 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)))),
        ["silu"] = (x => x.Silu(), x => x / (1 + Math.Exp(-x))),
        ["mish"] = (x => x.Mish(), x => x * Math.Tanh(Math.Log(1 + Math.Exp(x)))),
        ["softplus"] = (x => x.Softplus(2, 3), x => 2 * x > 3 ? x : Math.Log(1 + Math.Exp(2 * x)) / 2),
        ["softsign"] = (x => x.Softsign(), x => x / (1 + Math.Abs(x))),
        ["tanh shrink"] = (x => x.TanhShrink(), x => x - Math.Tanh(x)),
        ["hard tanh"] = (x => x.HardTanh(-0.7, 1.2), x => Math.Clamp(x, -0.7, 1.2)),
        ["hard tanh, bounds exchanged"] = (x => x.HardTanh(1.2, -0.7), _ => -0.7),
        ["hard sigmoid"] = (x => x.HardSigmoid(), x => Math.Clamp(x + 3, 0, 6) / 6),
        ["hard swish"] = (x => x.HardSwish(), x => x * Math.Clamp(x + 3, 0, 6) / 6),
        ["hard shrink"] = (x => x.HardShrink(0.6), x => Math.Abs(x) > 0.6 ? x : 0),
        ["soft shrink"] = (x => x.SoftShrink(0.6), x => Math.Sign(x) * Math.Max(Math.Abs(x) - 0.6, 0)),
        ["threshold"] = (x => x.Threshold(0.4, -2), x => x > 0.4 ? x : -2),
    };

    // No kink lies within the steps of the differences.
    private static readonly Tensor Points = new[] { -7.3, -3.31, -2.5, -0.91, -0.333, -0.05, 0.07, 0.51, 1.07, 2.83, 4.1, 7.7 };

    public static TheoryData<string> Names => [.. All.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Values_are_those_of_the_definition(string name)
    {
        var (graph, number) = All[name];
        var values = Interpreter.Run(Graph.Trace(graph, Points.Type), Points)[0].ToDoubles();
        foreach (var (x, y) in Points.ToDoubles().Zip(values))
        {
            Assert.Equal(number(x), y, 1e-14);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Derivatives_are_those_of_differences(string name) => DerivativeCheck.Of(v => [All[name].Graph(v[0])], [Points]);

    [Theory, MemberData(nameof(Names))]
    public void Float32_stays_float32(string name) =>
        Assert.Equal(DType.Float32, Graph.Trace(All[name].Graph, TensorType.Float32(2)).Outputs[0].DType);

    [Fact]
    public void Rectifiers_keep_nan() => Assert.All(
        new Func<Value, Value>[]
        {
            x => x.Relu(), x => x.LeakyRelu(), x => x.HardTanh(), x => x.HardShrink(), x => x.SoftShrink(), x => x.Elu(),
        },
        f => Assert.True(double.IsNaN(Interpreter.Run(Graph.Trace(f), double.NaN)[0].ToDouble())));

    [Fact]
    public void Gelu_keeps_its_digits_in_the_left_tail()
    {
        // −10·Φ(−10), from mpmath at 30 digits.
        var tail = Interpreter.Run(Graph.Trace(x => x.Gelu()), -10.0)[0].ToDouble();
        Assert.Equal(1, tail / -7.6198530241605260659733432515e-23, 1e-14);
    }

    [Fact]
    public void Prelu_has_a_slope_for_each_channel()
    {
        var (x, slope) = (DerivativeCheck.Random(1, 2, 3, 4), Tensor.Vector(0.1, 0.2, 0.3));
        var y = Interpreter.Run(Graph.Trace((a, w) => a.Prelu(w), x.Type, slope.Type), x, slope)[0];
        for (var i = 0; i < x.Shape.Size; i++)
        {
            Assert.Equal(x[i] > 0 ? x[i] : slope[i / 4 % 3] * x[i], y[i]);
        }

        DerivativeCheck.Of(v => [v[0].Prelu(v[1])], [x, slope]);
        Assert.Contains(
            "does not give one number for each channel (axis 1)",
            Assert.Throws<GraphException>(() => Graph.Trace((a, w) => a.Prelu(w), x.Type, TensorType.Float64(4))).Message);
    }
}
