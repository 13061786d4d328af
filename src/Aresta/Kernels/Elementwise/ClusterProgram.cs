namespace Aresta.Kernels;

/// <summary>Where a strip is kept while a program runs.</summary>
internal enum SlotKind : byte
{
    /// <summary>The caller's, read.</summary>
    Input,

    /// <summary>A number of the program.</summary>
    Constant,

    /// <summary>The caller's, written; it may be read again.</summary>
    Output,

    /// <summary>Scratch memory.</summary>
    Register,
}

/// <summary>A place of a strip.</summary>
/// <param name="Kind">Whose it is.</param>
/// <param name="Type">The type of its elements; a register takes any.</param>
/// <param name="Bits">The bits of a constant.</param>
internal readonly record struct ClusterSlot(SlotKind Kind, StripType Type, long Bits);

/// <summary>One kernel of a program, with the slots it reads and writes.</summary>
internal sealed record ClusterStep(StripKernel Kernel, int Target, int[] Operands, bool Pads);

/// <summary>A slot reduced along each row.</summary>
internal sealed record ClusterReduction(int Slot, ReductionKernel Kernel);

/// <summary>An input or output: rows of elements.</summary>
/// <remarks>
/// Element (r, c) stands at Address + (r·RowStride + c·ColumnStride)·size. The column stride is 1 or, for an input, 0: then a row is one
/// number. A row stride of 0 gives every row the same numbers.
/// </remarks>
internal unsafe struct ClusterOperand
{
    /// <summary>The first element.</summary>
    public byte* Address;

    /// <summary>Elements from row to row.</summary>
    public nint RowStride;

    /// <summary>Elements from column to column: 0 or 1.</summary>
    public nint ColumnStride;
}

/// <summary>
/// An elementwise cluster: its kernels run one after another over strips so short that what passes between them stays in the first cache.
/// </summary>
/// <remarks>
/// <para>A program is immutable, allocates nothing when it runs, and may run on any number of threads at once, each with scratch memory
/// of its own. Its work is a row of blocks (<see cref="Blocks"/>); threads take any of them in any order, and
/// <see cref="Finish"/> joins what the blocks reduced, always in the same order.</para>
/// <para>An output may be the memory of an input, of the same strides, if <see cref="MayShare"/> says so.</para>
/// </remarks>
internal sealed unsafe partial class ClusterProgram
{
    /// <summary>The columns of a block of work: the same for all programs, since reductions join blocks.</summary>
    public const int BlockLength = 16384;

    /// <summary>What one strip of everything may take of the first cache.</summary>
    private const int CacheBytes = 24 * 1024;

    private const int LongestStrip = 1024, ShortestStrip = 128;

    /// <summary>Registers are filled up to a multiple of this, so that no kernel between them has a rest.</summary>
    private const int Padding = 16;

    private readonly ClusterSlot[] slots;
    private readonly ClusterStep[] steps;
    private readonly ClusterReduction[] reductions;
    private readonly (int Output, int Input)[] sharing;
    private readonly int inputs, firstOutput, firstRegister;

    /// <summary>Slots stand in the order inputs, constants, outputs, registers.</summary>
    public ClusterProgram(ClusterSlot[] slots, ClusterStep[] steps, ClusterReduction[] reductions, (int Output, int Input)[] sharing)
    {
        (this.slots, this.steps, this.reductions, this.sharing) = (slots, steps, reductions, sharing);
        inputs = slots.Count(slot => slot.Kind == SlotKind.Input);
        firstOutput = inputs + slots.Count(slot => slot.Kind == SlotKind.Constant);
        firstRegister = firstOutput + slots.Count(slot => slot.Kind == SlotKind.Output);
        // Types are told apart by the slots that have one; a register is as wide as the widest of them.
        var widest = slots.Where(slot => slot.Kind != SlotKind.Register).Select(slot => slot.Type.Size).Append(4).Max();
        var bytes = slots.Sum(slot => slot.Kind switch
        {
            SlotKind.Constant => 0,
            SlotKind.Register => widest,
            _ => slot.Type.Size,
        });
        StripLength = Math.Clamp(CacheBytes / Math.Max(bytes, 1) / ShortestStrip * ShortestStrip, ShortestStrip, LongestStrip);
        ScratchBytes = slots.Length * sizeof(Place) + StripOperands.SplatBytes
            + (firstOutput * StripOperands.SplatBytes) + ReductionKernel.StateBytes * reductions.Length
            + ((slots.Length - firstRegister) * StripLength * sizeof(double));
    }

    /// <summary>How many elements a strip has.</summary>
    public int StripLength { get; }

    /// <summary>The scratch memory of one thread.</summary>
    public int ScratchBytes { get; }

    /// <summary>The memory for what blocks reduce.</summary>
    public nint PartialBytes(nint rows, nint columns) => Blocks(rows, columns) * reductions.Length * sizeof(double);

    /// <summary>Into how many blocks the work falls: each is a row, or <see cref="BlockLength"/> columns of one.</summary>
    public static nint Blocks(nint rows, nint columns) => rows * BlocksOfRow(columns);

    /// <summary>Whether an output may be written into the memory of an input: nothing reads that input later.</summary>
    public bool MayShare(int output, int input) => Array.IndexOf(sharing, (output, input)) >= 0;

    /// <summary>Runs some of the blocks.</summary>
    /// <param name="inputs">The inputs, in the order of the builder.</param>
    /// <param name="outputs">The outputs, likewise.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="columns">How many columns.</param>
    /// <param name="firstBlock">The first block.</param>
    /// <param name="blocks">How many from there.</param>
    /// <param name="scratch">This thread's scratch memory; best aligned to 64 bytes.</param>
    /// <param name="partials">What blocks reduce: the same memory for all threads.</param>
    public void Run(
        ReadOnlySpan<ClusterOperand> inputs, ReadOnlySpan<ClusterOperand> outputs, nint rows, nint columns, nint firstBlock, nint blocks,
        byte* scratch, byte* partials)
    {
        if (inputs.Length != this.inputs || outputs.Length != firstRegister - firstOutput)
            throw new ArgumentException($"The cluster has {this.inputs} inputs and {firstRegister - firstOutput} outputs.");
        var places = Prepare(scratch, out var splats, out var states);
        var perRow = BlocksOfRow(columns);
        var (splatted, all) = ((nint)(-1), Blocks(rows, columns));
        for (var block = firstBlock; block < firstBlock + blocks; block++)
        {
            var (row, start) = (block / perRow, block % perRow * BlockLength);
            if (row != splatted)
            {
                Splat(inputs, row, places, splats);
                splatted = row;
            }

            for (var k = 0; k < reductions.Length; k++)
                reductions[k].Kernel.Begin(states + (k * ReductionKernel.StateBytes));
            var end = nint.Min(columns, start + BlockLength);
            for (var column = start; column < end; column += StripLength)
            {
                Locate(inputs, 0, row, column, places);
                Locate(outputs, firstOutput, row, column, places);
                Strip(places, states, (int)nint.Min(StripLength, end - column));
            }

            for (var k = 0; k < reductions.Length; k++)
                reductions[k].Kernel.End(states + (k * ReductionKernel.StateBytes), Partial(partials, all, k, block));
        }
    }

    /// <summary>Joins what the blocks of each row reduced; called once, after all of them.</summary>
    /// <param name="results">Where each reduction goes: one element a row, at multiples of the row stride.</param>
    /// <param name="rows">As in <see cref="Run"/>.</param>
    /// <param name="columns">As in <see cref="Run"/>.</param>
    /// <param name="partials">As in <see cref="Run"/>; overwritten.</param>
    public void Finish(ReadOnlySpan<ClusterOperand> results, nint rows, nint columns, byte* partials)
    {
        var (perRow, all) = (BlocksOfRow(columns), Blocks(rows, columns));
        for (var k = 0; k < reductions.Length; k++)
        {
            for (nint row = 0; row < rows; row++)
            {
                reductions[k].Kernel.Join(
                    Partial(partials, all, k, row * perRow), perRow, columns,
                    results[k].Address + (row * results[k].RowStride * ReductionSize(k)));
            }
        }
    }
}
