namespace Aresta.Graphs;

/// <summary>
/// Which steps a loop is run again, and which states of it are stored, so that its steps are reversed with few stored states and the least
/// work: binomial checkpointing (Griewank and Walther, Algorithm 799: revolve, ACM Transactions on Mathematical Software 26, 2000).
/// </summary>
/// <remarks>
/// With s stored states, the first one included, and no step run more than r times before its reversal, β(s, r) = C(s + r, s) steps can be
/// reversed. l steps take r·l − C(s + r, s + 1) steps forward, r being the least with β(s, r) ≥ l; those that run with their reversal do
/// not count.
/// </remarks>
/// <param name="Length">How many steps there are, l.</param>
/// <param name="Stored">How many states may be stored at a time, s, at least 1; more than one for each step are of no use.</param>
internal sealed record Revolve(int Length, int Stored)
{
    /// <summary>What is done next.</summary>
    public enum Kind
    {
        /// <summary>The state at step <see cref="Move.At"/>, which is stored, becomes the present one.</summary>
        Restore,

        /// <summary>The steps from <see cref="Move.At"/> up to <see cref="Move.To"/>, and not this one, are run.</summary>
        Advance,

        /// <summary>The present state, that at step <see cref="Move.At"/>, is stored on top of the others.</summary>
        Store,

        /// <summary>Step <see cref="Move.At"/>, whose first state is the present one, is run and reversed.</summary>
        Reverse,

        /// <summary>The state that was stored last, that at step <see cref="Move.At"/>, is forgotten.</summary>
        Forget,
    }

    /// <summary>One move of the schedule.</summary>
    public readonly record struct Move(Kind Kind, int At, int To);

    /// <summary>How many steps forward the schedule takes: r·l − C(s + r, s + 1).</summary>
    public long Steps
    {
        get
        {
            var (l, s) = ((long)Length, (long)Math.Min(Stored, Length));
            if (l < 2)
            {
                return 0;
            }

            if (s == 1)
            {
                return l * (l - 1) / 2;
            }

            var r = 0L;
            long within = 1, sum = 0; // β(s, r) and C(s + r, s + 1) = Σ β(s, k) over k < r
            while (within < l)
            {
                sum += within;
                r++;
                within = within * (s + r) / r;
            }

            return (r * l) - sum;
        }
    }

    /// <summary>How many ranges of steps are pending at most: what a walk needs memory for.</summary>
    public int MostPending => Math.Min(Stored, Length) + 2;

    /// <summary>The moves. The first state is stored before the first of them.</summary>
    public List<Move> Moves()
    {
        var moves = new List<Move>();
        var walk = Walk(new (int, int)[MostPending]);
        while (walk.Next(out var move))
        {
            moves.Add(move);
        }

        return moves;
    }

    /// <summary>The moves one by one.</summary>
    /// <param name="pending">Memory for <see cref="MostPending"/> ranges.</param>
    public RevolveWalk Walk(Span<(int Begin, int End)> pending) => new(this, pending);

    // After how many of l ≥ 2 steps the next state is stored, with room for s ≥ 2 states: as late as leaves the rest within β(s − 1, r) and
    // no further than β(s, r − 1), where the first part is reversed with one run less.
    internal static int Split(int l, long s)
    {
        long r = 0, before = 0, within = 1; // β(s, r − 1) and β(s, r); as before < l, products stay within 64 bits
        while (within < l)
        {
            r++;
            before = within;
            within = before * (s + r) / r;
        }

        // The rest is more than β(s − 1, r − 1) = β(s, r − 1)·s / (s + r − 1), or it would not need all the runs.
        return (int)Math.Min(before, l - (before * s / (s + r - 1)));
    }
}
