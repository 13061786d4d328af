using System.Globalization;
using Aresta.Functions;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Tests.Functions;

/// <summary>Products of vectors, matrices and tensors by NumPy's rules for their shapes.</summary>
public class ProductTests
{
    [Theory]
    [InlineData("3", "3", "")]
    [InlineData("2,3", "3", "2")]
    [InlineData("3", "3,4", "4")]
    [InlineData("2,3", "3,4", "2,4")]
    [InlineData("5,2,3", "3,4", "5,2,4")]
    [InlineData("2,3", "5,3,4", "5,2,4")]
    [InlineData("7,1,2,3", "5,3,4", "7,5,2,4")]
    [InlineData("5,2,3", "3", "5,2")]
    [InlineData("2,0", "0,4", "2,4")]
    [InlineData("1,2,3", "5,3,4", "5,2,4")]
    public void Matmul_multiplies_the_last_two_axes_and_broadcasts_the_others(string left, string right, string result)
    {
        var product = Evaluation.Of((x, y) => x.MatMul(y), Evaluation.Count(Lengths(left)), Evaluation.Count(Lengths(right)));
        Assert.Equal(Lengths(result), product.Shape);
    }

    [Fact]
    public void Matmul_of_matrices() =>
        Evaluation.Of((x, y) => x.MatMul(y), Evaluation.Count([2, 2]), Evaluation.Count([2, 2])).Is([2, 2], 2, 3, 6, 11);

    [Fact]
    public void Dot_inner_outer_and_tensordot()
    {
        var (x, y) = (Evaluation.Count([2, 3, 4]), Evaluation.Count([5, 4, 6]));
        Assert.Equal([2, 3, 5, 6], Evaluation.Of((a, b) => a.Dot(b), x, y).Shape);
        Assert.Equal([2, 3, 7], Evaluation.Of((a, b) => a.Inner(b), x, Evaluation.Count([7, 4])).Shape);
        Assert.Equal([2, 3, 5, 6], Evaluation.Of((a, b) => a.TensorDot(b, [-1], [1]), x, y).Shape);
        Evaluation.Of((a, b) => a.TensorDot(b), Evaluation.Count([2, 3]), Evaluation.Count([2, 3])).Is([], 55);
        Evaluation.Of((a, b) => a.Outer(b), new double[] { 1, 2 }, new double[] { 3, 4 }).Is([2, 2], 3, 4, 6, 8);
        Evaluation.Of((a, b) => a.Dot(b), 3.0, new double[] { 3, 4 }).Is([2], 9, 12);
    }

    [Fact]
    public void Cross_and_trace()
    {
        Evaluation.Of((x, y) => x.Cross(y), new double[] { 1, 2, 3 }, new double[] { 4, 5, 6 }).Is([3], -3, 6, -3);
        Evaluation.Of(x => x.Trace(), Evaluation.Count([3, 3])).Is([], 12);
        Assert.Throws<GraphException>(() => Evaluation.Of((x, y) => x.Cross(y), new double[] { 1, 2 }, new double[] { 4, 5 }));
    }

    [Fact]
    public void Says_what_does_not_fit() => Assert.StartsWith(
        "matmul(x0: float64[2,3], x1: float64[4,2]), contracted as \"xy,yz->xz\": label y has length 3 and 4.",
        Assert.Throws<GraphException>(
            () => Evaluation.Of((x, y) => x.MatMul(y), Evaluation.Count([2, 3]), Evaluation.Count([4, 2]))).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_matrix_product_repeats_no_axis_of_length_one() => Assert.StartsWith(
        "matmul(x0: float64[1,2], x1: float64[1]): it sums over axes of lengths 2 and 1, which differ.",
        Assert.Throws<GraphException>(
            () => Evaluation.Of((x, y) => x.MatMul(y), Evaluation.Count([1, 2]), Evaluation.Count([1]))).Message,
            StringComparison.Ordinal);

    private static Shape Lengths(string text) =>
        [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(length => int.Parse(length, CultureInfo.InvariantCulture))];
}
