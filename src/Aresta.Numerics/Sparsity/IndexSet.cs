namespace Aresta.Numerics.Sparsity;

/// <summary>
/// A set of indices of inputs, which never changes: blocks of 64 bits in ascending order. The union of large sets is put off until
/// somebody asks for it, so that a sum over all inputs costs a few bytes an operation.
/// </summary>
internal sealed class IndexSet
{
    /// <summary>How many blocks two sets may have to be united at once.</summary>
    private const int Eager = 32;

    /// <summary>What forming a union may cost before it is done early, so that many outputs can share it.</summary>
    private const int Patience = 4096;

    private static long stamps;

    private Block[]? blocks;
    private IndexSet? left, right;

    /// <summary>The blocks and the unions to be gone through, if no part is met twice.</summary>
    private readonly int weight;

    /// <summary>The blocks of the largest set below that has been formed.</summary>
    private readonly int formed;

    private long stamp;

    private IndexSet(Block[] blocks)
    {
        this.blocks = blocks;
        weight = formed = blocks.Length;
    }

    private IndexSet(IndexSet left, IndexSet right)
    {
        (this.left, this.right) = (left, right);
        weight = (int)Math.Min(int.MaxValue / 2, 1L + left.Weight + right.Weight);
        formed = Math.Max(left.Formed, right.Formed);
    }

    /// <summary>Indices 64·Key + the positions of the bits.</summary>
    private readonly record struct Block(int Key, ulong Bits);

    private int Weight => blocks?.Length ?? weight;

    private int Formed => blocks?.Length ?? formed;

    /// <summary>The set of one index.</summary>
    public static IndexSet Of(int index) => new([new(index >> 6, 1UL << index)]);

    /// <summary>All indices of both; null is the empty set.</summary>
    public static IndexSet? Union(IndexSet? x, IndexSet? y)
    {
        if (x == null || x == y)
            return y;
        if (y == null)
            return x;
        if (x.blocks is { } a && y.blocks is { } b)
        {
            if (a.Length + b.Length <= Eager)
                return Merge(x, a, y, b);
            if (b.Length <= Eager && IsWithin(b, a))
                return x;
            if (a.Length <= Eager && IsWithin(a, b))
                return y;
        }

        var union = new IndexSet(x, y);
        if (union.weight > Patience + 8L * union.formed)
            union.Form();
        return union;
    }

    /// <summary>The indices, in ascending order, after those already in the list.</summary>
    public void AddTo(List<int> indices)
    {
        foreach (var (key, bits) in Form())
            for (var rest = bits; rest != 0; rest &= rest - 1)
                indices.Add((key << 6) + System.Numerics.BitOperations.TrailingZeroCount(rest));
    }

    /// <summary>The indices, in ascending order.</summary>
    public int[] ToArray()
    {
        var indices = new List<int>();
        AddTo(indices);
        return [.. indices];
    }

    private static IndexSet Merge(IndexSet x, Block[] a, IndexSet y, Block[] b)
    {
        Span<Block> merged = stackalloc Block[Eager];
        var (i, j, count, isX, isY) = (0, 0, 0, true, true);
        while (i < a.Length || j < b.Length)
        {
            var p = i < a.Length && (j == b.Length || a[i].Key <= b[j].Key) ? a[i] : default(Block?);
            var q = j < b.Length && (i == a.Length || b[j].Key <= a[i].Key) ? b[j] : default(Block?);
            (i, j) = (p == null ? i : i + 1, q == null ? j : j + 1);
            var union = new Block((p ?? q)!.Value.Key, (p?.Bits ?? 0) | (q?.Bits ?? 0));
            (isX, isY) = (isX && union == p, isY && union == q);
            merged[count++] = union;
        }

        return isX ? x : isY ? y : new(merged[..count].ToArray());
    }

    private static bool IsWithin(Block[] few, Block[] many)
    {
        foreach (var (key, bits) in few)
        {
            var (low, high) = (0, many.Length);
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = many[middle].Key < key ? (middle + 1, high) : (low, middle);
            }

            if (low == many.Length || many[low].Key != key || (bits & ~many[low].Bits) != 0)
                return false;
        }

        return true;
    }

    /// <summary>The blocks: from now on without what they were united from.</summary>
    private Block[] Form()
    {
        if (blocks is { } known)
            return known;
        var mine = Interlocked.Increment(ref stamps);
        var bits = new Dictionary<int, ulong>();
        var open = new Stack<IndexSet>([this]);
        while (open.TryPop(out var set))
        {
            if (set.stamp == mine)
                continue;
            set.stamp = mine;
            // Another thread may form the set meanwhile: its parts go after its blocks have come.
            var (l, r) = (Volatile.Read(ref set.left), Volatile.Read(ref set.right));
            if (Volatile.Read(ref set.blocks) is { } ready)
                foreach (var block in ready)
                    System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(bits, block.Key, out _) |= block.Bits;
            else
            {
                open.Push(l!);
                open.Push(r!);
            }
        }

        var formed = new Block[bits.Count];
        var count = 0;
        foreach (var (key, word) in bits)
            formed[count++] = new(key, word);
        Array.Sort(formed, (a, b) => a.Key.CompareTo(b.Key));
        Volatile.Write(ref blocks, formed);
        Volatile.Write(ref left, null);
        Volatile.Write(ref right, null);
        return formed;
    }
}
