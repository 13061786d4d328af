using Aresta.Numerics.Rules;

namespace Aresta.Numerics.Tests;

/// <summary>The meanings of rules on integers.</summary>
public class IntegerTests
{
    [Theory]
    [InlineData(7, 3, 2, 1)]
    [InlineData(-7, 3, -3, 2)]
    [InlineData(7, -3, -3, -2)]
    [InlineData(-7, -3, 2, -1)]
    [InlineData(6, -3, -2, 0)]
    [InlineData(0, 5, 0, 0)]
    [InlineData(long.MinValue, 2, long.MinValue / 2, 0)]
    public void Floor_division_and_its_remainder_belong_together(long x, long y, long quotient, long remainder)
    {
        Assert.Equal(quotient, new FloorDivide().Value(x, y));
        Assert.Equal(remainder, new Remainder().Value(x, y));
        Assert.Equal(x % y, new FMod().Value(x, y));
        if (x > long.MinValue)
        {
            Assert.Equal(quotient, new FloorDivide().Value((double)x, y));
            Assert.Equal(remainder, new Remainder().Value((double)x, y));
        }
    }

    [Fact]
    public void The_least_integer_divided_by_minus_one_wraps_around()
    {
        Assert.Equal(long.MinValue, new FloorDivide().Value(long.MinValue, -1));
        Assert.Equal(0, new Remainder().Value(long.MinValue, -1));
        Assert.Equal(0, new FMod().Value(long.MinValue, -1));
        Assert.Equal(long.MinValue, new Abs().Value(long.MinValue));
        Assert.Equal(long.MinValue, new Negate().Value(long.MinValue));
    }

    [Fact]
    public void Division_by_zero_is_an_error()
    {
        Assert.Throws<DivideByZeroException>(() => new FloorDivide().Value(1L, 0L));
        Assert.Throws<DivideByZeroException>(() => new Remainder().Value(1L, 0L));
        Assert.Throws<DivideByZeroException>(() => new FMod().Value(1L, 0L));
    }

    [Theory]
    [InlineData(3, 0, 1)]
    [InlineData(3, 5, 243)]
    [InlineData(-2, 63, long.MinValue)]
    [InlineData(0, 0, 1)]
    [InlineData(10, 18, 1000000000000000000)]
    public void Powers(long x, int n, long expected) => Assert.Equal(expected, IntegerPower.WithOrder(n).Value(x));

    [Fact]
    public void A_negative_power_of_an_integer_is_an_error()
    {
        var error = Assert.Throws<ArgumentException>(() => IntegerPower.WithOrder(-2).Value(3L));
        Assert.Equal("integer_power of integers takes no negative exponent, but n = -2.", error.Message);
    }

    [Fact]
    public void Orders_outside_their_family_are_errors()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => IntegerPower.WithOrder(int.MinValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => Polygamma.WithOrder(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => SincDerivative.WithOrder(-1));
        Assert.Equal(3, Polygamma.WithOrder(3).Order);
    }

    [Fact]
    public void The_rest()
    {
        Assert.Equal(5, new Add().Value(2L, 3L));
        Assert.Equal(-1, new Subtract().Value(2L, 3L));
        Assert.Equal(6, new Multiply().Value(2L, 3L));
        Assert.Equal(9, new Square().Value(-3L));
        Assert.Equal(3, new Abs().Value(-3L));
        Assert.Equal((-1, 0, 1), (new Sign().Value(-3L), new Sign().Value(0L), new Sign().Value(8L)));
        Assert.Equal((2, 3), (new Min().Value(2L, 3L), new Max().Value(2L, 3L)));
        var clamp = new Clamp();
        long[] clamped = [clamp.Value(0L, 1L, 3L), clamp.Value(2L, 1L, 3L), clamp.Value(5L, 1L, 3L), clamp.Value(2L, 5L, 3L)];
        Assert.Equal([1, 2, 3, 3], clamped);

        // Where doubles cannot tell two integers apart, integers can.
        Assert.True(new Less().Holds(long.MaxValue - 1, long.MaxValue));
        Assert.False(new Equal().Holds(long.MaxValue - 1, long.MaxValue));
    }
}
