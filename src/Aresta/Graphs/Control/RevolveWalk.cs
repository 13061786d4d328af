namespace Aresta.Graphs;

/// <summary>The moves of a schedule, one after the other, without an object.</summary>
internal ref struct RevolveWalk
{
    // Ranges of steps that are still to be reversed, each with its first state stored; the top one is reversed first.
    private readonly Span<(int Begin, int End)> pending;
    private readonly int stored;
    private int count;
    private int begin;
    private int end;
    private int middle;
    private int free;
    private bool isFirst;
    private Phase phase;

    public RevolveWalk(Revolve schedule, Span<(int Begin, int End)> pending)
    {
        (stored, pending[0], count, isFirst) = (schedule.Stored, (0, schedule.Length), 1, true);
        this.pending = pending;
    }

    private enum Phase : byte
    {
        Take,
        Descend,
        Store,
        Reverse,
    }

    /// <summary>The next move, if there is one.</summary>
    public bool Next(out Revolve.Move move)
    {
        if (phase == Phase.Take)
        {
            if (count == 0)
            {
                move = default;
                return false;
            }

            (begin, end) = pending[--count];
            if (begin == end)
            {
                move = new(Revolve.Kind.Forget, begin, begin);
                return true;
            }

            (free, phase) = (stored - count, Phase.Descend);
            if (!isFirst)
            {
                move = new(Revolve.Kind.Restore, begin, begin);
                return true;
            }

            isFirst = false;
        }

        if (phase == Phase.Store)
        {
            move = new(Revolve.Kind.Store, middle, middle);
            pending[count++] = (begin, middle);
            (begin, free, phase) = (middle, free - 1, Phase.Descend);
            return true;
        }

        if (phase == Phase.Descend)
        {
            if (end - begin > 1 && free > 1)
            {
                (middle, phase) = (begin + Revolve.Split(end - begin, free), Phase.Store);
                move = new(Revolve.Kind.Advance, begin, middle);
                return true;
            }

            phase = Phase.Reverse;
            if (begin < end - 1)
            {
                move = new(Revolve.Kind.Advance, begin, end - 1);
                return true;
            }
        }

        move = new(Revolve.Kind.Reverse, end - 1, end);
        pending[count++] = (begin, end - 1);
        phase = Phase.Take;
        return true;
    }
}
