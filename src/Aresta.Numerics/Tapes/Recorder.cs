using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Aresta.Numerics;

/// <summary>
/// Where operations on variables are written: statement after statement, in chunks, so that growth never copies. Nothing here looks back:
/// recording an operation is two stores and one increment.
/// </summary>
/// <remarks>
/// Stores are what it costs: a processor writes about one a cycle. So both numbers of a statement are one store, both partials another.
/// Operators do not ask their operands where their tape is: that would put two dependent loads between every operation and the next.
/// They guess that it is the tape begun last, and compare tags. A wrong guess (another thread's tape was begun last) costs a lookup.
/// </remarks>
internal sealed class Recorder<T> where T : IReal<T>
{
    public const int ChunkBits = 14, ChunkSize = 1 << ChunkBits, ChunkMask = ChunkSize - 1;

    /// <summary>The number of the first statement: before it there are as many numbers as sweeps hold adjoints in registers.</summary>
    public const int First = 3;

    /// <summary>The most statements, so that chunk sizes and doubled adjoints stay in the integers.</summary>
    public const int MaxCount = int.MaxValue - ChunkSize;

    /// <summary>Whose operations come next, presumably. At first nobody's: a recorder without a tag.</summary>
    private static Recorder<T> presumed = new();

    private readonly List<Statement<T>[]> chunks = [];

    /// <summary>Where statement 0 would be, were all of them side by side as those of the present chunk, which is pinned.</summary>
    private nint origin;

    /// <summary>
    /// Tag and number of the next statement: what a variable that it makes will have as its <see cref="Variable{T}.Id"/>.
    /// </summary>
    private ulong next;

    /// <summary>The tag of the present recording.</summary>
    public uint Tag => (uint)(next >> 32);

    /// <summary>Whose it is; nobody's, once nobody can ask for its derivatives.</summary>
    public WeakReference<Tape<T>>? Tape { get; set; }

    /// <summary>The number of the next statement. Number 0 is no statement.</summary>
    public int Count => (int)(uint)next;

    /// <summary>A recorder with a tag, ready to record.</summary>
    public static Recorder<T> Begin()
    {
        var recorder = new Recorder<T>();
        recorder.next = (ulong)Tags<T>.Take(recorder) << 32;
        recorder.Rewind(First);
        return recorder;
    }

    /// <summary>Forgets everything: variables made so far are strangers from now on.</summary>
    public void Clear()
    {
        next = (ulong)Tags<T>.Renew(Tag) << 32;
        Rewind(First);
    }

    /// <summary>Forgets the statements from the given number on.</summary>
    public void Rewind(int count)
    {
        next = next >> 32 << 32 | (uint)count;
        Open(count);
        presumed = this;
    }

    /// <summary>Gives the tag back.</summary>
    public void End()
    {
        if (Tag != 0)
            Tags<T>.Return(Tag);
        if (presumed == this)
            presumed = new();
        next = 0;
        chunks.Clear();
        origin = 0;
    }

    /// <summary>The statements that begin at a multiple of <see cref="ChunkSize"/>.</summary>
    public Statement<T>[] ChunkAt(int number) => chunks[number >> ChunkBits];

    /// <summary>The variable whose derivatives are <paramref name="px"/> for x and <paramref name="py"/> for y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Variable<T> Record(T value, Variable<T> x, T px, Variable<T> y, T py)
    {
        var recorder = presumed;
        var id = recorder.next;
        // Not this recorder's operands, both of them constants (its tag differs from 0), or a chunk that is full.
        if ((((x.Id | y.Id) ^ id) >> 32) != 0 || (id & ChunkMask) == 0)
            return RecordElsewhere(value, x, px, y, py);
        ref var statement = ref recorder.StatementAt(id);
        statement.Operands = (uint)(x.Id == 0 ? id : x.Id) | (y.Id == 0 ? id : y.Id) << 32;
        if (typeof(T) == typeof(Float64))
            Unsafe.As<T, Vector128<double>>(ref statement.PartialX) =
                Vector128.Create(Unsafe.As<T, double>(ref px), Unsafe.As<T, double>(ref py));
        else
            (statement.PartialX, statement.PartialY) = (px, py);
        recorder.next = id + 1;
        return new(value, id);
    }

    /// <summary>The same for one operand.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Variable<T> Record(T value, Variable<T> x, T px) => Record(value, x, px, default, px);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Variable<T> RecordElsewhere(T value, Variable<T> x, T px, Variable<T> y, T py)
    {
        if ((x.Id | y.Id) == 0)
            return new(value, 0);
        var recorder = Owner(x, y);
        if (((uint)recorder.next & ChunkMask) == 0)
            recorder.Grow();
        if (presumed.Count <= First)
            presumed = recorder; // a tape begun within this recording has been cleared
        var id = recorder.next++;
        ref var statement = ref recorder.StatementAt(id);
        statement.Operands = (uint)(x.Id == 0 ? id : x.Id) | (y.Id == 0 ? id : y.Id) << 32;
        (statement.PartialX, statement.PartialY) = (px, py);
        return new(value, id);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private unsafe ref Statement<T> StatementAt(ulong id) =>
        ref Unsafe.AsRef<Statement<T>>((void*)(origin + (nint)(uint)id * Unsafe.SizeOf<Statement<T>>()));

    private void Grow()
    {
        if (Count >= MaxCount)
            throw new InvalidOperationException(
                "The tape is full: it holds 2³¹ operations at most. Rewind it to a mark more often, or put parts under a checkpoint.");
        Open(Count);
    }

    /// <summary>Makes the chunk of a statement the present one.</summary>
    private unsafe void Open(int number)
    {
        if (number >> ChunkBits == chunks.Count)
            chunks.Add(GC.AllocateUninitializedArray<Statement<T>>(ChunkSize, pinned: true));
        var first = Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(ChunkAt(number)));
        origin = (nint)first - (nint)(number & ~ChunkMask) * Unsafe.SizeOf<Statement<T>>();
    }

    /// <summary>Leaves a place for each of <paramref name="count"/> variables that no statement computes.</summary>
    public ulong Reserve(int count)
    {
        var id = next;
        for (var left = count; left > 0;)
        {
            if ((next & ChunkMask) == 0)
                Grow();
            var some = Math.Min(left, ChunkSize - (Count & ChunkMask));
            next += (ulong)some;
            left -= some;
        }

        return id;
    }

    /// <summary>The recorder of which one of two operands is, if one is of any.</summary>
    public static Recorder<T> Owner(Variable<T> x, Variable<T> y)
    {
        var recorder = Tags<T>.Find((uint)((x.Id | y.Id) >> 32));
        return recorder ?? throw new InvalidOperationException(x.Id != 0 && y.Id != 0 && x.Id >> 32 != y.Id >> 32
            ? $"The operands {x.Value} and {y.Value} stand on different tapes, or on different recordings of one tape. "
              + "To use the variable of one derivative as a constant of another, take its Value; to differentiate through it, "
              + "nest the types: Variable<Variable<Float64>> or Dual<Variable<Float64>>."
            : $"The variable with value {(x.Id != 0 ? x : y).Value} belongs to a recording that has ended: "
              + "its tape was cleared or disposed of.");
    }
}
