using Aresta.Primitives;
using Aresta.Tensors;
using static Aresta.Tests.Evaluation;

namespace Aresta.Tests.Primitives;

/// <summary>Counting, searching, sorting and the connectives.</summary>
public class FlatTests
{
    [Fact]
    public void Iota_counts_along_an_axis()
    {
        Of(() => Operations.Iota(TensorType.Int32(2, 3), 0)).Is([2, 3], 0, 0, 0, 1, 1, 1);
        Of(() => Operations.Iota(TensorType.Float32(2, 3), -1)).Is([2, 3], 0, 1, 2, 0, 1, 2);
        Of(() => Operations.Iota(TensorType.Int64(0, 3))).Is([0, 3]);
        Of(() => Operations.Arange(3)).Is([3], 0, 1, 2);
        Of(() => Operations.Arange(1, 2, 0.25)).Is([4], 1, 1.25, 1.5, 1.75);
        Of(() => Operations.Arange(1, -1, -1)).Is([2], 1, 0);
        Of(() => Operations.Arange(1, 0, 1)).Is([0]);
    }

    [Fact]
    public void The_first_of_several_extremes_is_named()
    {
        var x = Tensor.Of<double>([1, 3, 3, 2, 0, 0], [2, 3]);
        Of(v => v.ArgMax(1), x).Is([2], 1, 0);
        Of(v => v.ArgMin(1), x).Is([2], 0, 1);
        Of(v => v.ArgMax(0), x).Is([3], 1, 0, 0);
        Of(v => v.ArgMax(-1), Tensor.Vector(long.MaxValue - 1, long.MaxValue)).Is(Shape.Scalar, 1);
        Of(v => v.ArgMax(0), Tensor.Vector(false, true, true)).Is(Shape.Scalar, 1);
    }

    [Fact]
    public void The_first_NaN_is_the_extreme()
    {
        var x = Tensor.Vector(double.NegativeInfinity, double.NaN, double.PositiveInfinity, double.NaN);
        Of(v => v.ArgMax(0), x).Is(Shape.Scalar, 1);
        Of(v => v.ArgMin(0), x).Is(Shape.Scalar, 1);
    }

    [Fact]
    public void An_empty_axis_has_no_extreme() => Assert.Contains(
        "axis 1 of float64[2,0] is empty",
        Assert.Throws<GraphException>(() => Of(x => x.ArgMax(1), Count([2, 0]))).Message, StringComparison.Ordinal);

    [Fact]
    public void Connectives_have_their_truth_tables()
    {
        var (p, q) = (Tensor.Vector(false, false, true, true), Tensor.Vector(false, true, false, true));
        Of((x, y) => x & y, p, q).Is([4], 0, 0, 0, 1);
        Of((x, y) => x | y, p, q).Is([4], 0, 1, 1, 1);
        Of((x, y) => x ^ y, p, q).Is([4], 0, 1, 1, 0);
        Of(x => !x, p).Is([4], 1, 1, 0, 0);
        Of((x, y) => x & y, p, Tensor.Scalar(true)).Is([4], 0, 0, 1, 1);
    }

    [Fact]
    public void Connectives_take_truth_values_only() => Assert.Contains(
        "is defined on bool, but was given float64[2]; compare it first",
        Assert.Throws<GraphException>(() => Of(x => !x, Count([2]))).Message, StringComparison.Ordinal);
}
