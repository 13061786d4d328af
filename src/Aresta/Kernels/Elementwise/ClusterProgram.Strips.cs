using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Aresta.Kernels;

/// <summary>The inside of a run: where strips are, and the steps over one of them.</summary>
internal sealed unsafe partial class ClusterProgram
{
    /// <summary>The steps, as they run: <c>r1 = tanh in0</c>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var step in steps)
        {
            var name = step.Kernel?.Name ?? (step.Reduction is { } reduction ? reduction.Kernel.Name
                : step.Update is null ? "spread" : UpdateKernel.Name);
            var means = step.Update is { } update ? $"{Called(update.First)}, {Called(update.Second)}, " : "";
            var slope = step.Slope >= 0 ? $", {Called(step.Slope)}" : "";
            text.Append(CultureInfo.InvariantCulture, $"{means}{Called(step.Target)}{slope} = {name}");
            foreach (var operand in step.Operands)
                text.Append(CultureInfo.InvariantCulture, $" {Called(operand)}");
            text.Append('\n');
        }

        return text.ToString();

        string Called(int slot) => slots[slot].Kind switch
        {
            SlotKind.Input => $"in{slot}",
            SlotKind.Constant => $"c{slot - inputs}",
            SlotKind.Output => $"out{slot - firstOutput}",
            _ => $"r{slot - firstRegister}",
        };
    }

    private static nint BlocksOfRow(nint columns) => nint.Max(1, (columns + BlockLength - 1) / BlockLength);

    // Whether whole rows are taken, as many as a strip holds.
    private bool TakesRows(nint columns) => goesOn || columns <= StripLength;

    private nint RegisterBytes(nint columns) => StripOperands.SplatBytes
        + ((nint.Max(StripLength, TakesRows(columns) ? columns : 0) + Padding - 1) / Padding * Padding * sizeof(double));

    private byte* Partial(byte* partials, nint all, int result, nint block) =>
        partials + (all * result * sizeof(double)) + (block * reductions[result]!.Value.Kernel.Size);

    /// <summary>Divides the scratch memory, and writes the constants.</summary>
    private Place* Prepare(byte* scratch, nint columns, out byte* splats, out byte* states)
    {
        var places = (Place*)scratch;
        splats = Aligned(scratch + (slots.Length * sizeof(Place)) + CallBytes);
        states = splats + (firstOutput * StripOperands.SplatBytes);
        var registers = states + (this.states * ReductionKernel.StateBytes);
        var length = RegisterBytes(columns);
        for (var slot = 0; slot < slots.Length; slot++)
        {
            ref var place = ref places[slot];
            place = default;
            if (slots[slot].Kind == SlotKind.Constant)
            {
                place.Address = splats + (slot * StripOperands.SplatBytes);
                var bits = slots[slot].Bits;
                RowCopies.Spread((byte*)&bits, slots[slot].Type.Size, 1, 1, place.Address);
            }
            else
            {
                place.Address = place.Register = registers;
                place.Step = 1;
                registers += length;
            }
        }

        return places;
    }

    /// <summary>The next multiple of the length of a splat.</summary>
    private static byte* Aligned(byte* address) =>
        (byte*)(((nint)address + StripOperands.SplatBytes - 1) / StripOperands.SplatBytes * StripOperands.SplatBytes);

    private void Begin(byte* states)
    {
        foreach (var step in steps)
        {
            if (step.Reduction is { } reduction)
                reduction.Kernel.Begin(states + (reduction.Number * ReductionKernel.StateBytes));
        }
    }

    /// <summary>Where the strips of the caller begin; what does not lie as the kernels read it is brought together.</summary>
    private void Locate(
        ReadOnlySpan<ClusterOperand> inputs, ReadOnlySpan<ClusterOperand> outputs, nint row, nint rows, nint column, nint columns,
        Place* places, byte* splats)
    {
        for (var i = 0; i < inputs.Length; i++)
        {
            ref readonly var from = ref inputs[i];
            ref var place = ref places[i];
            var size = slots[i].Type.Size;
            if (slots[i].PerRow)
            {
                RowCopies.Column(from, size, row, rows, place.Address);
            }
            else if (from.ColumnStride == 0)
            {
                Repeat(from, size, row, rows, columns, ref place, splats + (i * StripOperands.SplatBytes));
            }
            else if (from.Follows(row, rows, columns))
            {
                place.Address = from.Address + ((from.Offset(row) + column) * size);
            }
            else if (place.Rows < rows)
            {
                place.Address = place.Register;
                place.Rows = from.Repeats ? rows : 0;
                RowCopies.Copy(from, size, row, rows, columns, place.Register);
            }
        }

        for (var i = 0; i < outputs.Length; i++)
        {
            ref var place = ref places[firstOutput + i];
            place.Address = outputs[i].Follows(row, rows, columns)
                ? outputs[i].Address + ((outputs[i].Offset(row) + column) * slots[firstOutput + i].Type.Size) : place.Register;
        }
    }

    // A number for each row: one for all of them, one for one, or each as a row of it.
    private static void Repeat(in ClusterOperand from, int size, nint row, nint rows, nint columns, ref Place place, byte* splat)
    {
        if (from.Repeats || rows == 1)
        {
            place.Address = splat;
            place.Step = 0;
            if (place.Rows == 0)
                RowCopies.Spread(from.Address + (from.Offset(row) * size), size, 1, 1, splat);
            place.Rows = from.Repeats ? 1 : 0;
            return;
        }

        var walk = new RowWalk(from, row);
        place.Address = place.Register;
        place.Step = 1;
        for (nint r = 0; r < rows; r++, walk.Next())
            RowCopies.Spread(from.Address + (walk.Offset * size), size, 1, columns, place.Register + (r * columns * size));
    }

    // One number of each row, to where the caller wants them.
    private static void Give(byte* from, int size, nint row, nint rows, in ClusterOperand to)
    {
        for (nint r = 0; r < rows; r++)
            Unsafe.CopyBlockUnaligned(to.Address + ((row + r) * to.RowStride * size), from + (r * size), (uint)size);
    }

    private void Strip(Place* places, byte* states, nint rows, nint columns)
    {
        var count = rows * columns;
        var (padded, paddedRows) = ((count + Padding - 1) / Padding * Padding, (rows + Padding - 1) / Padding * Padding);
        foreach (var step in steps)
        {
            var from = step.Operands;
            switch (step.Action)
            {
                case ClusterAction.Elements:
                    Apply(step, places, step.Pads ? padded : count);
                    break;
                case ClusterAction.Rows:
                    Apply(step, places, step.Pads ? paddedRows : rows);
                    break;
                case ClusterAction.Update:
                    Update(step, places, count);
                    break;
                case ClusterAction.Spread:
                    RowCopies.Spread(places[from[0]].Address, step.Size, rows, columns, places[step.Target].Address);
                    break;
                default:
                    var (kernel, number) = step.Reduction!.Value;
                    ref var place = ref places[from[0]];
                    if (states == null)
                        kernel.Rows(place.Address, place.Step, rows, columns, places[step.Target].Address);
                    else
                        kernel.Take(states + (number * ReductionKernel.StateBytes), place.Address, place.Step, count);
                    break;
            }
        }
    }

    private static void Apply(ClusterStep step, Place* places, nint count) =>
        step.Kernel!.Run(places[step.Target].Address, Operands(step, places), count);

    private static StripOperands Operands(ClusterStep step, Place* places)
    {
        StripOperands operands = default;
        var from = step.Operands;
        operands.X = places[from[0]].Address;
        operands.StepX = places[from[0]].Step;
        if (from.Length > 1)
        {
            operands.Y = places[from[1]].Address;
            operands.StepY = places[from[1]].Step;
        }

        if (from.Length > 2)
        {
            operands.Z = places[from[2]].Address;
            operands.StepZ = places[from[2]].Step;
        }

        if (from.Length > 3)
        {
            operands.W = places[from[3]].Address;
            operands.StepW = places[from[3]].Step;
        }
        else if (step.Slope >= 0)
        {
            operands.W = places[step.Slope].Address;
        }

        return operands;
    }

    private static void Update(ClusterStep step, Place* places, nint count)
    {
        var (kernel, first, second) = step.Update!.Value;
        var strips = stackalloc UpdateKernel.Strip[UpdateKernel.Operands + UpdateKernel.Results];
        for (var i = 0; i < UpdateKernel.Operands; i++)
            strips[i] = At(step.Operands[i]);
        strips[UpdateKernel.Operands] = At(first);
        strips[UpdateKernel.Operands + 1] = At(second);
        strips[UpdateKernel.Operands + 2] = At(step.Target);
        kernel.Run(strips, count);

        UpdateKernel.Strip At(int slot) => new((nint)places[slot].Address, places[slot].Step);
    }

    private struct Place
    {
        /// <summary>Where the strip begins.</summary>
        public byte* Address;

        /// <summary>1, or 0 for one number repeated.</summary>
        public nint Step;

        /// <summary>Scratch memory of its own.</summary>
        public byte* Register;

        /// <summary>How many rows of an input that repeats stand in scratch memory already.</summary>
        public nint Rows;
    }
}
