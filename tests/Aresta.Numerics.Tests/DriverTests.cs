using Aresta.Numerics.Framework;
using Aresta.Numerics.Lanes;
using static Aresta.Numerics.Derivatives;
using static Aresta.Numerics.Elementary;

namespace Aresta.Numerics.Tests;

public class DriverTests
{
    private readonly struct Rosenbrock : IFunction
    {
        public T Value<T>(ReadOnlySpan<T> x) where T : IFrameworkNumber<T>
        {
            var sum = T.Zero;
            for (var i = 0; i + 1 < x.Length; i++)
                sum += Square(1 - x[i]) + 100 * Square(x[i + 1] - Square(x[i]));
            return sum;
        }

        public static void Gradient(ReadOnlySpan<double> x, Span<double> gradient)
        {
            gradient.Clear();
            for (var i = 0; i + 1 < x.Length; i++)
            {
                var difference = x[i + 1] - x[i] * x[i];
                gradient[i] += 2 * (x[i] - 1) - 400 * x[i] * difference;
                gradient[i + 1] += 200 * difference;
            }
        }

        public static double[,] Hessian(ReadOnlySpan<double> x)
        {
            var hessian = new double[x.Length, x.Length];
            for (var i = 0; i + 1 < x.Length; i++)
            {
                hessian[i, i] += 2 - 400 * (x[i + 1] - 3 * x[i] * x[i]);
                hessian[i + 1, i + 1] += 200;
                hessian[i, i + 1] = hessian[i + 1, i] = -400 * x[i];
            }

            return hessian;
        }
    }

    /// <summary>A Gaussian mixture in small: log Σ exp over squared distances, with branches and functions of several kinds.</summary>
    private readonly struct Mixture(double[] data) : IFunction
    {
        public T Value<T>(ReadOnlySpan<T> x) where T : IFrameworkNumber<T>
        {
            var total = T.Zero;
            foreach (var point in data)
            {
                var greatest = T.Constant(double.NegativeInfinity);
                Span<T> terms = new T[x.Length / 2];
                for (var k = 0; k < terms.Length; k++)
                {
                    terms[k] = x[2 * k + 1] - 0.5 * Square((point - x[2 * k]) * Exp(x[2 * k + 1]));
                    greatest = terms[k] > greatest ? terms[k] : greatest;
                }

                var sum = T.Zero;
                foreach (var term in terms)
                    sum += T.Exp(term - greatest);
                total += greatest + Log(sum);
            }

            return total;
        }

        public void Gradient(ReadOnlySpan<double> x, Span<double> gradient)
        {
            gradient.Clear();
            foreach (var point in data)
            {
                var terms = new double[x.Length / 2];
                for (var k = 0; k < terms.Length; k++)
                    terms[k] = x[2 * k + 1] - 0.5 * Math.Pow((point - x[2 * k]) * Math.Exp(x[2 * k + 1]), 2);
                var sum = terms.Sum(Math.Exp);
                for (var k = 0; k < terms.Length; k++)
                {
                    var (share, precision) = (Math.Exp(terms[k]) / sum, Math.Exp(2 * x[2 * k + 1]));
                    gradient[2 * k] += share * (point - x[2 * k]) * precision;
                    gradient[2 * k + 1] += share * (1 - (point - x[2 * k]) * (point - x[2 * k]) * precision);
                }
            }
        }
    }

    private readonly struct Wave(int outputs) : IVectorFunction
    {
        public void Values<T>(ReadOnlySpan<T> x, Span<T> y) where T : IFrameworkNumber<T>
        {
            for (var i = 0; i < outputs; i++)
            {
                y[i] = T.Constant(i);
                for (var j = 0; j < x.Length; j++)
                    if ((i + j) % 3 != 0)
                        y[i] += Sin(x[j] * (i + 1)) * (j + 1);
            }
        }

        public static double Entry(int i, int j, double x) => (i + j) % 3 != 0 ? Math.Cos(x * (i + 1)) * (i + 1) * (j + 1) : 0;
    }

    private static double[] At(int n) => [.. Enumerable.Range(0, n).Select(i => Math.Sin(i * 1.7) * 1.5)];

    [Fact]
    public void Of_a_lambda()
    {
        Assert.Equal(Math.Cos(0.5) * 0.5 + Math.Sin(0.5), Derivative(x => x * Sin(x), 0.5), 1e-15);
        Assert.Equal((8, 12), ValueAndDerivative(x => x * x * x, 2));
        Assert.Equal([2 * Math.Cos(1), Math.Sin(1)], Gradient(x => Sin(x[0]) * x[1], [1, 2]));
        var gradient = new double[2];
        Assert.Equal(6, Gradient(x => x[0] * x[1], [2, 3], gradient));
        Assert.Equal([3, 2], gradient);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(20)]
    public void Of_Rosenbrock_s_function(int n)
    {
        var x = At(n);
        var (gradient, expected) = (new double[n], new double[n]);
        var value = Gradient(new Rosenbrock(), x, gradient);
        Rosenbrock.Gradient(x, expected);
        Assert.Equal(new Rosenbrock().Value<Float64>(Array.ConvertAll(x, v => (Float64)v)).Value, value);
        Close(expected, gradient);
        Assert.Equal(gradient, Gradient(new Rosenbrock(), x));

        var (hessian, right) = (Hessian(new Rosenbrock(), x), Rosenbrock.Hessian(x));
        Close([.. right.Cast<double>()], [.. hessian.Cast<double>()]);

        var v = At(n).Reverse().ToArray();
        var product = new double[n];
        HessianVectorProduct(new Rosenbrock(), x, v, product);
        Close([.. Enumerable.Range(0, n).Select(i => Enumerable.Range(0, n).Sum(j => right[i, j] * v[j]))], product);
        Close([expected.Zip(v, (a, b) => a * b).Sum()], [DirectionalDerivative(new Rosenbrock(), x, v)]);
    }

    [Fact]
    public void Of_a_mixture()
    {
        var f = new Mixture(At(50));
        var x = At(8);
        var expected = new double[8];
        f.Gradient(x, expected);
        Close(expected, Gradient(f, x));
    }

    [Theory]
    [InlineData(3, 40)]
    [InlineData(40, 3)]
    [InlineData(17, 19)]
    [InlineData(1, 1)]
    [InlineData(0, 2)]
    [InlineData(2, 0)]
    public void Jacobians_in_either_mode(int inputs, int outputs)
    {
        var x = At(inputs);
        var jacobian = Jacobian(new Wave(outputs), x, outputs);
        for (var i = 0; i < outputs; i++)
            for (var j = 0; j < inputs; j++)
                Assert.Equal(Wave.Entry(i, j, x[j]), jacobian[i, j], 1e-12 * outputs * inputs);
        var (values, flat) = (new double[outputs], new double[outputs * inputs]);
        Jacobian(new Wave(outputs), x, values, flat);
        Assert.Equal(jacobian.Cast<double>(), flat);
        if (outputs > 1 && inputs > 0)
            Assert.Equal(1 + x.Select((v, j) => (1 + j) % 3 != 0 ? Math.Sin(v * 2) * (j + 1) : 0).Sum(), values[1], 1e-13);
    }

    [Fact]
    public void Vector_adjoints_go_through_external_functions()
    {
        using var tape = new Tape<Float64>();
        Variable<Float64>[] x = [tape.Variable(2), tape.Variable(3)];
        var y = new Variable<Float64>[3];
        tape.External(x, [4, 9, 6], (outputs, inputs) =>
        {
            inputs[0] = 4 * outputs[0] + 3 * outputs[2];
            inputs[1] = 6 * outputs[1] + 2 * outputs[2];
        }, y);
        var jacobian = new Float64[8];
        tape.Jacobian<Float64x4>([y[0] * x[0], y[1] + 1, 5, y[2] * y[2]], x, jacobian);
        Assert.Equal([4 + 2 * 4, 0, 0, 6, 0, 0, 36, 24], jacobian);
        tape.Jacobian<Lane<Float64>>([y[2], x[1]], x, jacobian.AsSpan(0, 4));
        Assert.Equal([3, 2, 0, 1], jacobian[..4]);
    }

    [Fact]
    public void Inside_of_each_other()
    {
        // The driver within differentiates a function of its own; its results are constants for the one without.
        var gradient = Gradient(x => x[0] * Gradient(y => y[0] * y[0], [3])[0] + x[1], [5, 7]);
        Assert.Equal([6, 1], gradient);
    }

    [Fact]
    public void Nothing_is_allocated_once_warm()
    {
        var x = At(20);
        double[] gradient = new double[20], hessian = new double[400], values = new double[20], jacobian = new double[400];
        Objective<Variable<Float64>> lambda = static x => x[0] * x[1];
        for (var i = 0; i < 2; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var k = 0; k < 5; k++)
            {
                Gradient(new Rosenbrock(), x, gradient);
                Gradient(lambda, x, gradient);
                DirectionalDerivative(new Rosenbrock(), x, gradient);
                HessianVectorProduct(new Rosenbrock(), x, gradient, values);
                Hessian(new Rosenbrock(), x, hessian);
                Jacobian(new Wave(20), x, values, jacobian);
                Jacobian(new Wave(2), x, values.AsSpan(0, 2), jacobian.AsSpan(0, 40));
            }

            if (i > 0)
                Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }

    [Fact]
    public void Sizes_that_do_not_fit_are_told()
    {
        Assert.Contains("2 numbers, but there are 3", Assert.Throws<ArgumentException>(() =>
            Gradient(new Rosenbrock(), [1, 2], new double[3])).Message);
        Assert.Throws<ArgumentException>(() => Hessian(new Rosenbrock(), [1, 2], new double[5]));
        Assert.Throws<ArgumentException>(() => DirectionalDerivative(new Rosenbrock(), [1, 2], [1]));
        Assert.Throws<ArgumentException>(() => Jacobian(new Wave(2), [1, 2], new double[2], new double[5]));
    }

    private static void Close(double[] expected, double[] actual)
    {
        var scale = expected.Max(Math.Abs);
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-13 * scale);
    }
}
