using Aresta.Execution;
using Aresta.Functions;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;

namespace Aresta.Tests.Functions;

public class SoftExtremeTests
{
    private const double Infinity = double.PositiveInfinity;

    private static readonly Tensor X = DerivativeCheck.Random(3, 2, 3, 4);

    [Fact]
    public void Values_are_those_of_the_definition()
    {
        var lse = Evaluation.Of(x => x.LogSumExp([1]), X);
        var (softmax, log) = (Evaluation.Of(x => x.Softmax(1), X), Evaluation.Of(x => x.LogSoftmax(1), X));
        var softmin = Evaluation.Of(x => x.Softmin(1), X);
        for (var i = 0; i < X.Shape.Size; i++)
        {
            var (a, c) = (i / 12, i % 4);
            int[] lane = [.. Enumerable.Range(0, 3).Select(b => (((a * 3) + b) * 4) + c)];
            Assert.Equal(Math.Log(lane.Sum(k => Math.Exp(X[k]))), lse[(a * 4) + c], 1e-14);
            Assert.Equal(Math.Exp(X[i]) / lane.Sum(k => Math.Exp(X[k])), softmax[i], 1e-14);
            Assert.Equal(X[i] - Math.Log(lane.Sum(k => Math.Exp(X[k]))), log[i], 1e-14);
            Assert.Equal(Math.Exp(-X[i]) / lane.Sum(k => Math.Exp(-X[k])), softmin[i], 1e-14);
        }
    }

    [Fact]
    public void Derivatives_are_those_of_differences() =>
        DerivativeCheck.Of(v => [v[0].LogSumExp([0, 2]), v[0].Softmax(1), v[0].LogSoftmax(-1), v[0].Softmin(0)], [X]);

    [Fact]
    public void Ties_at_the_largest_element_disturb_no_derivative() =>
        DerivativeCheck.Of(v => [v[0].LogSumExp(), v[0].Softmax(), v[0].LogSoftmax()], [Tensor.Vector(1.0, 3, 3, 3)]);

    [Fact]
    public void Nothing_overflows() =>
        Evaluation.Of(x => x.LogSoftmax(), Tensor.Vector(1e300, 1e300, -1e300)).Is([3], -Math.Log(2), -Math.Log(2), -2e300);

    [Fact]
    public void Infinite_elements_have_their_limits()
    {
        Evaluation.Of(x => x.LogSumExp([1]), Tensor.Matrix(new[,] { { -Infinity, -Infinity }, { -Infinity, 3 }, { Infinity, 3 } }))
            .Is([3], -Infinity, 3, Infinity);
        Evaluation.Of(x => x.Softmax(), Tensor.Matrix(new[,] { { -Infinity, -Infinity }, { -Infinity, 3 }, { Infinity, 3 } }))
            .Is([3, 2], 0.5, 0.5, 0, 1, 1, 0);
        Assert.True(double.IsNaN(Evaluation.Of(x => x.LogSumExp(), Tensor.Vector(double.NaN, Infinity)).ToDouble()));
        Assert.True(double.IsNaN(Evaluation.Of(x => x.Softmax(), Tensor.Vector(double.NaN, 1))[1]));
    }

    [Fact]
    public void Second_derivatives_survive_elements_of_minus_infinity()
    {
        // The Hessian of log Σeˣ is diag(p) − p·pᵀ, here p = (1/2, 0, 1/2); a row of −∞ alone is curved nowhere.
        var hessian = Hessian(Tensor.Vector(2, -Infinity, 2));
        Assert.Equal([0.25, 0, -0.25, 0, 0, 0, -0.25, 0, 0.25], hessian);
        Assert.Equal(new double[4], Hessian(Tensor.Vector(-Infinity, -Infinity)));
        Assert.Equal(new double[4], Hessian(Tensor.Vector(Infinity, 1)));

        static double[] Hessian(Tensor x)
        {
            var gradient = Gradient.Of(Graph.Trace(a => a.LogSumExp(), x.Type));
            var n = x.Shape.Size;
            return [.. Enumerable.Range(0, n).SelectMany(row =>
            {
                var cotangent = new double[n];
                cotangent[row] = 1;
                var backward = Interpreter.Run(Pullback.Of(gradient), x, cotangent)[1].ToDoubles();
                Assert.Equal(backward, Interpreter.Run(Pushforward.Of(gradient), x, cotangent)[1].ToDoubles());
                return backward;
            })];
        }
    }

    [Fact]
    public void Of_no_elements_the_sum_is_minus_infinity()
    {
        var none = Tensor.Of<double>([], [2, 0]);
        Evaluation.Of(x => x.LogSumExp([1]), none).Is([2], -Infinity, -Infinity);
        Evaluation.Of(x => x.Softmax(), none).Is([2, 0]);
    }
}
