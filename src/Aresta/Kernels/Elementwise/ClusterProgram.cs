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
/// <param name="PerRow">Whether it holds one number a row; such numbers are computed in scratch memory, inputs too.</param>
internal readonly record struct ClusterSlot(SlotKind Kind, StripType Type, long Bits, bool PerRow);

/// <summary>What a step of a program does.</summary>
internal enum ClusterAction : byte
{
    /// <summary>A kernel over all elements of a strip.</summary>
    Elements,

    /// <summary>A kernel over one number of each row.</summary>
    Rows,

    /// <summary>Each number of a row becomes the row.</summary>
    Spread,

    /// <summary>Each row becomes one number.</summary>
    Reduce,

    /// <summary>A step of an optimizer, with three results.</summary>
    Update,
}

/// <summary>One step of a program, with the slots it reads and writes.</summary>
/// <param name="Action">What it does.</param>
/// <param name="Kernel">The kernel of elements or of rows.</param>
/// <param name="Reduction">The kernel that reduces, and which of all reductions this is.</param>
/// <param name="Target">The slot it writes.</param>
/// <param name="Operands">The slots it reads.</param>
/// <param name="Pads">Whether the kernel may run over more elements than there are.</param>
/// <param name="Size">Bytes of an element that is spread.</param>
/// <param name="Update">The kernel of an update, and the slots of the means that it writes beside the target.</param>
internal sealed record ClusterStep(
    ClusterAction Action, StripKernel? Kernel, (ReductionKernel Kernel, int Number)? Reduction, int Target, int[] Operands, bool Pads,
    int Size, (UpdateKernel Kernel, int First, int Second)? Update)
{
    /// <summary>The slot of the slopes that it writes as well; −1 for none.</summary>
    public int Slope { get; init; } = -1;
}

/// <summary>
/// An elementwise cluster with reductions of its rows: its kernels run one after another over strips so short that what passes between them
/// stays in the first cache.
/// </summary>
/// <remarks>
/// <para>Rows that are shorter than a strip are taken several at once, and then what a row was reduced to may be computed with, and used
/// in that row again: a softmax passes over memory once. So may rows of up to <see cref="LongestRow"/> columns; longer ones are cut into
/// strips, and reductions stand at the end.</para>
/// <para>A program is immutable, allocates nothing when it runs, and may run on any number of threads at once, each with scratch memory
/// of its own. Its work is a row of blocks (<see cref="Blocks"/>); threads take any of them in any order, and
/// <see cref="Finish"/> joins what the blocks reduced, always in the same order.</para>
/// <para>An output may be the memory of an input, of the same strides, if <see cref="MayShare"/> says so.</para>
/// </remarks>
internal sealed unsafe partial class ClusterProgram
{
    /// <summary>The columns of a block of work: the same for all programs, since reductions join blocks.</summary>
    public const int BlockLength = 16384;

    /// <summary>The longest row of which the reductions may be used in it.</summary>
    public const int LongestRow = 4096;

    /// <summary>What one strip of everything may take of the first cache.</summary>
    private const int CacheBytes = 24 * 1024;

    /// <summary>
    /// Where not even short strips of everything fit into the first cache, the second one costs less than calling kernels more often does.
    /// </summary>
    private const int LongestStrip = 1024, ShortestStrip = 512;

    /// <summary>Registers are filled up to a multiple of this, so that no kernel between them has a rest.</summary>
    private const int Padding = 16;

    private readonly ClusterSlot[] slots;
    private readonly ClusterStep[] steps;
    private readonly (int Slot, int Size)[] results;
    private readonly (ReductionKernel Kernel, int Number)?[] reductions;
    private readonly (int Output, int Input)[] sharing;
    private readonly int inputs, firstOutput, firstRegister, states, stretch;
    private readonly bool goesOn, elements;

    /// <summary>Slots stand in the order inputs, constants, outputs, registers.</summary>
    /// <param name="slots">The places of strips.</param>
    /// <param name="steps">The steps over them.</param>
    /// <param name="results">The slots of what is given one a row, and the bytes of one.</param>
    /// <param name="sharing">Which outputs may be the memory of which inputs.</param>
    /// <param name="goesOn">Whether something is computed from reductions.</param>
    public ClusterProgram(
        ClusterSlot[] slots, ClusterStep[] steps, (int Slot, int Size)[] results, (int Output, int Input)[] sharing, bool goesOn)
    {
        (this.slots, this.steps, this.results, this.sharing, this.goesOn) = (slots, steps, results, sharing, goesOn);
        inputs = slots.Count(slot => slot.Kind == SlotKind.Input);
        firstOutput = inputs + slots.Count(slot => slot.Kind == SlotKind.Constant);
        firstRegister = firstOutput + slots.Count(slot => slot.Kind == SlotKind.Output);
        reductions = [.. results.Select(result => steps.LastOrDefault(step => step.Target == result.Slot)?.Reduction)];
        states = steps.Count(step => step.Reduction is not null);
        elements = Array.TrueForAll(steps, step => step.Action == ClusterAction.Elements);
        // Types are told apart by the slots that have one; a register is as wide as the widest of them.
        var wide = slots.Where(slot => !slot.PerRow).ToArray();
        var widest = wide.Where(slot => slot.Kind != SlotKind.Register).Select(slot => slot.Type.Size).Append(4).Max();
        var bytes = wide.Sum(slot => slot.Kind switch
        {
            SlotKind.Constant => 0,
            SlotKind.Register => widest,
            _ => slot.Type.Size,
        });
        // One kernel alone keeps nothing in cache for another one.
        stretch = steps.Length == 1 && slots.All(slot => slot.Kind != SlotKind.Register) ? BlockLength : 0;
        StripLength = Math.Clamp(CacheBytes / Math.Max(bytes, 1) / ShortestStrip * ShortestStrip, ShortestStrip, LongestStrip);
    }

    /// <summary>How many elements a strip has.</summary>
    public int StripLength { get; }

    /// <summary>Whether one kernel does it all, so that its streams do not wait for each other.</summary>
    public bool IsOnePass => stretch > 0;

    /// <summary>Whether it has a step of an optimizer for a kernel.</summary>
    public bool Updates => steps.Any(step => step.Action == ClusterAction.Update);

    /// <summary>Whether it reduces rows.</summary>
    public bool Reduces => states > 0;

    /// <summary>The scratch memory of one thread, for rows of a length.</summary>
    public int ScratchBytes(nint columns) => checked((int)(
        (slots.Length * sizeof(Place)) + CallBytes + StripOperands.SplatBytes + (firstOutput * StripOperands.SplatBytes)
        + (ReductionKernel.StateBytes * states) + ((inputs + slots.Length - firstOutput) * RegisterBytes(columns))));

    /// <summary>The memory for what blocks reduce.</summary>
    public nint PartialBytes(nint rows, nint columns) =>
        TakesRows(columns) ? 0 : Blocks(rows, columns) * results.Length * sizeof(double);

    /// <summary>How many rows are computed at once.</summary>
    public nint RowsAtOnce(nint columns) => columns > StripLength ? 1 : StripLength / nint.Max(1, columns);

    /// <summary>Into how many blocks the work falls: each is a row, or <see cref="BlockLength"/> columns of one.</summary>
    public static nint Blocks(nint rows, nint columns) => rows * BlocksOfRow(columns);

    /// <summary>Whether an output may be written into the memory of an input: nothing reads that input later.</summary>
    public bool MayShare(int output, int input) => Array.IndexOf(sharing, (output, input)) >= 0;

    /// <summary>Runs some of the blocks.</summary>
    /// <param name="inputs">The inputs, in the order of the builder.</param>
    /// <param name="outputs">The outputs, likewise.</param>
    /// <param name="results">Where each result goes: one element a row, at multiples of the row stride.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="columns">How many columns.</param>
    /// <param name="firstBlock">The first block.</param>
    /// <param name="blocks">How many from there.</param>
    /// <param name="scratch">This thread's scratch memory; best aligned to 64 bytes.</param>
    /// <param name="partials">What blocks reduce: the same memory for all threads.</param>
    public void Run(
        ReadOnlySpan<ClusterOperand> inputs, ReadOnlySpan<ClusterOperand> outputs, ReadOnlySpan<ClusterOperand> results, nint rows,
        nint columns, nint firstBlock, nint blocks, byte* scratch, byte* partials)
    {
        if (inputs.Length != this.inputs || outputs.Length != firstRegister - firstOutput || results.Length != this.results.Length)
            throw new ArgumentException(
                $"The cluster has {this.inputs} inputs, {firstRegister - firstOutput} outputs and {this.results.Length} results.");
        if (goesOn && columns > LongestRow)
            throw new ArgumentException($"Rows of {columns} columns are too long for what is computed from their reductions.");
        var places = Prepare(scratch, columns, out var splats, out var states);
        if (TakesRows(columns))
        {
            if (TakesEachRow(inputs, outputs, columns))
            {
                Locate(inputs, outputs, firstBlock, 1, 0, columns, places, splats);
                EachRow(inputs, outputs, blocks, columns, places, (Call*)(places + slots.Length));
                return;
            }

            var atOnce = RowsAtOnce(columns);
            for (nint row = firstBlock, end = firstBlock + blocks; row < end; row += atOnce)
            {
                var count = nint.Min(atOnce, end - row);
                Locate(inputs, outputs, row, count, 0, columns, places, splats);
                Strip(places, null, count, columns);
                for (var i = 0; i < outputs.Length; i++)
                {
                    ref var place = ref places[firstOutput + i];
                    if (place.Address == place.Register)
                        RowCopies.Give(place.Register, outputs[i], slots[firstOutput + i].Type.Size, row, count, columns);
                }

                for (var k = 0; k < results.Length; k++)
                    Give(places[this.results[k].Slot].Address, this.results[k].Size, row, count, results[k]);
            }

            return;
        }

        var (perRow, all) = (BlocksOfRow(columns), Blocks(rows, columns));
        for (var block = firstBlock; block < firstBlock + blocks; block++)
        {
            var (row, start) = (block / perRow, block % perRow * BlockLength);
            Begin(states);
            var end = nint.Min(columns, start + BlockLength);
            var length = nint.Max(StripLength, stretch);
            for (var column = start; column < end; column += length)
            {
                var count = nint.Min(length, end - column);
                Locate(inputs, outputs, row, 1, column, count, places, splats);
                Strip(places, states, 1, count);
            }

            for (var k = 0; k < results.Length; k++)
            {
                var (kernel, number) = reductions[k]!.Value;
                kernel.End(states + (number * ReductionKernel.StateBytes), Partial(partials, all, k, block));
            }
        }
    }

    /// <summary>Joins what the blocks of each row reduced; called once, after all of them.</summary>
    /// <param name="results">As in <see cref="Run"/>.</param>
    /// <param name="rows">As in <see cref="Run"/>.</param>
    /// <param name="columns">As in <see cref="Run"/>.</param>
    /// <param name="partials">As in <see cref="Run"/>; overwritten.</param>
    public void Finish(ReadOnlySpan<ClusterOperand> results, nint rows, nint columns, byte* partials)
    {
        if (TakesRows(columns))
            return;
        var (perRow, all) = (BlocksOfRow(columns), Blocks(rows, columns));
        for (var k = 0; k < results.Length; k++)
        {
            var kernel = reductions[k]!.Value.Kernel;
            for (nint row = 0; row < rows; row++)
            {
                kernel.Join(
                    Partial(partials, all, k, row * perRow), perRow, columns,
                    results[k].Address + (row * results[k].RowStride * kernel.Size));
            }
        }
    }
}
