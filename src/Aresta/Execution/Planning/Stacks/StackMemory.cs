using System.Runtime.CompilerServices;

namespace Aresta.Execution;

/// <summary>
/// The stacks of a run. They never change: a push makes a cell on top of the cells there are (<see cref="Tensors.Stacks"/>). In the memory
/// of a plan a stack is one word for each lane; the cells lie here, one behind the other.
/// </summary>
/// <remarks>
/// A word is 0 for an empty lane, the address of the top cell, or, being odd, a number of zeros that stand nowhere. Memory doubles as it
/// is needed and is kept for the next run, so that the same run again asks for none.
/// </remarks>
internal sealed unsafe class StackMemory
{
    private const long Least = 1 << 14;
    private const int Step = 16;

    private readonly List<Arena> blocks = [];
    private int current;
    private long used;
    private int known;

    /// <summary>A place to go back to.</summary>
    public readonly record struct Mark(int Block, long Used, int Known);

    /// <summary>Bytes that a push takes for each lane.</summary>
    public static long CellBytes(StackItem item) => Up(sizeof(Cell)) + Up(item.Bytes);

    /// <summary>Where the next cell will lie.</summary>
    public Mark Here => new(current, used, known);

    /// <summary>Bytes that are there.</summary>
    public long Bytes => blocks.Sum(block => block.Bytes);

    /// <summary>Forgets all cells made since, if none before may lead to one of them.</summary>
    public void Release(Mark mark)
    {
        if (mark.Known == known)
        {
            (current, used) = (mark.Block, mark.Used);
        }
    }

    /// <summary>Forgets all cells, and makes one block of several.</summary>
    public void Reset()
    {
        (current, used, known) = (0, 0, 0);
        if (blocks.Count > 1)
        {
            var bytes = Bytes;
            Free();
            blocks.Add(Arena.Rent(bytes));
        }
    }

    /// <summary>Gives all memory back.</summary>
    public void Free()
    {
        blocks.ForEach(block => block.Return());
        blocks.Clear();
    }

    /// <summary>Items on top of lanes.</summary>
    public void Push(nint* stack, byte* items, nint* result, int lanes, StackItem item)
    {
        for (var lane = 0; lane < lanes; lane++)
        {
            var cell = New(stack[lane], item.Bytes);
            Buffer.MemoryCopy(items + (lane * item.Bytes), cell->Item, item.Bytes, item.Bytes);
            result[lane] = (nint)cell;
        }
    }

    /// <summary>Lanes without their top items, these (zeros where there is none), and whether there was one.</summary>
    public static void Pop(nint* stack, nint* rest, byte* items, bool* there, int lanes, StackItem item)
    {
        for (var lane = 0; lane < lanes; lane++)
        {
            (rest[lane], there[lane]) = (Under(stack[lane]), stack[lane] != 0);
            Read(stack[lane], items + (lane * item.Bytes), item.Bytes);
        }
    }

    /// <summary>Zeros as tall as a lane.</summary>
    public nint ZerosLike(nint lane, StackItem item)
    {
        if (item.Inner is not { } inner)
        {
            return lane == 0 ? 0 : (nint)((Height(lane) << 1) | 1);
        }

        // Down to the first that is known; each cell then knows its own.
        nint zeros = 0;
        var last = &zeros;
        for (; lane != 0 && ((Cell*)lane)->Zero == 0; lane = Under(lane))
        {
            Cell* like = (Cell*)lane, cell = New(0, item.Bytes);
            for (var i = 0; i < item.Lanes; i++)
            {
                ((nint*)cell->Item)[i] = ZerosLike(((nint*)like->Item)[i], inner);
            }

            (cell->IsZero, cell->Height) = (true, like->Height);
            cell->Zero = like->Zero = *last = (nint)cell;
            last = &cell->Below;
            known++;
        }

        *last = lane == 0 ? 0 : ((Cell*)lane)->Zero;
        return zeros;
    }

    /// <summary>The items of two lanes added from the top; below its bottom a lane goes on with zeros.</summary>
    public nint Add(nint left, nint right, StackItem item)
    {
        nint sum = 0;
        var last = &sum;
        var height = Math.Max(Height(left), Height(right));
        for (; left != 0 && right != 0; (left, right) = (Under(left), Under(right)))
        {
            if ((IsZero(left) && Height(left) <= Height(right)) || (IsZero(right) && Height(right) <= Height(left)))
            {
                break;
            }

            var cell = New(0, item.Bytes);
            cell->Height = height--;
            Read(left, cell->Item, item.Bytes);
            Add(cell->Item, right, item);
            *last = (nint)cell;
            last = &cell->Below;
        }

        *last = left == 0 || (right != 0 && IsZero(left) && Height(left) <= Height(right)) ? right : left;
        return sum;
    }

    /// <summary>The items of a lane in the opposite order.</summary>
    public nint Reverse(nint lane)
    {
        nint result = 0;
        for (; lane != 0; lane = Under(lane))
        {
            var cell = New(result, 0);
            cell->Item = IsCounted(lane) ? null : ((Cell*)lane)->Item;
            result = (nint)cell;
        }

        return result;
    }

    /// <summary>How many items a lane has.</summary>
    public static long Height(nint lane) => lane == 0 ? 0 : IsCounted(lane) ? lane >> 1 : ((Cell*)lane)->Height;

    /// <summary>A lane without its top item.</summary>
    public static nint Under(nint lane) => lane switch
    {
        0 or 3 => 0,
        _ when IsCounted(lane) => lane - 2,
        _ => ((Cell*)lane)->Below,
    };

    /// <summary>A copy of the top item of a lane; zeros where there is none.</summary>
    public static void Read(nint lane, byte* target, long bytes)
    {
        if (lane == 0 || IsCounted(lane) || ((Cell*)lane)->Item == null)
        {
            CopyRun.Clear(target, bytes);
        }
        else
        {
            Buffer.MemoryCopy(((Cell*)lane)->Item, target, bytes, bytes);
        }
    }

    private static bool IsCounted(nint lane) => (lane & 1) != 0;

    private static bool IsZero(nint lane) => IsCounted(lane) || ((Cell*)lane)->IsZero;

    private static long Up(long bytes) => (bytes + Step - 1) / Step * Step;

    // Adds the top item of a lane.
    private void Add(byte* to, nint lane, StackItem item)
    {
        if (IsCounted(lane) || ((Cell*)lane)->Item is var from && from == null)
        {
            return;
        }

        for (var i = 0; i < item.Lanes; i++)
        {
            if (item.Inner is { } inner)
            {
                ((nint*)to)[i] = Add(((nint*)to)[i], ((nint*)from)[i], inner);
            }
            else if (item.IsDouble)
            {
                ((double*)to)[i] += ((double*)from)[i];
            }
            else
            {
                ((float*)to)[i] += ((float*)from)[i];
            }
        }
    }

    private Cell* New(nint under, long bytes)
    {
        var size = Up(sizeof(Cell)) + Up(bytes);
        if (blocks.Count == 0 || used + size > blocks[current].Bytes)
        {
            Grow(size);
        }

        var cell = (Cell*)(blocks[current].Address + (nint)used);
        used += size;
        *cell = new() { Below = under, Item = (byte*)cell + Up(sizeof(Cell)), Height = Height(under) + 1 };
        return cell;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(long size)
    {
        // What was released may leave blocks behind the current one.
        current = blocks.Count == 0 ? 0 : current + 1;
        while (current < blocks.Count && blocks[current].Bytes < size)
        {
            blocks[current].Return();
            blocks.RemoveAt(current);
        }

        if (current >= blocks.Count)
        {
            blocks.Add(Arena.Rent(Math.Max(size, Math.Max(Least, Bytes))));
            current = blocks.Count - 1;
        }

        used = 0;
    }

    private struct Cell
    {
        public nint Below;
        public nint Zero;
        public byte* Item;
        public long Height;
        public bool IsZero;
    }
}
