using System.Collections.Concurrent;
using Aresta.Tests.Shared;

namespace Aresta.Kernels.Tests;

/// <summary>Products shared by threads, in batches, and with what follows them.</summary>
[Collection(nameof(WorkersTests))]
public class GemmThreadsTests
{
    public static TheoryData<int, int, int, int> Shapes => new()
    {
        { 300, 280, 260, 0 }, { 64, 512, 300, 0 }, { 64, 512, 300, 1 }, { 900, 10, 200, 0 }, { 4000, 1, 300, 0 }, { 1, 4000, 300, 0 },
    };

    /// <summary>Bits are compared where every thread has had work: nobody goes on before all have begun.</summary>
    [Theory, MemberData(nameof(Shapes))]
    public void Results_are_the_same_bits_for_any_number_of_threads(int m, int n, int k, int layout)
    {
        var random = new Random(m);
        using var a = new Laid<float>(m, k, layout, (_, _) => random.NextSingle() - 0.5f);
        using var b = new Laid<float>(k, n, n == 1 ? 1 : layout, (_, _) => random.NextSingle() - 0.5f);
        float[]? first = null;
        foreach (var threads in new[] { 1, 2, 3, 8, 2, 8 })
        {
            using var c = new Laid<float>(m, n, 0, (_, _) => float.NaN);
            using var all = new CountdownEvent(threads);
            var seen = new ConcurrentDictionary<int, bool>();
            Gemm.Run(new Product<float>(m, n, k, a.Matrix, b.Matrix, c.Matrix), new Together(seen, all), threads);
            if (seen.Count < threads && !TestContext.Current.CancellationToken.IsCancellationRequested)
            {
                Assert.Fail($"{seen.Count} of {threads} threads had work.");
            }

            Assert.Equal(first ??= c.ToArray(), c.ToArray());
        }
    }

    /// <summary>The product is nowhere: its rows pass to what follows, on every thread.</summary>
    [Fact]
    public unsafe void Rows_pass_through_scratch_memory()
    {
        const int m = 700, n = 150, k = 90;
        var random = new Random(1);
        using var a = new Laid<float>(m, k, 1, (_, _) => random.NextSingle() - 0.5f);
        using var b = new Laid<float>(k, n, 0, (_, _) => random.NextSingle() - 0.5f);
        using var expected = new Laid<float>(m, n, 0, (_, _) => float.NaN);
        var product = new Product<float>(m, n, k, a.Matrix, b.Matrix, expected.Matrix);
        Gemm.Run(product);
        foreach (var threads in new[] { 1, 2, 3, 8 })
        {
            using var c = new Laid<float>(m, n, 0, (_, _) => float.NaN);
            using var all = new CountdownEvent(threads);
            var workers = new int[threads];
            var nowhere = product with { C = new((nint)0, n, 1) };
            Assert.True(Gemm.MayPass(nowhere, threads));
            Gemm.Run(nowhere, new Passing(c.Matrix, workers, all), threads);
            Assert.Equal(expected.ToArray(), c.ToArray());
            Assert.DoesNotContain(0, workers);
            Assert.Equal(m * n, workers.Sum());
        }
    }

    [Theory, InlineData(0), InlineData(1), InlineData(2), InlineData(4)]
    public void Bias_and_activation_follow_each_block(int layout)
    {
        foreach (var (m, n, k) in new[] { (5, 3, 2), (64, 100, 30), (1, 200, 40), (130, 1, 40), (200, 150, 900) })
        {
            foreach (var threads in new[] { 1, 3 })
            {
                using var a = new Laid<double>(m, k, 0, (i, j) => ((i + (3 * j)) % 7) - 3);
                using var b = new Laid<double>(k, n, layout, (i, j) => (((2 * i) + j) % 5) - 2);
                using var c = new Laid<double>(m, n, layout, (_, _) => double.NaN);
                using var bias = new Laid<double>(1, n, 0, (_, j) => j - 4);
                unsafe
                {
                    var epilogue = new BiasEpilogue<double, ReluActivation>(bias.Matrix.Start);
                    Gemm.Run(new Product<double>(m, n, k, a.Matrix, b.Matrix, c.Matrix), epilogue, threads);
                }

                for (var i = 0; i < m; i++)
                {
                    for (var j = 0; j < n; j++)
                    {
                        Assert.Equal(Math.Max(0, Enumerable.Range(0, k).Sum(l => a[i, l] * b[l, j]) + j - 4), c[i, j]);
                    }
                }
            }
        }
    }

    /// <summary>[batch, i, p, q] × [batch, p, q, j]: the summed p of every second row is an axis of its own.</summary>
    [Theory, InlineData(1), InlineData(4)]
    public void Batches_and_outer_sums_follow_their_strides(int threads)
    {
        foreach (var (m, n) in new[] { (20, 37), (1, 90), (90, 1), (3, 4) })
        {
            const int batches = 6, p = 4, q = 5;
            using var a = new Laid<double>(batches * m, 2 * p * q, 0, (i, j) => ((i + (3 * j)) % 7) - 3);
            using var b = new Laid<double>(batches * p * q, n, 0, (i, j) => (((2 * i) + j) % 5) - 2);
            using var c = new Laid<double>(batches * m, n, 0, (_, _) => 10);
            var product = new Product<double>(m, n, q, a.Matrix, b.Matrix, c.Matrix)
            {
                Beta = 1,
                Batch = [new(2, 3 * m * 2 * p * q, 3 * p * q * n, 3 * m * n), new(3, m * 2 * p * q, p * q * n, m * n)],
                Sum = [new(p, 2 * q, q * n, 0)],
            };
            Gemm.Run(product, threads);
            for (var i = 0; i < batches * m; i++)
            {
                for (var j = 0; j < n; j++)
                {
                    var sum = 10.0;
                    for (var l = 0; l < p * q; l++)
                    {
                        sum += a[i, (l / q * 2 * q) + (l % q)] * b[(i / m * p * q) + l, j];
                    }

                    Assert.Equal(sum, c[i, j]);
                }
            }
        }
    }

    [Theory, InlineData(1), InlineData(2)]
    public void A_product_allocates_nothing(int threads)
    {
        foreach (var (m, n, k) in new[] { (100, 90, 80), (300, 300, 300), (1, 500, 300), (500, 1, 300) })
        {
            using var a = new Laid<float>(m, k, 0, (_, _) => 1);
            using var b = new Laid<float>(k, n, 1, (_, _) => 1);
            using var c = new Laid<float>(m, n, 1, (_, _) => 0);
            var (product, workspace) = (new Product<float>(m, n, k, a.Matrix, b.Matrix, c.Matrix), new Workspace());
            Allocations.None(() => Gemm.Run(product, threads, workspace));
        }
    }

    private readonly struct Passing(Matrix<float> to, int[] workers, CountdownEvent all) : IEpilogue<float>
    {
        public unsafe void Apply(in Block<float> block)
        {
            if (workers[block.Worker] == 0)
            {
                all.Signal();
            }

            workers[block.Worker] += block.Rows * block.Columns;
            for (var i = 0; i < block.Rows; i++)
            {
                for (var j = 0; j < block.Columns; j++)
                {
                    *to.Of(block.Row + i, block.Column + j) = *block.Values.Of(i, j);
                }
            }

            Assert.True(all.Wait(TimeSpan.FromSeconds(60)), "Not every thread came.");
        }
    }
}
