using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Learning.Diagnostics;
using Aresta.Learning.Diagnostics.Paths;
using Aresta.Learning.Layers;
using Aresta.Learning.Losses;
using Aresta.Learning.Modules;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Learning.Tests;

public class GradientPathTests
{
    private const int Steps = 5;

    [Fact]
    public void Of_a_recurrent_network_they_are_what_the_definition_says()
    {
        // One example, two units, worked out by hand: every path enters the weight at another step.
        var model = new Sequential(new Rnn(1, 2, lastOnly: true), new Dense(2, 1));
        var weights = model.Initialize(5, DType.Float64);
        var (x, goal) = (Drawn(Steps, 3), 0.7);
        var report = GradientPaths.Of(
            model, CommonLosses.MeanSquared, weights, Tensor.Of(x, [1, Steps, 1]), Tensor.Of([goal], [1, 1]), "0.state_weight");
        double[] W(string path) => weights[path].ToDoubles();
        var (w, u, b, c, v) = (W("0.input_weight"), W("0.state_weight"), W("0.input_bias"), W("0.state_bias"), W("1.weight"));
        double[][] h = [[0, 0]];
        for (var t = 0; t < Steps; t++)
        {
            var last = h[t];
            h = [.. h, [.. Enumerable.Range(0, 2).Select(i =>
                Math.Tanh((w[i] * x[t]) + b[i] + c[i] + (u[2 * i] * last[0]) + (u[(2 * i) + 1] * last[1])))]];
        }

        double Slope(int t, int i) => 1 - (h[t][i] * h[t][i]);
        var residual = 2 * ((v[0] * h[Steps][0]) + (v[1] * h[Steps][1]) + W("1.bias")[0] - goal);

        // loss ← 1 ← 0.state[5] ← … ← 0.state[t] ← the weight, whose edge is δ ↦ (slope·δ) ⊗ h[t−1].
        var (bound, cotangent) = (Math.Abs(residual) * Length(v), new[] { residual * v[0], residual * v[1] });
        var expected = new Dictionary<int, (double Bound, double Norm)>();
        for (var t = Steps; t >= 1; t--)
        {
            double[] past = [Slope(t, 0) * cotangent[0], Slope(t, 1) * cotangent[1]];
            expected[t] = (bound * Math.Max(Slope(t, 0), Slope(t, 1)) * Length(h[t - 1]), Length(past) * Length(h[t - 1]));
            bound *= SpectralNormOf(Slope(t, 0) * u[0], Slope(t, 0) * u[1], Slope(t, 1) * u[2], Slope(t, 1) * u[3]);
            cotangent = [(past[0] * u[0]) + (past[1] * u[2]), (past[0] * u[1]) + (past[1] * u[3])];
        }

        // The first state is 0, so that nothing reaches the weight there; the path is none the less.
        Assert.Equal((Steps, Steps), ((int)report.Count, report.Paths.Count));
        Assert.Equal(report.Paths.OrderByDescending(path => path.Bound), report.Paths);
        foreach (var path in report.Paths)
        {
            var step = path.Stops.Count(stop => stop.Name?.StartsWith("0.state[", StringComparison.Ordinal) == true);
            var (most, norm) = expected[Steps + 1 - step];
            Assert.Equal(most, path.Bound, 1e-12 * most);
            Assert.Equal(norm, path.Norm, 1e-12);
            Assert.True(path.Norm <= path.Bound * (1 + 1e-12));
        }

        Assert.Equal(1, report.Paths.Sum(path => path.Share), 1e-12);
        Assert.Contains("loss ← 1 ← 0.state[5…2] ← 0.state_weight", report.Paths.Select(path => path.ToString()));
        Assert.Contains("loss ← 1 ← 0.state[5] ← 0.state_weight", report.Paths.Select(path => path.ToString()));
        var last0 = report.Paths.Single(path => path.Norm == 0);
        Assert.Equal(last0.Stops.Count - 1, last0.WeakestStop);
    }

    [Theory, InlineData("rnn"), InlineData("lstm"), InlineData("gru"), InlineData("residual"), InlineData("attention"), InlineData("cnn")]
    public void All_paths_together_are_the_gradient_and_each_stays_within_its_bound(string kind)
    {
        Layer model = kind switch
        {
            "rnn" => new Sequential(new Rnn(2, 3), new Rnn(3, 2, lastOnly: true), new Dense(2, 3)),
            "lstm" => new Sequential(new Lstm(2, 3, lastOnly: true), new Dense(3, 3)),
            "gru" => new Sequential(new Gru(2, 3, lastOnly: true, budget: 2), new Dense(3, 3)),
            "residual" => new Sequential(new Flatten(), new Residual(new Sequential(new Dense(6, 6), Activation.Gelu)), new Dense(6, 3)),
            "attention" => new Sequential(new MultiHeadAttention(2, 1), new Flatten(), new Dense(6, 3)),
            _ => new Sequential(new Unflatten([1, 3, 2]), new Convolution(1, 2, [2, 2]), Activation.Relu, new Flatten(), new Dense(4, 3)),
        };
        var (batch, labels) = (Tensor.Of(Drawn(4 * 3 * 2, 7), [4, 3, 2]), Tensor.Vector(0L, 1, 2, 1));
        var weights = model.Initialize(1, DType.Float64);
        var flow = GradientFlow.Of(model, CommonLosses.CrossEntropy, weights, batch, labels);
        foreach (var parameter in flow.Parameters)
        {
            var report = GradientPaths.Of(model, CommonLosses.CrossEntropy, weights, batch, labels, parameter.Path, 100_000);
            Assert.Equal(parameter.GradientNorm, report.GradientNorm, 1e-12);
            Assert.Equal(report.Count, report.Paths.Count);
            if (parameter.GradientNorm > 1e-9)
            {
                Assert.Equal(1, report.Paths.Sum(path => path.Share), 1e-9);
            }

            Assert.All(
                report.Paths, path => Assert.True(path.Norm <= (path.Bound * (1 + 1e-5)) + 1e-15, $"{path}: {path.Norm} {path.Bound}"));
            double[] bounds = [.. report.Paths.Select(path => path.Bound)];
            Assert.Equal(bounds.OrderDescending(), bounds);

            // The first few are the first of all.
            var few = GradientPaths.Of(model, CommonLosses.CrossEntropy, weights, batch, labels, parameter.Path, 3);
            Assert.Equal(report.Paths.Take(3).Select(path => path.ToString()), few.Paths.Select(path => path.ToString()));
        }
    }

    [Fact]
    public void Where_a_path_dies_is_the_edge_with_the_largest_drop()
    {
        Layer[] layers = [new Dense(4, 4), Activation.Sigmoid, new Dense(4, 4), Activation.Tanh, new Dense(4, 3)];
        var model = new Sequential(layers);
        var weights = new Weights(model.Initialize(2, DType.Float64).Select(pair => pair.Key != "2.weight"
            ? pair
            : new(pair.Key, Tensor.Of([.. pair.Value.ToDoubles().Select(w => 1e-4 * w)], pair.Value.Shape))));
        var (batch, labels) = (Tensor.Of(Drawn(6 * 4, 1), [6, 4]), Tensor.Vector(0L, 1, 2, 0, 1, 2));
        var path = Assert.Single(GradientPaths.Of(model, CommonLosses.CrossEntropy, weights, batch, labels, "0.weight").Paths);
        Assert.Equal("loss ← 4 ← 3 ← 2 ← 1 ← 0 ← 0.weight", path.ToString());
        Assert.Equal("1", path.Stops[path.WeakestStop].Name);
        Assert.True(path.Left(path.WeakestStop) < 1e-3);
        Assert.Equal(1, path.Share, 1e-12);

        // Between a dense layer's result and its input lies the matrix; behind an activation, its greatest slope.
        var norm = Interpreter.Run(Graph.Trace((Value x) => x.SingularValues(), TensorType.Float64(4, 4)), weights["2.weight"])[0][0];
        Assert.Equal(norm, path.Stops[4].Bound / path.Stops[3].Bound, 1e-12 * norm);
        Assert.InRange(path.Stops[5].Bound / path.Stops[4].Bound, 0.01, 0.25);
    }

    [Fact]
    public void Norms_of_large_maps_are_found_as_well()
    {
        // 66 rows of 70 numbers: a matrix beyond the exact ones, and an edge, the layer norm's, that is neither diagonal nor a product.
        var model = new Sequential(new Dense(70, 70, bias: false), new LayerNorm(70), new Dense(70, 66, bias: false));
        var weights = model.Initialize(1, DType.Float64);
        var report = GradientPaths.Of(
            model, CommonLosses.MeanSquared, weights, Tensor.Of(Drawn(2 * 70, 3), [2, 70]), Tensor.Of(new double[2 * 66], [2, 66]),
            "0.weight");
        var stops = Assert.Single(report.Paths).Stops;
        Assert.Equal(["loss", "2", "1", "0", "0.weight"], stops.Select(stop => stop.Name));
        var plan = Graph.Trace((Value x) => x.SingularValues(), TensorType.Float64(66, 70));
        var norm = Interpreter.Run(plan, weights["2.weight"])[0][0];
        Assert.InRange(stops[2].Bound / stops[1].Bound, norm * (1 - 1e-4), norm * (1 + 1e-12));

        // The Jacobian of a layer norm is 1/deviation times a projection.
        double[] z =
        [
            .. Enumerable.Range(0, 140).Select(at => Enumerable.Range(0, 70).Sum(
                j => weights["0.weight"].ToDoubles()[(at % 70 * 70) + j] * Drawn(140, 3)[(at / 70 * 70) + j])),
        ];
        var expected = Enumerable.Range(0, 2).Select(row => z.AsSpan(row * 70, 70).ToArray())
            .Max(row => 1 / Math.Sqrt(row.Average(e => e * e) - (row.Average() * row.Average()) + 1e-5));
        Assert.InRange(stops[3].Bound / stops[2].Bound, expected * (1 - 1e-4), expected * (1 + 1e-9));
    }

    [Fact]
    public void A_parameter_that_is_none_and_loops_that_are_too_long_are_refused()
    {
        var model = new Sequential(new Lstm(1, 2, lastOnly: true), new Dense(2, 1));
        var (weights, target) = (model.Initialize(), Tensor.Of(new float[1], [1, 1]));
        PathReport Of(int steps, string parameter) => GradientPaths.Of(
            model, CommonLosses.MeanSquared, weights, Tensor.Of(new float[steps], [1, steps, 1]), target, parameter);
        Assert.Contains("0.state_weight", Assert.Throws<ModelException>(() => Of(2, "0.weight")).Message, StringComparison.Ordinal);
        Assert.Contains("shorter", Assert.Throws<ModelException>(() => Of(100_000, "0.state_weight")).Message, StringComparison.Ordinal);
    }

    private static double[] Drawn(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (2 * random.NextDouble()) - 1)];
    }

    private static double Length(IEnumerable<double> x) => Math.Sqrt(x.Sum(e => e * e));

    // Of a 2×2 matrix: σ₁² + σ₂² is the squared Frobenius norm, σ₁·σ₂ the determinant without its sign.
    private static double SpectralNormOf(double a, double b, double c, double d)
    {
        var (sum, product) = ((a * a) + (b * b) + (c * c) + (d * d), Math.Abs((a * d) - (b * c)));
        return Math.Sqrt((sum + Math.Sqrt((sum * sum) - (4 * product * product))) / 2);
    }
}
