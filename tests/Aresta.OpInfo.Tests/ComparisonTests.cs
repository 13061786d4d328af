using Aresta.Tensors;

namespace Aresta.OpInfo.Tests;

/// <summary>The comparison itself: what it lets pass and what it does not.</summary>
public class ComparisonTests
{
    [Theory]
    [InlineData(1, 1 + 0.9e-9, true)]
    [InlineData(1, 1 + 1.1e-9, false)]
    [InlineData(1000, 1000 + 0.9e-6, true)]
    [InlineData(1000, 1000 + 1.1e-6, false)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity, true)]
    [InlineData(1, double.NaN, false)]
    [InlineData(0, double.PositiveInfinity, false)]
    public void Holds_numbers_to_the_pass_mark(double expected, double actual, bool passes) =>
        Assert.Equal(passes, Passes(actual, expected));

    [Fact]
    public void The_largest_element_sets_the_scale() =>
        Assert.True(Passes(Tensor.Vector(1000.0, 1 + 0.9e-6), Tensor.Vector(1000.0, 1)));

    [Fact]
    public void An_infinite_expectation_does_not_loosen_the_others() => Assert.False(
        Passes(Tensor.Vector(double.PositiveInfinity, 2), Tensor.Vector(double.PositiveInfinity, 1)));

    [Fact]
    public void Integers_are_equal_or_wrong() => Assert.False(Passes(Tensor.Vector(1_000_000_001L), Tensor.Vector(1_000_000_000L)));

    [Fact]
    public void Shapes_and_dtypes_are_equal_or_wrong()
    {
        Assert.False(Passes(Tensor.Of(new double[1], [1]), Tensor.Scalar(0.0)));
        Assert.False(Passes(Tensor.Scalar(0L), Tensor.Scalar(0.0)));
        Assert.False(Passes(Tensor.Scalar(0f), Tensor.Scalar(0.0)));
    }

    private static bool Passes(Tensor actual, Tensor expected)
    {
        var comparison = new Comparison();
        comparison.Compare("part", actual, expected);
        return comparison.Disagreements.Count == 0;
    }
}
