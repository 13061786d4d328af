using Aresta.Numerics.Framework;
using Aresta.Numerics.Tests.Mgh;
using static Aresta.Numerics.Elementary;

namespace Aresta.Numerics.Tests.Sparsity;

public class SparseJacobianTests
{
    /// <summary>The residuals of a problem of Moré, Garbow and Hillstrom.</summary>
    private readonly struct Problem(int number) : IVectorFunction
    {
        public void Values<T>(ReadOnlySpan<T> x, Span<T> y) where T : IFrameworkNumber<T> => MghProblems.Residuals(number, x, y);
    }

    /// <summary>A band: each value of the inputs from i − below to i + above.</summary>
    private readonly struct Band(int below, int above) : IVectorFunction
    {
        public void Values<T>(ReadOnlySpan<T> x, Span<T> y) where T : IFrameworkNumber<T>
        {
            for (var i = 0; i < y.Length; i++)
            {
                y[i] = T.Constant(i);
                for (var j = Math.Max(0, i - below); j <= Math.Min(x.Length - 1, i + above); j++)
                    y[i] += Sin(x[j] * (i + 1)) * y[i];
            }
        }
    }

    /// <summary>One row of all inputs, and the other rows of one each.</summary>
    private readonly struct Arrow(bool isRow) : IVectorFunction
    {
        public void Values<T>(ReadOnlySpan<T> x, Span<T> y) where T : IFrameworkNumber<T>
        {
            for (var i = 0; i < y.Length; i++)
                y[i] = Exp(x[i % x.Length]) * (isRow ? T.One : x[0]);
            if (isRow)
                foreach (var xj in x)
                    y[0] += xj * xj;
        }
    }

    /// <summary>The neighbor is the next for positive x, the one before for others.</summary>
    private readonly struct Branch : IVectorFunction
    {
        public void Values<T>(ReadOnlySpan<T> x, Span<T> y) where T : IFrameworkNumber<T>
        {
            for (var i = 0; i < y.Length; i++)
                y[i] = x[i] * (x[i] > T.Zero ? x[(i + 1) % x.Length] : x[(i + x.Length - 1) % x.Length]);
        }
    }

    private static double[] At(int n) => [.. Enumerable.Range(0, n).Select(i => 0.6 + Math.Sin(i * 1.7) / 2)];

    public static TheoryData<int, int, int> Problems => new()
    {
        { 21, 100, 100 }, { 22, 100, 100 }, { 23, 40, 41 }, { 24, 40, 80 }, { 25, 30, 32 }, { 26, 30, 30 }, { 27, 30, 30 },
        { 28, 100, 100 }, { 29, 20, 20 }, { 30, 100, 100 },
        { 31, 100, 100 }, { 32, 20, 40 }, { 35, 12, 14 }, { 1, 2, 2 }, { 7, 3, 3 }, { 18, 6, 13 },
        { 20, 9, 31 },
    };

    [Theory, MemberData(nameof(Problems))]
    public void Of_the_problems_is_the_dense_one(int number, int n, int m)
    {
        var sparse = Same(new Problem(number), At(n), m);
        // Of the banded ones, the pattern is the band, and the colors are the least.
        var (width, entries) = number switch
        {
            21 => (2, 150),
            22 => (2, 200),
            28 or 30 => (3, 298),
            31 => (7, 100 + 99 + 99 + 98 + 97 + 96 + 95),
            _ => (sparse.ColorCount, sparse.Pattern.Count),
        };
        Assert.Equal((width, entries), (sparse.ColorCount, sparse.Pattern.Count));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 3)]
    [InlineData(3, 4)]
    [InlineData(7, 7)]
    [InlineData(7, 8)]
    [InlineData(10, 20)]
    [InlineData(60, 0)]
    public void Bands_take_as_many_colors_as_they_are_wide(int below, int above)
    {
        var sparse = Same(new Band(below, above), At(120), 120);
        Assert.True(sparse.IsForward);
        Assert.Equal(below + above + 1, sparse.ColorCount);
    }

    [Fact]
    public void A_long_row_is_taken_in_reverse_and_a_long_column_forward()
    {
        var row = Same(new Arrow(true), At(90), 90);
        Assert.Equal((false, 2), (row.IsForward, row.ColorCount));
        var column = Same(new Arrow(false), At(90), 90);
        Assert.Equal((true, 2), (column.IsForward, column.ColorCount));
        Same(new Arrow(true), At(3), 200);
    }

    [Fact]
    public void A_branch_that_goes_another_way_is_told()
    {
        var sparse = SparseJacobian.Of(new Branch(), [1, 2, 3, 4, 5, 6], 6);
        Assert.Equal(5, sparse.Evaluate(new Branch(), [5, 4, 3, 2, 1, 6])[0, 0] + 1);
        var message = Assert.Throws<PatternChangedException>(() => sparse.Evaluate(new Branch(), [1, 2, -3, 4, 5, 6]));
        Assert.Equal((2, 1), (message.Row, message.Column));
        Assert.Contains("row 2, column 1", message.Message);
        var unchecked_ = new SparseJacobian(sparse.Pattern) { IsChecked = false };
        Assert.Equal(0, unchecked_.Evaluate(new Branch(), [1, 2, -3, 4, 5, 6])[2, 1]);
    }

    [Fact]
    public void Thousands_of_inputs()
    {
        const int n = 5000;
        var sparse = SparseJacobian.Of(new Band(2, 1), At(n), n);
        Assert.Equal((4, 4 * n - 4), (sparse.ColorCount, sparse.Pattern.Count));
        Assert.Equal(n + n - 1, SparseJacobian.Of(new Arrow(true), At(n), n).Pattern.Count);
    }

    [Fact]
    public void Large_dense_results_are_found_the_sparse_way()
    {
        const int n = 600;
        var (x, values, flat) = (At(n), new double[n], new double[n * n]);
        Derivatives.Jacobian(new Band(2, 1), x, values, flat); // which always takes all columns
        Assert.Equal(flat, Derivatives.Jacobian(new Band(2, 1), x, n).Cast<double>());
    }

    [Fact]
    public void Nothing_is_allocated_once_warm()
    {
        var x = At(60);
        var (wide, narrow, reverse) = (SparseJacobian.Of(new Band(5, 5), x, 60), SparseJacobian.Of(new Band(1, 1), x, 60),
            SparseJacobian.Of(new Arrow(true), x, 60));
        var hessian = SparseHessian.Of(new Square(), x);
        var (values, entries) = (new double[60], new double[60 * 60]);
        Aresta.Tests.Shared.Allocations.None(() =>
        {
            wide.Evaluate(new Band(5, 5), x, values, entries.AsSpan(0, wide.Pattern.Count));
            narrow.Evaluate(new Band(1, 1), x, values, entries.AsSpan(0, narrow.Pattern.Count));
            reverse.Evaluate(new Arrow(true), x, values, entries.AsSpan(0, reverse.Pattern.Count));
            hessian.Evaluate(new Square(), x, entries.AsSpan(0, hessian.Pattern.Count));
        });
    }

    [Fact]
    public void What_does_not_fit_is_told()
    {
        var sparse = SparseJacobian.Of(new Band(1, 1), At(5), 5);
        Assert.Contains("5 columns, but there are 4 inputs", Assert.Throws<ArgumentException>(() =>
            sparse.Evaluate(new Band(1, 1), At(4), new double[5], new double[13])).Message);
        Assert.Contains("13 entries, but there are 12 places", Assert.Throws<ArgumentException>(() =>
            sparse.Evaluate(new Band(1, 1), At(5), new double[5], new double[12])).Message);
        Assert.Contains("Row 0 has column 1 after column 1", Assert.Throws<ArgumentException>(() =>
            new SparsityPattern(2, [0, 2], [1, 1])).Message);
        Assert.Contains("Row 1 starts at 3, but the next at 2", Assert.Throws<ArgumentException>(() =>
            new SparsityPattern(2, [0, 3, 2], [0, 1])).Message);
    }

    [Fact]
    public void Sets_are_right_however_they_came_about()
    {
        // Unions of small and large sets, some put off, some shared, against plain sets.
        var random = new Random(5);
        foreach (var n in new[] { 100, 3000, 60_000 })
        {
            var pool = new List<(Dependent Number, HashSet<int> Set)>();
            for (var k = 0; k < 300; k++)
                pool.Add(random.Next(n) is var index ? (Dependent.Input(k, index), [index]) : default);
            for (var k = 0; k < 3000; k++)
            {
                var (a, b) = (pool[random.Next(pool.Count)], pool[random.Next(pool.Count)]);
                if (a.Set.Count + b.Set.Count < 250)
                    pool.Add((a.Number * b.Number, [.. a.Set, .. b.Set]));
            }

            var sum = pool.Aggregate((Dependent)0, (s, one) => s + one.Number);
            foreach (var (number, set) in pool)
                Assert.Equal(set.Order(), number.Indices());
            Assert.Equal(pool.SelectMany(one => one.Set).Distinct().Order(), sum.Indices());
        }

        // A sum of all: quick, as it is formed in parts.
        var total = (Dependent)0;
        for (var i = 0; i < 200_000; i++)
            total += Dependent.Input(1, i);
        Assert.Equal(Enumerable.Range(0, 200_000), total.Indices());
    }

    private readonly struct Square : IFunction
    {
        public T Value<T>(ReadOnlySpan<T> x) where T : IFrameworkNumber<T>
        {
            var sum = T.Zero;
            for (var i = 0; i + 1 < x.Length; i++)
                sum += x[i] * x[i + 1] * x[i + 1];
            return sum;
        }
    }

    private static SparseJacobian Same<TFunction>(TFunction f, double[] x, int m) where TFunction : IVectorFunction
    {
        var expected = Derivatives.Jacobian(f, x, m);
        var sparse = SparseJacobian.Of(f, x, m);
        foreach (var way in new[] { sparse, new SparseJacobian(sparse.Pattern) { IsChecked = false } })
        {
            var actual = way.Evaluate(f, x);
            var dense = actual.ToDense();
            var scale = expected.Cast<double>().Max(Math.Abs);
            for (var i = 0; i < m; i++)
                for (var j = 0; j < x.Length; j++)
                {
                    Assert.Equal(expected[i, j], dense[i, j], 1e-13 * scale);
                    Assert.Equal(dense[i, j], actual[i, j]);
                }
        }

        return sparse;
    }
}
