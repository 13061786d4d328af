using Aresta.Execution;
using Aresta.Functions;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Tests.Functions;

public class NormalizationTests
{
    private static readonly Tensor X = DerivativeCheck.Random(1, 2, 4, 3);
    private static readonly Tensor Scale = DerivativeCheck.Random(2, 4);
    private static readonly Tensor Shift = DerivativeCheck.Random(3, 4);

    /// <summary>Which elements of X are normalized together, by a key of sample, channel and place.</summary>
    private static readonly Dictionary<string, (Func<Value, Value, Value, Value> Graph, Func<int, int, int, object> Lane)> All = new()
    {
        ["layer"] = ((x, s, b) => x.SwapAxes(1, 2).LayerNorm(1, s, b, 0.1).SwapAxes(1, 2), (n, _, i) => (n, i)),
        ["group"] = ((x, s, b) => x.GroupNorm(2, s, b, 0.1), (n, c, _) => (n, c / 2)),
        ["instance"] = ((x, s, b) => x.InstanceNorm(s, b, 0.1), (n, c, _) => (n, c)),
        ["batch"] = ((x, s, b) => x.BatchNormTraining(s, b, 0.1), (_, c, _) => c),
    };

    public static TheoryData<string> Names => [.. All.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Each_lane_has_mean_0_and_variance_1(string name)
    {
        var (graph, lane) = All[name];
        var y = Evaluation.Of(graph, X, Scale, Shift);
        var places = from n in Enumerable.Range(0, 2) from c in Enumerable.Range(0, 4) from i in Enumerable.Range(0, 3) select (n, c, i);
        foreach (var group in places.GroupBy(p => lane(p.n, p.c, p.i)))
        {
            var mean = group.Average(p => X[At(p)]);
            var variance = group.Average(p => (X[At(p)] - mean) * (X[At(p)] - mean));
            var slope = 1 / Math.Sqrt(variance + 0.1);
            Assert.All(group, p => Assert.Equal(((X[At(p)] - mean) * slope * Scale[p.c]) + Shift[p.c], y[At(p)], 1e-14));
        }

        static int At((int N, int C, int I) p) => (((p.N * 4) + p.C) * 3) + p.I;
    }

    [Theory, MemberData(nameof(Names))]
    public void Derivatives_are_those_of_differences(string name) =>
        DerivativeCheck.Of(v => [All[name].Graph(v[0], v[1], v[2])], [X, Scale, Shift]);

    [Fact]
    public void Running_statistics_move_without_derivatives()
    {
        var graph = Graph.Trace(
            v =>
            {
                var (y, mean, variance) = v[0].BatchNormTraining(v[1], v[2], momentum: 0.25);
                return [y, mean, variance];
            }, [X.Type, Scale.Type, Shift.Type]);
        var results = Interpreter.Run(graph, X, Scale, Shift);
        for (var c = 0; c < 4; c++)
        {
            double[] lane = [.. from n in Enumerable.Range(0, 2) from i in Enumerable.Range(0, 3) select X[(((n * 4) + c) * 3) + i]];
            Assert.Equal((0.75 * Scale[c]) + (0.25 * lane.Average()), results[1][c], 1e-15);
            Assert.Equal((0.75 * Shift[c]) + (0.25 * lane.Sum(x => (x - lane.Average()) * (x - lane.Average())) / 5), results[2][c], 1e-15);
        }

        Assert.All([graph.Outputs[1], graph.Outputs[2]], moved => Assert.All(
            Sweeps.Reverse([moved], [Value.Filled(moved.Type, 1)], graph.Inputs.AsSpan()), cotangent => Assert.Null(cotangent)));
    }

    [Fact]
    public void Given_statistics_are_used_as_they_are()
    {
        var (mean, variance) = (Tensor.Vector(1.0, 2, 3, 4), Tensor.Vector(1.0, 4, 9, 16));
        var y = Evaluation.Of((x, m, v) => x.BatchNorm(m, v, epsilon: 0), X, mean, variance);
        Assert.All(Enumerable.Range(0, 24), i => Assert.Equal((X[i] - mean[i / 3 % 4]) / Math.Sqrt(variance[i / 3 % 4]), y[i], 1e-15));
        DerivativeCheck.Of(v => [v[0].BatchNorm(v[1], Numerics.Elementary.Exp(v[2]), v[3])], [X, mean, Shift, Scale]);
    }

    [Fact]
    public void A_root_mean_square_and_a_norm_become_1()
    {
        var y = Evaluation.Of(x => x.RmsNorm(2, epsilon: 0), X).ToDoubles();
        Assert.Equal(1, y[..12].Sum(v => v * v) / 12, 1e-14);
        var z = Evaluation.Of(x => x.Normalize(3, -1), X).ToDoubles();
        Assert.Equal(1, z[..3].Sum(v => Math.Abs(v * v * v)), 1e-14);
        Evaluation.Of(x => x.Normalize(axis: 0), Tensor.Vector(0.0, 0)).Is([2], 0, 0);
        DerivativeCheck.Of(
            v => [v[0].RmsNorm(1, v[1]), v[0].Normalize(), v[0].Normalize(1, 0)], [X, DerivativeCheck.Random(4, 3)], tolerance: 1e-6);
    }

    [Fact]
    public void What_does_not_fit_is_said()
    {
        Assert.Contains("3 groups do not divide the 4 channels", Message(x => x.GroupNorm(3)));
        Assert.Contains("cannot be normalized over its last 4 axes", Message(x => x.LayerNorm(4)));
        Assert.Contains("have shape [3], but", Message(x => x.LayerNorm(1, Value.Constant(Scale))));
        Assert.Contains("does not give one number for each channel", Message(x => x.BatchNormTraining(Value.Zeros(TensorType.Float64(3)))));

        static string Message(Func<Value, Value> function) => Assert.Throws<GraphException>(() => Evaluation.Of(function, X)).Message;
    }
}
