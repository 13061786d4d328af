namespace Aresta.Tensors;

/// <summary>
/// Eigenvalues of symmetric matrices and singular values, by Jacobi's rotations: slower than reduction to (bi)diagonal form, but short, and
/// accurate to the last digits. Results are zeros before; what a method takes of a workbench, in doubles, stands beside it.
/// </summary>
internal static class Spectral
{
    private const double Epsilon = 1.1102230246251565e-16;
    private const double Negligible = 1e-120;
    private const int MostSweeps = 60;

    public static long SingularWorking(int columns) => ((long)columns * columns) + (2 * columns);
    public static long SymmetricWorking(int n) => ((long)n * n) + n;
    public static long PseudoInverseWorking(int rows, int columns) =>
        (3 * (long)rows * columns) + (2 * SingularWorking(Math.Min(rows, columns)));

    /// <summary>
    /// The eigenvalues λ of a symmetric A, ascending, and an orthogonal V with A·V = V·diag(λ), by Jacobi's cyclic method (Golub and Van
    /// Loan, "Matrix Computations", §8.5). Each vector's element of largest magnitude is positive. All are NaN where an element is not
    /// finite. A is written over.
    /// </summary>
    public static void Symmetric(Matrix a, Span<double> values, Matrix vectors, Workbench bench)
    {
        var (n, norm) = (a.Rows, a.Largest);
        if (!a.IsFinite)
        {
            values.Fill(double.NaN);
            vectors.Elements.Fill(double.NaN);
            return;
        }

        var v = bench.Matrix(n, n);
        v.BecomeIdentity();

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

        for (var i = 0; i < n; i++)
        {
            values[i] = a[i, i];
        }

        var order = bench.Numbers(n);
        Sort(values, order, ascending: true);
        TakeColumns(v, order, vectors);
        Orient(vectors, default);
    }

    /// <summary>
    /// U, σ and V with A = U·diag(σ)·Vᵀ, σ descending, for a matrix with no more columns than rows, by one-sided rotations (Hestenes
    /// 1958; Golub and Van Loan, §8.6.3). The element of largest magnitude of each column of U is positive. All are NaN where an element
    /// is not finite. A is written over.
    /// </summary>
    public static void Singular(Matrix g, Matrix u, Span<double> values, Matrix vectors, Workbench bench)
    {
        var (n, largest) = (g.Columns, g.Largest);
        if (!g.IsFinite)
        {
            u.Elements.Fill(double.NaN);
            values.Fill(double.NaN);
            vectors.Elements.Fill(double.NaN);
            return;
        }

        var v = bench.Matrix(n, n);
        v.BecomeIdentity();

        // A power of two near the largest element, so that squares neither overflow nor vanish.
        var scale = largest == 0 ? 1 : Math.ScaleB(1, Math.ILogB(largest));
        foreach (ref var x in g.Elements)
        {
            x /= scale;
        }

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
        for (var i = 0; i < n; i++)
        {
            var norm = Math.Sqrt(Matrix.ColumnProduct(g, i, g, i));
            values[i] = norm > Negligible ? norm : 0;
        }

        var order = bench.Numbers(n);
        Sort(values, order, ascending: false);
        TakeColumns(g, order, u);
        TakeColumns(v, order, vectors);
        for (var j = 0; j < n; j++)
        {
            Normalize(u, j, values[j]);
        }

        Orient(u, vectors);
        foreach (ref var x in values)
        {
            x *= scale;
        }
    }

    /// <summary>V·diag(1/σ)·Uᵀ over the singular values above max(absolute, relative · largest). The matrix is written over.</summary>
    public static void PseudoInverse(Matrix matrix, Matrix result, double relative, double absolute, Workbench bench)
    {
        if (matrix.Rows < matrix.Columns)
        {
            Matrix turned = bench.Matrix(matrix.Columns, matrix.Rows), inverse = bench.Matrix(matrix.Rows, matrix.Columns);
            turned.BecomeTransposed(matrix);
            PseudoInverse(turned, inverse, relative, absolute, bench);
            result.BecomeTransposed(inverse);
            return;
        }

        var (m, n) = (matrix.Rows, matrix.Columns);
        Matrix u = bench.Matrix(m, n), v = bench.Matrix(n, n);
        var values = bench.Numbers(n);
        Singular(matrix, u, values, v, bench);
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
        u[Free(u, j), j] = 1;
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

    // The row of the unit vector that the columns before j span least.
    private static int Free(Matrix u, int j)
    {
        var (free, least) = (0, double.PositiveInfinity);
        for (var i = 0; i < u.Rows; i++)
        {
            double sum = 0;
            for (var k = 0; k < j; k++)
            {
                sum += u[i, k] * u[i, k];
            }

            (free, least) = sum < least ? (i, sum) : (free, least);
        }

        return free;
    }

    // Sorts numbers, equal ones in the order they came in, and says which stood where.
    private static void Sort(Span<double> numbers, Span<double> order, bool ascending)
    {
        for (var i = 0; i < numbers.Length; i++)
        {
            var (x, j) = (numbers[i], i);
            for (; j > 0 && (ascending ? numbers[j - 1] > x : numbers[j - 1] < x); j--)
            {
                (numbers[j], order[j]) = (numbers[j - 1], order[j - 1]);
            }

            (numbers[j], order[j]) = (x, i);
        }
    }

    private static void TakeColumns(Matrix x, Span<double> order, Matrix result)
    {
        for (var i = 0; i < x.Rows; i++)
        {
            for (var j = 0; j < order.Length; j++)
            {
                result[i, j] = x[i, (int)order[j]];
            }
        }
    }

    // Turns the columns so that the element of largest magnitude is positive, and the partner's with them.
    private static void Orient(Matrix x, Matrix partner)
    {
        for (var j = 0; j < x.Columns; j++)
        {
            var largest = 0;
            for (var i = 1; i < x.Rows; i++)
            {
                largest = Math.Abs(x[i, j]) > Math.Abs(x[largest, j]) ? i : largest;
            }

            if (x[largest, j] < 0)
            {
                Turn(x, j);
                Turn(partner, j);
            }
        }

        static void Turn(Matrix x, int j)
        {
            for (var i = 0; i < x.Rows; i++)
            {
                x[i, j] = -x[i, j];
            }
        }
    }
}
