using Aresta.Functions;
using Aresta.Primitives;
using Aresta.Tensors;
using static Aresta.Functions.ClassificationLosses;
using static Aresta.Functions.MarginLosses;
using static Aresta.Functions.RegressionLosses;

namespace Aresta.Tests.Functions;

/// <summary>Losses against their definitions written for numbers, and their derivatives against differences.</summary>
public class LossTests
{
    private static readonly Tensor X = DerivativeCheck.Random(1, 4, 3);
    private static readonly Tensor Y = DerivativeCheck.Random(2, 4, 3);
    private static readonly Tensor Probabilities = Map(X, x => 0.5 + x / 2.5);
    private static readonly Tensor Targets = Map(Y, y => 0.5 + y / 2.5);
    private static readonly Tensor Labels = Map(Y, y => y > 0 ? 1 : -1);

    private static readonly Dictionary<string, Pair> Pairs = new()
    {
        ["mean squared error"] = new((x, y) => MeanSquaredError(x, y, Reduction.None), (x, y) => (x - y) * (x - y), X, Y),
        ["l1"] = new((x, y) => L1(x, y, Reduction.None), (x, y) => Math.Abs(x - y), X, Y),
        ["smooth l1"] = new(
            (x, y) => SmoothL1(x, y, 0.8, Reduction.None),
            (x, y) => Math.Abs(x - y) < 0.8 ? (x - y) * (x - y) / 1.6 : Math.Abs(x - y) - 0.4, X, Y),
        ["huber"] = new(
            (x, y) => Huber(x, y, 0.8, Reduction.None),
            (x, y) => Math.Abs(x - y) <= 0.8 ? (x - y) * (x - y) / 2 : 0.8 * (Math.Abs(x - y) - 0.4), X, Y),
        ["poisson of the logarithm"] = new(
            (x, y) => PoissonNegativeLogLikelihood(x, y, reduction: Reduction.None), (x, y) => Math.Exp(x) - y * x, X, Y),
        ["poisson, full"] = new(
            (x, y) => PoissonNegativeLogLikelihood(x, y + 1, false, true, 0.01, Reduction.None),
            (x, y) => x - (y + 1) * Math.Log(x + 0.01)
                + (y > 0 ? (y + 1) * Math.Log(y + 1) - (y + 1) + 0.5 * Math.Log(2 * Math.PI * (y + 1)) : 0), Probabilities, Y),
        ["gaussian"] = new(
            (x, v) => GaussianNegativeLogLikelihood(x, 0.3, v, true, reduction: Reduction.None),
            (x, v) => 0.5 * (Math.Log(2 * Math.PI * v) + (x - 0.3) * (x - 0.3) / v), X, Targets),
        ["binary cross-entropy"] = new(
            (p, t) => BinaryCrossEntropy(p, t, reduction: Reduction.None),
            (p, t) => -(t * Math.Log(p) + (1 - t) * Math.Log(1 - p)), Probabilities, Targets),
        ["binary cross-entropy with logits"] = new(
            (x, t) => BinaryCrossEntropyWithLogits(x, t, 2, 3, Reduction.None),
            (x, t) => 2 * (3 * t * Math.Log(1 + Math.Exp(-x)) + (1 - t) * Math.Log(1 + Math.Exp(x))), X, Targets),
        ["Kullback–Leibler"] = new(
            (q, t) => KullbackLeibler(q, t, reduction: Reduction.None), (q, t) => t * (Math.Log(t) - q), X, Targets),
        ["Kullback–Leibler of logarithms"] = new(
            (q, t) => KullbackLeibler(q, t, true, Reduction.None), (q, t) => Math.Exp(t) * (t - q), X, Y),
        ["hinge"] = new((x, t) => Hinge(3 * x, t, Reduction.None), (x, t) => Math.Max(0, 1 - 3 * x * t), X, Labels),
        ["soft margin"] = new((x, t) => SoftMargin(x, t, Reduction.None), (x, t) => Math.Log(1 + Math.Exp(-x * t)), X, Labels),
        ["hinge embedding"] = new(
            (x, t) => HingeEmbedding(x, t, 0.5, Reduction.None), (x, t) => t > 0 ? x : Math.Max(0, 0.5 - x), X, Labels),
        ["margin ranking"] = new(
            (x, t) => MarginRanking(x, 0.1, t, 0.2, Reduction.None), (x, t) => Math.Max(0, 0.2 - t * (x - 0.1)), X, Labels),
    };

    public static TheoryData<string> Names => [.. Pairs.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Values_are_those_of_the_definition(string name)
    {
        var (graph, number, x, y) = Pairs[name];
        var losses = Evaluation.Of(graph, x, y);
        for (var i = 0; i < x.Shape.Size; i++)
        {
            Assert.Equal(number(x[i], y[i]), losses[i], 1e-14);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Derivatives_are_those_of_differences(string name)
    {
        var (graph, _, x, y) = Pairs[name];
        var labels = Value.Constant(y);
        DerivativeCheck.Of(v => [graph(v[0], ReferenceEquals(y, Labels) ? labels : v[1])], [x, y]);
    }

    [Fact]
    public void Reductions_are_mean_sum_and_none()
    {
        var x = Tensor.Vector(1.0, 3);
        Evaluation.Of(a => MeanSquaredError(a, 0), x).Is([], 5);
        Evaluation.Of(a => MeanSquaredError(a, 0, Reduction.Sum), x).Is([], 10);
        Evaluation.Of(a => MeanSquaredError(a, 0, Reduction.None), x).Is([2], 1, 9);
    }

    [Theory, InlineData(0.0), InlineData(0.3)]
    public void Cross_entropy_of_classes_is_that_of_one_hot_distributions(double smoothing)
    {
        var classes = Tensor.Vector(2L, 0, 1, 1);
        var weights = Tensor.Vector(0.5, 2, 1);
        double[] weight = [1, 0.5, 2, 2];
        foreach (var reduction in new[] { Reduction.None, Reduction.Sum, Reduction.Mean })
        {
            var indexed = Evaluation.Of(
                (x, w) => CrossEntropy(x, Value.Constant(classes), weights: w, labelSmoothing: smoothing, reduction: reduction),
                X, weights);
            var distributed = Evaluation.Of(
                (x, w) => CrossEntropy(x, Value.Constant(classes).OneHot(3), weights: w, labelSmoothing: smoothing, reduction: reduction),
                X, weights);
            var factor = reduction == Reduction.Mean ? weight.Length / weight.Sum() : 1;
            Assert.All(indexed.ToDoubles().Zip(distributed.ToDoubles()), pair => Assert.Equal(pair.First, pair.Second * factor, 1e-14));
        }

        DerivativeCheck.Of(
            v => [CrossEntropy(v[0], Value.Constant(classes), weights: v[1], labelSmoothing: smoothing),
                CrossEntropy(v[0], v[2], labelSmoothing: smoothing, reduction: Reduction.None)],
            [X, weights, Targets]);
    }

    [Fact]
    public void Ignored_and_impossible_classes_cost_nothing_and_do_not_count()
    {
        // Of four samples the first ones count: two, or one where class 0 is ignored too.
        foreach (var (ignored, other, counted) in new[] { (-100, -100, 2), (1, 1, 2), (-100, 7, 2), (0, -1, 1) })
        {
            var some = Evaluation.Of(
                x => CrossEntropy(x.Slice(0, 0, counted), Value.Constant(Tensor.Vector([.. new[] { 2, 0 }.Take(counted)]))), X);
            var all = Evaluation.Of(
                x => CrossEntropy(x, Value.Constant(Tensor.Vector(2, 0, other, other)), ignoreIndex: ignored), X);
            Assert.Equal(some.ToDouble(), all.ToDouble(), 1e-14);
        }

        var smoothed = Evaluation.Of(
            x => CrossEntropy(
                x, Value.Constant(Tensor.Vector(2, 0, 1, 1)), ignoreIndex: 1, labelSmoothing: 0.1, reduction: Reduction.None), X);
        Assert.Equal([0, 0], smoothed.ToDoubles()[2..]);
    }

    [Fact]
    public void Classes_may_lie_along_any_axis()
    {
        var (x, classes) = (DerivativeCheck.Random(5, 2, 3, 4), Tensor.Of([.. Enumerable.Range(0, 8).Select(i => i * 5 % 3)], [2, 4]));
        var moved = Evaluation.Of((a, t) => CrossEntropy(a.MoveAxis(1, -1), t, reduction: Reduction.None), x, classes);
        Assert.Equal(moved.ToDoubles(), Evaluation.Of((a, t) => CrossEntropy(a, t, 1, reduction: Reduction.None), x, classes).ToDoubles());
    }

    [Fact]
    public void Logits_may_be_infinite()
    {
        var certain = Tensor.Vector(double.NegativeInfinity, 1000, -1000, double.PositiveInfinity);
        Evaluation.Of((x, t) => BinaryCrossEntropyWithLogits(x, t, reduction: Reduction.None), certain, Tensor.Vector(0.0, 1, 0, 1))
            .Is([4], 0, 0, 0, 0);
        Evaluation.Of((x, t) => BinaryCrossEntropyWithLogits(x, t, reduction: Reduction.None), certain, Tensor.Vector(1.0, 0, 1, 0))
            .Is([4], double.PositiveInfinity, 1000, 1000, double.PositiveInfinity);
    }

    [Fact]
    public void Losses_of_vectors()
    {
        var (x, y, z) = (DerivativeCheck.Random(7, 5, 3), DerivativeCheck.Random(8, 5, 3), DerivativeCheck.Random(9, 5, 3));
        var triplets = Evaluation.Of((a, p, n) => TripletMargin(a, p, n, 0.4, epsilon: 0, reduction: Reduction.None), x, y, z);
        var cosines = Evaluation.Of((a, b) => Distances.CosineSimilarity(a, b), x, y);
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(Math.Max(0, Distance(x, y, i) - Distance(x, z, i) + 0.4), triplets[i], 1e-14);
            Assert.Equal(Dot(x, y, i) / Math.Sqrt(Dot(x, x, i) * Dot(y, y, i)), cosines[i], 1e-14);
        }

        var labels = Tensor.Vector(1.0, -1, -1, 1, -1);
        DerivativeCheck.Of(
            v => [TripletMargin(v[0], v[1], v[2], 5, 3), CosineEmbedding(v[0], v[1], Value.Constant(labels), -2),
                Distances.DistanceMatrix(v[0], v[1], 3)], [x, y, z]);

        double Dot(Tensor a, Tensor b, int row) => Enumerable.Range(0, 3).Sum(k => a[(row * 3) + k] * b[(row * 3) + k]);
        double Distance(Tensor a, Tensor b, int row) => Math.Sqrt(Dot(a, a, row) - (2 * Dot(a, b, row)) + Dot(b, b, row));
    }

    [Fact]
    public void What_does_not_fit_is_said()
    {
        Assert.Contains(
            "are integers of shape [4], but were given", Assert.Throws<GraphException>(
                () => Evaluation.Of(x => CrossEntropy(x, Value.Constant(Tensor.Vector(1, 2))), X)).Message);
        Assert.Contains(
            "does not give one weight for each class (axis 1)", Assert.Throws<GraphException>(
                () => Evaluation.Of(
                    (x, w) => CrossEntropy(x, Value.Constant(Tensor.Vector(1, 2, 0, 0)), weights: w), X, Tensor.Vector(1.0, 2))).Message);
    }

    private static Tensor Map(Tensor x, Func<double, double> function) =>
        Tensor.Of(Array.ConvertAll(x.ToDoubles(), v => function(v)), x.Shape);

    private sealed record Pair(Func<Value, Value, Value> Graph, Func<double, double, double> Number, Tensor Given, Tensor Target);

    [Fact]
    public void A_number_as_target_is_of_the_dtype_of_the_prediction() => Assert.Equal(
        TensorType.Float32(), RegressionLosses.PoissonNegativeLogLikelihood(Value.Input(TensorType.Float32(3)), 2.5, full: true).Type);
}
