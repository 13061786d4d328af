namespace Aresta.Tensors;

/// <summary>
/// A matrix of doubles in row-major order, written to while a factorization is computed, in memory of whoever asked for it.
/// </summary>
internal readonly ref struct Matrix
{
    /// <summary>A matrix over its elements.</summary>
    public Matrix(int rows, int columns, Span<double> elements)
    {
        Rows = rows;
        Columns = columns;
        Elements = elements;
    }

    public int Rows { get; }

    public int Columns { get; }

    public Span<double> Elements { get; }

    public ref double this[int row, int column] => ref Elements[(row * Columns) + column];

    /// <summary>Whether every element is finite.</summary>
    public bool IsFinite
    {
        get
        {
            var finite = true;
            foreach (var x in Elements)
            {
                finite &= double.IsFinite(x);
            }

            return finite;
        }
    }

    /// <summary>The largest magnitude of the elements; 0 without any.</summary>
    public double Largest
    {
        get
        {
            double largest = 0;
            foreach (var x in Elements)
            {
                largest = Math.Max(largest, Math.Abs(x));
            }

            return largest;
        }
    }

    /// <summary>Becomes the identity.</summary>
    public void BecomeIdentity()
    {
        Elements.Clear();
        for (var i = 0; i < Math.Min(Rows, Columns); i++)
        {
            this[i, i] = 1;
        }
    }

    /// <summary>Becomes the transpose of another one.</summary>
    public void BecomeTransposed(Matrix other)
    {
        for (var i = 0; i < Rows; i++)
        {
            for (var j = 0; j < Columns; j++)
            {
                this[i, j] = other[j, i];
            }
        }
    }

    /// <summary>Becomes its symmetric part, (A + Aᵀ)/2.</summary>
    public void BecomeSymmetric()
    {
        for (var i = 0; i < Rows; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                this[i, j] = this[j, i] = 0.5 * (this[i, j] + this[j, i]);
            }
        }
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

/// <summary>Memory from which matrices are taken, one behind the other: as much as a computation says beforehand that it takes.</summary>
internal ref struct Workbench
{
    private Span<double> free;

    /// <summary>A workbench over memory.</summary>
    public Workbench(Span<double> memory) => free = memory;

    /// <summary>The next matrix, of zeros.</summary>
    public Matrix Matrix(int rows, int columns) => new(rows, columns, Numbers(checked(rows * columns)));

    /// <summary>The next numbers, all 0.</summary>
    public Span<double> Numbers(int count)
    {
        var taken = free[..count];
        free = free[count..];
        taken.Clear();
        return taken;
    }
}
