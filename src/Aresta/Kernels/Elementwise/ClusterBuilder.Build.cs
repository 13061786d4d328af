namespace Aresta.Kernels;

/// <summary>From values to slots: where each strip is kept.</summary>
internal sealed partial class ClusterBuilder
{
    /// <summary>The program. Values that nothing uses are left out; strips share scratch memory as soon as they are not needed.</summary>
    public ClusterProgram Build()
    {
        Join();
        var used = Used();
        var last = LastUses(used);
        var slots = new int[definitions.Count];
        Array.Fill(slots, -1);
        List<ClusterSlot> table = [];
        foreach (var kind in new[] { SlotKind.Input, SlotKind.Constant, SlotKind.Output })
        {
            for (var i = 0; i < definitions.Count; i++)
            {
                var definition = definitions[i];
                if (kind == SlotKind.Input && definition.IsInput || kind == SlotKind.Constant && definition.IsConstant && used[i])
                {
                    slots[i] = table.Count;
                    table.Add(new(kind, definition.Type, definition.Bits));
                }
            }

            foreach (var output in kind == SlotKind.Output ? outputs : [])
            {
                slots[output] = table.Count;
                table.Add(new(kind, definitions[output].Type, 0));
            }
        }

        List<ClusterStep> steps = [];
        List<int> free = [];
        for (var i = 0; i < definitions.Count; i++)
        {
            if (definitions[i] is not { Kernel: { } kernel } definition || !used[i])
                continue;

            // A kernel may write where it reads, element for element: not where the elements differ in size.
            var (sameSize, later) = (new List<int>(), new List<int>());
            foreach (var operand in definition.Operands.DistinctBy(o => o.Index).Where(o => last[o.Index] == i && IsRegister(o.Index)))
                (operand.Type.Size == definition.Type.Size ? sameSize : later).Add(slots[operand.Index]);
            free.AddRange(sameSize);
            if (slots[i] < 0)
            {
                if (free.Count > 0)
                {
                    slots[i] = free[^1];
                    free.RemoveAt(free.Count - 1);
                }
                else
                {
                    slots[i] = table.Count;
                    table.Add(new(SlotKind.Register, StripType.Float64, 0));
                }
            }

            free.AddRange(later);
            int[] operands = [.. definition.Operands.Select(o => slots[o.Index])];
            var pads = kernel.MayPad && operands.Append(slots[i]).All(slot => table[slot].Kind is SlotKind.Register or SlotKind.Constant);
            steps.Add(new(kernel, slots[i], operands, pads));
        }

        bool IsRegister(int value) => slots[value] >= 0 && table[slots[value]].Kind == SlotKind.Register;

        var sharing =
            from output in outputs.Index()
            from input in definitions.Index().Where(d => d.Item.IsInput).Index()
            where definitions[output.Item].Type.Size == input.Item.Item.Type.Size
            where last[input.Item.Index] <= output.Item
            select (output.Index, input.Index);
        return new(
            [.. table], [.. steps], [.. reductions.Select(r => new ClusterReduction(slots[r.Value], r.Kernel))], [.. sharing]);
    }

    private bool[] Used()
    {
        var used = new bool[definitions.Count];
        foreach (var value in outputs.Concat(reductions.Select(r => r.Value)))
            used[value] = true;
        for (var i = definitions.Count - 1; i >= 0; i--)
        {
            foreach (var operand in used[i] ? definitions[i].Operands : [])
                used[operand.Index] = true;
        }

        return used;
    }

    /// <summary>The last value that reads each; outputs stay, and reductions read at the end.</summary>
    private int[] LastUses(bool[] used)
    {
        var last = new int[definitions.Count];
        for (var i = 0; i < definitions.Count; i++)
        {
            foreach (var operand in used[i] ? definitions[i].Operands : [])
                last[operand.Index] = i;
        }

        foreach (var (value, _) in reductions)
            last[value] = int.MaxValue;
        return last;
    }
}
