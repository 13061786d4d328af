using Aresta.Primitives;
using Aresta.Tensors;
using static Aresta.Tests.Evaluation;

namespace Aresta.Tests.Primitives;

/// <summary>Gather and ScatterAdd, and the NumPy and PyTorch functions they stand for.</summary>
public class TakingTests
{
    [Fact]
    public void Take_replaces_the_axis_by_those_of_the_index()
    {
        Of((x, i) => x.Take(i, 1), Count([2, 3]), Tensor.Of<long>([2, 0, -1, 1], [2, 2])).Is([2, 2, 2], 2, 0, 2, 1, 5, 3, 5, 4);
        Of((x, i) => x.Take(i), Count([2, 3]), Tensor.Scalar(1)).Is([3], 3, 4, 5);
        Of((x, i) => x.Take(i), Count([2, 3]), Integers()).Is([0, 3]);
    }

    [Fact]
    public void Take_along_an_axis_names_one_element_a_place()
    {
        Of((x, i) => x.TakeAlong(i, 1), Count([2, 3]), Tensor.Of<long>([2, 0, -3, 1], [2, 2])).Is([2, 2], 2, 0, 3, 4);
        Of((x, i) => x.TakeAlong(i, 0), Count([2, 3]), Tensor.Of([1, 0, 1], [1, 3])).Is([1, 3], 3, 1, 5);
        Of((x, i) => x.TakeAlong(i, 0), Count([2, 3]), Tensor.Of([1, 0], [1, 2])).Is([1, 2], 3, 1);
    }

    [Fact]
    public void Scattered_elements_that_meet_are_summed()
    {
        Of((x, i, u) => x.ScatterAdd(i, u, 1), Count([2, 3]), Integers(2, -1), Tensor.Of<double>([1, 2, 3, 4], [2, 2]))
            .Is([2, 3], 0, 1, 5, 3, 4, 12);
        Of((x, i) => x.ScatterAdd(i, 1), Count([2]), Integers(1, 1, 1)).Is([2], 0, 4);
    }

    [Fact]
    public void Adding_along_an_axis_may_name_less_than_all_of_it()
    {
        Of((x, i, u) => x.AddAlong(i, u, 0), Count([2, 3]), Tensor.Of<long>([1, 0], [1, 2]), Tensor.Of<double>([10, 20], [1, 2]))
            .Is([2, 3], 0, 21, 2, 13, 4, 5);
    }

    [Fact]
    public void Gather_with_batch_axes_has_an_index_for_each()
    {
        var gather = new Gather(2, 1);
        var x = Count([2, 2, 3]);
        Of((v, i) => Node.Create(gather, v, i).Result(), x, Tensor.Of([0, 2, 1, 1], [2, 2])).Is([2, 2, 2], 0, 2, 3, 5, 7, 7, 10, 10);
    }

    [Fact]
    public void Negative_constants_are_folded()
    {
        var x = Value.Input(TensorType.Float64(3));
        Assert.Equal(Integers(0, 2), ((Constant)x.Take(Value.Constant(Integers(0, -1))).Node.Operands[1].Node.Primitive).Value);
    }

    [Fact]
    public void An_index_outside_the_axis_is_an_error_that_names_it()
    {
        var error = Assert.Throws<GraphException>(() => Of((x, i) => x.Take(i, 1), Count([2, 3]), Integers(0, 3)));
        Assert.StartsWith("gather(x0: float64[2,3], ", error.Message, StringComparison.Ordinal);
        Assert.Contains("index 3 is outside axis 1, which has length 3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_axis_has_no_index() =>
        Assert.Throws<GraphException>(() => Of((x, i) => x.Take(i), Count([0, 3]), Integers(0)));

    [Fact]
    public void An_index_of_another_dtype_is_refused() =>
        Assert.Contains(
            "An index must be int32 or int64, but is",
            Assert.Throws<GraphException>(() => Of((x, i) => x.Take(i), Count([3]), Count([2]))).Message, StringComparison.Ordinal);
}
