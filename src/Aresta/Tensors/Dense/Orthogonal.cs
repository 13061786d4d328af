namespace Aresta.Tensors;

/// <summary>A = Q·R by Householder reflections (Golub and Van Loan, "Matrix Computations", §5.2), with LAPACK's signs.</summary>
internal static class Orthogonal
{
    /// <summary>
    /// Q with orthonormal columns and R of as many rows, for a matrix with no more columns than rows. An element of R's diagonal has the
    /// sign opposite to the element that the reflection found there; where the column is already zero below, nothing is reflected.
    /// </summary>
    /// <param name="a">The matrix, which is written over.</param>
    /// <param name="q">Becomes Q; zeros before.</param>
    /// <param name="upper">Becomes R; zeros before.</param>
    /// <param name="reflectors">Working memory, as large as the matrix; zeros before.</param>
    public static void Factor(Matrix a, Matrix q, Matrix upper, Matrix reflectors)
    {
        var n = a.Columns;
        for (var j = 0; j < n; j++)
        {
            Reflector(a, j, reflectors);
            Reflect(reflectors, j, a, j);
        }

        q.BecomeIdentity();
        for (var j = n - 1; j >= 0; j--)
        {
            Reflect(reflectors, j, q, j);
        }

        for (var i = 0; i < Math.Min(upper.Rows, n); i++)
        {
            for (var j = i; j < n; j++)
            {
                upper[i, j] = a[i, j];
            }
        }
    }

    // The vector v of H = I − v·vᵀ, which sends column j, from row j on, to a multiple of the first unit vector; zero when nothing is to be
    // done.
    private static void Reflector(Matrix r, int j, Matrix reflectors)
    {
        double scale = 0, below = 0;
        for (var i = j; i < r.Rows; i++)
        {
            scale = Math.Max(scale, Math.Abs(r[i, j]));
            below = i > j ? Math.Max(below, Math.Abs(r[i, j])) : below;
        }

        if (below == 0)
        {
            return;
        }

        double square = 0;
        for (var i = j; i < r.Rows; i++)
        {
            square += r[i, j] / scale * (r[i, j] / scale);
        }

        // With β = −sign(α)·‖x‖ and w = x − β·e, H = I − w·wᵀ/(β·(β − α)).
        var (alpha, beta) = (r[j, j] / scale, -Math.CopySign(Math.Sqrt(square), r[j, j]));
        var norm = Math.Sqrt(beta * (beta - alpha));
        for (var i = j; i < r.Rows; i++)
        {
            reflectors[i, j] = ((r[i, j] / scale) - (i == j ? beta : 0)) / norm;
        }
    }

    private static void Reflect(Matrix reflectors, int j, Matrix x, int from)
    {
        for (var column = from; column < x.Columns; column++)
        {
            var along = Matrix.ColumnProduct(reflectors, j, x, column, from: j);
            for (var i = j; i < x.Rows && along != 0; i++)
            {
                x[i, column] -= reflectors[i, j] * along;
            }
        }
    }
}
