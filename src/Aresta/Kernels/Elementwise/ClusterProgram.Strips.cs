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
            text.Append(CultureInfo.InvariantCulture, $"{Called(step.Target)} = {step.Kernel.Name}");
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

    private byte* Partial(byte* partials, nint all, int reduction, nint block) =>
        partials + (all * reduction * sizeof(double)) + (block * ReductionSize(reduction));

    private int ReductionSize(int reduction) => reductions[reduction].Kernel.Size;

    /// <summary>Divides the scratch memory, and writes the constants.</summary>
    private Place* Prepare(byte* scratch, out byte* splats, out byte* states)
    {
        var places = (Place*)scratch;
        splats = Aligned(scratch + (slots.Length * sizeof(Place)));
        states = splats + (firstOutput * StripOperands.SplatBytes);
        var registers = states + (reductions.Length * ReductionKernel.StateBytes);
        for (var slot = inputs; slot < firstOutput; slot++)
        {
            places[slot].Address = splats + (slot * StripOperands.SplatBytes);
            places[slot].Step = 0;
            var bits = slots[slot].Bits;
            Repeat((byte*)&bits, slots[slot].Type.Size, places[slot].Address);
        }

        for (var slot = firstRegister; slot < slots.Length; slot++)
        {
            places[slot].Address = registers + ((slot - firstRegister) * (nint)StripLength * sizeof(double));
            places[slot].Step = 1;
        }

        return places;
    }

    /// <summary>The next multiple of the length of a splat.</summary>
    private static byte* Aligned(byte* address) =>
        (byte*)(((nint)address + StripOperands.SplatBytes - 1) / StripOperands.SplatBytes * StripOperands.SplatBytes);

    /// <summary>Repeats the inputs of which a row is one number.</summary>
    private void Splat(ReadOnlySpan<ClusterOperand> operands, nint row, Place* places, byte* splats)
    {
        for (var slot = 0; slot < inputs; slot++)
        {
            places[slot].Step = operands[slot].ColumnStride;
            if (operands[slot].ColumnStride != 0)
                continue;
            var size = slots[slot].Type.Size;
            places[slot].Address = splats + (slot * StripOperands.SplatBytes);
            Repeat(operands[slot].Address + (row * operands[slot].RowStride * size), size, places[slot].Address);
        }
    }

    private static void Repeat(byte* element, int size, byte* splat)
    {
        for (var i = 0; i < StripOperands.SplatBytes; i += size)
            Unsafe.CopyBlockUnaligned(splat + i, element, (uint)size);
    }

    /// <summary>Where the strips of the caller begin.</summary>
    private void Locate(ReadOnlySpan<ClusterOperand> operands, int first, nint row, nint column, Place* places)
    {
        for (var i = 0; i < operands.Length; i++)
        {
            ref readonly var operand = ref operands[i];
            if (operand.ColumnStride == 0)
                continue;
            places[first + i].Address = operand.Address + (((row * operand.RowStride) + column) * slots[first + i].Type.Size);
            places[first + i].Step = 1;
        }
    }

    private void Strip(Place* places, byte* states, int count)
    {
        var padded = (count + Padding - 1) / Padding * Padding;
        foreach (var step in steps)
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

            step.Kernel.Run(places[step.Target].Address, operands, step.Pads ? padded : count);
        }

        for (var k = 0; k < reductions.Length; k++)
        {
            ref var place = ref places[reductions[k].Slot];
            reductions[k].Kernel.Take(states + (k * ReductionKernel.StateBytes), place.Address, place.Step, count);
        }
    }

    private struct Place
    {
        public byte* Address;
        public nint Step;
    }
}
