namespace Aresta.Tensors;

/// <summary>
/// Eigenvalues of symmetric matrices and singular values, by Jacobi's rotations: slower than reduction to (bi)diagonal form, but short, and
/// accurate to the last digits.
/// </summary>
internal static class Spectral
{
    private const double Epsilon = 1.1102230246251565e-16;
    private const double Negligible = 1e-120;
    private const int MostSweeps = 60;

    /// <summary>
    /// The eigenvalues λ of a symmetric A, ascending, and an orthogonal V with A·V = V·diag(λ), by Jacobi's cyclic method (Golub and Van
    /// Loan, "Matrix Computations", §8.5). Each vector's element of largest magnitude is positive. All are NaN where an element is not
    /// finite.
    /// </summary>
    public static (double[] Values, Matrix Vectors) Symmetric(Matrix matrix)
    {
        var (n, a, v) = (matrix.Rows, matrix.Copy(), Matrix.Identity(matrix.Rows));
        var norm = a.Elements.Select(Math.Abs).DefaultIfEmpty().Max();
        if (!a.Elements.All(double.IsFinite))
        {
            return ([.. Enumerable.Repeat(double.NaN, n)], Filled(n, n));
        }

        // Convergence is quadratic: the last sweep, which finds nothing above rounding, still clears what is left below it.
        var rotated = true;
        for (var sweep = 0; rotated && sweep < MostSweeps; sweep++)
        {
            rotated = false;
            for (var p = 0; p < n; p++)
            {
                for (var q = p + 1; q < n; q++)
                {
                    if (Math.Abs(a[p, q]) > Epsilon * Epsilon * norm)
                    {
                        var (c, s) = Rotation(a[p, p], a[p, q], a[q, q]);
                        rotated |= Math.Abs(a[p, q]) > Epsilon * norm / 8;
                        RotateColumns(a, p, q, c, s);
                        RotateRows(a, p, q, c, s);
                        RotateColumns(v, p, q, c, s);
                        a[p, q] = a[q, p] = 0;
                    }
                }
            }
        }

        var order = Enumerable.Range(0, n).OrderBy(i => a[i, i]).ToArray();
        return ([.. order.Select(i => a[i, i])], Oriented(Columns(v, order), null));
    }

    /// <summary>
    /// U, σ and V with A = U·diag(σ)·Vᵀ, σ descending, for a matrix with no more columns than rows, by one-sided rotations (Hestenes
    /// 1958; Golub and Van Loan, §8.6.3). The element of largest magnitude of each column of U is positive. All are NaN where an element
    /// is not finite.
    /// </summary>
    public static (Matrix U, double[] Values, Matrix V) Singular(Matrix matrix)
    {
        var (m, n, v) = (matrix.Rows, matrix.Columns, Matrix.Identity(matrix.Columns));
        var largest = matrix.Elements.Select(Math.Abs).DefaultIfEmpty().Max();
        if (!matrix.Elements.All(double.IsFinite))
        {
            return (Filled(m, n), [.. Enumerable.Repeat(double.NaN, n)], Filled(n, n));
        }

        // A power of two near the largest element, so that squares neither overflow nor vanish.
        var scale = largest == 0 ? 1 : Math.ScaleB(1, Math.ILogB(largest));
        var g = new Matrix(m, n, Array.ConvertAll(matrix.Elements, x => x / scale));
        var rotated = true;
        for (var sweep = 0; rotated && sweep < MostSweeps; sweep++)
        {
            rotated = false;
            for (var p = 0; p < n; p++)
            {
                for (var q = p + 1; q < n; q++)
                {
                    var pq = Matrix.ColumnProduct(g, p, g, q);
                    var (pp, qq) = (Matrix.ColumnProduct(g, p, g, p), Matrix.ColumnProduct(g, q, g, q));
                    if (Math.Abs(pq) > Epsilon * Math.Max(Math.Sqrt(pp), Negligible) * Math.Max(Math.Sqrt(qq), Negligible))
                    {
                        rotated = true;
                        var (c, s) = Rotation(pp, pq, qq);
                        RotateColumns(g, p, q, c, s);
                        RotateColumns(v, p, q, c, s);
                    }
                }
            }
        }

        // What is left of a column that the others span is zero: its square would vanish before its direction were orthogonal to theirs.
        var norms = Enumerable.Range(0, n)
            .Select(i => Math.Sqrt(Matrix.ColumnProduct(g, i, g, i))).Select(norm => norm > Negligible ? norm : 0).ToArray();
        var order = Enumerable.Range(0, n).OrderByDescending(i => norms[i]).ToArray();
        var (u, vectors) = (Columns(g, order), Columns(v, order));
        for (var j = 0; j < n; j++)
        {
            Normalize(u, j, norms[order[j]]);
        }

        Oriented(u, vectors);
        return (u, [.. order.Select(i => norms[i] * scale)], vectors);
    }

    /// <summary>V·diag(1/σ)·Uᵀ over the singular values above max(absolute, relative · largest).</summary>
    public static Matrix PseudoInverse(Matrix matrix, double relative, double absolute)
    {
        if (matrix.Rows < matrix.Columns)
        {
            return PseudoInverse(matrix.Transposed(), relative, absolute).Transposed();
        }

        var (u, values, v) = Singular(matrix);
        var result = new Matrix(matrix.Columns, matrix.Rows);
        for (var k = 0; k < values.Length && !(values[k] <= Math.Max(absolute, relative * values[0])); k++)
        {
            for (var i = 0; i < result.Rows; i++)
            {
                for (var j = 0; j < result.Columns; j++)
                {
                    result[i, j] += v[i, k] / values[k] * u[j, k];
                }
            }
        }

        return result;
    }

    // c and s such that the rotation [c s; −s c] makes [pp pq; pq qq] diagonal, by the smaller angle.
    private static (double C, double S) Rotation(double pp, double pq, double qq)
    {
        var zeta = (qq - pp) / (2 * pq);
        var t = double.IsFinite(zeta * zeta) ? Math.CopySign(1, zeta) / (Math.Abs(zeta) + Math.Sqrt(1 + (zeta * zeta))) : 0.5 / zeta;
        var c = 1 / Math.Sqrt(1 + (t * t));
        return (c, c * t);
    }

    private static void RotateColumns(Matrix x, int p, int q, double c, double s)
    {
        for (var i = 0; i < x.Rows; i++)
        {
            (x[i, p], x[i, q]) = ((c * x[i, p]) - (s * x[i, q]), (s * x[i, p]) + (c * x[i, q]));
        }
    }

    private static void RotateRows(Matrix x, int p, int q, double c, double s)
    {
        for (var j = 0; j < x.Columns; j++)
        {
            (x[p, j], x[q, j]) = ((c * x[p, j]) - (s * x[q, j]), (s * x[p, j]) + (c * x[q, j]));
        }
    }

    // Column j over its norm; where that is 0, a unit vector orthogonal to the columns before it, of which every later one is 0 too.
    private static void Normalize(Matrix u, int j, double norm)
    {
        if (norm > 0)
        {
            for (var i = 0; i < u.Rows; i++)
            {
                u[i, j] /= norm;
            }

            return;
        }

        for (var i = 0; i < u.Rows; i++)
        {
            u[i, j] = 0;
        }

        // The unit vector that the earlier columns span least, less its part in them, twice for orthogonality to the last digits.
        var free = Enumerable.Range(0, u.Rows).MinBy(i => Enumerable.Range(0, j).Sum(k => u[i, k] * u[i, k]));
        u[free, j] = 1;
        for (var pass = 0; pass < 2; pass++)
        {
            for (var k = 0; k < j; k++)
            {
                var along = Matrix.ColumnProduct(u, k, u, j);
                for (var i = 0; i < u.Rows; i++)
                {
                    u[i, j] -= along * u[i, k];
                }
            }
        }

        Normalize(u, j, Math.Sqrt(Matrix.ColumnProduct(u, j, u, j)));
    }

    private static Matrix Columns(Matrix x, int[] order)
    {
        var result = new Matrix(x.Rows, order.Length);
        for (var i = 0; i < x.Rows; i++)
        {
            for (var j = 0; j < order.Length; j++)
            {
                result[i, j] = x[i, order[j]];
            }
        }

        return result;
    }

    // Turns the columns so that the element of largest magnitude is positive, and the partner's with them.
    private static Matrix Oriented(Matrix x, Matrix? partner)
    {
        for (var j = 0; j < x.Columns; j++)
        {
            if (x[Enumerable.Range(0, x.Rows).MaxBy(i => Math.Abs(x[i, j])), j] < 0)
            {
                Turn(x, j);
                if (partner is not null)
                {
                    Turn(partner, j);
                }
            }
        }

        return x;

        static void Turn(Matrix x, int j)
        {
            for (var i = 0; i < x.Rows; i++)
            {
                x[i, j] = -x[i, j];
            }
        }
    }

    private static Matrix Filled(int rows, int columns)
    {
        var result = new Matrix(rows, columns);
        result.Elements.AsSpan().Fill(double.NaN);
        return result;
    }
}
