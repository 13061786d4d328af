using System.Numerics;

namespace Aresta.Kernels.Tests;

/// <summary>Products against three loops, in every layout, with every kernel.</summary>
public class GemmTests
{
    private static readonly int[] Widths = [512, 256, 128];

    /// <summary>Small integers: sums of their products are exact, in whatever order.</summary>
    [Theory, InlineData(512), InlineData(256), InlineData(128)]
    public void Every_small_shape_is_exact(int bits)
    {
        Parallel.For(1, 41, m =>
        {
            for (var n = 1; n <= 40; n++)
            {
                for (var k = 1 + ((m + n) % 13); k <= 40; k += 13)
                {
                    Exact<float>(m, n, k, bits, (m * 40) + (n * 7) + k);
                    Exact<double>(m, n, k, bits, (m * 40) + (n * 11) + k);
                }
            }
        });
    }

    [Fact]
    public void Nothing_summed_is_zero()
    {
        Exact<float>(5, 7, 0, 512, 0);
        Exact<double>(33, 1, 0, 256, 1);
        Exact<double>(1, 40, 0, 128, 8);
        Exact<float>(0, 40, 3, 512, 8);
        Exact<float>(4, 0, 3, 512, 8);
    }

    /// <summary>Sizes past every block: what is left in C between blocks of k is gone on from.</summary>
    [Theory, InlineData(130, 150, 1000, 3), InlineData(300, 70, 500, 7), InlineData(1, 3000, 700, 11), InlineData(700, 1, 3000, 12)]
    public void Large_shapes_are_exact(int m, int n, int k, int seed)
    {
        for (var i = 0; i < 12; i++)
        {
            Exact<float>(m, n, k, Widths[i % 3], seed + (i * 37), small: true);
            Exact<double>(m, n, k, Widths[i % 3], seed + (i * 41), small: true);
        }
    }

    /// <summary>|fl(Σ aᵢbᵢ) − Σ aᵢbᵢ| ≤ γₖ·Σ|aᵢbᵢ| with γₖ = kε/(1 − kε), in any order (Higham, Accuracy and Stability, 3.1).</summary>
    [Theory, InlineData(67, 45, 300), InlineData(1, 45, 300), InlineData(67, 1, 1000), InlineData(1, 1, 5000)]
    public void Rounding_stays_within_its_bound(int m, int n, int k)
    {
        foreach (var bits in Widths)
        {
            for (var layout = 0; layout < Laid<float>.Layouts; layout++)
            {
                var random = new Random(m + n + layout);
                using var a = new Laid<float>(m, k, layout, (_, _) => random.NextSingle() - 0.5f);
                using var b = new Laid<float>(k, n, (layout + 1) % 6, (_, _) => random.NextSingle() - 0.5f);
                using var c = new Laid<float>(m, n, 0, (_, _) => float.NaN);
                Gemm.Run<float>(new(m, n, k, a.Matrix, b.Matrix, c.Matrix), tuning: new(bits));
                for (var i = 0; i < m; i++)
                {
                    for (var j = 0; j < n; j++)
                    {
                        double sum = 0, terms = 0;
                        for (var l = 0; l < k; l++)
                        {
                            sum += (double)a[i, l] * b[l, j];
                            terms += Math.Abs((double)a[i, l] * b[l, j]);
                        }

                        Assert.InRange(c[i, j] - sum, -k * 6e-8 * terms, k * 6e-8 * terms);
                    }
                }
            }
        }
    }

    /// <summary>A tile is a chain in the order of k: the widths of vectors, blocks and packing do not show.</summary>
    [Fact]
    public void Blocking_does_not_change_a_bit()
    {
        var random = new Random(5);
        using var a = new Laid<float>(61, 700, 0, (_, _) => random.NextSingle() - 0.5f);
        using var b = new Laid<float>(700, 83, 0, (_, _) => random.NextSingle() - 0.5f);
        float[]? first = null;
        foreach (var tuning in from bits in Widths
                               from left in new[] { true, false }
                               from right in new[] { true, false }
                               from depth in new[] { 0, 64, 701 }
                               from rows in new[] { true, false }
                               select new Tuning(bits, left, right, rows, depth, 20, 40))
        {
            using var c = new Laid<float>(61, 83, 0, (_, _) => float.NaN);
            Gemm.Run<float>(new(61, 83, 700, a.Matrix, b.Matrix, c.Matrix), tuning: tuning);
            Assert.Equal(first ??= c.ToArray(), c.ToArray());
        }
    }

    [Fact]
    public void A_vector_may_be_broadcast()
    {
        using var a = new Laid<float>(20, 1, 0, (i, _) => i);
        using var b = new Laid<float>(1, 50, 0, (_, j) => j + 1);
        using var c = new Laid<float>(20, 50, 0, (_, _) => float.NaN);
        Gemm.Run<float>(new(20, 50, 9, a.Matrix with { Column = 0 }, b.Matrix with { Row = 0 }, c.Matrix));
        Assert.All(c.ToArray().Index(), e => Assert.Equal(9 * (e.Index / 50) * ((e.Index % 50) + 1), e.Item));
    }

    private static void Exact<T>(int m, int n, int k, int bits, int seed, bool small = false) where T : unmanaged, IFloatingPointIeee754<T>
    {
        T Number(int x) => T.CreateChecked(x);
        T Element(int i, int j) => Number((((i * 7) + (j * 13) + seed) % 9) - 4);

        var (layouts, beta) = (Laid<T>.Layouts, Number((seed / 3 % 4) - 1)); // −1, 0, 1, 2
        var alpha = seed % 5 == 0 ? Number(-2) : T.One;
        using var a = new Laid<T>(m, k, seed % layouts, Element);
        using var b = new Laid<T>(k, n, seed / 5 % layouts, (i, j) => Element(i + 3, j));
        using var c = new Laid<T>(m, n, seed / 7 % layouts, (i, j) => T.IsZero(beta) ? T.NaN : Element(i, j + 1));
        bool? Sometimes(int which) => seed / which % 2 == 0 ? null : true;

        var blocks = small || seed % 4 == 0;
        var tuning = new Tuning(bits, Sometimes(1), Sometimes(2), Sometimes(4), blocks ? 0 : 9, blocks ? 0 : 15, blocks ? 0 : 33);
        Gemm.Run(new Product<T>(m, n, k, a.Matrix, b.Matrix, c.Matrix) { Alpha = alpha, Beta = beta }, tuning: tuning);
        var (left, right) = (a.ToArray(), b.Transposed());
        for (var i = 0; i < m; i++)
        {
            for (var j = 0; j < n; j++)
            {
                var sum = T.Zero;
                for (var l = 0; l < k; l++)
                {
                    sum += left[(i * k) + l] * right[(j * k) + l];
                }

                var expected = (alpha * sum) + (T.IsZero(beta) ? T.Zero : beta * Element(i, j + 1));
                if (c[i, j] != expected)
                {
                    Assert.Fail($"{m} × {n} × {k}, {bits} bits, seed {seed}: [{i}, {j}] is {c[i, j]}, not {expected}");
                }
            }
        }

        if (!small || m * n < 50_000)
        {
            Assert.True(a.Guarded && b.Guarded && c.Guarded);
        }
    }
}
