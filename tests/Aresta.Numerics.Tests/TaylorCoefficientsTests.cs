using Aresta.Numerics.Framework;
using Aresta.Tests.Shared;
using static Aresta.Numerics.Elementary;

namespace Aresta.Numerics.Tests;

public class TaylorCoefficientsTests
{
    /// <summary>1/(1 − x₀)</summary>
    private readonly struct Geometric : IFunction
    {
        public T Value<T>(ReadOnlySpan<T> x) where T : IFrameworkNumber<T> => 1 / (1 - x[0]);
    }

    /// <summary>exp(x₀)·sin(x₁), in which loops and branches stand.</summary>
    private readonly struct Wave : IFunction
    {
        public T Value<T>(ReadOnlySpan<T> x) where T : IFrameworkNumber<T>
        {
            var product = T.One;
            for (var i = 0; i < x.Length; i++)
                product *= i == 0 ? Exp(x[i]) : x[i] > T.Zero ? T.Sin(x[i]) : -T.Sin(-x[i]);
            return product;
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(21)]
    [InlineData(100)]
    [InlineData(128)]
    public void As_many_as_are_asked_for(int count)
    {
        var coefficients = new double[count];
        TaylorCoefficients.Of(new Geometric(), -1, coefficients);
        Assert.All(coefficients, (c, k) => Assert.Equal(Math.Pow(2, -1 - k), c, 1e-15));
    }

    [Fact]
    public void Along_a_direction()
    {
        // exp(a + ct)·sin(b + dt) is the imaginary part of exp(a + bi + (c + di)t).
        var coefficients = new double[21];
        TaylorCoefficients.Of(new Wave(), [0.3, 0.8], [-0.5, 2], coefficients);
        var term = System.Numerics.Complex.Exp(new(0.3, 0.8));
        for (var k = 0; k <= 20; k++)
        {
            Assert.Equal(term.Imaginary, coefficients[k], 1e-15);
            term *= new System.Numerics.Complex(-0.5, 2) / (k + 1);
        }
    }

    [Fact]
    public void Nothing_is_allocated_once_warm()
    {
        static void Work() => TaylorCoefficients.Of(new Wave(), [0.3, 0.8], [-0.5, 2], stackalloc double[12]);
        Allocations.None(Work, unoptimized: 144);
    }

    [Fact]
    public void Bad_requests_are_refused()
    {
        Assert.Contains("129", Assert.Throws<ArgumentException>(() => TaylorCoefficients.Of(new Geometric(), 0, new double[129])).Message);
        Assert.Contains("2 elements", Assert.Throws<ArgumentException>(
            () => TaylorCoefficients.Of(new Wave(), [1, 2], [1], new double[2])).Message);
    }
}
