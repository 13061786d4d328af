using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;
using static Aresta.Tests.DerivativeCheck;

namespace Aresta.Tests.Structured;

public class ProductTests
{
    [Fact]
    public void Derivatives_of_products() => Of(v => [v[0].Product([0, 2]), v[0].Product()], [Random(1, 3, 2, 2)]);

    [Fact]
    public void Derivatives_of_products_with_zeros_among_the_factors()
    {
        Tensor x = new double[,] { { 2, 0, -3 }, { 0, 0, 4 }, { 0, 0, 0 } };
        Of(v => [v[0].Product([1]), v[0].Product()], [x], order: 3);
        var graph = Graph.Trace(v => [v[0].Product([1]).Sum()], [x.Type]);
        Assert.Equal([0, -6, 0, 0, 0, 0, 0, 0, 0], Interpreter.Run(Gradient.Of(graph), x)[0].ToDoubles());
    }

    [Fact]
    public void Product_of_nothing_is_one()
    {
        var graph = Graph.Trace(v => [v[0].Product([1]), v[0].Product()], [TensorType.Float64(2, 0)]);
        var none = Tensor.Zeros(TensorType.Float64(2, 0));
        var results = Interpreter.Run(Pushforward.Of(graph), none, none);
        Assert.Equal([1, 1], results[0].ToDoubles());
        Assert.Equal(1, results[1].ToDouble());
        Assert.Equal([0, 0], results[2].ToDoubles());
    }

    [Fact]
    public void Derivatives_of_cumulative_products_with_zeros()
    {
        Tensor x = new double[,] { { 2, 0.5, -3, 1 }, { 2, 0, -3, 4 }, { 0, 1, 0, 2 } };
        Of(v => [v[0].CumulativeProduct(1), v[0].CumulativeProduct(0)], [x], order: 3);
    }

    [Fact]
    public void Cumulative_products_keep_the_sign_of_zero_and_wrap_in_integers()
    {
        var graph = Graph.Trace(v => [v[0].CumulativeProduct(0), v[1].CumulativeProduct(0)], [TensorType.Float64(3), TensorType.Int32(3)]);
        var results = Interpreter.Run(graph, new double[] { -1, 0, 5 }, Tensor.Vector(65536, 65536, 3));
        Assert.Equal([-1, -0.0, -0.0], results[0].ToDoubles());
        Assert.True(double.IsNegative(results[0][2]));
        Assert.Equal([65536, 0, 0], results[1].AsSpan<int>().ToArray());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Derivatives_of_recurrences(bool backward) =>
        Of(v => [Value.Recurrence(v[0], v[1], 1, backward)], [Random(1, 2, 3, 2), Random(2, 2, 4, 2)], order: 3);

    [Fact]
    public void A_recurrence_of_one_element_or_none_is_what_is_added()
    {
        foreach (var length in new[] { 0, 1 })
        {
            Of(v => [Value.Recurrence(v[0], v[1], 0)], [Random(1, 0), Random(2, length)]);
        }
    }

    [Fact]
    public void Factors_that_do_not_fit_are_refused()
    {
        var (a, b) = (Value.Input(TensorType.Float64(3), "a"), Value.Input(TensorType.Float64(3), "b"));
        var error = Assert.Throws<GraphException>(() => Value.Recurrence(a, b, 0));
        Assert.Contains(
            "couples the neighbors of float64[3] along axis 0 by factors of type float64[2], but was given float64[3]",
            error.Message, StringComparison.Ordinal);
    }
}
