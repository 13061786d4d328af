using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;
using static Aresta.Tests.DerivativeCheck;

namespace Aresta.Tests.Structured;

public class ReductionTests
{
    [Fact]
    public void Max_and_min_reduce_over_axes()
    {
        var graph = Graph.Trace(v => [v[0].Max([0]), v[0].Min([-1], keep: true), v[0].Max()], [TensorType.Float64(2, 3)]);
        var results = Interpreter.Run(graph, new double[,] { { 1, 5, -2 }, { 4, 0, -3 } });
        Assert.Equal([4, 5, -2], results[0].ToDoubles());
        Assert.Equal([-2, -3], results[1].ToDoubles());
        Assert.Equal([2, 1], results[1].Shape);
        Assert.Equal(5, results[2].ToDouble());
    }

    [Fact]
    public void A_NaN_is_the_largest_and_the_smallest()
    {
        var graph = Graph.Trace(v => [v[0].Max(), v[0].Min()], [TensorType.Float64(3)]);
        Assert.All(Interpreter.Run(graph, new double[] { 1, double.NaN, 2 }), x => Assert.True(double.IsNaN(x.ToDouble())));
    }

    [Fact]
    public void Ties_share_the_derivative_equally()
    {
        var graph = Graph.Trace(v => [v[0].Max()], [TensorType.Float64(4)]);
        Assert.Equal([0.5, 0, 0.5, 0], Interpreter.Run(Gradient.Of(graph), new double[] { 3, 1, 3, 2 })[0].ToDoubles());
    }

    [Fact]
    public void Integers_have_a_largest_too()
    {
        var graph = Graph.Trace(v => [v[0].Max()], [TensorType.Int64(2)]);
        Assert.Equal(long.MaxValue, Interpreter.Run(graph, Tensor.Vector(long.MaxValue - 1, long.MaxValue))[0].Integer(0));
    }

    [Fact]
    public void No_elements_have_no_maximum()
    {
        var error = Assert.Throws<GraphException>(() => Value.Input(TensorType.Float64(2, 0), "x").Max([1]));
        Assert.StartsWith(
            "reduce_max(x: float64[2,0]): axis 1 of float64[2,0] is empty, and no elements have no maximum.",
            error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Derivatives_of_max_and_min() => Of(
        v => [(v[0] * v[0] * v[0]).Max([0, 2]), v[0].Min([1])],
        [Random(1, 3, 4, 2)]);
}
