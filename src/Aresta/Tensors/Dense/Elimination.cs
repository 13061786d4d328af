namespace Aresta.Tensors;

/// <summary>Gaussian elimination with partial pivoting (Golub and Van Loan, "Matrix Computations", §3.4).</summary>
internal static class Elimination
{
    /// <summary>What <see cref="Cofactors"/> takes of a workbench, in doubles.</summary>
    public static long CofactorsWorking(int n) => (4 * (long)n * n) + (2 * n) + Spectral.SingularWorking(n);

    /// <summary>
    /// A becomes L and U of P·A = L·U in one matrix (the ones on L's diagonal are left out); <paramref name="rows"/>, which row of A each
    /// row of P·A is; the result is the sign of that permutation. A column without a pivot is left as it is, and U is singular.
    /// </summary>
    public static double Factor(Matrix x, Span<double> rows)
    {
        var (n, sign) = (x.Rows, 1.0);
        for (var i = 0; i < n; i++)
        {
            rows[i] = i;
        }

        for (var k = 0; k < n; k++)
        {
            var pivot = k;
            for (var i = k + 1; i < n; i++)
            {
                pivot = Math.Abs(x[i, k]) > Math.Abs(x[pivot, k]) ? i : pivot;
            }

            if (pivot != k)
            {
                sign = -sign;
                (rows[k], rows[pivot]) = (rows[pivot], rows[k]);
                for (var j = 0; j < n; j++)
                {
                    (x[k, j], x[pivot, j]) = (x[pivot, j], x[k, j]);
                }
            }

            for (var i = k + 1; i < n && x[k, k] != 0; i++)
            {
                var factor = x[i, k] /= x[k, k];
                for (var j = k + 1; j < n; j++)
                {
                    x[i, j] -= factor * x[k, j];
                }
            }
        }

        return sign;
    }

    /// <summary>The determinant: the product of the pivots, by the sign of the exchanges. A becomes its factors.</summary>
    public static double Determinant(Matrix a, Span<double> rows)
    {
        var result = Factor(a, rows);
        for (var i = 0; i < a.Rows; i++)
        {
            result *= a[i, i];
        }

        return result;
    }

    /// <summary>
    /// The matrix of cofactors, ∂ det A / ∂ A: det(U)·det(V)·U·diag(Π of the other σ)·Vᵀ, which asks for no inverse and so holds for
    /// singular A too. A is written over.
    /// </summary>
    public static void Cofactors(Matrix a, Matrix result, Workbench bench)
    {
        var n = a.Rows;
        Matrix u = bench.Matrix(n, n), v = bench.Matrix(n, n), factors = bench.Matrix(n, n);
        Span<double> values = bench.Numbers(n), rows = bench.Numbers(n);
        Spectral.Singular(a, u, values, v, bench);
        u.Elements.CopyTo(factors.Elements);
        var sign = Determinant(factors, rows);
        v.Elements.CopyTo(factors.Elements);
        sign = Math.Round(sign * Determinant(factors, rows));
        for (var k = 0; k < n; k++)
        {
            var others = sign;
            for (var l = 0; l < n; l++)
            {
                others *= l == k ? 1 : values[l];
            }

            for (var i = 0; i < n; i++)
            {
                for (var j = 0; j < n; j++)
                {
                    result[i, j] += others * u[i, k] * v[j, k];
                }
            }
        }
    }
}
