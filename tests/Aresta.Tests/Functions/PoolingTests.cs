using Aresta.Functions;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;

namespace Aresta.Tests.Functions;

/// <summary>Pooling against loops over the elements of each window.</summary>
public class PoolingTests
{
    private static readonly Tensor Line = DerivativeCheck.Random(1, 2, 9);

    /// <summary>Size, stride, padding, dilation, ceiling.</summary>
    public static TheoryData<int, int, int, int, bool> Settings => new()
    {
        { 3, 3, 0, 1, false }, { 2, 1, 0, 1, false }, { 4, 3, 2, 1, false }, { 4, 3, 1, 1, true },
        { 3, 2, 1, 2, false }, { 2, 4, 1, 1, true },
    };

    [Theory, MemberData(nameof(Settings))]
    public void Windows_have_their_largest_element_and_its_place(int size, int stride, int padding, int dilation, bool ceiling)
    {
        var windows = Windows(9, size, stride, padding, dilation, ceiling);
        var largest = Evaluation.Of(x => x.MaxPool([size], [stride], [padding], [dilation], ceiling), Line);
        var again = Evaluation.Of(x => x.MaxPoolWithPositions([size], [stride], [padding], [dilation], ceiling).Largest, Line);
        var places = Evaluation.Of(x => x.MaxPoolWithPositions([size], [stride], [padding], [dilation], ceiling).Positions, Line);
        Assert.Equal([2, windows.Length], largest.Shape);
        Assert.Equal(largest.ToDoubles(), again.ToDoubles());
        for (var i = 0; i < largest.Shape.Size; i++)
        {
            int[] inside = [.. windows[i % windows.Length].Where(k => k is >= 0 and < 9)];
            var expected = inside.MaxBy(k => Line[(i / windows.Length * 9) + k]);
            Assert.Equal(expected, places[i]);
            Assert.Equal(Line[(i / windows.Length * 9) + expected], largest[i]);
        }
    }

    [Theory]
    [InlineData(3, 3, 0, false), InlineData(2, 1, 0, false), InlineData(4, 3, 2, false)]
    [InlineData(4, 3, 1, true), InlineData(2, 4, 1, true)]
    public void Means_count_the_padding_or_not(int size, int stride, int padding, bool ceiling)
    {
        var windows = Windows(9, size, stride, padding, 1, ceiling);
        foreach (var counting in new[] { true, false })
        {
            var means = Evaluation.Of(x => x.AveragePool([size], [stride], [padding], ceiling, counting), Line);
            for (var i = 0; i < means.Shape.Size; i++)
            {
                var window = windows[i % windows.Length];
                var sum = window.Where(k => k is >= 0 and < 9).Sum(k => Line[(i / windows.Length * 9) + k]);
                Assert.Equal(sum / window.Count(k => counting ? k < 9 + padding : k is >= 0 and < 9), means[i], 1e-14);
            }
        }

        var divided = Evaluation.Of(x => x.AveragePool([size], [stride], [padding], ceiling, divisor: 7), Line);
        Assert.Equal(windows[0].Where(k => k >= 0).Sum(k => Line[k]) / 7, divided[0], 1e-14);
    }

    [Fact]
    public void Adaptive_windows_divide_an_axis_nearly_equally()
    {
        var (means, largest) = (Evaluation.Of(x => x.AdaptiveAveragePool([4]), Line), Evaluation.Of(x => x.AdaptiveMaxPool([4]), Line));
        var places = Evaluation.Of(x => x.AdaptiveMaxPoolWithPositions([4]).Positions, Line);
        (int Begin, int End)[] spans = [(0, 3), (2, 5), (4, 7), (6, 9)];
        for (var i = 0; i < 8; i++)
        {
            var (begin, end) = spans[i % 4];
            double[] window = [.. Enumerable.Range(begin, end - begin).Select(k => Line[(i / 4 * 9) + k])];
            Assert.Equal(window.Average(), means[i], 1e-15);
            Assert.Equal(window.Max(), largest[i]);
            Assert.Equal(window.Max(), Line[(i / 4 * 9) + (int)places.Integer(i)]);
        }

        Assert.Equal(Line.ToDoubles(), Evaluation.Of(x => x.AdaptiveAveragePool([-1, 9]), Line).ToDoubles());
        Assert.Equal(Line.ToDoubles(), Evaluation.Of(x => x.AdaptiveMaxPool([2, -1]), Line).ToDoubles());
    }

    [Fact]
    public void Places_are_counted_over_all_pooled_axes()
    {
        var x = Evaluation.Count([2, 4, 6]);
        Evaluation.Of(a => a.MaxPoolWithPositions([2, 3]).Positions, x).Is([2, 2, 2], 8, 11, 20, 23, 8, 11, 20, 23);
        Evaluation.Of(a => a.AdaptiveMaxPoolWithPositions([2, 2]).Positions, x).Is([2, 2, 2], 8, 11, 20, 23, 8, 11, 20, 23);
        Evaluation.Of(a => a.MaxPool([4, 3], [4, 3]), x).Is([2, 1, 2], 20, 23, 44, 47);
        Evaluation.Of(a => a.AveragePool([2, 3]), x).Is([2, 2, 2], 4, 7, 16, 19, 28, 31, 40, 43);
    }

    [Fact]
    public void Ties_in_uneven_windows_share_equally()
    {
        // Windows 0…1 and 1…2 of three equal elements: the middle one has half of both.
        var equal = Tensor.Vector(1.0, 1, 1);
        Evaluation.Of(x => Gradient.Of(x.AdaptiveMaxPool([2]).Sum(), x)[0], equal).Is([3], 0.5, 1, 0.5);
    }

    [Fact]
    public void The_root_of_a_window_of_zeros_has_derivative_0()
    {
        Evaluation.Of(x => x.LpPool(2, [2]), Tensor.Vector(3.0, 4, 0, 0)).Is([2], 5, 0);
        Evaluation.Of(x => Gradient.Of(x.LpPool(2, [2]).Sum(), x)[0], Tensor.Vector(0.0, 4, 0, 0)).Is([4], 0, 1, 0, 0);
    }

    [Fact]
    public void Derivatives_are_those_of_differences()
    {
        // Neighbors differ by far more than the steps, so that no extreme changes its place.
        var x = Tensor.Of([.. Enumerable.Range(0, 60).Select(i => (i * 37 % 60 / 10.0) + 0.5)], [1, 2, 5, 6]);
        DerivativeCheck.Of(
            v => [v[0].MaxPool([3, 2], [2, 1], [1, 0], [1, 2], true), v[0].MaxPoolWithPositions([2, 2], [1, 2]).Largest,
                v[0].AveragePool([3, 2], [2, 2], [1, 1], true, false), v[0].AdaptiveAveragePool([3, 4]), v[0].AdaptiveMaxPool([3, 4]),
                v[0].LpPool(3, [2, 2])],
            [x], tolerance: 1e-6);
    }

    // Which elements each window holds, those in the padding too.
    private static int[][] Windows(int length, int size, int stride, int padding, int dilation, bool ceiling)
    {
        var windows = new List<int[]>();
        for (var begin = -padding; ; begin += stride)
        {
            int[] window = [.. Enumerable.Range(0, size).Select(k => begin + (k * dilation))];
            if (ceiling ? begin >= length || window[^1] >= length + padding + stride : window[^1] >= length + padding)
            {
                return [.. windows];
            }

            windows.Add(window);
        }
    }
}
