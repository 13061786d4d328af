namespace Aresta.Kernels;

/// <summary>Rows that are apart somewhere in memory, each a strip: from row to row nothing changes but addresses, by fixed steps.</summary>
internal sealed unsafe partial class ClusterProgram
{
    private long CallBytes => (long)steps.Length * sizeof(Call);

    // Whether each row is taken where it lies, instead of several that are brought together; and all that changes from row to row is where.
    private bool TakesEachRow(ReadOnlySpan<ClusterOperand> inputs, ReadOnlySpan<ClusterOperand> outputs, nint columns)
    {
        var together = true;
        for (var i = 0; i < inputs.Length; i++)
        {
            if (slots[i].PerRow || (!inputs[i].Repeats && (inputs[i].ColumnStride == 0 || inputs[i].RowLength != 0)))
                return false;
            together &= inputs[i].Repeats || inputs[i].RowStride == columns;
        }

        foreach (ref readonly var output in outputs)
        {
            if (output.RowLength != 0)
                return false;
            together &= output.RowStride == columns;
        }

        return !together && columns >= ShortestStrip && elements;
    }

    // Some rows, from where the first of them was located.
    private void EachRow(
        ReadOnlySpan<ClusterOperand> inputs, ReadOnlySpan<ClusterOperand> outputs, nint rows, nint columns, Place* places, Call* calls)
    {
        for (var i = 0; i < inputs.Length; i++)
            places[i].Rows = inputs[i].Repeats ? 0 : inputs[i].RowStride * slots[i].Type.Size;
        for (var i = 0; i < outputs.Length; i++)
            places[firstOutput + i].Rows = outputs[i].RowStride * slots[firstOutput + i].Type.Size;
        var padded = (columns + Padding - 1) / Padding * Padding;
        for (var i = 0; i < steps.Length; i++)
        {
            ref var call = ref calls[i];
            var from = steps[i].Operands;
            call = new() { Operands = Operands(steps[i], places), Count = steps[i].Pads ? padded : columns };
            call.Target = places[steps[i].Target].Address;
            call.NextTarget = places[steps[i].Target].Rows;
            call.NextX = places[from[0]].Rows;
            call.NextY = from.Length > 1 ? places[from[1]].Rows : 0;
            call.NextZ = from.Length > 2 ? places[from[2]].Rows : 0;
            call.NextW = from.Length > 3 ? places[from[3]].Rows : steps[i].Slope >= 0 ? places[steps[i].Slope].Rows : 0;
        }

        for (; rows > 0; rows--)
        {
            for (var i = 0; i < steps.Length; i++)
            {
                ref var call = ref calls[i];
                steps[i].Kernel!.Run(call.Target, call.Operands, call.Count);
                call.Target += call.NextTarget;
                call.Operands.X += call.NextX;
                call.Operands.Y += call.NextY;
                call.Operands.Z += call.NextZ;
                call.Operands.W += call.NextW;
            }
        }
    }

    /// <summary>A step on a row, and how far it is to the next one, in bytes.</summary>
    private struct Call
    {
        public byte* Target;
        public StripOperands Operands;
        public nint Count, NextTarget, NextX, NextY, NextZ, NextW;
    }
}
