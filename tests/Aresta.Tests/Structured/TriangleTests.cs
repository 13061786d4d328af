using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using static Aresta.Tests.DerivativeCheck;

namespace Aresta.Tests.Structured;

public class TriangleTests
{
    [Theory]
    [InlineData(true, false, false)]
    [InlineData(true, true, false)]
    [InlineData(false, false, true)]
    [InlineData(false, true, true)]
    public void Derivatives_of_triangular_solve(bool lower, bool transposed, bool unit) => Of(
        v => [Value.TriangularSolve(v[0] + 3 * Matrix(Eye(3)), v[1], lower, transposed, unit)],
        [Random(1, 2, 3, 3), Random(2, 3, 2)]);

    [Fact]
    public void Derivatives_of_Cholesky() => Of(v => [(v[0] + 3 * Matrix(Eye(3))).Cholesky()], [Random(3, 2, 3, 3)]);

    [Fact]
    public void Cholesky_factor_times_its_transpose_is_the_matrix()
    {
        var graph = Graph.Trace(v => [v[0].Cholesky()], [TensorType.Float64(2, 2)]);
        Assert.Equal([2, 0, 1, 3], Interpreter.Run(graph, new double[,] { { 4, 2 }, { 2, 10 } })[0].ToDoubles());
    }

    [Fact]
    public void Where_a_matrix_is_not_positive_definite_its_factor_is_NaN()
    {
        var graph = Graph.Trace(v => [v[0].Cholesky()], [TensorType.Float64(2, 2)]);
        Assert.Equal([double.NaN, 0, double.NaN, double.NaN], Interpreter.Run(graph, new double[,] { { 1, 2 }, { 2, 1 } })[0].ToDoubles());
    }

    [Fact]
    public void Singular_triangle_divides_by_zero()
    {
        var graph = Graph.Trace(v => [Value.TriangularSolve(v[0], v[1])], [TensorType.Float64(2, 2), TensorType.Float64(2, 1)]);
        var x = Interpreter.Run(graph, new double[,] { { 0, 9 }, { 1, 1 } }, new double[,] { { 1 }, { 0 } })[0];
        Assert.Equal([double.PositiveInfinity, double.NegativeInfinity], x.ToDoubles());
    }

    [Fact]
    public void A_matrix_that_is_not_square_is_refused()
    {
        var error = Assert.Throws<GraphException>(() => Value.Input(TensorType.Float64(2, 3), "a").Cholesky());
        Assert.StartsWith(
            "cholesky(a: float64[2,3]): takes square matrices, but was given float64[2,3].", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Empty_matrices_have_empty_factors()
    {
        var graph = Graph.Trace(v => [v[0].Cholesky()], [TensorType.Float64(2, 0, 0)]);
        Assert.Equal([2, 0, 0], Interpreter.Run(graph, Tensor.Zeros(TensorType.Float64(2, 0, 0)))[0].Shape);
    }

    private static Value Matrix(double[,] rows) => Value.Constant(rows);

    private static double[,] Eye(int n)
    {
        var result = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            result[i, i] = 1;
        }

        return result;
    }
}
