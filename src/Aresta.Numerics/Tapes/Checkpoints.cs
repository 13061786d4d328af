using Aresta.Numerics.Framework;

namespace Aresta.Numerics;

/// <summary>Trades time for memory on a tape.</summary>
public static class Checkpoints
{
    /// <summary>
    /// A section of a computation of which only inputs and outputs stay on the tape: the reverse sweep records it anew when it gets
    /// there. So
    /// memory is that of the longest section, for one more evaluation.
    /// </summary>
    /// <param name="tape">The tape.</param>
    /// <param name="section">What is computed: the same for the same inputs.</param>
    /// <param name="inputs">All variables that it reads.</param>
    /// <param name="outputs">Where its results are written.</param>
    public static void Checkpoint<T, TSection>(
        this Tape<T> tape, TSection section, ReadOnlySpan<Variable<T>> inputs, Span<Variable<T>> outputs)
        where T : IFrameworkNumber<T>
        where TSection : IVectorFunction
    {
        ArgumentNullException.ThrowIfNull(tape);
        var x = new T[inputs.Length];
        for (var i = 0; i < x.Length; i++)
            x[i] = inputs[i].Value;
        var y = new T[outputs.Length];
        section.Values(x, y);
        tape.External(inputs, y, (cotangents, results) =>
        {
            using var lease = TapePool<T>.Rent();
            var inner = lease.Tape;
            var (again, values) = (new Variable<T>[x.Length], new Variable<T>[cotangents.Length]);
            inner.Variables(x, again);
            section.Values(again, values);
            for (var i = 0; i < values.Length; i++)
                inner.Seed(values[i], cotangents[i]);
            inner.Reverse();
            inner.Adjoints(again, results);
        }, outputs);
    }
}
