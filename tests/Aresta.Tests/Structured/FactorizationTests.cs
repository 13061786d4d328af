using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;
using static Aresta.Tests.DerivativeCheck;

namespace Aresta.Tests.Structured;

public class FactorizationTests
{
    [Fact]
    public void Derivatives_of_lu() => Of(v => [v[0].Lu().Factors], [Random(1, 2, 4, 4)], tolerance: 1e-6);

    [Theory]
    [InlineData(3, 3)]
    [InlineData(4, 2)]
    [InlineData(2, 4)]
    public void Derivatives_of_qr(int m, int n) => Of(
        v =>
        {
            var (q, r) = v[0].Qr();
            return [q, r];
        },
        [Random(2, 2, m, n)]);

    [Fact]
    public void Derivatives_of_eigh() => Of(
        v =>
        {
            var (values, vectors) = v[0].Eigh();
            return [values, vectors];
        },
        [Random(3, 2, 3, 3)], tolerance: 1e-6);

    [Theory]
    [InlineData(3, 3)]
    [InlineData(4, 2)]
    [InlineData(2, 4)]
    public void Derivatives_of_svd(int m, int n) => Of(
        v =>
        {
            var (u, values, vt) = v[0].Svd();
            return [u, values, vt];
        },
        [Random(4, m, n)], tolerance: 1e-6);

    [Theory]
    [InlineData(3, 3)]
    [InlineData(4, 2)]
    [InlineData(2, 4)]
    public void Derivatives_of_pseudo_inverses_of_full_rank(int m, int n) =>
        Of(v => [v[0].PseudoInverse()], [Random(5, 2, m, n)], tolerance: 1e-6);

    [Fact]
    public void Derivatives_of_pseudo_inverses_along_changes_that_keep_the_rank() => Of(
        v => [Node.Create(new Contract("ij,jk->ik"), v[0], v[1]).Result().PseudoInverse(relative: 1e-8)],
        [Random(6, 4, 2), Random(7, 2, 3)], tolerance: 1e-6);

    [Fact]
    public void Derivatives_of_determinants() => Of(v => [v[0].Determinant()], [Random(8, 2, 4, 4)], order: 3, tolerance: 1e-6);

    [Fact]
    public void Derivatives_of_determinants_of_singular_matrices()
    {
        // Of ranks 3, 2, 1 and 0, of 4.
        for (var rank = 3; rank >= 0; rank--)
        {
            var (left, right) = (Random(9, 4, rank), Random(10, rank, 4));
            var graph = Graph.Trace(v => [Node.Create(new Contract("ij,jk->ik"), v[0], v[1]).Result()], [left.Type, right.Type]);
            var singular = Interpreter.Run(graph, left, right)[0];
            Of(v => [v[0].Determinant()], [singular], order: 2, tolerance: 1e-8);
        }
    }

    [Fact]
    public void Factors_multiply_to_the_matrix()
    {
        var (tall, wide, square) = (Random(11, 5, 3), Random(12, 3, 5), Random(13, 4, 4));
        foreach (var x in new[] { tall, wide, square })
        {
            Near(x, Evaluation.Of(v => Product(v.Qr().Q, v.Qr().R), x));
            Near(x, Evaluation.Of(v => Product(v.Qr(complete: true).Q, v.Qr(complete: true).R), x));
            Near(x, Evaluation.Of(
                v =>
                {
                    var (u, values, vt) = v.Svd();
                    return Product(u * values, vt);
                }, x));
        }

        Near(Evaluation.Of(v => 0.5 * (v + v.Transpose()), square), Evaluation.Of(
            v =>
            {
                var (values, vectors) = v.Eigh();
                return Product(vectors * values, vectors.Transpose());
            }, square));
    }

    [Fact]
    public void Singular_vectors_of_rank_deficient_matrices_are_orthonormal()
    {
        var u = Evaluation.Of(v => v.Svd().U, new double[,] { { 1, 1, 1 }, { 1, 1, 1 }, { 1, 1, 1 }, { 0, 0, 0 } });
        Near(new double[,] { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } }, Evaluation.Of(v => Product(v.Transpose(), v), u));
    }

    [Fact]
    public void Signs_of_qr_are_LAPACKs()
    {
        // dgeqrf of [[3, 1], [4, 2]]: the first column is reflected onto −5; the last row has nothing below it to remove.
        var r = Evaluation.Of(v => v.Qr().R, new double[,] { { 3, 1 }, { 4, 2 } }).ToDoubles();
        Assert.Equal([-5, -2.2, 0, 0.4], r, (x, y) => Math.Abs(x - y) < 1e-14);
    }

    [Fact]
    public void Eigenvalues_of_a_matrix_with_equal_ones_have_derivatives_along_what_does_not_couple_them()
    {
        var graph = Graph.Trace(
            v =>
            {
                var (values, vectors) = v[0].Eigh();
                return [values, vectors];
            }, [TensorType.Float64(2, 2)]);
        var pushed = Interpreter.Run(Pushforward.Of(graph), new double[,] { { 2, 0 }, { 0, 2 } }, new double[,] { { 1, 0 }, { 0, 5 } });
        Assert.Equal([1, 5], pushed[2].ToDoubles());
        Assert.Equal([0, 0, 0, 0], pushed[3].ToDoubles());
    }

    [Fact]
    public void The_columns_that_complete_q_have_no_derivative()
    {
        var graph = Graph.Trace(v => [v[0].Qr(complete: true).Q], [TensorType.Float64(3, 2)], ["a"]);
        var error = Assert.Throws<GraphException>(() => Pullback.Of(graph));
        Assert.StartsWith(
            "qr(a: float64[3,2]): the columns that complete Q are not determined by the matrix and have no derivative; "
            + "take the reduced form.",
            error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(3, 0)]
    [InlineData(0, 3)]
    public void Empty_matrices_have_empty_factors(int m, int n)
    {
        var x = Tensor.Zeros(TensorType.Float64(2, m, n));
        Of(v => [v[0].Svd().U, v[0].Svd().Values, v[0].PseudoInverse(), v[0].Qr().Q, v[0].Qr().R], [x]);
        if (m == n)
        {
            Of(v => [v[0].Determinant(), v[0].Eigh().Values, v[0].Eigh().Vectors, v[0].Lu().Factors], [x]);
            Assert.Equal([1, 1], Evaluation.Of(v => v.Determinant(), x).ToDoubles());
        }
    }

    [Fact]
    public void No_number_in_gives_none_out()
    {
        Tensor x = new double[,] { { 1, double.NaN }, { 0, 1 } };
        Assert.All(Evaluation.Of(v => v.Eigh().Values, x).ToDoubles(), y => Assert.True(double.IsNaN(y)));
        Assert.All(Evaluation.Of(v => v.Svd().Values, x).ToDoubles(), y => Assert.True(double.IsNaN(y)));
    }

    private static Value Product(Value x, Value y) => Node.Create(new Contract("ij,jk->ik"), x, y).Result();

    private static void Near(Tensor expected, Tensor actual) =>
        Assert.Equal(expected.ToDoubles(), actual.ToDoubles(), (x, y) => Math.Abs(x - y) < 1e-14);
}
