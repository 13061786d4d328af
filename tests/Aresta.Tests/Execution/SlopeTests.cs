using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;
using static Aresta.Numerics.Elementary;

namespace Aresta.Tests.Execution;

/// <summary>Slopes that a cluster computes from the function's value: as exact as their definition, however flat the function is.</summary>
public class SlopeTests
{
    private static readonly Dictionary<string, Func<Value, Value>> Functions = new()
    {
        ["sigmoid"] = x => Sigmoid(x),
        ["tanh"] = x => Tanh(x),
    };

    [Theory]
    [InlineData("sigmoid", DType.Float32)]
    [InlineData("sigmoid", DType.Float64)]
    [InlineData("tanh", DType.Float32)]
    [InlineData("tanh", DType.Float64)]
    public void Slopes_keep_all_digits_from_end_to_end(string name, DType dtype)
    {
        double[] points =
            [0, -0.0, double.NaN, double.PositiveInfinity, double.NegativeInfinity, .. Enumerable.Range(-4000, 8001).Select(i => i / 50.0)];
        var type = new TensorType(dtype, [points.Length]);
        var graph = Pullback.Of(Graph.Trace(v => [Functions[name](v[0])], [type]));
        Tensor[] point = dtype == DType.Float32
            ? [Tensor.Vector([.. points.Select(x => (float)x)]), Tensor.Vector([.. points.Select(_ => 1f)])]
            : [Tensor.Vector(points), Tensor.Vector([.. points.Select(_ => 1.0)])];
        var exact = Interpreter.Run(Pullback.Of(Graph.Trace(v => [Functions[name](v[0])], [TensorType.Float64(points.Length)])),
            [Tensor.Vector(point[0].ToDoubles()), Tensor.Vector(point[1].ToDoubles())])[1];
        var plan = graph.Compile();
        Assert.Contains(plan.Steps, step => step.Kernel == "elementwise");
        var actual = plan.Run(point)[1];

        // A few roundings: of the exponential, of products; absolute where numbers are subnormal.
        var (unit, least) = dtype == DType.Float32
            ? (Math.ScaleB(1, -23), Math.ScaleB(1, -146))
            : (Math.ScaleB(1, -52), Math.ScaleB(1, -1070));
        for (var i = 0; i < points.Length; i++)
        {
            Assert.True(
                double.IsNaN(exact[i]) ? double.IsNaN(actual[i]) : Math.Abs(exact[i] - actual[i]) <= (6 * unit * exact[i]) + least,
                FormattableString.Invariant($"{name} has slope {exact[i]:R} at {point[0][i]:R}, not {actual[i]:R}"));
        }
    }
}
