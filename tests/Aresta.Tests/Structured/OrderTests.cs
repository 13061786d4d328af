using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;
using static Aresta.Tests.DerivativeCheck;

namespace Aresta.Tests.Structured;

public class OrderTests
{
    [Fact]
    public void Sort_is_stable_and_puts_NaN_last()
    {
        Tensor x = new[] { 3, double.NaN, 1, 3, -1 };
        Assert.Equal([-1, 1, 3, 3, double.NaN], Evaluation.Of(v => v.Sort().Values, x).ToDoubles());
        Assert.Equal([4, 2, 0, 3, 1], Evaluation.Of(v => v.Sort().Indices, x).ToDoubles());
        Assert.Equal([1, 0, 3, 2, 4], Evaluation.Of(v => v.Sort(descending: true).Indices, x).ToDoubles());
    }

    [Fact]
    public void ArgSort_is_where_sorted_elements_stood()
    {
        Tensor x = new[] { 2, double.NaN, -0.0, 0.0, double.PositiveInfinity, 2, double.NaN };
        Assert.Equal([2, 3, 0, 5, 4, 1, 6], Evaluation.Of(v => v.ArgSort(), x).ToDoubles());
        Assert.Equal([1, 6, 4, 0, 5, 2, 3], Evaluation.Of(v => v.ArgSort(descending: true), x).ToDoubles());
        Assert.Equal([1, 0, 0, 1], Evaluation.Of(v => v.ArgSort(0), Tensor.Of<long>([3, 1, 2, 1], [2, 2])).ToDoubles());
        Assert.Equal([2, 0], Evaluation.Of(v => v.ArgSort(1), Tensor.Zeros(TensorType.Float64(2, 0))).Shape);
        Assert.Equal([1, 0], Evaluation.Of(v => v.ArgSort(0, descending: true), Tensor.Vector(long.MinValue, long.MaxValue)).ToDoubles());
        Assert.Equal([1, 0, 2], Evaluation.Of(v => v.ArgSort(), Tensor.Vector(true, false, true)).ToDoubles());
    }

    [Fact]
    public void Sort_runs_along_any_axis() => Assert.Equal(
        [1, 2, 5, 3, 4, 9], Evaluation.Of(v => v.Sort(0).Values, new double[,] { { 3, 2, 9 }, { 1, 4, 5 } }).ToDoubles());

    [Fact]
    public void Top_k_gives_the_largest_first() => Assert.Equal(
        [9, 4], Evaluation.Of(v => v.TopK(2).Values, new double[] { 3, 2, 9, 1, 4 }).ToDoubles());

    [Fact]
    public void The_kth_value_counts_from_the_smallest() => Assert.Equal(
        2, Evaluation.Of(v => v.KthValue(2).Value, new double[] { 3, 2, 9, 1, 4 }).ToDouble());

    [Fact]
    public void Forms_that_return_an_index_give_it_the_whole_derivative()
    {
        Tensor x = new double[] { 3, 1, 3 };
        var graph = Graph.Trace(v => [v[0].TopK(1).Values.Sum(), v[0].CumulativeMax(0).Values.Slice(0, 2, 3).Sum()], [x.Type]);
        var pulled = Interpreter.Run(Pullback.Of(graph), x, 1.0, 0.0);
        Assert.Equal([1, 0, 0], pulled[2].ToDoubles());
        Assert.Equal([0, 0, 1], Interpreter.Run(Pullback.Of(graph), x, 0.0, 1.0)[2].ToDoubles());
    }

    [Fact]
    public void Derivatives_of_orderings() => Of(
        v =>
        {
            var x = v[0] * v[0] * v[0];
            return
            [
                x.Sort(1).Values, x.TopK(2, axis: 0, largest: false).Values, x.KthValue(2, 1).Value,
                x.CumulativeMax(1).Values, x.CumulativeMin(-1).Values,
            ];
        },
        [Random(5, 3, 4, 2)]);

    [Fact]
    public void Cumulative_extremes_name_the_last_of_equals_and_keep_a_NaN()
    {
        Tensor x = new[] { 1, 3, 2, 3, double.NaN, 5 };
        Assert.Equal([1, 3, 3, 3, double.NaN, double.NaN], Evaluation.Of(v => v.CumulativeMax(0).Values, x).ToDoubles());
        Assert.Equal([0, 1, 1, 3, 4, 4], Evaluation.Of(v => v.CumulativeMax(0).Indices, x).ToDoubles());
        Assert.Equal([0, 0, 0, 0, 4, 4], Evaluation.Of(v => v.CumulativeMin(0).Indices, x).ToDoubles());
    }

    [Fact]
    public void More_elements_than_there_are_is_refused()
    {
        var error = Assert.Throws<GraphException>(() => Value.Input(TensorType.Float64(2, 3), "x").TopK(4));
        Assert.Contains("axis 1 of float64[2,3] has 3 elements, but 4 were asked for", error.Message, StringComparison.Ordinal);
    }
}
