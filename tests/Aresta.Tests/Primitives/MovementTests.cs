using Aresta.Primitives;
using Aresta.Tensors;
using static Aresta.Tests.Evaluation;

namespace Aresta.Tests.Primitives;

/// <summary>Primitives that move elements, against lists written by hand.</summary>
public class MovementTests
{
    [Fact]
    public void Slice_takes_every_stride_th_element() => Of(x => x.Slice([0, 1], [2, 5], [1, 3]), Count([2, 5])).Is([2, 2], 1, 4, 6, 9);

    [Fact]
    public void Slice_may_be_empty() => Of(x => x.Slice(0, 2, 2), Count([4])).Is([0]);

    [Fact]
    public void Slice_of_a_scalar_is_the_scalar() => Of(x => x.Slice(default, default), 3.0).Is(Shape.Scalar, 3);

    [Fact]
    public void Pad_puts_zeros_before_after_and_between() => Of(x => x.Pad([1], [2], [1]), Count([3])).Is([8], 0, 0, 0, 1, 0, 2, 0, 0);

    [Fact]
    public void Negative_padding_takes_away_after_the_interior_was_inserted() =>
        Of(x => x.Pad([-1], [-2], [2]), Tensor.Vector(1.0, 2, 3)).Is([4], 0, 0, 2, 0);

    [Fact]
    public void Negative_padding_may_take_all() => Of(x => x.Pad([-3], [5]), Tensor.Vector(1.0, 2, 3)).Is([5], 0, 0, 0, 0, 0);

    [Fact]
    public void Padding_of_nothing_between_is_the_padding_around() =>
        Of(x => x.Pad([1], [1], [7]), Tensor.Zeros(TensorType.Float64(0))).Is([2], 0, 0);

    [Fact]
    public void Padding_takes_another_value() =>
        Of(x => x.Pad([1], [0], [1], double.NegativeInfinity), Count([2])).Is([4], double.NegativeInfinity, 0, double.NegativeInfinity, 1);

    [Fact]
    public void Concatenate_joins_along_an_axis() =>
        Of((x, y) => Operations.Concatenate([x, y], -1), Count([2, 2]), Count([2, 1])).Is([2, 3], 0, 1, 0, 2, 3, 1);

    [Fact]
    public void Flip_turns_axes_around() => Of(x => x.Flip([0, 1]), Count([2, 3])).Is([2, 3], 5, 4, 3, 2, 1, 0);

    [Fact]
    public void Flip_of_an_empty_axis_is_empty() => Of(x => x.Flip([0]), Count([0, 3])).Is([0, 3]);

    [Fact]
    public void Diagonals_above_and_below()
    {
        Of(x => x.Diagonal(), Count([2, 3])).Is([2], 0, 4);
        Of(x => x.Diagonal(1), Count([2, 3])).Is([2], 1, 5);
        Of(x => x.Diagonal(-1), Count([2, 3])).Is([1], 3);
        Of(x => x.Diagonal(0, rows: 1, columns: 0), Count([2, 3])).Is([2], 0, 4);
        Of(x => x.Diagonal(-9), Count([2, 3])).Is([0]);
        Of(x => x.Diagonal(int.MinValue), Count([2, 3])).Is([0]);
        Of(x => x.Diagonal(0, 0, 2), Count([2, 2, 2])).Is([2, 2], 0, 5, 2, 7);
    }

    [Fact]
    public void Embedded_diagonals()
    {
        Of(x => x.EmbedDiagonal(), Tensor.Vector(1.0, 2)).Is([2, 2], 1, 0, 0, 2);
        Of(x => x.EmbedDiagonal(1), Tensor.Vector(1.0, 2)).Is([3, 3], 0, 1, 0, 0, 0, 2, 0, 0, 0);
        Of(x => x.EmbedDiagonal(-1), Tensor.Vector(true, true)).Is([3, 3], 0, 0, 0, 1, 0, 0, 0, 1, 0);
        Of(x => x.EmbedDiagonal(0, rows: 2, columns: 0), Count([2, 2])).Is([2, 2, 2], 0, 0, 2, 0, 0, 1, 0, 3);
    }

    [Fact]
    public void Windows_slide_with_stride_and_dilation()
    {
        Of(x => x.Window([0], [3]), Count([5])).Is([3, 3], 0, 1, 2, 1, 2, 3, 2, 3, 4);
        Of(x => x.Window([-1], [2], strides: [2], dilations: [3]), Count([7])).Is([2, 2], 0, 3, 2, 5);
        Of(x => x.Window([1, 0], [2, 1]), Count([2, 3])).Is([2, 2, 2, 1], 0, 1, 1, 2, 3, 4, 4, 5);
        Of(x => x.Window([0], [3]), Count([2])).Is([0, 3]);
    }

    [Fact]
    public void Overlapping_windows_are_summed() =>
        Of(x => x.OverlapAdd([0], [6], strides: [2]), Tensor.Of<double>([1, 2, 3, 4, 5, 6], [2, 3])).Is([6], 1, 2, 7, 5, 6, 0);

    [Fact]
    public void Cumulative_sums_run_both_ways()
    {
        Of(x => x.CumulativeSum(0), Count([3, 2])).Is([3, 2], 0, 1, 2, 4, 6, 9);
        Of(x => x.CumulativeSum(-1, backward: true), Count([3])).Is([3], 3, 3, 2);
        Of(x => x.CumulativeSum(1), Count([3, 0])).Is([3, 0]);
    }

    [Fact]
    public void Cumulative_sums_of_float32_round_once_each()
    {
        var x = Tensor.Vector([1f, .. Enumerable.Repeat(1e-8f, 100)]);
        Assert.Equal((float)(1 + (100 * (double)1e-8f)), Of(v => v.CumulativeSum(0), x)[100]);
    }

    [Fact]
    public void Axes_are_moved_swapped_squeezed_and_expanded()
    {
        Of(x => x.Transpose(), Count([2, 3])).Is([3, 2], 0, 3, 1, 4, 2, 5);
        Assert.Equal([3, 4, 2], Of(x => x.MoveAxis(0, -1), Count([2, 3, 4])).Shape);
        Assert.Equal([4, 3, 2], Of(x => x.SwapAxes(0, 2), Count([2, 3, 4])).Shape);
        Assert.Equal([2], Of(x => x.Squeeze(), Count([1, 2, 1])).Shape);
        Assert.Equal([1, 2], Of(x => x.Squeeze([-1]), Count([1, 2, 1])).Shape);
        Assert.Equal([1, 2, 1], Of(x => x.ExpandDims([0, -1]), Count([2])).Shape);
        Assert.Equal([3, 2], Of(x => x.Reshape([-1, 2]), Count([6])).Shape);
        Assert.Equal([6], Of(x => x.Flatten(), Count([2, 3])).Shape);
        Assert.Equal([1], Of(x => x.Reshape([-1]), 3.0).Shape);
    }
}
