namespace Aresta.Tensors;

/// <summary>A function of matrices, computed for one of a batch after another, in double, in memory that is given.</summary>
internal interface IMatrixFunction
{
    /// <summary>How many doubles it takes for one matrix of a size, beside operands and results.</summary>
    long Working(int rows, int columns);

    /// <summary>Computes the results for one matrix.</summary>
    /// <param name="parts">Copies of the operands, which may be written over, and results of zeros.</param>
    /// <param name="bench">The working memory.</param>
    void Compute(in MatrixParts parts, Workbench bench);
}

/// <summary>
/// Operands and results for one index of a batch: matrices; a vector is one row, and a number a matrix of 1 × 1. What there is not is
/// empty.
/// </summary>
internal ref struct MatrixParts
{
    /// <summary>The operands.</summary>
    public Matrix A, B;

    /// <summary>The results.</summary>
    public Matrix X, Y, Z;
}
