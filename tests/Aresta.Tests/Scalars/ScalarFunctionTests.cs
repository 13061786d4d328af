using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Functions;
using Aresta.Numerics;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;
using static Aresta.Numerics.Elementary;

namespace Aresta.Tests.Scalars;

/// <summary>Graphs of tensors, loops and matrices, called from scalar code as a whole.</summary>
public class ScalarFunctionTests
{
    private static readonly double[] Point = [0.3, -0.7, 1.1, 0.4];

    /// <summary>A loop, a product of matrices and a sum: nothing that could be read node by node.</summary>
    private static readonly Graph Inner = Graph.Trace(
        (m, x) => Flow.While(x, y => y.Dot(y) < 50, y => m.MatMul(y) * 1.5 + Sin(y)).Sum(),
        new(DType.Float64, [2, 2]), new(DType.Float64, [2]));

    /// <summary>The same in C#.</summary>
    private readonly struct Same : IFunction
    {
        public T Value<T>(ReadOnlySpan<T> x) where T : Numerics.Framework.IFrameworkNumber<T>
        {
            var (a, b) = (x[4], x[5]);
            while (a * a + b * b < T.Constant(50))
                (a, b) = ((x[0] * a + x[1] * b) * 1.5 + Sin(a), (x[2] * a + x[3] * b) * 1.5 + Sin(b));
            return a + b;
        }
    }

    /// <summary>Scalar code around the graph: an argument made of others, and its result in a function.</summary>
    private readonly struct Around<TFunction>(TFunction f) : IFunction where TFunction : IFunction
    {
        public T Value<T>(ReadOnlySpan<T> x) where T : Numerics.Framework.IFrameworkNumber<T> =>
            Tanh(f.Value<T>([x[0], x[1], T.One, x[3], x[0] * x[1] + 2, Exp(x[2])]) / 10) * x[3] + x[2];
    }

    public static TheoryData<bool> Ways => [false, true];

    [Theory, MemberData(nameof(Ways))]
    public void Called_as_a_whole_it_has_the_derivatives_of_the_code(bool compiled)
    {
        var called = new Around<ScalarFunction>(ScalarFunction.Of(Inner, compiled ? new() : null));
        var code = new Around<Same>(new());
        Float64[] at = [.. Point.Select(v => (Float64)v)];
        Assert.Equal(code.Value<Float64>(at).Value, called.Value<Float64>(at), 1e-14);
        Close(Derivatives.Gradient(code, Point), Derivatives.Gradient(called, Point));
        Close(
            [Derivatives.DirectionalDerivative(code, Point, [1, 2, 3, 4])],
            [Derivatives.DirectionalDerivative(called, Point, [1, 2, 3, 4])]);
        var (mine, its) = (new double[4], new double[4]);
        Derivatives.HessianVectorProduct(code, Point, [1, 2, 3, 4], mine); // a tape of dual numbers
        Derivatives.HessianVectorProduct(called, Point, [1, 2, 3, 4], its);
        Close(mine, its);
        Close([.. Derivatives.Hessian(code, Point).Cast<double>()], [.. Derivatives.Hessian(called, Point).Cast<double>()]);
        Close([.. SparseHessian.Of(code, Point).Evaluate(code, Point).ToDense().Cast<double>()],
            [.. SparseHessian.Of(called, Point).Evaluate(called, Point).ToDense().Cast<double>()]);

        // A tape on a tape.
        using var tape = new Tape<Variable<Float64>>();
        using var inner = new Tape<Float64>();
        var x = Point.Select(v => tape.Variable(inner.Variable(v))).ToArray();
        tape.Reverse(called.Value<Variable<Variable<Float64>>>(x));
        inner.Reverse(tape.Adjoint(x[0]));
        Assert.Equal(Derivatives.Hessian(code, Point)[0, 1], inner.Adjoint(x[1].Value).Value, 1e-11);
    }

    [Fact]
    public void Constants_stay_constants()
    {
        var y = ScalarFunction.Of(Inner).Value<Variable<Float64>>([1, 2, 3, 4, 5, 6]);
        Assert.True(y.IsConstant);
        Variable<Float64> x;
        using (var tape = new Tape<Float64>())
            x = tape.Variable(1);
        Assert.Contains("a recording that has ended", Assert.Throws<InvalidOperationException>(() =>
            ScalarFunction.Of(Inner).Value<Variable<Float64>>([x, 2, 3, 4, 5, 6])).Message);
    }

    [Fact]
    public void Jacobians_of_graphs_by_the_drivers_of_numbers()
    {
        var graph = Graph.Trace(x => x.Softmax(0), new TensorType(DType.Float64, [5]));
        var f = ScalarFunction.Of(graph);
        double[] at = [0.1, 0.5, -0.3, 0.2, 1];
        var expected = Interpreter.Run(Jacobian.Of(graph), [Tensor.Vector(at)])[0].ToDoubles();
        Close(expected, [.. Derivatives.Jacobian(f, at, 5).Cast<double>()]);
        Close(expected, [.. SparseJacobian.Of(f, at, 5).Evaluate(f, at).ToDense().Cast<double>()]);
        var single = ScalarFunction.Of(Graph.Trace(x => x.Softmax(0), new TensorType(DType.Float32, [5])));
        var values = new Float32[5];
        single.Values<Float32>([.. at.Select(v => (Float32)(float)v)], values);
        Assert.Equal(1, values.Sum(v => v.Value), 1e-6);
    }

    [Fact]
    public void What_does_not_fit_is_told()
    {
        var f = ScalarFunction.Of(Inner);
        Assert.Equal((6, 1), (f.InputCount, f.OutputCount));
        Assert.Contains("takes 6 numbers (m: float64[2,2], x: float64[2]), but was given 2",
            Assert.Throws<ArgumentException>(() => f.Value<Float64>([1, 2])).Message);
        Assert.Contains("gives 1 numbers", Assert.Throws<ArgumentException>(() =>
            f.Values<Float64>(new Float64[6], new Float64[2])).Message);
        var trace = new Trace<Float64>();
        Assert.Contains("has to see every operation", Assert.Throws<NotSupportedException>(() =>
            f.Value<Traced<Float64>>([trace.Input(1), 2, 3, 4, 5, 6])).Message);
        Assert.Contains("n: int64 is no floating number", Assert.Throws<GraphException>(() =>
            ScalarFunction.Of(Graph.Trace(n => n, new TensorType(DType.Int64, [])))).Message);
    }

    private static void Close(double[] expected, double[] actual)
    {
        var scale = expected.Max(Math.Abs);
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-13 * scale);
    }
}
