using System.Numerics;
using Aresta.Primitives;
using Aresta.Tensors;
using static Aresta.Kernels.Tests.Movement.Numbers;

namespace Aresta.Kernels.Tests.Movement;

/// <summary>Gathering and scattering against the interpreter's, and what an index may not name.</summary>
public unsafe class IndexingTests
{
    [Fact]
    public void Gathering_and_scattering_agree_with_the_interpreter()
    {
        for (var seed = 0; seed < 80; seed++)
        {
            Agree<float, long>(seed);
            Agree<double, int>(seed);
            Agree<int, long>(seed);
            Agree<long, int>(seed);
        }
    }

    [Theory, InlineData(500, 700, 130), InlineData(400, 9000, 3), InlineData(3, 50_000, 1)]
    public void Sums_have_the_same_bits_on_any_number_of_threads(int length, int named, int inner)
    {
        var random = new Random(length);
        var updates = Enumerable.Range(0, named * inner).Select(_ => random.NextSingle() - 0.5f).ToArray();
        var index = Enumerable.Range(0, named).Select(_ => random.Next(length)).ToArray();
        var expected = new float[length * inner];
        for (var i = 0; i < updates.Length; i++)
        {
            expected[(index[i / inner] * inner) + (i % inner)] += updates[i];
        }

        foreach (var threads in new[] { 1, 2, 3, 8 })
        {
            var y = new float[expected.Length];
            fixed (float* p = updates, q = y)
            {
                fixed (int* r = index)
                {
                    ScatterAdding<float, int>.Run(new(1, 1, length, named, inner), p, r, q, threads);
                }
            }

            Assert.Equal(expected, y);
        }
    }

    [Theory, InlineData(-1), InlineData(3), InlineData(long.MaxValue), InlineData(1L << 32)]
    public void An_index_outside_is_refused_before_anything_is_written(long outside)
    {
        float[] x = [1, 2, 3], y = [7, 7];
        long[] index = [0, outside];
        Assert.Throws<ArgumentOutOfRangeException>(() => Run(gather: true));
        Assert.Throws<ArgumentOutOfRangeException>(() => Run(gather: false));
        Assert.Equal([7, 7], y);

        void Run(bool gather)
        {
            fixed (float* p = x, q = y)
            {
                fixed (long* r = index)
                {
                    if (gather)
                    {
                        Gathering<float, long>.Run(new(1, 1, 3, 2, 1), p, r, q);
                    }
                    else
                    {
                        ScatterAdding<float, long>.Run(new(1, 1, 3, 2, 1), p, r, q);
                    }
                }
            }
        }
    }

    private static void Agree<T, TIndex>(int seed)
        where T : unmanaged, INumber<T> where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        var random = new Random(seed);
        var lengths = Lengths(random, 0);
        var axis = random.Next(lengths.Length);
        var batch = random.Next(axis + 1);
        int[] named = [.. Enumerable.Range(0, random.Next(3)).Select(_ => random.Next(lengths[axis] == 0 ? 0 : 1, 6))];
        if (lengths[axis] == 0 && Product(named) > 0)
        {
            return; // there is nothing to name
        }

        var rows = new IndexedRows(
            Product(lengths.AsSpan(0, batch)), Product(lengths.AsSpan(batch, axis - batch)), lengths[axis], Product(named),
            Product(lengths.AsSpan(axis + 1)));
        var x = Whole<T>(Product(lengths), random);
        TIndex[] index =
        [
            .. Enumerable.Range(0, rows.Batch * rows.Named).Select(_ => TIndex.CreateChecked(random.Next(lengths[axis]))),
        ];
        Tensor places = Tensor.Of(index, [.. lengths.AsSpan(0, batch), .. named]);
        var expected = Evaluate(new Gather(axis, batch), Tensor.Of(x, [.. lengths]), places)[0];
        var y = new T[expected.Shape.Size];
        var sums = new T[x.Length];
        fixed (T* p = x, q = y, r = sums)
        {
            fixed (TIndex* i = index)
            {
                Gathering<T, TIndex>.Run(rows, p, i, q, 1 + (seed % 3));
                ScatterAdding<T, TIndex>.Run(rows, q, i, r, 1 + (seed % 3));
            }
        }

        Same<T>(expected.AsSpan<T>(), y, $"seed {seed}, gather along {axis} of {string.Join(' ', lengths)}");
        var added = Evaluate(new ScatterAdd(axis, batch, lengths[axis]), expected, places)[0];
        Same<T>(added.AsSpan<T>(), sums, $"seed {seed}, scatter along {axis} of {string.Join(' ', lengths)}");
    }
}
