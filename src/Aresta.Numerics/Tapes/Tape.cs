using System.Numerics;

namespace Aresta.Numerics;

/// <summary>
/// Records what is computed with its variables, and walks it back: one sweep gives the derivatives of an output with respect to all inputs,
/// at a small constant times the cost of the function.
/// </summary>
/// <remarks>
/// <para>Recording allocates nothing once the tape has been as long before: <see cref="Clear"/> it and record again, or <see
/// cref="Rewind"/>
/// it to a <see cref="Mark"/>. Different tapes may be used on different threads at a time; one tape on one thread at a time.</para>
/// <para>A tape that is forgotten without <see cref="Dispose"/> is collected like any object.</para>
/// </remarks>
/// <typeparam name="T">The number type of values and derivatives: <see cref="Float64"/>, <see cref="Float32"/>, or a number that itself
/// carries derivatives.</typeparam>
public sealed partial class Tape<T> : IDisposable where T : IReal<T>
{
    private readonly Recorder<T> recorder = Recorder<T>.Begin();
    private readonly List<Leaves<T>> leaves = [];
    private T[] adjoints = [];
    private int idleSince;

    /// <summary>An empty tape.</summary>
    public Tape() => recorder.Tape = new(this);

    /// <summary>Gives the memory back when nobody has used the tape for a while.</summary>
    ~Tape()
    {
        // Its variables may still be in use, though nobody can ask for their derivatives: then it stays until they are not.
        if (recorder.Tag != 0 && recorder.Count != idleSince)
        {
            idleSince = recorder.Count;
            GC.ReRegisterForFinalize(this);
            return;
        }

        recorder.End();
    }

    /// <summary>How many statements it holds: inputs and operations.</summary>
    public int Count => recorder.Count - Recorder<T>.First;

    /// <summary>A new input.</summary>
    public Variable<T> Variable(T value)
    {
        Check();
        return new(value, Leaf(1, null));
    }

    /// <summary>New inputs.</summary>
    /// <param name="values">Their values.</param>
    /// <param name="variables">Where they are written: as many.</param>
    public void Variables(ReadOnlySpan<T> values, Span<Variable<T>> variables)
    {
        Check();
        Alike(values.Length, variables.Length, "values", "variables");
        var id = Leaf(values.Length, null);
        for (var i = 0; i < values.Length; i++)
            variables[i] = new(values[i], id + (ulong)i);
    }

    /// <summary>The present end of the tape.</summary>
    public TapeMark Mark() => new(recorder.Tag, recorder.Count);

    /// <summary>Forgets what was recorded since <paramref name="mark"/>. Variables made since must not be used any more.</summary>
    /// <exception cref="ArgumentException">The mark belongs to another recording, or to a part that has been rewound.</exception>
    public void Rewind(TapeMark mark)
    {
        Check();
        if (mark.Tag != recorder.Tag || mark.Count > recorder.Count)
            throw new ArgumentException(
                "The mark belongs to another tape, to a recording before the last Clear, or to a part already rewound.", nameof(mark));
        Forget(mark.Count);
        recorder.Rewind(mark.Count);
    }

    /// <summary>Forgets everything; the memory stays for the next recording. Variables made so far are refused from now on.</summary>
    public void Clear()
    {
        Check();
        Forget(Recorder<T>.First);
        recorder.Clear();
    }

    /// <summary>Gives the memory back. Variables of the tape are refused from now on.</summary>
    public void Dispose()
    {
        GC.SuppressFinalize(this);
        recorder.End();
        leaves.Clear();
        adjoints = [];
    }

    private ulong Leaf(int count, ExternalCall<T>? call)
    {
        var id = recorder.Reserve(count);
        var start = (int)(uint)id;
        if (count == 0)
            return id;
        if (call == null && leaves.Count > 0 && leaves[^1] is { Call: null } last && last.End == start)
            leaves[^1] = last with { End = start + count };
        else
            leaves.Add(new(start, start + count, call));
        return id;
    }

    /// <summary>Forgets the leaves from <paramref name="count"/> on, and their adjoints.</summary>
    private void Forget(int count)
    {
        while (leaves.Count > 0 && leaves[^1] is var last && last.End > count)
        {
            Silence(Math.Max(last.Start, count), last.End);
            if (last.Start < count)
            {
                leaves[^1] = last with { End = count };
                break;
            }

            leaves.RemoveAt(leaves.Count - 1);
        }
    }

    /// <summary>Sets the adjoints of leaves to 0. Those of statements are 0 after a sweep.</summary>
    private void Silence(int start, int end)
    {
        if (start < adjoints.Length)
            adjoints.AsSpan(start, Math.Min(end, adjoints.Length) - start).Fill(T.Constant(0));
    }

    /// <summary>Makes room for an adjoint of each statement.</summary>
    private void Cover()
    {
        var length = adjoints.Length;
        if (length >= recorder.Count)
            return;
        Array.Resize(ref adjoints, (int)Math.Min(Math.Max(BitOperations.RoundUpToPowerOf2((uint)recorder.Count), 64), Array.MaxLength));
        if (!EqualityComparer<T>.Default.Equals(default, T.Constant(0)))
            adjoints.AsSpan(length).Fill(T.Constant(0));
    }

    private void Check() => ObjectDisposedException.ThrowIf(recorder.Tag == 0, this);

    /// <summary>The number of a variable of this recording.</summary>
    private int NumberOf(Variable<T> variable, string name) => variable.Id >> 32 == recorder.Tag && variable.Number < recorder.Count
        ? variable.Number
        : throw new ArgumentException(variable.IsConstant
            ? $"The value {variable.Value} is a constant: it was not made by this tape."
            : $"The variable with value {variable.Value} belongs to another tape, or to a part of this one that was cleared or rewound.",
            name);

    private static void Alike(int count, int other, string name, string otherName)
    {
        if (count != other)
            throw new ArgumentException($"There are {count} {name}, but {other} {otherName}.");
    }
}
