namespace Aresta.Numerics.Sparsity;

/// <summary>
/// Pairs of inputs by which a number may have a second derivative: all of one set with all of another, and what came before. They are
/// written
/// out only at the end.
/// </summary>
/// <param name="first">Pairs of an operand.</param>
/// <param name="second">Pairs of another.</param>
/// <param name="x">The indices that are new pairs…</param>
/// <param name="y">…with these.</param>
internal sealed class Couplings(Couplings? first, Couplings? second, IndexSet? x, IndexSet? y)
{
    private readonly Couplings? first = first, second = second;
    private readonly IndexSet? x = x, y = y;

    /// <summary>All pairs of both.</summary>
    public static Couplings? Union(Couplings? first, Couplings? second) =>
        first == null || first == second ? second : second == null ? first : new(first, second, null, null);

    /// <summary>Those before, and each of one set with each of another.</summary>
    public static Couplings? Add(Couplings? before, IndexSet? x, IndexSet? y) =>
        x == null || y == null || before != null && before.x == x && before.y == y ? before : new(before, null, x, y);

    /// <summary>The partners of each of n inputs.</summary>
    public static IndexSet?[] Rows(Couplings? all, int n)
    {
        var rows = new IndexSet?[n];
        var (seen, written) = (new HashSet<Couplings>(), new HashSet<(IndexSet, IndexSet)>());
        var (open, indices) = (new Stack<Couplings>(), new List<int>());
        Open(all);
        while (open.TryPop(out var next))
        {
            Open(next.first);
            Open(next.second);
            if (next.x is not { } x || next.y is not { } y || !written.Add((x, y)))
                continue;
            Join(x, y);
            if (x != y)
                Join(y, x);
        }

        return rows;

        void Open(Couplings? couplings)
        {
            if (couplings != null && seen.Add(couplings))
                open.Push(couplings);
        }

        void Join(IndexSet these, IndexSet partners)
        {
            indices.Clear();
            these.AddTo(indices);
            foreach (var index in indices)
                rows[index] = IndexSet.Union(rows[index], partners);
        }
    }
}
