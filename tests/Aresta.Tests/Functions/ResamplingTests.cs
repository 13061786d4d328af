using Aresta.Functions;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Tests.Functions;

public class ResamplingTests
{
    [Fact]
    public void Polynomials_come_back_between_grid_points()
    {
        // With corners aligned, linear interpolation of a line and of a plane is exact.
        var line = Tensor.Of([.. Enumerable.Range(0, 5).Select(i => 2.0 * i - 1)], [1, 1, 5]);
        Evaluation.Of(x => x.Interpolate([9], Interpolation.Linear, alignCorners: true), line)
            .Is([1, 1, 9], [.. Enumerable.Range(0, 9).Select(i => i - 1.0)]);

        // The cubic kernel keeps constants exactly, in the interior and at the ends.
        var ones = Tensor.Of(Enumerable.Repeat(3.0, 20).ToArray(), [4, 5]);
        Assert.All(Evaluation.Of(x => x.Interpolate([7, 3], Interpolation.Cubic), ones).ToDoubles(), y => Assert.Equal(3, y, 1e-14));
    }

    [Fact]
    public void Cells_are_halved_and_joined()
    {
        var x = Tensor.Vector(1.0, 3, 7);
        Evaluation.Of(a => a.Interpolate([6]), x).Is([6], 1, 1, 3, 3, 7, 7);
        Evaluation.Of(a => a.Interpolate([6], Interpolation.Linear), x).Is([6], 1, 1.5, 2.5, 4, 6, 7);
        Evaluation.Of(a => a.Interpolate([2], Interpolation.Area), x).Is([2], 2, 5);
        Evaluation.Of(a => a.Interpolate([1.7]), x).Is([5], 1, 1, 3, 3, 7);
        Evaluation.Of(a => a.Interpolate([1], Interpolation.Linear, alignCorners: true), x).Is([1], 1);
    }

    [Fact]
    public void A_cubic_kernel_is_that_of_Keys()
    {
        // Half way between the middle ones of four the weights are (−3, 19, 19, −3)/32 for a = −3/4.
        Assert.Equal(-3 / 32.0, Middle(1, 0, 0, 0, 0), 1e-15);
        Assert.Equal(19 / 32.0, Middle(0, 1, 0, 0, 0), 1e-15);

        static double Middle(params double[] x) =>
            Evaluation.Of(a => a.Interpolate([9], Interpolation.Cubic, alignCorners: true), Tensor.Vector(x))[3];
    }

    [Fact]
    public void Derivatives_are_those_of_differences() => DerivativeCheck.Of(
        v => [v[0].Interpolate([5, 7], Interpolation.Linear), v[0].Interpolate([5, 3], Interpolation.Cubic), v[0].Interpolate([2, 6]),
            v[0].Interpolate([2, 3], Interpolation.Area), v[0].PadReflect([0, 2, 1], [0, -1, 2]), v[0].PadWrap([0, 1, 0], [1, 0, 3])],
        [DerivativeCheck.Random(1, 2, 3, 4)]);

    [Fact]
    public void Axes_that_are_missing_are_named() => Assert.Contains(
        "has no 2 axes to resample",
        Assert.Throws<GraphException>(() => Evaluation.Of(x => x.Interpolate([2, 2]), Tensor.Vector(1.0, 2))).Message);
}
