namespace Aresta.Tensors;

/// <summary>Gaussian elimination with partial pivoting (Golub and Van Loan, "Matrix Computations", §3.4).</summary>
internal static class Elimination
{
    /// <summary>
    /// L and U of P·A = L·U in one matrix (the ones on L's diagonal are left out), which row of A each row of P·A is, and the sign of that
    /// permutation. A column without a pivot is left as it is, and U is singular.
    /// </summary>
    public static (Matrix Factors, long[] Rows, double Sign) Factor(Matrix a)
    {
        var (n, x, sign) = (a.Rows, a.Copy(), 1.0);
        var rows = new long[n];
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

        return (x, rows, sign);
    }

    /// <summary>The determinant: the product of the pivots, by the sign of the exchanges.</summary>
    public static double Determinant(Matrix a)
    {
        var (factors, _, result) = Factor(a);
        for (var i = 0; i < a.Rows; i++)
        {
            result *= factors[i, i];
        }

        return result;
    }

    /// <summary>
    /// The matrix of cofactors, ∂ det A / ∂ A: det(U)·det(V)·U·diag(Π of the other σ)·Vᵀ, which asks for no inverse and so holds for
    /// singular A too.
    /// </summary>
    public static Matrix Cofactors(Matrix a)
    {
        var n = a.Rows;
        var (u, values, v) = Spectral.Singular(a);
        var (sign, result) = (Math.Round(Determinant(u) * Determinant(v)), new Matrix(n, n));
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

        return result;
    }
}
