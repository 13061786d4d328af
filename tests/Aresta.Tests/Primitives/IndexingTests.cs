using Aresta.Primitives;
using Aresta.Tensors;
using static Aresta.Tests.Evaluation;

namespace Aresta.Tests.Primitives;

/// <summary>Brackets mean what NumPy's do; the expected numbers are NumPy's for <c>numpy.arange(24).reshape(2, 3, 4)</c>.</summary>
public class IndexingTests
{
    private static readonly Tensor Cube = Count([2, 3, 4]);
    private static readonly Tensor Matrix = Count([3, 4]);

    [Fact]
    public void Positions_take_an_axis_away()
    {
        Of(x => x[1], Matrix).Is([4], 4, 5, 6, 7);
        Of(x => x[-1], Matrix).Is([4], 8, 9, 10, 11);
        Of(x => x[^3], Matrix).Is([4], 0, 1, 2, 3);
        Of(x => x[1, 2], Matrix).Is(Shape.Scalar, 6);
        Of(x => x[.., 0], Matrix).Is([3], 0, 4, 8);
        Of(x => x[Indexer.Rest, 0], Cube).Is([2, 3], 0, 4, 8, 12, 16, 20);
        Of(x => x[0, Indexer.Rest, 1], Cube).Is([3], 1, 5, 9);
    }

    [Fact]
    public void Ranges_are_cut_to_the_axis()
    {
        Of(x => x[1..3, ..2], Matrix).Is([2, 2], 4, 5, 8, 9);
        Of(x => x[1..100, 3..], Matrix).Is([2, 1], 7, 11);
        Of(x => x[2..1], Matrix).Is([0, 4]);
        Of(x => x[..^1, ^1..], Matrix).Is([2, 1], 3, 7);
    }

    [Fact]
    public void Steps_may_run_backwards()
    {
        Of(x => x[(..).By(2)], Count([5])).Is([3], 0, 2, 4);
        Of(x => x[(1..).By(3)], Count([5])).Is([2], 1, 4);
        Of(x => x[(..).By(-1)], Count([3])).Is([3], 2, 1, 0);
        Of(x => x[(1..4).By(-2)], Count([5])).Is([2], 3, 1);
        Of(x => x[(..4).By(-2)], Count([5])).Is([2], 3, 1);
        Of(x => x[(..).By(int.MinValue)], Count([3])).Is([1], 2);
        Of(x => x[(..).By(-1)], Count([0])).Is([0]);
    }

    [Fact]
    public void New_axes_have_length_one()
    {
        Of(x => x[Indexer.NewAxis, 1, Indexer.NewAxis], Matrix).Is([1, 1, 4], 4, 5, 6, 7);
        Of(x => x[Indexer.NewAxis], 3.0).Is([1], 3);
    }

    [Fact]
    public void A_scalar_is_indexed_by_nothing_but_the_rest() => Of(x => x[Indexer.Rest], 3.0).Is(Shape.Scalar, 3);

    [Fact]
    public void A_value_of_integers_names_elements()
    {
        Of((x, i) => x[i], Matrix, Integers(2, -3)).Is([2, 4], 8, 9, 10, 11, 0, 1, 2, 3);
        Of((x, i) => x[.., i], Matrix, Tensor.Of([0, 3, 1, 1], [2, 2])).Is([3, 2, 2], 0, 3, 1, 1, 4, 7, 5, 5, 8, 11, 9, 9);
        Of((x, i) => x[i], Matrix, Tensor.Scalar(1)).Is([4], 4, 5, 6, 7);
    }

    [Fact]
    public void Several_values_name_elements_together()
    {
        Of((x, i, j) => x[i, j], Matrix, Integers(0, 2), Integers(3, -4)).Is([2], 3, 8);
        Of((x, i, j) => x[i, j], Matrix, Tensor.Of<long>([0, 2], [2, 1]), Integers(0, 1, 2)).Is([2, 3], 0, 1, 2, 8, 9, 10);
        Of((x, i, j) => x[i, j, 1..3], Cube, Integers(0, 1), Integers(2, 0)).Is([2, 2], 9, 10, 13, 14);
    }

    [Fact]
    public void Axes_of_values_that_are_apart_stand_in_front()
    {
        Of((x, i) => x[0, .., i], Cube, Integers(1, 2)).Is([2, 3], 1, 5, 9, 2, 6, 10);
        Of((x, i) => x[.., 0, i], Cube, Integers(1, 2)).Is([2, 2], 1, 2, 13, 14);
        Of((x, i, j) => x[i, .., j], Cube, Integers(0, 1), Integers(0, 3)).Is([2, 3], 0, 4, 8, 15, 19, 23);
    }

    [Theory]
    [InlineData("position", "x0: float64[3,4] has no element 3 along axis 0, which has length 3.")]
    [InlineData("from the end", "x0: float64[3,4] has no element ^5 along axis 1, which has length 4.")]
    [InlineData("too many", "x0: float64[3,4] has rank 2, but 3 axes are indexed.")]
    [InlineData("two rests", "x0: float64[3,4] is indexed with two rests; which axes each of them stands for is not clear.")]
    [InlineData("mask", "x0: float64[3,4] is indexed by greater: bool[3,4]: how many elements a mask chooses is known only when the graph "
        + "runs. Use Where, or MaskedSelect with a mask that is a tensor.")]
    [InlineData("number", "An index must be int32 or int64, but is x0: float64[3,4]; convert it first.")]
    public void Wrong_indexers_are_refused(string what, string message) => Assert.StartsWith(
        message,
        Assert.Throws<GraphException>(() => Of(
            x => what switch
            {
                "position" => x[3],
                "from the end" => x[.., -5],
                "too many" => x[0, .., ..],
                "two rests" => x[Indexer.Rest, Indexer.Rest],
                "mask" => x[x > 0],
                _ => x[x],
            },
            Matrix)).Message,
            StringComparison.Ordinal);
}
