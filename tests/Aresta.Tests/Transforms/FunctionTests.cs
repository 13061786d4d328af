using Aresta.Primitives;
using Aresta.Tensors;
using static Aresta.Numerics.Elementary;

namespace Aresta.Tests.Transforms;

public class FunctionTests
{
    private static readonly Function Example = Function.Of((a, b) => (a + b) * (b + 1));

    [Fact]
    public void A_function_of_numbers_is_called_and_differentiated()
    {
        double e = Example.Call(2, 1);
        Assert.Equal(6, e);
        var (da, db) = Example.Gradient(2, 1);
        Assert.Equal((2.0, 5.0), (da.ToDouble(), db.ToDouble()));
        Assert.Equal("(2, 5)", Example.Gradient(2, 1).ToString());
        var (value, gradient) = Example.ValueAndGradient(2, 1);
        Assert.Equal(6, value.ToDouble());
        Assert.Equal([2.0, 5.0], gradient.ToDoubles());
        Assert.Equal(new[,] { { 2.0, 5.0 } }, Example.Jacobian(2, 1).ToMatrix());
        Assert.Equal(new[,] { { 0.0, 1.0 }, { 1.0, 2.0 } }, Example.Hessian(2, 1).ToMatrix());
        Assert.Equal([1.0, 2.0], Example.HessianVectorProduct([2, 1], [0, 1]).ToDoubles());
        Assert.Equal((6.0, 5.0), Both(Example.Pushforward([2, 1], [0, 1])));
    }

    private static (double, double) Both((Results Value, Results Tangent) pair) => (pair.Value, pair.Tangent);

    [Fact]
    public void A_function_of_vectors_is_traced_for_each_type()
    {
        var f = Function.Of((x, y) => (x * Exp(y)).Sum());
        double[] x = [1, 2], y = [0, 1];
        var (dx, dy) = f.Gradient(x, y);
        Assert.Equal([1, Math.E], dx.ToDoubles());
        Assert.Equal([1, 2 * Math.E], dy.ToDoubles());
        var single = f.Gradient(new[] { 1f, 2f }, new[] { 0f, 1f });
        Assert.Equal(TensorType.Float32(2), single[0].Type);
    }

    [Fact]
    public void Derivatives_nest()
    {
        var f = Function.Of(x => Sin(x) * x);
        Assert.Equal((-3 * Math.Sin(0.5)) - (0.5 * Math.Cos(0.5)), f.Derivative.Derivative.Derivative.Call(0.5), 1e-14);
    }

    [Fact]
    public void Several_results_give_blocks()
    {
        var f = Function.Of((x, s) => [x * s, (x * x).Sum()]);
        var jacobian = f.Jacobian(new[] { 2.0, 3.0 }, 5);
        Assert.Equal((2, 2), (jacobian.Rows, jacobian.Columns));
        Assert.Equal([5.0, 0, 0, 5], jacobian[0, 0].ToDoubles());
        Assert.Equal([4.0, 6], jacobian[1, 0].ToDoubles());
        Assert.Equal(new[,] { { 5.0, 0, 2 }, { 0, 5, 3 }, { 4, 6, 0 } }, jacobian.ToMatrix());
    }

    [Fact]
    public void A_linearization_is_applied_many_times()
    {
        var f = Function.Of((x, y) => x * Sin(y)).Linearize(2, 0.5);
        Assert.Equal(2 * Math.Sin(0.5), f.Value.ToDouble());
        Assert.Equal(Math.Sin(0.5) + (6 * Math.Cos(0.5)), f.Push(1, 3).ToDouble());
        Assert.Equal([7 * Math.Sin(0.5), 14 * Math.Cos(0.5)], f.Pull(7).ToDoubles());
    }

    [Fact]
    public void A_call_that_does_not_fit_says_so()
    {
        var few = Assert.Throws<GraphException>(() => Example.Call(1));
        Assert.Equal("The function takes 2 argument(s) (a, b), but was called with 1.", few.Message);
        var vector = Assert.Throws<GraphException>(() => Example.Gradient(new[] { 1.0, 2.0 }, 1));
        Assert.Contains("A gradient is taken of a floating scalar", vector.Message, StringComparison.Ordinal);
    }
}
