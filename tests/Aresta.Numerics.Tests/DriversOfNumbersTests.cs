using Aresta.Numerics.Framework;
using Aresta.Tests.Shared;
using static Aresta.Numerics.Elementary;

namespace Aresta.Numerics.Tests;

/// <summary>Drivers in other numbers than doubles, held to those in doubles.</summary>
public class DriversOfNumbersTests
{
    private readonly struct Product : IFunction
    {
        public T Value<T>(ReadOnlySpan<T> x) where T : IFrameworkNumber<T> => Sin(x[0]) * x[1] + Exp(x[2]) / (1 + Square(x[0]));
    }

    private readonly struct Powers(int outputs) : IVectorFunction
    {
        public void Values<T>(ReadOnlySpan<T> x, Span<T> y) where T : IFrameworkNumber<T>
        {
            for (var i = 0; i < outputs; i++)
                y[i] = Sin(x[i % x.Length]) * (i + 1) + x[^1] * x[0];
        }
    }

    private static readonly double[] At = [0.5, -1.25, 0.75], Along = [1, 0.5, -2];

    private static Float32[] Floats(double[] x) => Array.ConvertAll(x, value => (Float32)(float)value);

    // Some ten roundings of floats, of numbers below 8.
    private const double Tolerance = 10 * 8 * 6e-8;

    [Fact]
    public void Floats_are_doubles_rounded()
    {
        var (gradient, expected) = (new Float32[3], new double[3]);
        var value = Derivatives<Float32>.Gradient(new Product(), Floats(At), gradient);
        Assert.Equal(Derivatives.Gradient(new Product(), At, expected), value.Value, Tolerance);
        Alike(expected, gradient);
        Assert.Equal(Derivatives.DirectionalDerivative(new Product(), At, Along),
            Derivatives<Float32>.DirectionalDerivative(new Product(), Floats(At), Floats(Along)).Value, Tolerance);
        Derivatives.HessianVectorProduct(new Product(), At, Along, expected);
        Derivatives<Float32>.HessianVectorProduct(new Product(), Floats(At), Floats(Along), gradient);
        Alike(expected, gradient);
        Assert.Equal(MathF.Cos(0.5f), Derivatives<Float32>.Derivative(Sin, 0.5f).Value, Tolerance);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(9)]
    public void Jacobians_in_either_mode(int outputs)
    {
        var x = Enumerable.Range(1, 5).Select(i => i * 0.3).ToArray();
        var (values, jacobian) = (new Float32[outputs], new Float32[5 * outputs]);
        var (expectedValues, expected) = (new double[outputs], new double[5 * outputs]);
        Derivatives.Jacobian(new Powers(outputs), x, expectedValues, expected);
        Derivatives<Float32>.Jacobian(new Powers(outputs), Floats(x), values, jacobian);
        Alike(expectedValues, values);
        Alike(expected, jacobian);
        Assert.Throws<ArgumentException>(() => Derivatives<Float32>.Jacobian(new Powers(outputs), Floats(x), values, new Float32[3]));
    }

    [Fact]
    public void Derivatives_of_derivatives()
    {
        var gradient = new Dual<Float64>[3];
        var expected = new double[3];
        Derivatives.HessianVectorProduct(new Product(), At, Along, expected);
        var moving = At.Zip(Along, (x, v) => new Dual<Float64>(x, v)).ToArray();
        Derivatives<Dual<Float64>>.Gradient(new Product(), moving, gradient);
        for (var i = 0; i < 3; i++)
            Assert.Equal(expected[i], gradient[i].Tangent.Value, 1e-14);
    }

    [Fact]
    public void Numbers_of_the_level_below_are_constants()
    {
        using var tape = new Tape<Float64>();
        var x = tape.Variable(3);
        Float64 factor = 2;
        tape.Reverse(x * factor - factor);
        Assert.Equal(2, tape.Adjoint(x).Value);
    }

    [Fact]
    public void Nothing_is_allocated_once_warm()
    {
        var (x, v, gradient) = (Floats(At), Floats(Along), new Float32[3]);
        var jacobian = new Float32[6];
        Allocations.None(() =>
        {
            Derivatives<Float32>.Gradient(new Product(), x, gradient);
            Derivatives<Float32>.DirectionalDerivative(new Product(), x, v);
            Derivatives<Float32>.HessianVectorProduct(new Product(), x, v, gradient);
            Derivatives<Float32>.Jacobian(new Powers(2), x, gradient.AsSpan(0, 2), jacobian);
        });
    }

    private static void Alike(double[] expected, Float32[] actual)
    {
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i].Value, Tolerance);
    }
}
