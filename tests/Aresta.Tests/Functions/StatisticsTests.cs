using Aresta.Functions;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Tests.Functions;

public class StatisticsTests
{
    private static readonly Tensor X = DerivativeCheck.Random(1, 3, 4, 2);

    [Fact]
    public void Mean_and_variance_over_axes_are_those_of_each_lane()
    {
        var mean = Evaluation.Of(x => x.Mean([0, -1]), X);
        var variance = Evaluation.Of(x => x.Variance([0, -1], correction: 1), X);
        Assert.Equal([4], mean.Shape);
        for (var i = 0; i < 4; i++)
        {
            double[] lane = [.. from a in Enumerable.Range(0, 3) from b in Enumerable.Range(0, 2) select X[(((a * 4) + i) * 2) + b]];
            Assert.Equal(lane.Average(), mean[i], 1e-15);
            Assert.Equal(lane.Sum(x => (x - lane.Average()) * (x - lane.Average())) / 5, variance[i], 1e-15);
        }
    }

    [Fact]
    public void Kept_axes_have_length_1()
    {
        Assert.Equal([3, 1, 2], Evaluation.Of(x => x.StandardDeviation([1], keep: true), X).Shape);
        Assert.Equal([1, 1, 1], Evaluation.Of(x => x.Mean([0, 1, 2], keep: true), X).Shape);
        Assert.Equal([], Evaluation.Of(x => x.VarianceAndMean().Mean, X).Shape);
    }

    [Fact]
    public void A_mean_of_nothing_is_nan() =>
        Assert.True(double.IsNaN(Evaluation.Of(x => x.Mean(), Tensor.Of<double>([], [0])).ToDouble()));

    [Fact]
    public void A_variance_of_one_observation_has_no_unbiased_estimate() =>
        Assert.True(double.IsNaN(Evaluation.Of(x => x.Variance(correction: 1), Tensor.Vector(3.0)).ToDouble()));

    [Fact]
    public void Variance_keeps_its_digits_far_from_zero() =>
        Assert.Equal(1.25, Evaluation.Of(x => x.Variance(), Tensor.Vector(1e8 + 1, 1e8 + 2, 1e8 + 3, 1e8 + 4)).ToDouble());

    [Fact]
    public void Derivatives_are_those_of_differences() => DerivativeCheck.Of(
        v => [v[0].Variance([1], 1), v[0].StandardDeviation([0], 0.5), v[0].Mean([2]), v[1].Covariance(1, v[2])],
        [X, DerivativeCheck.Random(2, 3, 5), Tensor.Vector(1.0, 2, 1.5, 1, 3)]);

    [Fact]
    public void Covariance_counts_an_observation_as_often_as_its_weight()
    {
        var x = Tensor.Matrix(new[,] { { 1.0, 2, 4 }, { 0, 5, 3 } });
        var repeated = Tensor.Matrix(new[,] { { 1.0, 2, 2, 4, 4, 4 }, { 0, 5, 5, 3, 3, 3 } });
        var weighted = Evaluation.Of((a, w) => a.Covariance(weights: w), x, Tensor.Vector(1.0, 2, 3)).ToDoubles();
        Assert.All(
            Evaluation.Of(a => a.Covariance(), repeated).ToDoubles().Zip(weighted),
            pair => Assert.Equal(pair.First, pair.Second, 1e-14));
    }

    [Fact]
    public void A_median_is_the_middle_one_or_the_mean_of_two()
    {
        var x = Tensor.Matrix(new[,] { { 3.0, 1, 2, 9 }, { 5, 5, double.PositiveInfinity, -1 }, { 4, double.NaN, 0, 0 } });
        Evaluation.Of(a => a.Median(-1), x).Is([3], 2.5, 5, double.NaN);
        Evaluation.Of(a => a.Median(0, keep: true), x).Is([1, 4], 4, double.NaN, 2, 0);
        Evaluation.Of(a => a.Median(), Tensor.Vector(7.0, 1, 3)).Is([], 3);
        DerivativeCheck.Of(v => [v[0].Median(1), v[0].Median(0)], [X]);
        Assert.Throws<GraphException>(() => Evaluation.Of(a => a.Median(), Tensor.Of<double>([], [0])));
    }

    [Fact]
    public void Counting_and_quantifiers()
    {
        var x = Tensor.Matrix(new[,] { { 0.0, 2, -0.0 }, { double.NaN, 1, 3 } });
        Evaluation.Of(a => a.CountNonZero([1]), x).Is([2], 1, 3);
        Evaluation.Of(a => a.CountNonZero(), x).Is([], 4);
        Evaluation.Of(a => a.Any([0]), x).Is([3], 1, 1, 1);
        Evaluation.Of(a => a.All([1], keep: true), x).Is([2, 1], 0, 1);
        Evaluation.Of(a => a.All([0]), Tensor.Of<double>([], [0, 2])).Is([2], 1, 1);
    }

    [Fact]
    public void Integers_have_no_mean() => Assert.Contains(
        "divide", Assert.Throws<GraphException>(() => Evaluation.Of(x => x.Mean(), Tensor.Vector(1, 2))).Message);
}
