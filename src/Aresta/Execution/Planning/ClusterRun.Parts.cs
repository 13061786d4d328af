using Aresta.Kernels;
using Aresta.Tensors;

namespace Aresta.Execution;

/// <content>Part by part, behind a product of matrices.</content>
internal sealed unsafe partial class ClusterRun
{
    // Bytes that stay in the second cache beside a product.
    private const long Cached = 128 << 10;

    /// <summary>Scratch memory to run on parts.</summary>
    public long PartBytes(int threads) => Scratch * threads;

    /// <summary>
    /// Whether it can run on parts of a matrix that it reads, and should: nothing goes beyond an element, and no element fails; and it does
    /// not read much else, which comes faster in one stream than between parts of a product.
    /// </summary>
    public bool MayFollow(int storage, int rows, int columns) =>
        (Others(storage) is var others && (others <= Cached || others <= (long)rows * columns * sizeof(float)))
        && !program.Reduces && this.rows * this.columns == (nint)rows * columns && (this.columns == columns || this.rows == 1)
        && inputs.Where(input => input.Storage == storage).Select(input => input.Layout).SequenceEqual([Layout.Whole])
        && inputs.All(input => input.Layout is { Columns: 0 } || (input.Layout.Columns == columns && input.Layout.RowLength == 0))
        && outputs.All(output => output.Layout == Layout.Whole)
        && Nodes.All(node => node.Results[0].DType is DType.Float32 or DType.Float64 or DType.Bool);

    /// <summary>Runs on a part of the matrix in the place of a storage.</summary>
    /// <param name="frame">Where all else lies.</param>
    /// <param name="storage">What the part is of.</param>
    /// <param name="columns">The columns of the whole matrix.</param>
    /// <param name="part">The part.</param>
    /// <param name="scratch"><see cref="PartBytes"/>.</param>
    public void Run<T>(Frame frame, int storage, nint columns, in Block<T> part, byte* scratch) where T : unmanaged
    {
        var operands = stackalloc ClusterOperand[inputs.Length + outputs.Length];
        var follows = true; // rows follow each other everywhere, so they are one
        for (var i = 0; i < inputs.Length + outputs.Length; i++)
        {
            var given = i < inputs.Length ? inputs[i] : outputs[i - inputs.Length];
            ref var operand = ref operands[i];
            operand = given.Storage == storage && i < inputs.Length
                ? new() { Address = (byte*)part.Values.At, RowStride = part.Rows == 1 ? part.Columns : part.Values.Row, ColumnStride = 1 }
                : Part(given, frame[given.Storage], columns, part.Row, part.Column);
            follows &= operand is { RowStride: 0, ColumnStride: 0 } || (operand.RowStride == part.Columns && operand.ColumnStride == 1);
        }

        var (rows, length) = follows ? (1, (nint)part.Rows * part.Columns) : (part.Rows, part.Columns);
        program.Run(
            new(operands, inputs.Length), new(operands + inputs.Length, outputs.Length), [], rows, length, 0,
            ClusterProgram.Blocks(rows, length), scratch + (Scratch * part.Worker), null);
    }

    // Bytes that it reads beside a storage.
    private long Others(int storage) => inputs.Where(input => input.Storage != storage).Sum(input => input.Layout switch
    {
        { ColumnStride: 0 } => input.Size,
        { Columns: > 0, RowStride: 0 } layout => (long)layout.Columns * input.Size,
        _ => (long)rows * columns * input.Size,
    });

    private static ClusterOperand Part(ClusterRows given, byte* address, nint columns, nint row, nint column)
    {
        var (layout, rowStride) = (given.Layout, given.Layout is { Columns: 0, ColumnStride: 1 } ? columns : given.Layout.RowStride);
        return new()
        {
            Address = address + ((layout.Start + (row * rowStride) + (column * layout.ColumnStride)) * given.Size),
            RowStride = rowStride,
            ColumnStride = layout.ColumnStride,
        };
    }
}
