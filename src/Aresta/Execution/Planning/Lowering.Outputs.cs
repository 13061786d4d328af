namespace Aresta.Execution;

/// <content>Outputs: written where the caller wants them, at once where that is possible.</content>
internal sealed partial class Lowering
{
    private void FinishOutputs()
    {
        Outputs = [.. places.Outputs.Select(Stored)];
        JoinEpilogues();
        var donated = options.Donations.ToDictionary(pair => pair.Output, pair => pair.Input);
        var claimed = new HashSet<int>();

        // What is not made for this output alone is copied at the end; before that out of the way of what is written over inputs.
        List<(int Output, int From)> late = [];
        for (var i = 0; i < Outputs.Length; i++)
        {
            var storage = Storages[Outputs[i]];
            if (storage.Kind != StorageKind.Arena || !claimed.Add(storage.Index))
            {
                late.Add((i, donated.Count > 0 && storage.Kind == StorageKind.Input ? Copy(storage.Index) : storage.Index));
            }
        }

        for (var i = 0; i < Outputs.Length; i++)
        {
            if (claimed.Contains(Outputs[i]) && !late.Any(copy => copy.Output == i))
            {
                if (!donated.TryGetValue(i, out var input))
                {
                    (Storages[Outputs[i]].Kind, Storages[Outputs[i]].Number) = (StorageKind.Output, i);
                }
                else if (MayOverwrite(Outputs[i], Inputs[input]))
                {
                    (Storages[Outputs[i]].Kind, Storages[Outputs[i]].Number) = (StorageKind.Input, input);
                    Donations.Add((Outputs[i], input));
                }
                else
                {
                    late.Add((i, Outputs[i]));
                }
            }
        }

        foreach (var (output, from) in late)
        {
            var final = NewStorage(types[places.Outputs[output]]);
            (final.Kind, final.Number) = donated.TryGetValue(output, out var input)
                ? (StorageKind.Input, input) : (StorageKind.Output, output);
            if (final.Kind == StorageKind.Input)
            {
                Donations.Add((final.Index, input));
            }

            Copy(from, final);
            Outputs[output] = final.Index;
        }
    }

    // Whether all that read an input have done so when an output is written over it.
    private bool MayOverwrite(int output, int input)
    {
        var defined = Storages[output].Defined;
        return Steps.Index().Skip(defined).All(step => !step.Item.Reads.Contains(input)
            || (step.Index == defined && step.Item.MayShare(output, input)));
    }

    private int Copy(int from)
    {
        var target = NewStorage(Storages[from].Type);
        Copy(from, target);
        return target.Index;
    }

    private void Copy(int from, Storage target)
    {
        var type = Storages[from].Type;
        Emit(new CopyRun(
            "copy", [new(from, 0, 0, [new(type.Shape.Size, 1, 0, 1)])], target.Index, StorageBytes.OfElement(type), target.Bytes, false,
            null, threads));
    }
}
