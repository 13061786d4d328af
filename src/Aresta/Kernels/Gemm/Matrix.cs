namespace Aresta.Kernels;

/// <summary>A matrix where it lies: any distance from row to row and from column to column, in elements.</summary>
/// <param name="At">Its first element.</param>
/// <param name="Row">From row to row.</param>
/// <param name="Column">From column to column.</param>
internal readonly unsafe record struct Matrix<T>(nint At, nint Row, nint Column) where T : unmanaged
{
    /// <summary>A matrix at an address.</summary>
    public Matrix(T* at, nint row, nint column) : this((nint)at, row, column)
    {
    }

    /// <summary>The address of its first element.</summary>
    public T* Start => (T*)At;

    /// <summary>The same elements with rows and columns exchanged.</summary>
    public Matrix<T> Transposed => new(At, Column, Row);

    /// <summary>The address of an element.</summary>
    public T* Of(nint row, nint column) => Start + (row * Row) + (column * Column);

    /// <summary>The matrix so many elements further on.</summary>
    public Matrix<T> Moved(nint offset) => this with { At = (nint)(Start + offset) };
}
