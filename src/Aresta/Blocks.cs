using Aresta.Tensors;

namespace Aresta;

/// <summary>
/// A Jacobian or Hessian in blocks: block (i, j) holds the derivatives of result i by argument j and has the shape of the result followed
/// by that of the argument.
/// </summary>
public sealed class Blocks
{
    private readonly Tensor[] blocks;
    private readonly int[] heights;
    private readonly int[] widths;

    internal Blocks(Tensor[] blocks, int[] heights, int[] widths) =>
        (this.blocks, this.heights, this.widths) = (blocks, heights, widths);

    /// <summary>How many results were differentiated.</summary>
    public int Rows => heights.Length;

    /// <summary>By how many arguments.</summary>
    public int Columns => widths.Length;

    /// <summary>The derivatives of result <paramref name="row"/> by argument <paramref name="column"/>.</summary>
    public Tensor this[int row, int column]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(row);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Rows);
            ArgumentOutOfRangeException.ThrowIfNegative(column);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(column, Columns);
            return blocks[(row * Columns) + column];
        }
    }

    /// <summary>The whole as one matrix: a row for each element of the results, a column for each element of the arguments.</summary>
    public double[,] ToMatrix()
    {
        var matrix = new double[heights.Sum(), widths.Sum()];
        for (int i = 0, top = 0; i < Rows; top += heights[i++])
        {
            for (int j = 0, left = 0; j < Columns; left += widths[j++])
            {
                var block = this[i, j];
                for (var k = 0; k < heights[i] * widths[j]; k++)
                {
                    matrix[top + (k / widths[j]), left + (k % widths[j])] = block[k];
                }
            }
        }

        return matrix;
    }

    /// <summary>The only block.</summary>
    /// <exception cref="InvalidOperationException">There are several, or none.</exception>
    public Tensor ToTensor() => blocks.Length == 1
        ? blocks[0]
        : throw new InvalidOperationException($"There are {Rows}×{Columns} blocks, not one: take one by its indices, or all by ToMatrix.");

    /// <inheritdoc cref="ToTensor"/>
    public static implicit operator Tensor(Blocks blocks)
    {
        ArgumentNullException.ThrowIfNull(blocks);
        return blocks.ToTensor();
    }

    /// <summary>The matrix as nested lists.</summary>
    public override string ToString() => Tensor.Matrix(ToMatrix()).ToString();
}
