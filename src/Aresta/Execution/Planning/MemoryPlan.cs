namespace Aresta.Execution;

/// <summary>Lays the values of a plan out in one arena: who is not needed any more makes room for others.</summary>
internal static class MemoryPlan
{
    /// <summary>Gives every storage of the arena its offset.</summary>
    /// <param name="steps">The steps, in order.</param>
    /// <param name="storages">The storages; those of the arena know who defines and who last reads them.</param>
    /// <returns>The length of the arena.</returns>
    public static long Lay(IReadOnlyList<Step> steps, IReadOnlyList<Storage> storages)
    {
        var free = new FreeList();
        var dying = Dying(steps.Count, storages);
        for (var n = 0; n < steps.Count; n++)
        {
            var step = steps[n];
            foreach (var write in step.Writes)
            {
                var storage = storages[write];
                if (storage.Kind != StorageKind.Arena || storage.Defined != n)
                {
                    continue;
                }

                if (Dying(step, n, write, storages) is { } taken)
                {
                    (storage.Offset, storage.TakenFrom) = (taken.Offset, taken.Index);
                }
                else
                {
                    storage.Offset = free.Take(Arena.Aligned(storage.Bytes));
                }
            }

            if (step.Workspace >= 0)
            {
                storages[step.Workspace].Offset = free.Take(Arena.Aligned(storages[step.Workspace].Bytes));
            }

            foreach (var dead in dying[n] ?? [])
            {
                if (!step.Writes.Any(write => storages[write].TakenFrom == dead.Index))
                {
                    free.Give(dead.Offset, Arena.Aligned(dead.Bytes));
                }
            }
        }

        return free.Length;
    }

    // Who is not needed behind each step; behind the last one nobody asks.
    private static List<Storage>?[] Dying(int steps, IReadOnlyList<Storage> storages)
    {
        var dying = new List<Storage>?[steps];
        foreach (var storage in storages)
        {
            if (storage.Kind == StorageKind.Arena && Math.Max(storage.Defined, storage.LastRead) is >= 0 and var last && last < steps - 1)
            {
                (dying[last] ??= []).Add(storage);
            }
        }

        return dying;
    }

    // A value that this step is the last to read, and that it may overwrite.
    private static Storage? Dying(Step step, int number, int write, IReadOnlyList<Storage> storages)
    {
        foreach (var read in step.Reads)
        {
            var storage = storages[read];
            if (storage.Kind == StorageKind.Arena && storage.LastRead == number && storage.Defined < number
                && Arena.Aligned(storage.Bytes) == Arena.Aligned(storages[write].Bytes) && step.MayShare(write, read)
                && step.Writes.All(other => storages[other].TakenFrom != read))
            {
                return storage;
            }
        }

        return null;
    }
}
