using Aresta.Numerics.Rules;
using Aresta.Tensors;

namespace Aresta.Kernels.Tests.Elementwise;

/// <summary>
/// Programs that use what a row was reduced to within the row: against plain loops, at every width, in any shares of the rows.
/// </summary>
public class RowTests
{
    // From rows that many fit a strip to rows longer than it; with tails, and without.
    private static readonly (int Rows, int Columns)[] Shapes =
        [(1, 1), (70, 1), (37, 2), (100, 10), (19, 64), (33, 128), (5, 300), (3, 1024), (2, 1500), (1, ClusterProgram.LongestRow)];

    [Fact]
    public void A_softmax_is_the_loop_it_stands_for()
    {
        foreach (var (rows, columns) in Shapes)
        {
            var x = Array.ConvertAll(Strips.Numbers(rows * columns, 3, true), v => (float)(v > 0 ? 1 / (v + 1) : Math.Sin(v)));
            for (var i = 0; i < x.Length; i++)
            {
                x[i] = float.IsFinite(x[i]) ? x[i] : 1;
            }

            float[]? first = null;
            foreach (var width in Strips.Widths)
            {
                foreach (var shares in new[] { 1, 3 })
                {
                    var builder = new ClusterBuilder(width);
                    var input = builder.Input(DType.Float32);
                    var shifted = builder.Binary(default(Subtract), input, builder.Reduced(ReductionKind.Max, input));
                    var exp = builder.Unary(default(Exp), shifted);
                    var sum = builder.Reduced(ReductionKind.Sum, exp);
                    builder.Output(builder.Binary(default(Divide), exp, sum));
                    builder.Result(builder.Unary(default(Log), sum));
                    var (y, log) = (new float[x.Length], new float[rows]);
                    Cluster.Run(
                        builder.Build(), [new(x, columns, 1)], [new(y, columns, 1)], [new(log, 1, 1)], rows, columns, shares);
                    float[] all = [.. y, .. log];
                    first ??= all;
                    Assert.Equal(first, all);
                }
            }

            for (var row = 0; row < rows; row++)
            {
                var part = x.AsSpan(row * columns, columns).ToArray();
                var sum = part.Sum(v => Math.Exp(v - part.Max()));
                // Relative to numbers between 0 and 1: an ulp or two of each function, and the roundings of the sum.
                Assert.Equal(Math.Log(sum), first![x.Length + row], 1e-5);
                for (var i = 0; i < columns; i++)
                {
                    Assert.Equal(Math.Exp(part[i] - part.Max()) / sum, first[(row * columns) + i], 1e-5);
                }
            }
        }
    }

    [Fact]
    public void Numbers_of_rows_and_truth_values_are_computed_with_and_given()
    {
        foreach (var (rows, columns) in Shapes)
        {
            var builder = new ClusterBuilder();
            var (x, scale, flag) = (builder.Input(DType.Float64), builder.Input(DType.Float64, true), builder.Input(DType.Bool, true));
            var mean = builder.Reduced(ReductionKind.Mean, x);
            var above = builder.Compare(default(Greater), mean, scale);
            var both = builder.Logical(default(BothMasks), above, flag);
            builder.Result(both);
            builder.Result(scale);
            builder.Output(builder.Where(both, x, builder.Binary(default(Multiply), x, scale)));
            builder.Output(mean);
            var program = builder.Build();
            var (a, b) = (Strips.Numbers(rows * columns, 1, false), Strips.Numbers(rows, 2, false));
            a = Array.ConvertAll(a, v => double.IsFinite(v) && Math.Abs(v) < 1e9 ? v : 1);
            var c = Enumerable.Range(0, rows).Select(row => row % 3 != 0).ToArray();
            var (y, means, given, same) = (new double[a.Length], new double[a.Length], new bool[rows], new double[rows]);
            Cluster.Run(
                program, [new(a, columns, 1), new(b, 1, 0), new(c, 1, 0)], [new(y, columns, 1), new(means, columns, 1)],
                [new(given, 1, 1), new(same, 1, 1)], rows, columns, 2);
            for (var i = 0; i < a.Length; i++)
            {
                var row = i / columns;
                Assert.Equal(a.AsSpan(row * columns, columns).ToArray().Average(), means[i], 1e-6);
                Assert.Equal(means[i] > b[row] && c[row], given[row]);
                Assert.True(Ulps.Same(given[row] ? a[i] : a[i] * b[row], y[i]));
                Assert.True(Ulps.Same(b[row], same[row]));
            }
        }
    }

    [Fact]
    public void Rows_lie_anywhere()
    {
        // [5, 4, 3, 8] with axes 1 and 2 exchanged; and the same with the first axis repeated.
        var (x, y, z) = (Strips.Numbers(480, 1, false), new double[480], new double[480]);
        var builder = new ClusterBuilder();
        var (left, right) = (builder.Input(DType.Float64), builder.Input(DType.Float64));
        builder.Output(builder.Unary(default(Negate), left));
        builder.Output(builder.Unary(default(Negate), right));
        var swapped = new Cluster.Rows(x, 8, 1) { RowLength = 4, RowStride = 24, OuterLength = 3, OuterStride = 8, FarStride = 96 };
        var repeated = swapped with { FarStride = 0 };
        Cluster.Run(builder.Build(), [swapped, repeated], [new(y, 8, 1), new(z, 8, 1)], [], 60, 8, 2);
        for (var i = 0; i < 480; i++)
        {
            var (far, outer, row, column) = (i / 96, i / 32 % 3, i / 8 % 4, i % 8);
            Assert.True(Ulps.Same(-x[(far * 96) + (outer * 8) + (row * 24) + column], y[i]));
            Assert.True(Ulps.Same(-x[(outer * 8) + (row * 24) + column], z[i]));
        }
    }

    [Fact]
    public void Rows_go_anywhere()
    {
        // Each row into the second half of a row twice as long.
        var (x, y) = (Strips.Numbers(480, 1, false), new double[960]);
        var builder = new ClusterBuilder();
        builder.Output(builder.Unary(default(Negate), builder.Input(DType.Float64)));
        Cluster.Run(builder.Build(), [new(x, 8, 1)], [new(y, 16, 1)], [], 60, 8, 2);
        for (var i = 0; i < 480; i++)
        {
            Assert.True(Ulps.Same(-x[i], y[(i / 8 * 16) + (i % 8)]));
            Assert.Equal(0, y[(i / 8 * 16) + 8 + (i % 8)]);
        }
    }

    [Fact]
    public void Rows_that_are_too_long_are_refused()
    {
        var builder = new ClusterBuilder();
        var x = builder.Input(DType.Float32);
        builder.Output(builder.Binary(default(Subtract), x, builder.Reduced(ReductionKind.Max, x)));
        var (program, data) = (builder.Build(), new float[ClusterProgram.LongestRow + 1]);
        Assert.Throws<ArgumentException>(() =>
            Cluster.Run(program, [Cluster.Strip(data)], [Cluster.Strip(data)], [], 1, data.Length));
    }
}
