namespace Aresta.Learning.Diagnostics.Paths;

/// <summary>
/// The greatest singular value of a matrix: of one whose shorter side is at most <see cref="WidestExact"/> by Jacobi's rotations of its
/// Gram matrix (Golub and Van Loan, <em>Matrix Computations</em>, section 8.5), to rounding; of a larger one by power iteration.
/// </summary>
internal static class SpectralNorm
{
    /// <summary>The greatest length of the shorter side of a matrix whose singular values are computed.</summary>
    public const int WidestExact = 64;

    /// <summary>Of a power iteration, the most steps.</summary>
    public const int MostSteps = 200;

    /// <summary>Of a power iteration, by which part the norm grows at most in the last step.</summary>
    public const double Tolerance = 1e-6;

    /// <summary>The norm of a matrix in row-major order; not a number where the matrix has one that is not finite.</summary>
    public static double Of(ReadOnlySpan<double> matrix, int rows, int columns)
    {
        var scale = 0.0;
        foreach (var element in matrix)
        {
            if (!double.IsFinite(element))
            {
                return double.NaN;
            }

            scale = Math.Max(scale, Math.Abs(element));
        }

        // Scaled, so that squares neither vanish nor overflow.
        return scale == 0 || rows == 0 || columns == 0 ? 0
            : scale * Math.Sqrt(Greatest(Gram(matrix, rows, columns, scale), Math.Min(rows, columns)));
    }

    // A·Aᵀ or Aᵀ·A, the smaller one, of the scaled matrix.
    private static double[] Gram(ReadOnlySpan<double> matrix, int rows, int columns, double scale)
    {
        var (size, length) = (Math.Min(rows, columns), Math.Max(rows, columns));
        var lines = new double[size][];
        for (var i = 0; i < size; i++)
        {
            lines[i] = new double[length];
            for (var j = 0; j < length; j++)
            {
                lines[i][j] = matrix[rows <= columns ? (i * columns) + j : (j * columns) + i] / scale;
            }
        }

        var gram = new double[size * size];
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                gram[(i * size) + j] = gram[(j * size) + i] = Dot(lines[i], lines[j]);
            }
        }

        return gram;
    }

    private static double Greatest(double[] gram, int size) => size <= WidestExact ? Rotated(gram, size) : Iterated(gram, size);

    private static double Rotated(double[] a, int n)
    {
        for (var sweep = 0; sweep < 40; sweep++)
        {
            var (off, all) = (0.0, 0.0);
            for (var p = 0; p < n; p++)
            {
                for (var q = 0; q < n; q++)
                {
                    var square = a[(p * n) + q] * a[(p * n) + q];
                    all += square;
                    off += p == q ? 0 : square;
                }
            }

            if (off <= all * 1e-30)
            {
                break;
            }

            for (var p = 0; p < n; p++)
            {
                for (var q = p + 1; q < n; q++)
                {
                    Rotate(a, n, p, q);
                }
            }
        }

        var greatest = 0.0;
        for (var i = 0; i < n; i++)
        {
            greatest = Math.Max(greatest, a[(i * n) + i]);
        }

        return greatest;
    }

    // Makes a[p, q] zero.
    private static void Rotate(double[] a, int n, int p, int q)
    {
        var apq = a[(p * n) + q];
        if (apq == 0)
        {
            return;
        }

        var tau = (a[(q * n) + q] - a[(p * n) + p]) / (2 * apq);
        var t = (tau >= 0 ? 1 : -1) / (Math.Abs(tau) + Math.Sqrt(1 + (tau * tau)));
        var c = 1 / Math.Sqrt(1 + (t * t));
        var s = t * c;
        for (var k = 0; k < n; k++)
        {
            var (kp, kq) = (a[(k * n) + p], a[(k * n) + q]);
            (a[(k * n) + p], a[(k * n) + q]) = ((c * kp) - (s * kq), (s * kp) + (c * kq));
        }

        for (var k = 0; k < n; k++)
        {
            var (pk, qk) = (a[(p * n) + k], a[(q * n) + k]);
            (a[(p * n) + k], a[(q * n) + k]) = ((c * pk) - (s * qk), (s * pk) + (c * qk));
        }
    }

    private static double Iterated(double[] gram, int n)
    {
        var (w, next, value) = (Start(n), new double[n], 0.0);
        for (var step = 0; step < MostSteps; step++)
        {
            for (var i = 0; i < n; i++)
            {
                next[i] = Dot(gram.AsSpan(i * n, n), w);
            }

            var norm = Math.Sqrt(next.Sum(x => x * x));
            if (norm == 0 || norm <= value * (1 + Tolerance))
            {
                return Math.Max(norm, value);
            }

            value = norm;
            for (var i = 0; i < n; i++)
            {
                w[i] = next[i] / norm;
            }
        }

        return value;
    }

    private static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            sum += x[i] * y[i];
        }

        return sum;
    }

    /// <summary>The Euclidean norm, of squares that neither vanish nor overflow.</summary>
    public static double Length(ReadOnlySpan<double> x)
    {
        var (scale, sum) = (0.0, 0.0);
        foreach (var element in x)
        {
            scale = Math.Max(scale, Math.Abs(element));
        }

        foreach (var element in x)
        {
            sum += scale > 0 ? element / scale * (element / scale) : 0;
        }

        return double.IsFinite(scale) ? scale * Math.Sqrt(sum) : double.NaN;
    }

    /// <summary>A vector of length 1 in no direction of its own, the same each time.</summary>
    public static double[] Start(int size)
    {
        var random = new Data.SplitMix64(0, size);
        var w = new double[size];
        for (var i = 0; i < size; i++)
        {
            w[i] = random.Uniform() - 0.5;
        }

        var norm = Math.Sqrt(w.Sum(x => x * x));
        return [.. w.Select(x => x / norm)];
    }
}
