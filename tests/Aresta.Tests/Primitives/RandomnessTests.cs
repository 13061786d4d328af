using Aresta.Functions;
using Aresta.Primitives;
using Aresta.Tensors;
using static Aresta.Tests.Evaluation;

namespace Aresta.Tests.Primitives;

/// <summary>Random bits against the published vectors of Philox, and what is made of them.</summary>
public class RandomnessTests
{
    // Random123 1.14, tests/kat_vectors, lines "philox4x32 10": counter words, key words, result words.
    [Theory]
    [InlineData(0x0000000000000000ul, 0x0000000000000000ul, 0x0000000000000000ul, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [InlineData(0xfffffffffffffffful, 0xfffffffffffffffful, 0xfffffffffffffffful, 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    [InlineData(0x85a308d3243f6a88ul, 0x0370734413198a2eul, 0x299f31d0a4093822ul, 0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u)]
    public void Meets_the_published_vectors(ulong low, ulong high, ulong key, uint a, uint b, uint c, uint d)
    {
        Tensor[] operands = [Tensor.Scalar((long)key), Integers((long)low, (long)high)];
        var words = new RandomBits(TensorType.Int32(4)).Evaluate(operands, [TensorType.Int32(4)])[0];
        Assert.Equal([(int)a, (int)b, (int)c, (int)d], words.AsSpan<int>().ToArray());
        var pairs = new RandomBits(TensorType.Int64(2)).Evaluate(operands, [TensorType.Int64(2)])[0];
        Assert.Equal([(long)(a | ((ulong)b << 32)), (long)(c | ((ulong)d << 32))], pairs.AsSpan<long>().ToArray());
    }

    [Fact]
    public void A_carry_runs_through_the_whole_counter()
    {
        Tensor Draw(TensorType type, long low, long high) =>
            new RandomBits(type).Evaluate([Tensor.Scalar(7L), Integers(low, high)], [type])[0];
        var long8 = Draw(TensorType.Int32(8), -1, 4).AsSpan<int>().ToArray();
        Assert.Equal(long8[4..], Draw(TensorType.Int32(4), 0, 5).AsSpan<int>().ToArray());
    }

    [Fact]
    public void A_draw_is_the_beginning_of_a_longer_one() =>
        Assert.Equal(
            Of(() => Randomness.Bits(3, TensorType.Int32(5))).AsSpan<int>().ToArray(),
            Of(() => Randomness.Bits(3, TensorType.Int32(2, 7))).AsSpan<int>()[..5].ToArray());

    [Fact]
    public void Keys_fold_and_split_into_different_ones()
    {
        var folded = Enumerable.Range(0, 50).Select(i => Of(() => Randomness.Fold(1, i)).Integer(0));
        var split = Of(() => Randomness.Split(1, 50)).AsSpan<long>().ToArray();
        var drawn = Of(() => Randomness.Bits(1, TensorType.Int64(50))).AsSpan<long>().ToArray();
        Assert.Equal(150, folded.Concat(split).Concat(drawn).Distinct().Count());
    }

    [Theory]
    [InlineData(DType.Float32, 24)]
    [InlineData(DType.Float64, 53)]
    public void Uniform_numbers_are_multiples_of_an_ulp_in_the_unit_interval_and_spread_evenly(DType dtype, int bits)
    {
        const int n = 20_000;
        var u = Of(() => Randomness.Uniform(11, new(dtype, [n]))).ToDoubles();
        Assert.All(u, x => Assert.True(x is >= 0 and < 1 && double.IsInteger(Math.ScaleB(x, bits))));
        Assert.InRange(u.Average(), 0.5 - (5 / Math.Sqrt(12 * n)), 0.5 + (5 / Math.Sqrt(12 * n)));

        // χ² of 100 cells: mean 99, standard deviation √198.
        var cells = u.CountBy(x => (int)(100 * x)).Sum(cell => Math.Pow(cell.Value - (n / 100), 2) / (n / 100));
        Assert.InRange(cells, 99 - (5 * Math.Sqrt(198)), 99 + (5 * Math.Sqrt(198)));
        Assert.Contains(u, x => double.IsOddInteger(Math.ScaleB(x, bits)));
    }

    [Theory]
    [InlineData(DType.Float32)]
    [InlineData(DType.Float64)]
    public void Normal_numbers_have_the_moments_of_the_distribution(DType dtype)
    {
        const int n = 20_000;
        var z = Of(() => Randomness.Normal(12, new(dtype, [n]))).ToDoubles();
        Assert.InRange(z.Average() * Math.Sqrt(n), -5, 5);
        Assert.InRange((z.Average(x => x * x) - 1) * Math.Sqrt(n / 2.0), -5, 5);
        Assert.InRange((z.Average(x => x * x * x * x) - 3) * Math.Sqrt(n / 96.0), -5, 5);
        Assert.InRange(z.Count(x => x < 1.0) / (double)n, 0.8413 - 0.013, 0.8413 + 0.013);
        Assert.All(z, x => Assert.True(double.IsFinite(x)));
    }

    [Fact]
    public void Events_occur_with_their_probability()
    {
        var events = Of(() => Randomness.Bernoulli(5, Value.Filled(TensorType.Float64(10_000), 0.3)));
        Assert.InRange(events.ToDoubles().Sum(), 3000 - 230, 3000 + 230);
        Assert.All(Of(() => Randomness.Bernoulli(5, Value.Filled(TensorType.Float64(100), 1))).ToDoubles(), x => Assert.Equal(1, x));
        Assert.All(Of(() => Randomness.Bernoulli(5, Value.Filled(TensorType.Float64(100), 0))).ToDoubles(), x => Assert.Equal(0, x));
    }

    [Fact]
    public void Integers_cover_their_range() =>
        Assert.Equal([-3, -2, -1, 0, 1], Of(() => Randomness.Integers(9, [200], -3, 2)).ToDoubles().Distinct().Order());

    [Fact]
    public void Permutations_hold_each_number_once() =>
        Assert.Equal(Enumerable.Range(0, 30).Select(i => (double)i), Of(() => Randomness.Permutation(9, 30)).ToDoubles().Order());

    [Fact]
    public void A_key_may_be_an_input()
    {
        var inside = Of(key => Randomness.Uniform(Randomness.Fold(key, 4), TensorType.Float64(3)), Tensor.Scalar(77L));
        Assert.Equal(Of(() => Randomness.Uniform(Randomness.Fold(Randomness.Key(77), 4), TensorType.Float64(3))), inside);
    }

    [Fact]
    public void Derivatives_flow_to_the_ends_of_a_uniform_distribution()
    {
        var low = Value.Input(TensorType.Float64());
        var drawn = Randomness.Uniform(1, TensorType.Float64(), low, 3);
        Assert.NotNull(Sweeps.Reverse([drawn], [Value.Filled(drawn.Type, 1)], [low])[0]);
    }

    [Fact]
    public void A_key_of_another_dtype_is_refused() => Assert.Contains(
        "takes a key of type int64 and a counter of type int64[2], but was given int32 and int64[2]",
        Assert.Throws<GraphException>(() => Randomness.Uniform(Value.Constant(Tensor.Scalar(1)), TensorType.Float64())).Message,
        StringComparison.Ordinal);
}
