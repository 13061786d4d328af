namespace Aresta.Numerics;

/// <summary>A matrix in compressed rows: a pattern, and a value for each of its entries.</summary>
public sealed class SparseMatrix
{
    private readonly double[] values;

    /// <summary>A matrix of zeros.</summary>
    public SparseMatrix(SparsityPattern pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        (Pattern, values) = (pattern, new double[pattern.Count]);
    }

    /// <summary>Where the entries are.</summary>
    public SparsityPattern Pattern { get; }

    /// <summary>The values of the entries, row by row.</summary>
    public Span<double> Values => values;

    /// <summary>The entry in a row and a column; 0 where the pattern has none.</summary>
    public double this[int row, int column]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(column);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(column, Pattern.Columns);
            return Pattern.IndexOf(row, column) is >= 0 and var index ? values[index] : 0;
        }
    }

    /// <summary>The same matrix with all its zeros.</summary>
    public double[,] ToDense()
    {
        var dense = new double[Pattern.Rows, Pattern.Columns];
        for (var row = 0; row < Pattern.Rows; row++)
            for (var k = Pattern.RowStarts[row]; k < Pattern.RowStarts[row + 1]; k++)
                dense[row, Pattern.ColumnIndices[k]] = values[k];
        return dense;
    }
}
