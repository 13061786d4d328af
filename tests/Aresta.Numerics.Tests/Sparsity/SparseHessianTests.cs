using Aresta.Numerics.Framework;
using Aresta.Numerics.Rules;
using Aresta.Numerics.Tests.Mgh;
using static Aresta.Numerics.Elementary;

namespace Aresta.Numerics.Tests.Sparsity;

public class SparseHessianTests
{
    /// <summary>F of a problem of Moré, Garbow and Hillstrom.</summary>
    private readonly struct Problem(int number, int residuals) : IFunction
    {
        public T Value<T>(ReadOnlySpan<T> x) where T : IFrameworkNumber<T> => MghProblems.Value(number, residuals, x);
    }

    private readonly struct Chain : IFunction
    {
        public T Value<T>(ReadOnlySpan<T> x) where T : IFrameworkNumber<T>
        {
            var sum = T.Zero;
            for (var i = 0; i + 1 < x.Length; i++)
                sum += Exp(x[i] - x[i + 1]) + x[i];
            return sum;
        }
    }

    /// <summary>Every input meets the first.</summary>
    private readonly struct Arrow : IFunction
    {
        public T Value<T>(ReadOnlySpan<T> x) where T : IFrameworkNumber<T>
        {
            var sum = T.Zero;
            foreach (var xj in x)
                sum += Sin(xj) * x[0];
            return sum;
        }
    }

    /// <summary>Neighbors on a square grid meet.</summary>
    private readonly struct Grid(int side) : IFunction
    {
        public T Value<T>(ReadOnlySpan<T> x) where T : IFrameworkNumber<T>
        {
            var sum = T.Zero;
            for (var i = 0; i < side; i++)
                for (var j = 0; j < side; j++)
                {
                    if (i > 0)
                        sum += Cosh(x[i * side + j] - x[i * side - side + j]);
                    if (j > 0)
                        sum += x[i * side + j] * x[i * side + j - 1];
                }

            return sum;
        }
    }

    /// <summary>Pairs drawn by chance.</summary>
    private readonly struct Drawn(int seed, int pairs) : IFunction
    {
        public T Value<T>(ReadOnlySpan<T> x) where T : IFrameworkNumber<T>
        {
            var (random, sum) = (new Random(seed), T.Zero);
            for (var k = 0; k < pairs; k++)
                sum += T.Sin(x[random.Next(x.Length)] * (k + 1)) / (2 + x[random.Next(x.Length)]);
            return sum;
        }
    }

    private readonly struct Branch : IFunction
    {
        public T Value<T>(ReadOnlySpan<T> x) where T : IFrameworkNumber<T> =>
            x[0] * x[0] + (x[1] > T.Zero ? x[0] * x[1] : x[1] * x[2]) + Max(x[2], x[3]) + x[2] * x[2];
    }

    private static double[] At(int n) => [.. Enumerable.Range(0, n).Select(i => 0.6 + Math.Sin(i * 1.7) / 2)];

    [Theory]
    [InlineData(21, 60, 60, 2)]
    [InlineData(22, 60, 60, 3)]
    [InlineData(23, 20, 21, 20)]
    [InlineData(28, 60, 60, 5)]
    [InlineData(30, 60, 60, 5)]
    [InlineData(31, 60, 60, 13)]
    [InlineData(33, 10, 20, 10)]
    [InlineData(8, 3, 15, 3)]
    [InlineData(11, 3, 10, 3)]
    [InlineData(20, 9, 31, 9)]
    public void Of_the_problems_is_the_dense_one(int number, int n, int m, int colors)
    {
        var sparse = Same(new Problem(number, m), At(n));
        Assert.InRange(sparse.ColorCount, 1, colors + colors / 3);
    }

    [Fact]
    public void Bands_arrows_and_grids_take_few_colors()
    {
        Assert.Equal(3, Same(new Chain(), At(60)).ColorCount);
        var arrow = Same(new Arrow(), At(60));
        Assert.Equal((2, 60 + 2 * 59), (arrow.ColorCount, arrow.Pattern.Count));
        Assert.InRange(Same(new Grid(12), At(144)).ColorCount, 3, 6);
        Assert.Equal(3 * 3000 - 2, SparseHessian.Of(new Chain(), At(3000)).Pattern.Count);
    }

    [Theory]
    [InlineData(1, 10)]
    [InlineData(2, 40)]
    [InlineData(3, 60)]
    [InlineData(4, 100)]
    [InlineData(5, 150)]
    [InlineData(6, 300)]
    [InlineData(7, 600)]
    public void Drawn_patterns_are_recovered(int seed, int pairs) => Same(new Drawn(seed, pairs), At(50));

    [Fact]
    public void A_pattern_has_no_more_than_it_must()
    {
        var pattern = SparsityPattern.OfHessian(new Branch(), [1, 2, 3, 4]);
        Assert.Equal([0, 1, 0, 2], pattern.ColumnIndices);
        Assert.Equal([0, 2, 3, 4, 4], pattern.RowStarts);
        // What each function is linear in, whatever its name, is read off its partial derivatives.
        Assert.Equal(0, Coupled.Apply(new Rules.Abs(), Coupled.Input(-2, 0)).Pattern(1).Count);
        Assert.Equal(0, Coupled.Apply(new Floor(), Square(Coupled.Input(-2, 0))).Pattern(1).Count);
        Assert.Equal(0, Elementary.Max(Coupled.Input(1, 0), Coupled.Input(2, 1)).Pattern(2).Count);
        Assert.Equal([1, 0, 1], (Coupled.Input(1, 0) / Coupled.Input(2, 1)).Pattern(2).ColumnIndices);
        Assert.Equal([1, 0], (Coupled.Input(1, 0) * Coupled.Input(2, 1)).Pattern(2).ColumnIndices);
        Assert.Equal([0, 1, 0, 1], Coupled.Apply(new Power(), Coupled.Input(1, 0), Coupled.Input(2, 1)).Pattern(2).ColumnIndices);
        Assert.Equal([0], Coupled.Apply(new Power(), Coupled.Input(1, 0), 3).Pattern(1).ColumnIndices);
    }

    [Fact]
    public void A_branch_that_goes_another_way_is_told()
    {
        var sparse = SparseHessian.Of(new Branch(), [1, 2, 3, 4]);
        Assert.Equal([2, 1, 1, 2], sparse.Evaluate(new Branch(), [5, 6, 7, 8]).Values);
        var message = Assert.Throws<PatternChangedException>(() => sparse.Evaluate(new Branch(), [1, -2, 3, 4]));
        Assert.Equal((1, 2), (message.Row, message.Column));
        Assert.Contains("Hessian has an entry in row 1, column 2", message.Message);
    }

    [Fact]
    public void Large_dense_results_are_found_the_sparse_way()
    {
        var (x, flat) = (At(300), new double[300 * 300]);
        Derivatives.Hessian(new Chain(), x, flat); // which always takes all columns
        Assert.Equal(flat, Derivatives.Hessian(new Chain(), x).Cast<double>());
    }

    [Fact]
    public void A_pattern_that_is_not_symmetric_is_refused() =>
        Assert.Contains("not symmetric", Assert.Throws<ArgumentException>(() => new SparseHessian(new(2, [0, 1, 1], [1]))).Message);

    private static SparseHessian Same<TFunction>(TFunction f, double[] x) where TFunction : IFunction
    {
        var expected = Derivatives.Hessian(f, x);
        var sparse = SparseHessian.Of(f, x);
        var scale = expected.Cast<double>().Max(Math.Abs);
        foreach (var way in new[] { sparse, new SparseHessian(sparse.Pattern) { IsChecked = false } })
        {
            var dense = way.Evaluate(f, x).ToDense();
            for (var i = 0; i < x.Length; i++)
                for (var j = 0; j < x.Length; j++)
                    Assert.Equal(expected[i, j], dense[i, j], 1e-13 * scale);
        }

        Assert.Equal(f.Value<Float64>(Array.ConvertAll(x, v => (Float64)v)).Value, sparse.Evaluate(f, x, new double[sparse.Pattern.Count]));
        return sparse;
    }
}
