using Aresta.Numerics.Lanes;
using static Aresta.Numerics.Elementary;
using Float64x16 = Aresta.Numerics.Lanes.Twice<Aresta.Numerics.Lanes.Float64x8, Aresta.Numerics.Float64>;
using X = Aresta.Numerics.Dual<Aresta.Numerics.Float64>;

namespace Aresta.Numerics.Tests;

/// <summary>Many directions at a time are so many single ones.</summary>
public class LanesTests
{
    private static T F<T>(T x, T y) where T : IElementary<T> =>
        T.WhereLess(x, y, Sin(x * y) / (T.Constant(2) + Exp(-x)), Clamp(x, y, y + y)) - Power(x, 3) + Hypot(x, y) - x * (-y);

    [Fact]
    public void Each_lane_is_a_dual_number_of_its_own()
    {
        Compare<Float64, Float64x4>(0);
        Compare<Float64, Float64x8>(0);
        Compare<Float64, Float64x16>(0);
        Compare<Float64, Lane<Float64>>(0);
        Compare<Float32, Float32x4>(1e-5);
        Compare<Float32, Float32x8>(1e-5);
        Compare<Float32, Float32x16>(1e-5);
        Compare<Dual<Float64, Float64x4>, Twice<Lane<Dual<Float64, Float64x4>>, Dual<Float64, Float64x4>>>(0);

        static void Compare<T, TLanes>(double tolerance) where T : IReal<T> where TLanes : struct, ILanes<TLanes, T>
        {
            foreach (var (a, b) in (ReadOnlySpan<(double, double)>)[(0.5, 1.25), (2, 1.25), (1.25, 1.25)])
            {
                var (x, y) = (new Dual<T, TLanes>(T.Constant(a), default), new Dual<T, TLanes>(T.Constant(b), default));
                for (var lane = 0; lane < TLanes.Count; lane++)
                {
                    x = new(x.Primal, x.Tangents.With(lane, T.Constant(1 + lane)));
                    y = new(y.Primal, y.Tangents.With(lane, T.Constant(0.5 - lane)));
                }
                var z = F(x, y);
                var tangents = new T[TLanes.Count];
                z.Tangents.CopyTo(tangents);
                Assert.Equal(Enumerable.Range(0, TLanes.Count).Select(lane => z.Tangents[lane]), tangents);
                Assert.ThrowsAny<ArgumentException>(() => z.Tangents.CopyTo(tangents.AsSpan(1)));
                for (var lane = 0; lane < TLanes.Count; lane++)
                {
                    var expected = F<X>(new(a, 1 + lane), new(b, 0.5 - lane));
                    Assert.Equal(expected.Primal, T.ToDouble(z.Primal), tolerance);
                    Assert.Equal(expected.Tangent, T.ToDouble(z.Tangents[lane]), tolerance * 100);
                }
            }
        }
    }

    [Fact]
    public void A_zero_factor_gives_zero_whatever_the_other()
    {
        Check<Float64, Float64x4>();
        Check<Float64, Float64x8>();
        Check<Float64, Float64x16>();
        Check<Float32, Float32x4>();
        Check<Float32, Float32x8>();
        Check<Float32, Float32x16>();
        Check<X, Lane<X>>();

        static void Check<T, TLanes>() where T : IReal<T> where TLanes : struct, ILanes<TLanes, T>
        {
            foreach (var partial in (double[])[0, -0.0, 3, double.PositiveInfinity, double.NaN])
                foreach (var tangent in (double[])[0, -0.0, -2, double.NegativeInfinity, double.NaN])
                {
                    var expected = T.ToDouble(T.Scale(T.Constant(partial), T.Constant(tangent)));
                    var lanes = TLanes.Scale(T.Constant(partial), default(TLanes).With(TLanes.Count - 1, T.Constant(tangent)));
                    if (partial == 0 || tangent == 0)
                        Assert.Equal(0, BitConverter.DoubleToInt64Bits(expected));
                    Assert.Equal(
                        BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(T.ToDouble(lanes[TLanes.Count - 1])));
                    if (TLanes.Count > 1)
                        Assert.Equal(0, T.ToDouble(lanes[0]));
                }
        }
    }

    [Fact]
    public void A_sum_of_two_products_has_the_bits_of_both_added()
    {
        Check<Float64, Float64x4>();
        Check<Float64, Float64x8>();
        Check<Float64, Float64x16>();
        Check<Float32, Float32x4>();
        Check<Float32, Float32x8>();
        Check<Float32, Float32x16>();
        Check<X, Lane<X>>();

        static void Check<T, TLanes>() where T : IReal<T> where TLanes : struct, ILanes<TLanes, T>
        {
            // The smallest ones underflow, to a zero that keeps its sign.
            var numbers = Array.ConvertAll<double, T>(
                [0, -0.0, 1.3, -0.7, double.Epsilon, -1e-200, 1e-30, 1e300, double.PositiveInfinity, double.NegativeInfinity, double.NaN],
                T.Constant);
            foreach (var px in numbers)
                foreach (var x in numbers)
                    foreach (var py in numbers)
                        foreach (var y in numbers)
                        {
                            var expected = Bits(T.Scale(px, x) + T.Scale(py, y));
                            Assert.Equal(expected, Bits(T.ScaleSum(px, x, py, y)));
                            var lane = TLanes.Count - 1;
                            var sum = TLanes.ScaleSum(px, default(TLanes).With(lane, x), py, default(TLanes).With(lane, y));
                            Assert.Equal(expected, Bits(sum[lane]));
                            if (lane > 0)
                                Assert.Equal(0, Bits(sum[0]));
                        }
        }

        // All NaN are one.
        static long Bits<T>(T x) where T : IReal<T> =>
            T.ToDouble(x) is var value && double.IsNaN(value) ? -1 : BitConverter.DoubleToInt64Bits(value);
    }

    [Fact]
    public void Hessians_by_lanes_of_dual_numbers_and_by_dual_numbers_of_lanes()
    {
        // Rows of the Hessian: the outer level moves x, the inner one x and y at a time.
        var (x, y) = (Dual<Float64, Float64x4>.Variable(0.7, 0), Dual<Float64, Float64x4>.Variable(1.3, 1));
        var row = F<Dual<Dual<Float64, Float64x4>>>(new(x, Dual<Float64, Float64x4>.Constant(1)), new(y, Dual<Float64,
        Float64x4>.Constant(0)));
        var expected = F<Dual<X>>(new(new(0.7, 1), new(1, 0)), new(new(1.3, 0), new(0, 0)));
        var mixed = F<Dual<X>>(new(new(0.7, 0), new(1, 0)), new(new(1.3, 1), new(0, 0)));
        Assert.Equal(expected.Tangent.Tangent.Value, row.Tangent.Tangents[0].Value);
        Assert.Equal(mixed.Tangent.Tangent.Value, row.Tangent.Tangents[1].Value);

        var (u, v) = (new Dual<X, Twice<Lane<X>, X>>(new(0.7, 1), new(new(new(1, 0)), new(new(0, 0)))),
            new Dual<X, Twice<Lane<X>, X>>(new(1.3, 0), new(new(new(0, 0)), new(new(1, 0)))));
        Assert.Equal(expected.Tangent.Tangent.Value, F(u, v).Tangents[0].Tangent.Value);
        // The outer level moves y here, and the inner one x: the same derivative, but other roundings.
        mixed = F<Dual<X>>(new(new(0.7, 1), new(0, 0)), new(new(1.3, 0), new(1, 0)));
        Assert.Equal(mixed.Tangent.Tangent.Value, F(u, v).Tangents[1].Tangent.Value);
    }

    [Fact]
    public void Lanes_are_counted_from_zero()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Dual<Float64, Float64x4>.Variable(1, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => Dual<Float64, Float64x16>.Variable(1, 16));
        Assert.Throws<ArgumentOutOfRangeException>(() => Dual<Float64, Float64x16>.Variable(1, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Dual<Float64, Lane<Float64>>.Variable(1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Dual<Float64, Lane<Float64>>.Constant(1).Tangents[1]);
    }

    [Fact]
    public void Numbers_print_and_compare()
    {
        var x = Dual<Float64, Float64x4>.Variable(1.5, 1);
        Assert.Equal("1.5 + [0, 1, 0, 0]ε", x.ToString());
        Assert.Equal("(2 + 1ε) + [3 + 0ε]ε", new Dual<X, Lane<X>>(new(2, 1), new(new(3, 0))).ToString());
        Assert.Equal(x, Dual<Float64, Float64x4>.Variable(1.5, 1));
        Assert.Equal(x.GetHashCode(), Dual<Float64, Float64x4>.Variable(1.5, 1).GetHashCode());
        Assert.NotEqual(x, Dual<Float64, Float64x4>.Variable(1.5, 2));
        Assert.True(x == Dual<Float64, Float64x4>.Variable(1.5, 2));
        Assert.True(x < Dual<Float64, Float64x4>.Constant(2));
    }
}
