namespace Aresta.Numerics;

/// <summary>The tapes of a thread, so that a derivative taken again and again allocates nothing, also inside of another.</summary>
internal static class TapePool<T> where T : IReal<T>
{
    [ThreadStatic]
    private static Stack<Tape<T>>? idle;

    /// <summary>An empty tape, until the lease is disposed of.</summary>
    public static Lease Rent()
    {
        idle ??= new();
        return new(idle.TryPop(out var tape) ? tape : new());
    }

    /// <summary>A tape on loan.</summary>
    public readonly struct Lease(Tape<T> tape) : IDisposable
    {
        /// <summary>The tape.</summary>
        public Tape<T> Tape => tape;

        /// <summary>Clears the tape and gives it back.</summary>
        public void Dispose()
        {
            tape.Clear();
            (idle ??= new()).Push(tape);
        }
    }
}
