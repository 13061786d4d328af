using Aresta.Functions;
using Aresta.Primitives;
using Aresta.Tensors;
using static Aresta.Tests.DerivativeCheck;

namespace Aresta.Tests.Structured;

public class LinearAlgebraTests
{
    [Fact]
    public void Derivatives_of_solutions_and_inverses() => Of(
        v => [v[0].Solve(v[1]), v[0].Solve(v[2]), v[0].Inverse()],
        [Random(14, 2, 3, 3), Random(2, 3, 2), Random(3, 3)], step: 1e-4, tolerance: 1e-5);

    [Fact]
    public void Derivatives_of_logarithms_of_determinants() => Of(
        v =>
        {
            var (sign, logarithm) = v[0].SignAndLogDeterminant();
            return [sign, logarithm, v[0].MatMul(v[0].SwapAxes(-1, -2)).LogDeterminant()];
        },
        [Random(4, 2, 3, 3)], tolerance: 1e-6);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(-3)]
    public void Derivatives_of_powers(int exponent) =>
        Of(v => [v[0].MatrixPower(exponent)], [Random(5, 2, 2, 2)], step: 1e-4, tolerance: 1e-5);

    [Fact]
    public void Derivatives_of_Kronecker_products() => Of(v => [v[0].Kronecker(v[1])], [Random(6, 2, 3), Random(7, 2, 1, 2)]);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_Cholesky_factor_solves(bool lower)
    {
        Tensor a = new double[,] { { 4, 2 }, { 2, 10 } };
        var x = Evaluation.Of(
            v =>
            {
                var factor = v.Cholesky();
                return (lower ? factor : factor.Transpose()).CholeskySolve(Value.Constant(new double[,] { { 8 }, { 22 } }), lower);
            }, a);
        Near([1, 2], x);
    }

    [Fact]
    public void An_inverse_times_the_matrix_is_the_identity()
    {
        var product = Evaluation.Of(v => v.MatMul(v.Inverse()), Random(8, 4, 4));
        Near([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1], product);
    }

    [Fact]
    public void Elimination_exchanges_rows()
    {
        Tensor a = new double[,] { { 0, 2 }, { 3, 0 } };
        Near([0.5, 1], Evaluation.Of(v => v.Solve(Value.Constant(Tensor.Vector(2.0, 1.5))), a));
        Near([-6], Evaluation.Of(v => v.Determinant(), a));
        Near([-1], Evaluation.Of(v => v.SignAndLogDeterminant().Sign, a));
        Near([Math.Log(6)], Evaluation.Of(v => v.SignAndLogDeterminant().Logarithm, a));
        Assert.True(double.IsNaN(Evaluation.Of(v => v.LogDeterminant(), a).ToDouble()));
    }

    [Fact]
    public void A_singular_matrix_has_determinant_zero_and_no_inverse()
    {
        Tensor a = new double[,] { { 1, 2 }, { 2, 4 } };
        Assert.Equal(0, Evaluation.Of(v => v.SignAndLogDeterminant().Sign, a).ToDouble());
        Assert.Equal(double.NegativeInfinity, Evaluation.Of(v => v.LogDeterminant(), a).ToDouble());
        Assert.DoesNotContain(Evaluation.Of(v => v.Inverse(), a).ToDoubles(), double.IsFinite);
    }

    [Fact]
    public void The_rank_counts_singular_values_above_rounding()
    {
        Assert.Equal(1, Evaluation.Of(v => v.MatrixRank(), new double[,] { { 1, 2, 3 }, { 2, 4, 6 } }).Integer(0));
        Assert.Equal(0, Evaluation.Of(v => v.MatrixRank(), Tensor.Zeros(TensorType.Float64(2, 2))).Integer(0));
        Assert.Equal(0, Evaluation.Of(v => v.MatrixRank(), Tensor.Zeros(TensorType.Float64(2, 0))).Integer(0));
    }

    [Theory]
    [InlineData(-2.1)]
    [InlineData(0.9)]
    [InlineData(1.5)]
    [InlineData(3)]
    [InlineData(4)]
    public void Derivatives_of_norms(double order) =>
        Of(v => [v[0].Norm(order, [0, -1])], [Random(9, 2, 2, 3)], step: 1e-4, tolerance: 1e-5);

    [Fact]
    public void Derivatives_of_norms_of_matrices() => Of(
        v =>
        [
            v[0].NuclearNorm(), v[0].MatrixNorm(2, 2, 0), v[0].MatrixNorm(-2), v[0].MatrixNorm(1),
            v[0].MatrixNorm(double.NegativeInfinity),
        ],
        [Random(10, 2, 3, 2)], step: 1e-4, tolerance: 1e-5);

    [Fact]
    public void A_right_hand_side_of_another_height_is_refused()
    {
        var (a, b) = (Value.Input(TensorType.Float64(3, 3), "a"), Value.Input(TensorType.Float64(2, 4), "b"));
        var error = Assert.Throws<GraphException>(() => Value.TriangularSolve(a, b));
        Assert.StartsWith(
            "triangular_solve(a: float64[3,3], b: float64[2,4]): solves float64[3,3] for right-hand sides of its dtype, batch and "
            + "number of rows, but was given float64[2,4].", error.Message, StringComparison.Ordinal);
    }

    private static void Near(double[] expected, Tensor actual) =>
        Assert.Equal(expected, actual.ToDoubles(), (x, y) => Math.Abs(x - y) < 1e-13);
}
