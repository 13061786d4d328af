using System.Numerics;

namespace Aresta.Kernels;

/// <summary>The chunks of a product: each a part of the rows and columns of one product of the batch, or several whole products.</summary>
internal readonly unsafe partial struct ProductWork<T, V, L, E> : IChunks
    where T : unmanaged, IFloatingPointIeee754<T>
    where V : struct
    where L : IVectors<T, V>
    where E : struct, IEpilogue<T>
{
    private readonly Product<T> _product;
    private readonly Method _method;
    private readonly Blocking _cut;
    private readonly E _epilogue;
    private readonly T* _scratch;
    private readonly int _scratchEach;
    private readonly int _batches;

    /// <summary>The work of a product, with memory for packing: <see cref="ScratchBytes"/> for each thread.</summary>
    public ProductWork(in Product<T> product, Method method, in Blocking cut, in E epilogue, byte* scratch)
    {
        (_product, _method, _cut, _epilogue) = (method.Swapped ? product.Transposed : product, method, cut, epilogue);
        _scratch = (T*)scratch;
        _scratchEach = (int)(ScratchBytes(cut) / sizeof(T));
        _batches = Axis.Count(product.Batch);
    }

    /// <summary>The bytes of memory that each thread needs to itself.</summary>
    public static long ScratchBytes(in Blocking cut) =>
        Aligned(cut.Left) + Aligned(cut.Right) + Aligned(cut.Tile) + Workspace.Alignment; // apart from the neighbor's last line

    private int Width => 2 * L.Count;

    public void Run(int chunk, int worker)
    {
        var (batch, part) = Math.DivRem(chunk, _cut.RowParts * _cut.ColumnParts);
        var (rowPart, columnPart) = Math.DivRem(part, _cut.ColumnParts);
        var tiles = (_product.Columns + Width - 1) / Width;
        var each = (tiles + _cut.ColumnParts - 1) / _cut.ColumnParts * Width;
        var (row, column) = (Part(_product.Rows, rowPart, _cut.RowParts), Math.Min(_product.Columns, columnPart * each));
        var rows = Part(_product.Rows, rowPart + 1, _cut.RowParts) - row;
        var columns = Math.Min(each, _product.Columns - column);
        if (rows == 0 || columns == 0)
        {
            return;
        }

        var scratch = _scratch + ((nint)worker * _scratchEach);
        var first = batch * _cut.BatchesPerChunk;
        for (var i = first; i < Math.Min(_batches, first + _cut.BatchesPerChunk); i++)
        {
            Run(new(i, row, column, rows, columns, Values(i, row, column)) { Worker = worker }, scratch);
        }
    }

    private static int Part(int length, int index, int parts) => (int)((long)length * index / parts);

    private static long Aligned(int elements) => (((long)elements * sizeof(T)) + Workspace.Alignment - 1) & -Workspace.Alignment;

    private Matrix<T> Values(int batch, int row, int column) =>
        _product.C.Moved(Axis.Offsets(_product.Batch, batch).C + (row * _product.C.Row) + (column * _product.C.Column));

    // The factors of a block of the result, for one step of the sums around.
    private (Matrix<T> A, Matrix<T> B) Factors(in Block<T> block, int sum)
    {
        var ((a, b, _), (sumA, sumB, _)) = (Axis.Offsets(_product.Batch, block.Batch), Axis.Offsets(_product.Sum, sum));
        (a, b, sumA, sumB) = _method.Swapped ? (b, a, sumB, sumA) : (a, b, sumA, sumB);
        return (
            _product.A.Moved(a + sumA + (block.Row * _product.A.Row)), _product.B.Moved(b + sumB + (block.Column * _product.B.Column)));
    }

    private void Run(in Block<T> block, T* scratch)
    {
        switch (_method.Kernel)
        {
            case Kernel.Dots:
                Dots(block, scratch);
                break;
            case Kernel.Lines:
                Lines(block, scratch);
                break;
            default:
                Tiles(block, scratch);
                break;
        }
    }

    // A finished block, as the caller knows it.
    private void Finish(in Block<T> block) => _epilogue.Apply(!_method.Swapped
        ? block
        : new(block.Batch, block.Column, block.Row, block.Columns, block.Rows, block.Values.Transposed) { Worker = block.Worker });

    private Block<T> Within(in Block<T> block, int row, int column, int rows, int columns) =>
        new(block.Batch, block.Row + row, block.Column + column, rows, columns, block.Values.Moved(
            (row * block.Values.Row) + (column * block.Values.Column)))
        {
            Worker = block.Worker,
        };

    // What C holds before the sum begins: nothing, or itself times beta.
    private void Begin(in Block<T> block)
    {
        if (T.IsZero(_product.Beta))
        {
            Packing<T, V, L>.Fill(block.Values, block.Rows, block.Columns, T.Zero);
        }
        else if (_product.Beta != T.One)
        {
            Packing<T, V, L>.Scale(block.Values, block.Rows, block.Columns, _product.Beta);
        }
    }
}
