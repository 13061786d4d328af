namespace Aresta.Kernels;

/// <summary>From values to slots: where each strip is kept.</summary>
internal sealed partial class ClusterBuilder
{
    /// <summary>The program. Values that nothing uses are left out; strips share scratch memory as soon as they are not needed.</summary>
    public ClusterProgram Build()
    {
        JoinUpdates();
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
                    table.Add(new(kind, definition.Type, definition.Bits, definition.PerRow));
                }
            }

            foreach (var output in kind == SlotKind.Output ? outputs : [])
            {
                slots[output] = table.Count;
                table.Add(new(kind, definitions[output].Type, 0, false));
            }
        }

        List<ClusterStep> steps = [];
        (List<int> Elements, List<int> Rows) free = ([], []);
        var states = 0;
        for (var i = 0; i < definitions.Count; i++)
        {
            var definition = definitions[i];
            if (definition.IsInput || definition.IsConstant || definition.PartOf is not null || !used[i])
                continue;
            var slope = definition.Slope is { } made && used[made.Index] ? made.Index : -1;

            // A kernel may write where it reads, element for element: not where the elements differ in size.
            var (sameSize, later) = (new List<int>(), new List<int>());
            foreach (var operand in definition.Operands.DistinctBy(o => o.Index).Where(o => last[o.Index] == i && IsRegister(o.Index)))
            {
                var together = (definition.Kernel ?? (object?)definition.Update) is not null && operand.Type.Size == definition.Type.Size;
                (together ? sameSize : later).Add(slots[operand.Index]);
            }

            Release(sameSize);
            Place(i);
            if (slope >= 0)
                Place(slope);
            Release(later);
            int[] operands = [.. definition.Operands.Select(o => slots[o.Index])];
            var action = definition.Update is not null ? ClusterAction.Update
                : definition.Reduction is not null ? ClusterAction.Reduce
                : definition.Kernel is null ? ClusterAction.Spread
                : definition.PerRow ? ClusterAction.Rows : ClusterAction.Elements;
            int[] targets = slope >= 0 ? [slots[i], slots[slope]] : [slots[i]];
            steps.Add(new(
                action, slope >= 0 ? definition.Sloped : definition.Kernel,
                definition.Reduction is { } reduction ? (reduction, states++) : null, slots[i], operands,
                definition.Kernel?.MayPad == true && operands.Concat(targets).All(MayPad), definition.Type.Size,
                definition.Update is { } update ? (update.Kernel, slots[update.First], slots[update.Second]) : null)
            {
                Slope = slope >= 0 ? slots[slope] : -1,
            });
        }

        void Place(int value)
        {
            if (slots[value] >= 0)
                return;
            var perRow = definitions[value].PerRow;
            var registers = perRow ? free.Rows : free.Elements;
            if (registers.Count > 0)
            {
                slots[value] = registers[^1];
                registers.RemoveAt(registers.Count - 1);
            }
            else
            {
                slots[value] = table.Count;
                table.Add(new(SlotKind.Register, StripType.Float64, 0, perRow));
            }
        }

        bool MayPad(int slot) => table[slot].PerRow || table[slot].Kind is SlotKind.Register or SlotKind.Constant;

        void Release(List<int> registers)
        {
            foreach (var slot in registers)
                (table[slot].PerRow ? free.Rows : free.Elements).Add(slot);
        }

        bool IsRegister(int value) => slots[value] >= 0 && table[slots[value]].Kind == SlotKind.Register;

        var sharing =
            from output in outputs.Index()
            from input in definitions.Index().Where(d => d.Item.IsInput).Index()
            where !input.Item.Item.PerRow && definitions[output.Item].Type.Size == input.Item.Item.Type.Size
            where last[input.Item.Index] <= (definitions[output.Item].PartOf ?? output.Item)
            select (output.Index, input.Index);
        var goesOn = results.Any(result => definitions[result].Reduction is null)
            || definitions.Where((_, i) => used[i]).Any(d => d.Operands.Any(o => definitions[o.Index].Reduction is not null));
        return new(
            [.. table], [.. steps], [.. results.Select(result => (slots[result], definitions[result].Type.Size))], [.. sharing], goesOn);
    }

    private bool[] Used()
    {
        var used = new bool[definitions.Count];
        foreach (var value in outputs.Concat(results))
            used[value] = true;
        for (var i = definitions.Count - 1; i >= 0; i--)
        {
            foreach (var operand in used[i] ? definitions[i].Operands : [])
                used[operand.Index] = true;
            if (used[i] && definitions[i].PartOf is { } function)
                used[function] = true;
        }

        return used;
    }

    /// <summary>The last value that reads each; outputs and results stay.</summary>
    private int[] LastUses(bool[] used)
    {
        var last = new int[definitions.Count];
        for (var i = 0; i < definitions.Count; i++)
        {
            foreach (var operand in used[i] ? definitions[i].Operands : [])
                last[operand.Index] = i;
        }

        foreach (var result in results)
            last[result] = int.MaxValue;
        return last;
    }
}
