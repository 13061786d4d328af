using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Tests.Shared;
using static Aresta.Kernels.Tests.Movement.Numbers;

namespace Aresta.Kernels.Tests.Movement;

/// <summary>Reductions over any axes, places of extremes, cumulative sums and sorting, against the interpreter's.</summary>
public unsafe class ReductionTests
{
    [Fact]
    public void Reductions_agree_with_the_interpreter()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            Reduce<float>(seed, StripType.Float32);
            Reduce<double>(seed, StripType.Float64);
            Reduce<int>(seed, StripType.Int32);
            Reduce<long>(seed, StripType.Int64);
        }
    }

    [Theory]
    [InlineData(new[] { 100_000 }, new[] { true }), InlineData(new[] { 5000, 30 }, new[] { true, false })]
    [InlineData(new[] { 30, 5000 }, new[] { false, true }), InlineData(new[] { 3, 40_000, 2 }, new[] { true, false, true })]
    [InlineData(new[] { 64, 20, 49 }, new[] { true, false, true }), InlineData(new[] { 300, 2, 3000 }, new[] { true, true, false })]
    public void Large_reductions_have_the_same_bits_on_any_number_of_threads(int[] lengths, bool[] reduced)
    {
        var random = new Random(lengths.Length);
        var x = Enumerable.Range(0, Product(lengths)).Select(_ => random.NextSingle() - 0.25f).ToArray();
        var expected = Evaluate(
            new Sum([.. Enumerable.Range(0, reduced.Length).Where(i => reduced[i])]), Tensor.Of(x, [.. lengths]))[0];
        float[]? first = null;
        foreach (var threads in new[] { 1, 2, 3, 8 })
        {
            var y = new float[expected.Shape.Size];
            fixed (float* p = x, q = y)
            {
                new AxisReduction(ReductionKind.Sum, StripType.Float32, lengths, reduced).Run(p, q, threads);
            }

            first ??= y;
            Assert.Equal(first, y);
        }

        var terms = x.Length / expected.Shape.Size;
        for (var i = 0; i < first!.Length; i++)
        {
            Assert.Equal(expected[i], first[i], 6e-8 * terms * 0.5 * terms);
        }
    }

    [Fact]
    public void Places_cumulative_sums_and_sorting_agree_with_the_interpreter()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            Along<float>(seed, float.NaN);
            Along<double>(seed, double.NaN);
            Along<int>(seed, int.MinValue);
            Along<long>(seed, long.MaxValue);
        }
    }

    [Fact]
    public void A_run_allocates_nothing()
    {
        int[] lengths = [70, 30, 40];
        var sums = new AxisReduction(ReductionKind.Mean, StripType.Float32, lengths, [true, false, false]);
        var rows = new AxisReduction(ReductionKind.Max, StripType.Float32, lengths, [true, false, true]);
        var copy = new StridedCopy([new(70, 1200, 0, 1), new(1200, 1, 0, 70)]);
        float[] x = new float[84_000], y = new float[84_000];
        var (at, index) = (new long[84_000], new long[50]);
        Allocations.None(() =>
        {
            fixed (float* p = x, q = y)
            {
                fixed (long* r = at, s = index)
                {
                    sums.Run(p, q);
                    rows.Run(p, q);
                    copy.Run(p, q, 1);
                    Sorting<float>.Run(false, p, q, r, 70, 30, 10, 40);
                    CumulativeSums<float>.Run(false, p, q, 70, 30, 40);
                    ExtremePlaces<float>.Find(false, p, r, 70, 30, 40);
                    Gathering<float, long>.Run(new(1, 1, 70, 50, 1200), p, s, q);
                    ScatterAdding<float, long>.Run(new(1, 1, 50, 50, 1200), p, s, q);
                }
            }
        });
    }

    private static void Reduce<T>(int seed, StripType type) where T : unmanaged, System.Numerics.INumber<T>
    {
        var random = new Random(seed);
        var lengths = Lengths(random, 0);
        var reduced = lengths.Select(_ => random.Next(2) == 0).ToArray();
        IntList axes = [.. Enumerable.Range(0, lengths.Length).Where(i => reduced[i])];
        var x = Whole<T>(Product(lengths), random);
        Tensor tensor = Tensor.Of(x, [.. lengths]);
        Check(ReductionKind.Sum, new Sum(axes));
        if (axes.All(axis => lengths[axis] > 0))
        {
            Check(ReductionKind.Max, new Max(axes));
            Check(ReductionKind.Min, new Min(axes));
        }

        void Check(ReductionKind kind, Primitive primitive)
        {
            var expected = Evaluate(primitive, tensor)[0];
            var y = new T[expected.Shape.Size];
            fixed (T* p = x, q = y)
            {
                new AxisReduction(kind, type, lengths, reduced).Run(p, q, 1 + (seed % 3));
            }

            Same<T>(expected.AsSpan<T>(), y, $"seed {seed}, {primitive} of {tensor.Type}");
            if (kind == ReductionKind.Sum && tensor.DType.IsFloating && x.Length > 0)
            {
                fixed (T* p = x, q = y)
                {
                    new AxisReduction(ReductionKind.Mean, type, lengths, reduced).Run(p, q, 1 + (seed % 3));
                }

                var count = T.CreateChecked(x.Length / y.Length);
                Same<T>(expected.AsSpan<T>().ToArray().Select(sum => sum / count).ToArray(), y, $"seed {seed}, mean of {tensor.Type}");
            }
        }
    }

    private static void Along<T>(int seed, T special) where T : unmanaged, System.Numerics.INumber<T>
    {
        var random = new Random(seed);
        var lengths = Lengths(random, 0, 12);
        var axis = random.Next(lengths.Length);
        var x = Whole<T>(Product(lengths), random);
        var (outer, length, inner) = (Product(lengths.AsSpan(0, axis)), lengths[axis], Product(lengths.AsSpan(axis + 1)));
        var threads = 1 + (seed % 3);
        var what = $"seed {seed}, axis {axis} of {string.Join(' ', lengths)}";
        var y = new T[x.Length];
        foreach (var backward in new[] { false, true })
        {
            fixed (T* p = x, q = y)
            {
                CumulativeSums<T>.Run(backward, p, q, outer, length, inner, threads);
            }

            var sums = Evaluate(new CumulativeSum(axis, backward), Tensor.Of((T[])x.Clone(), [.. lengths]))[0];
            Same<T>(sums.AsSpan<T>(), y, $"{what}, cumulative sum");
        }

        for (var i = random.Next(20); i < x.Length; i += random.Next(1, 30))
        {
            x[i] = i % 3 == 0 ? -T.Zero : special;
        }

        Tensor tensor = Tensor.Of(x, [.. lengths]);
        foreach (var descending in new[] { false, true })
        {
            var count = random.Next(length + 1);
            var expected = Evaluate(new Sort(axis, descending, count), tensor);
            var (values, places) = (new T[expected[0].Shape.Size], new long[expected[0].Shape.Size]);
            fixed (T* p = x, q = values)
            {
                fixed (long* r = places)
                {
                    Sorting<T>.Run(descending, p, q, r, outer, length, count, inner, threads);
                }
            }

            Same<long>(expected[1].AsSpan<long>(), places, $"{what}, sort");
            Same<T>(expected[0].AsSpan<T>(), values, $"{what}, sort");
            if (length > 0)
            {
                var found = new long[outer * inner];
                fixed (T* p = x)
                {
                    fixed (long* r = found)
                    {
                        ExtremePlaces<T>.Find(!descending, p, r, outer, length, inner, threads);
                    }
                }

                Primitive search = descending ? new ArgMax(axis) : new ArgMin(axis);
                Same<long>(Evaluate(search, tensor)[0].AsSpan<long>(), found, $"{what}, {search}");
            }
        }
    }
}
