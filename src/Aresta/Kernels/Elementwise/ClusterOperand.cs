namespace Aresta.Kernels;

/// <summary>An input or output: rows of elements.</summary>
/// <remarks>
/// Element (r, c) stands at Address + (offset of r + c·ColumnStride)·size. Rows are counted by up to three digits: <see cref="RowLength"/>
/// rows a <see cref="RowStride"/> apart, <see cref="OuterLength"/> such groups an <see cref="OuterStride"/> apart, and those a
/// <see cref="FarStride"/> apart; a length of 0 is that of all there are. The column stride is 1 or, for an input, 0: then a row is one
/// number. Strides of 0 give every row the same numbers.
/// </remarks>
internal unsafe struct ClusterOperand
{
    /// <summary>The first element.</summary>
    public byte* Address;

    /// <summary>Elements from row to row.</summary>
    public nint RowStride;

    /// <summary>Elements from column to column: 0 or 1.</summary>
    public nint ColumnStride;

    /// <summary>How many rows are a row stride apart.</summary>
    public nint RowLength;

    /// <summary>Elements from group to group of rows.</summary>
    public nint OuterStride;

    /// <summary>How many groups are an outer stride apart.</summary>
    public nint OuterLength;

    /// <summary>Elements from group to group of those.</summary>
    public nint FarStride;

    /// <summary>Whether every row has the same numbers.</summary>
    public readonly bool Repeats => RowStride == 0 && (RowLength == 0 || (OuterStride == 0 && (OuterLength == 0 || FarStride == 0)));

    /// <summary>Whether some rows follow each other in memory.</summary>
    public readonly bool Follows(nint row, nint rows, nint columns) =>
        rows == 1 || (RowStride == columns && (RowLength == 0 || (row % RowLength) + rows <= RowLength));

    /// <summary>Where a row begins, in elements.</summary>
    public readonly nint Offset(nint row) => RowLength == 0 ? row * RowStride : new RowWalk(this, row).Offset;
}

/// <summary>Goes from row to row of an operand.</summary>
internal struct RowWalk
{
    private readonly nint row, rows, outer, outers, far;
    private nint inRow, inOuter;

    /// <summary>Begins at a row.</summary>
    public RowWalk(in ClusterOperand operand, nint first)
    {
        (row, outer, far) = (operand.RowStride, operand.OuterStride, operand.FarStride);
        rows = operand.RowLength == 0 ? nint.MaxValue : operand.RowLength;
        outers = operand.OuterLength == 0 ? nint.MaxValue : operand.OuterLength;
        (var group, inRow) = operand.RowLength == 0 ? (0, first) : Math.DivRem(first, rows);
        (var beyond, inOuter) = group < outers ? (0, group) : Math.DivRem(group, outers);
        Offset = (inRow * row) + (inOuter * outer) + (beyond * far);
    }

    /// <summary>Where the row begins, in elements.</summary>
    public nint Offset { get; private set; }

    /// <summary>Goes on to the next row.</summary>
    public void Next()
    {
        Offset += row;
        if (++inRow < rows)
            return;
        Offset += outer - (rows * row);
        inRow = 0;
        if (++inOuter < outers)
            return;
        Offset += far - (outers * outer);
        inOuter = 0;
    }
}
