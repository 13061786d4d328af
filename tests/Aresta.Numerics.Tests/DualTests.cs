using static Aresta.Numerics.Elementary;

namespace Aresta.Numerics.Tests;

public class DualTests
{
    private static Dual<Float64> X(double x) => new(x, 1);

    private static Dual<Dual<Float64>> XX(double x) => new(new(x, 1), new(1, 0));

    private static Dual<Dual<Dual<Float64>>> Thrice(double x) => new(new(new(x, 1), new(1, 0)), new(new(1, 0), new(0, 0)));

    [Fact]
    public void The_example_of_the_chapter()
    {
        static T E<T>(T a, T b) where T : IElementary<T> => (a + b) * (b + T.Constant(1));
        Assert.Equal(new(6, 2), E(X(2), new(1, 0)));
        Assert.Equal(new(6, 5), E(new(2, 0), X(1)));
    }

    [Fact]
    public void Perturbations_of_nested_derivatives_are_not_confused()
    {
        // d/dx (x · d/dy (x + y)) = 1, but 2 for who mistakes the inner ε for the outer one.
        static Dual<Float64> Inner(Dual<Float64> x)
        {
            var y = new Dual<Dual<Float64>>(new(1, 0), new(1, 0));
            return (new Dual<Dual<Float64>>(x, new(0, 0)) + y).Tangent;
        }
        var x = X(1);
        Assert.Equal(1, (x * Inner(x)).Tangent.Value);
    }

    [Theory]
    [InlineData(2, 2, 0)]
    [InlineData(3, 0, 6)]
    [InlineData(4, 0, 0)]
    [InlineData(1, 0, 0)]
    [InlineData(0, 0, 0)]
    public void Powers_have_all_their_derivatives_at_zero(int n, double second, double third)
    {
        Assert.Equal(second, Power(Thrice(0), n).Tangent.Tangent.Primal.Value);
        Assert.Equal(third, Power(Thrice(0), n).Tangent.Tangent.Tangent.Value);
        Assert.Equal(second, Power(Thrice(0), Dual<Dual<Dual<Float64>>>.Constant(n)).Tangent.Tangent.Primal.Value);
        Assert.Equal(third, Power(Thrice(0), Dual<Dual<Dual<Float64>>>.Constant(n)).Tangent.Tangent.Tangent.Value);
    }

    [Fact]
    public void Sinc_is_smooth_at_zero()
    {
        var y = Sinc(Thrice(0));
        Assert.Equal(1, y.Primal.Primal.Primal.Value);
        Assert.Equal(0, y.Tangent.Primal.Primal.Value);
        Assert.Equal(-Math.PI * Math.PI / 3, y.Tangent.Tangent.Primal.Value, 1e-14);
        Assert.Equal(0, y.Tangent.Tangent.Tangent.Value);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(-1.0)]
    public void A_guarded_root_leaks_nothing(double x)
    {
        static T Guarded<T>(T x) where T : IElementary<T> => T.WhereLess(T.Constant(0), x, Sqrt(x), T.Constant(0));
        var y = Guarded(XX(x));
        Assert.Equal(new(new(0, 0), new(0, 0)), y);
        Assert.Equal(new(new(0, 0), new(0, 0)), Square(XX(x) * Guarded(XX(x))));
        Assert.Equal(0, Guarded(X(x)).Tangent.Value);
    }

    [Fact]
    public void A_root_whose_argument_does_not_move_has_derivative_zero_but_its_square_has_the_right_curvature()
    {
        // x² moves by 0 at 0, so that √(x²) has 0 there, as |x| has.
        Assert.Equal(0, Sqrt(Square(X(0))).Tangent.Value);

        // y = x·g(x) squared: (y²)″ = 2y′² at y = 0, although the cotangent 2y is exactly 0 there.
        Assert.Equal(2 * Math.Exp(0.0), Square(XX(0) * Exp(XX(0))).Tangent.Tangent.Value);
        Assert.Equal(8, Square(Sin(XX(0)) * Dual<Dual<Float64>>.Constant(2)).Tangent.Tangent.Value);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_zero_factor_gives_zero_whatever_the_other(double partial)
    {
        Assert.Equal(0, Float64.Scale(partial, 0).Value);
        Assert.Equal(0, Float32.Scale((float)partial, 0).Value);
        Assert.Equal(0, Float64.Scale(0, partial).Value);
        Assert.Equal(0, Float32.Scale(0, (float)partial).Value);
        Assert.Equal(new(0, partial * 3), Dual<Float64>.Scale(new(partial, 5), new(0, 3)));
    }

    [Theory]
    [InlineData(1e200, 1e200)]
    [InlineData(3e-200, 4e-200)]
    public void Hypot_and_atan2_neither_overflow_nor_underflow(double x, double y)
    {
        Assert.Equal(x / double.Hypot(x, y), Hypot(X(x), new(y, 0)).Tangent.Value, 1e-15);
        var expected = y / double.Hypot(x, y) / double.Hypot(x, y);
        Assert.Equal(1, Atan2(X(x), new(y, 0)).Tangent.Value / expected, 1e-15);
    }

    [Fact]
    public void A_selection_moves_as_what_it_selects()
    {
        var (a, b) = (X(2), new Dual<Float64>(3, 7));
        Assert.Equal(a, Dual<Float64>.WhereLess(a, b, a, b));
        Assert.Equal(b, Dual<Float64>.WhereLess(b, a, a, b));
        Assert.Equal(b, Dual<Float64>.WhereEqual(a, b, a, b));
        Assert.Equal(a, Dual<Float64>.WhereEqual(a, a, a, b));
        Assert.Equal(b, Dual<Float64>.WhereLess(new(double.NaN, 0), b, a, b));
        Assert.Equal(b, Dual<Float64>.WhereEqual(new(double.NaN, 0), new(double.NaN, 0), a, b));
    }

    [Fact]
    public void Numbers_print_alike_in_every_culture()
    {
        Assert.Equal("1.5", new Float64(1.5).ToString());
        Assert.Equal("0.1", new Float32(0.1f).ToString());
        Assert.Equal("1.5 + 1ε", X(1.5).ToString());
        Assert.Equal("(1.5 + 1ε) + (1 + 0ε)ε", XX(1.5).ToString());
    }
}
