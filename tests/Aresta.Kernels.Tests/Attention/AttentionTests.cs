using System.Collections.Concurrent;
using System.Runtime.Intrinsics;

namespace Aresta.Kernels.Tests.Attention;

/// <summary>The kernels of attention: every width of vectors and any number of threads give the same bits.</summary>
[Collection(nameof(WorkersTests))]
public unsafe class AttentionTests
{
    private const int Heads = 8, Queries = 70, Keys = 45, Width = 19, Values = 33;

    private static readonly AttentionShape Shape = new(
        [2, 4], Queries, Keys, Width, Values, 0.3, [.. Enumerable.Range(0, Queries).Select(i => Math.Min(i, Keys))], IsMasked: false);

    [Fact]
    public void Every_width_gives_the_same_bits()
    {
        var expected = Run<Vector512<float>, Vectors512<float>, Lanes512<float>>(1);
        Assert.Equal(expected, Run<Vector256<float>, Vectors256<float>, Lanes256<float>>(1));
        Assert.Equal(expected, Run<Vector128<float>, Vectors128<float>, Lanes128<float>>(1));
        Assert.All(expected, x => Assert.True(float.IsFinite(x)));
    }

    /// <summary>Bits are compared where every thread has had work: nobody goes on before all have begun.</summary>
    [Fact]
    public void Any_number_of_threads_gives_the_same_bits()
    {
        var expected = Run<Vector256<float>, Vectors256<float>, Lanes256<float>>(1);
        foreach (var threads in new[] { 2, 3, 8 })
        {
            Assert.Equal(expected, Run<Vector256<float>, Vectors256<float>, Lanes256<float>>(threads));
        }
    }

    // Averages, then the cotangents of queries, keys and values.
    private static float[] Run<V, L, W>(int threads)
        where V : struct
        where L : IVectors<float, V>
        where W : struct, ILanes<W, float>
    {
        var (q, k, v, y) = (Drawn(Queries * Width, 1), Drawn(Keys * Width, 2), Drawn(Keys * Values, 3), Drawn(Queries * Values, 4));
        float[] result = new float[y.Length], dq = new float[q.Length], dk = new float[k.Length], dv = new float[v.Length];
        var scratch = new byte[1 << 21];
        fixed (float* pq = q, pk = k, pv = v, py = y, pr = result, pdq = dq, pdk = dk, pdv = dv)
        fixed (byte* ps = scratch)
        {
            Assert.True(threads * AttentionGradientWork<float, V, L, W>.ScratchBytes(Shape) <= scratch.Length);
            Share(new AttentionWork<float, V, L, W>(
                Shape, Of(pq, Queries, Width), Of(pk, Keys, Width), Of(pv, Keys, Values), default, Of(pr, Queries, Values), 2, ps),
                2 * Heads, threads);
            Share(new AttentionGradientWork<float, V, L, W>(
                Shape, (Of(pq, Queries, Width), Of(pk, Keys, Width), Of(pv, Keys, Values), Of(py, Queries, Values)), default,
                (Of(pdq, Queries, Width), Of(pdk, Keys, Width), Of(pdv, Keys, Values)), ps), Heads, threads);
        }

        return [.. result, .. dq, .. dk, .. dv];
    }

    // The second axis of the batch lies between rows and columns.
    private static HeadOperand<float> Of(float* at, int rows, int columns) => new(at, [4 * rows * columns, columns, 4 * columns, 1]);

    private static void Share<TWork>(TWork work, int chunks, int threads) where TWork : struct, IChunks
    {
        using var all = new CountdownEvent(threads);
        var seen = new ConcurrentDictionary<int, bool>();
        Workers.Shared.Run(new Watched<TWork>(work, seen, all), chunks, threads);
        Assert.Equal(threads, seen.Count);
    }

    private static float[] Drawn(int each, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, Heads * each).Select(_ => random.NextSingle() - 0.5f)];
    }

    private readonly struct Watched<TWork>(TWork work, ConcurrentDictionary<int, bool> seen, CountdownEvent all) : IChunks
        where TWork : struct, IChunks
    {
        public void Run(int chunk, int worker)
        {
            if (seen.TryAdd(worker, true))
            {
                all.Signal();
            }

            Assert.True(all.Wait(TimeSpan.FromSeconds(60)), "Not every thread came.");
            work.Run(chunk, worker);
        }
    }
}
