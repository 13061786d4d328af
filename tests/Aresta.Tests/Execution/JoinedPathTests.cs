using Aresta.Execution;
using Aresta.Functions;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;
using static Aresta.Numerics.Elementary;

namespace Aresta.Tests.Execution;

/// <summary>Paths of a cotangent through an elementwise formula that a plan makes one edge.</summary>
public class JoinedPathTests
{
    private static readonly Dictionary<string, Func<Value, Value>> Formulas = new()
    {
        ["x·Φ(x)"] = x => x.Gelu(),
        ["x·σ(x)"] = x => x * Sigmoid(x),
        ["x·tanh(softplus(x))"] = x => x * Tanh(Softplus(x)),
        ["x·sin(x)·e⁻ˣ"] = x => x * Sin(x) * Exp(-x),
        ["tanh(x·sin(x)) − x²·cos(x)"] = x => Tanh(x * Sin(x)) - (Square(x) * Cos(x)),
    };

    public static TheoryData<string> Names => [.. Formulas.Keys];

    /// <summary>Between the products of a layer and those of its pullback one value is kept, and its scaling follows the product.</summary>
    [Theory, MemberData(nameof(Names))]
    public void One_partial_is_kept(string name)
    {
        var graph = Gradient.WithValue(Graph.Trace(
            v => Square(Formulas[name](v[0].Affine(v[1], v[2])).Affine(v[3])).Sum(),
            [TensorType.Float32(40, 9), TensorType.Float32(24, 9), TensorType.Float32(24), TensorType.Float32(7, 24)], originBudget: 0));
        var joined = JoinPaths.Of(graph);
        Assert.Equal(graph.Inputs.Select(input => input.Type), joined.Inputs.Select(input => input.Type));
        Assert.True(joined.Nodes.Count(IsWideScale) is 1, joined.Print());
        PlanCheck.Same(graph, [.. graph.Inputs.Select((input, i) => PlanModels.Wave(DType.Float32, input.Shape, i, 0.5))]);

        // What the cotangent of the layer is scaled by.
        static bool IsWideScale(Node node) => node is { Primitive: Scale, Operands: [_, { Node.Primitive: Contract }] }
            && node.Results[0].Shape == Shape.Create([40, 24]);
    }

    [Theory, MemberData(nameof(Names))]
    public void Derivatives_of_every_order_stay_right(string name)
    {
        var graph = Graph.Trace(v => (Formulas[name](v[0] * 1.5) * v[1]).Sum(), [TensorType.Float64(33), TensorType.Float64(33)]);
        Tensor[] point = [PlanModels.Wave(DType.Float64, [33], 1, 3), PlanModels.Wave(DType.Float64, [33], 2)];
        var first = Gradient.Of(graph);
        PlanCheck.Same(first, point);
        var second = Gradient.Of(Graph.Trace(v => (first.Apply(v)[0] * v[1]).Sum(), [.. graph.Inputs.Select(input => input.Type)]), [0, 1]);
        PlanCheck.Same(second, point);
        PlanCheck.Same(Pushforward.Of(first), [.. point, .. point]);
    }

    /// <summary>A cotangent that is exactly 0 gives 0, whatever the partials are; and so does a partial on the way.</summary>
    [Fact]
    public void What_is_guarded_leaks_nothing()
    {
        var graph = Gradient.Of(Graph.Trace(
            v =>
            {
                var y = v[0] * Log(v[0]);
                return Value.Where(v[0] > 0, y, 0).Sum();
            },
            [TensorType.Float64(4)]));
        var point = Tensor.Vector(0.0, -1, 2, 0.5);
        Assert.Equal([0, 0, Math.Log(2) + 1, Math.Log(0.5) + 1], graph.Compile().Run(point)[0].ToDoubles());
    }

    [Fact]
    public void A_graph_that_has_no_such_paths_stays_as_it_is()
    {
        var graph = Gradient.Of(Graph.Trace(v => Tanh(v[0].Affine(v[1])).Sum(), [TensorType.Float32(3, 4), TensorType.Float32(5, 4)]));
        Assert.Same(graph, JoinPaths.Of(graph));
    }

    /// <summary>erfc beside the exponential of its slope, which it is then computed from.</summary>
    [Theory]
    [InlineData(DType.Float32)]
    [InlineData(DType.Float64)]
    public void Erfc_beside_its_slope_keeps_its_digits(DType dtype)
    {
        double[] points = [0, -0.0, double.NaN, double.PositiveInfinity, double.NegativeInfinity,
            .. Enumerable.Range(-3000, 6001).Select(i => i / 300.0)];
        var type = new TensorType(dtype, [points.Length]);
        var graph = Graph.Trace(v => [Erfc(v[0]), Gaussian(v[0])], [type]);
        var point = dtype == DType.Float32 ? Tensor.Vector([.. points.Select(x => (float)x)]) : Tensor.Vector(points);
        var actual = graph.Compile().Run(point);
        var exact = Interpreter.Run(
            Graph.Trace(v => [Erfc(v[0]), Gaussian(v[0])], [TensorType.Float64(points.Length)]), Tensor.Vector(point.ToDoubles()));
        var (unit, least) = dtype == DType.Float32
            ? (Math.ScaleB(1, -23), Math.ScaleB(1, -149)) : (Math.ScaleB(1, -52), Math.ScaleB(1, -1074));
        for (var i = 0; i < points.Length; i++)
        {
            for (var n = 0; n < 2; n++)
            {
                Assert.True(
                    double.IsNaN(exact[n][i]) ? double.IsNaN(actual[n][i])
                        : Math.Abs(exact[n][i] - actual[n][i]) <= (3 * unit * exact[n][i]) + least,
                    FormattableString.Invariant($"[{n}] of {point[i]:R} is {exact[n][i]:R}, not {actual[n][i]:R}"));
            }
        }
    }
}
