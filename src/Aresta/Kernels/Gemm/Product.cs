using System.Numerics;

namespace Aresta.Kernels;

/// <summary>
/// C ← alpha·A·B + beta·C for matrices that lie anyhow in memory, once or for each of a batch, and summed over further axes where the
/// summed index is not one stride. C may not overlap A or B, nor itself.
/// </summary>
/// <param name="Rows">The rows of A and C.</param>
/// <param name="Columns">The columns of B and C.</param>
/// <param name="Depth">The columns of A and rows of B: what is summed.</param>
/// <param name="A">The left factor.</param>
/// <param name="B">The right factor.</param>
/// <param name="C">The result.</param>
internal readonly record struct Product<T>(int Rows, int Columns, int Depth, Matrix<T> A, Matrix<T> B, Matrix<T> C)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Axis[]? _batch;
    private readonly Axis[]? _sum;

    /// <summary>The factor of the product.</summary>
    public T Alpha { get; init; } = T.One;

    /// <summary>The factor of what C held before: 0 (the default) does not read it, 1 accumulates.</summary>
    public T Beta { get; init; }

    /// <summary>The axes over which the product is repeated.</summary>
    public Axis[] Batch
    {
        get => _batch ?? [];
        init => _batch = value;
    }

    /// <summary>The axes over which it is summed, outside of the depth.</summary>
    public Axis[] Sum
    {
        get => _sum ?? [];
        init => _sum = value;
    }

    /// <summary>
    /// The same, with stride 1 where there is but one step; and where nothing is summed, with no step of the sum but a depth of 0.
    /// </summary>
    public Product<T> Normalized
    {
        get
        {
            static Matrix<T> Single(Matrix<T> m, int rows, int columns) => new(m.At, rows <= 1 ? 1 : m.Row, columns <= 1 ? 1 : m.Column);

            var empty = Axis.Count(Sum) == 0;
            var depth = empty ? 0 : Depth;
            return this with
            {
                Depth = depth,
                Sum = empty ? [] : Sum,
                A = Single(A, Rows, depth),
                B = Single(B, depth, Columns),
                C = Single(C, Rows, Columns),
            };
        }
    }

    /// <summary>Cᵀ ← alpha·Bᵀ·Aᵀ + beta·Cᵀ, which is the same. The axes stay as they are: who follows them must know.</summary>
    public Product<T> Transposed =>
        this with { Rows = Columns, Columns = Rows, A = B.Transposed, B = A.Transposed, C = C.Transposed };
}
