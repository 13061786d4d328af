namespace Aresta.Execution;

/// <summary>Memory of any length, of which blocks are taken and given back: the smallest that is large enough is taken first.</summary>
internal sealed class FreeList
{
    private readonly SortedSet<(long Length, long Start)> blocks = [];
    private readonly Dictionary<long, long> byStart = [];
    private readonly Dictionary<long, long> byEnd = [];

    /// <summary>How much was ever in use, including what lay idle between.</summary>
    public long Length { get; private set; }

    /// <summary>Takes a block.</summary>
    public long Take(long length)
    {
        if (length == 0)
        {
            return 0;
        }

        if (blocks.Count > 0 && TakeFree(length) is { } free)
        {
            return free;
        }

        // The last free block grows.
        var from = byEnd.TryGetValue(Length, out var last) ? last : Length;
        if (from < Length)
        {
            Remove(from, Length - from);
        }

        Length = from + length;
        return from;
    }

    /// <summary>Gives a block back; it joins its free neighbors.</summary>
    public void Give(long start, long length)
    {
        if (length == 0)
        {
            return;
        }

        var end = start + length;
        if (byEnd.TryGetValue(start, out var before))
        {
            Remove(before, start - before);
            start = before;
        }

        if (byStart.TryGetValue(end, out var after))
        {
            Remove(end, after - end);
            end = after;
        }

        Add(start, end - start);
    }

    private long? TakeFree(long length)
    {
        foreach (var (found, start) in blocks.GetViewBetween((length, 0), (long.MaxValue, 0)))
        {
            Remove(start, found);
            if (found > length)
            {
                Add(start + length, found - length);
            }

            return start;
        }

        return null;
    }

    private void Add(long start, long length)
    {
        blocks.Add((length, start));
        (byStart[start], byEnd[start + length]) = (start + length, start);
    }

    private void Remove(long start, long length)
    {
        blocks.Remove((length, start));
        byStart.Remove(start);
        byEnd.Remove(start + length);
    }
}
