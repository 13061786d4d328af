namespace Aresta.Numerics;

/// <summary>
/// A derivative was taken where the function has an entry that the pattern has not, because it takes another branch there: the entries
/// would be wrong. Find the pattern anew there.
/// </summary>
public sealed class PatternChangedException : InvalidOperationException
{
    internal PatternChangedException(string matrix, int row, int column) : base(
        $"The {matrix} has an entry in row {row}, column {column} here, which is not in the pattern: "
        + "the function takes another branch than where the pattern was found. Find the pattern anew at this point.") =>
        (Row, Column) = (row, column);

    /// <summary>The row of the first entry that the pattern has not.</summary>
    public int Row { get; }

    /// <summary>The column of that entry.</summary>
    public int Column { get; }

    /// <summary>Throws if one pattern has an entry that the other has not.</summary>
    internal static void ThrowIfBeyond(string matrix, SparsityPattern found, SparsityPattern pattern)
    {
        for (var row = 0; row < found.Rows; row++)
            foreach (var column in found.Row(row))
                if (pattern.IndexOf(row, column) < 0)
                    throw new PatternChangedException(matrix, row, column);
    }
}
