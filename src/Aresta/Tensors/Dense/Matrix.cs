namespace Aresta.Tensors;

/// <summary>A matrix of doubles in row-major order, written to while a factorization is computed.</summary>
internal sealed class Matrix(int rows, int columns, double[] elements)
{
    public Matrix(int rows, int columns) : this(rows, columns, new double[rows * columns])
    {
    }

    public int Rows => rows;

    public int Columns => columns;

    public double[] Elements => elements;

    public ref double this[int row, int column] => ref elements[(row * columns) + column];

    public static Matrix Identity(int n)
    {
        var result = new Matrix(n, n);
        for (var i = 0; i < n; i++)
        {
            result[i, i] = 1;
        }

        return result;
    }

    public Matrix Copy() => new(rows, columns, [.. elements]);

    public Matrix Transposed()
    {
        var result = new Matrix(columns, rows);
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
            {
                result[j, i] = this[i, j];
            }
        }

        return result;
    }

    /// <summary>(A + Aᵀ)/2.</summary>
    public Matrix SymmetricPart()
    {
        var (result, transposed) = (Copy(), Transposed());
        for (var i = 0; i < elements.Length; i++)
        {
            result.Elements[i] = 0.5 * (elements[i] + transposed.Elements[i]);
        }

        return result;
    }

    /// <summary>The sum of x[i, p]·y[i, q] over the rows from <paramref name="from"/> on.</summary>
    public static double ColumnProduct(Matrix x, int p, Matrix y, int q, int from = 0)
    {
        double sum = 0;
        for (var i = from; i < x.Rows; i++)
        {
            sum += x[i, p] * y[i, q];
        }

        return sum;
    }
}
