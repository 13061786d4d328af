namespace Aresta.Tensors;

/// <summary>Systems of equations with a triangular matrix, by substitution.</summary>
internal static class Triangle
{
    /// <summary>
    /// B becomes the solution X of A·X = B, or of Aᵀ·X = B, reading one triangle of A only. A zero on the diagonal divides by zero, as
    /// IEEE arithmetic has it.
    /// </summary>
    public static void Solve(Matrix a, Matrix x, bool lower, bool transposed, bool unit)
    {
        var n = a.Rows;

        // Aᵀ of a lower triangle is an upper one: substitution runs from the top exactly when the effective triangle is lower.
        var downward = lower != transposed;
        for (var step = 0; step < n; step++)
        {
            var i = downward ? step : n - 1 - step;
            for (var column = 0; column < x.Columns; column++)
            {
                var sum = x[i, column];
                for (var done = 0; done < step; done++)
                {
                    var j = downward ? done : n - 1 - done;
                    sum -= (transposed ? a[j, i] : a[i, j]) * x[j, column];
                }

                x[i, column] = unit ? sum : sum / a[i, i];
            }
        }
    }

    /// <summary>
    /// L, zeros before, becomes the lower one with L·Lᵀ = A for a symmetric A, row by row; its triangle is NaN where A is not positive
    /// definite.
    /// </summary>
    public static void Cholesky(Matrix a, Matrix l)
    {
        var n = a.Rows;
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = a[i, j];
                for (var k = 0; k < j; k++)
                {
                    sum -= l[i, k] * l[j, k];
                }

                l[i, j] = i > j ? sum / l[j, j] : sum > 0 ? Math.Sqrt(sum) : double.NaN;
            }

            if (double.IsNaN(l[i, i]))
            {
                Undefine(l);
                return;
            }
        }
    }

    private static void Undefine(Matrix l)
    {
        for (var i = 0; i < l.Rows; i++)
        {
            l.Elements.Slice(i * l.Rows, i + 1).Fill(double.NaN);
        }
    }
}
