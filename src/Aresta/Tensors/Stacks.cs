namespace Aresta.Tensors;

/// <summary>
/// Stacks as a graph runs. They never change: a push makes a cell on top of the cells there are, so that older stacks stay what they were
/// and every operation takes one step, however tall the stack.
/// </summary>
internal static class Stacks
{
    /// <summary>The items of all lanes, each on top of the stack of its lane.</summary>
    public static Tensor Push(Tensor stack, Tensor items)
    {
        var (result, size) = (Tensor.Zeros(stack.Type), stack.Type.Item.Shape.Size);
        for (var lane = 0; lane < result.Cells.Length; lane++)
        {
            var item = Tensor.Zeros(stack.Type.Item);
            items.CopyTo(item, lane * size, 0, size);
            result.Cells[lane] = new(item, stack.Cells[lane]);
        }

        return result;
    }

    /// <summary>
    /// The stacks without their top items, these, and whether there were any. A lane that is empty stays empty, and its item is zero.
    /// </summary>
    public static Tensor[] Pop(Tensor stack)
    {
        var (rest, items, size) = (Tensor.Zeros(stack.Type), Tensor.Zeros(stack.Type.Items), stack.Type.Item.Shape.Size);
        var there = new bool[rest.Cells.Length];
        for (var lane = 0; lane < there.Length; lane++)
        {
            if (stack.Cells[lane] is { } cell)
            {
                there[lane] = true;
                rest.Cells[lane] = cell.Under;
                cell.Top.CopyTo(items, 0, lane * size, size);
            }
        }

        return [rest, items, Tensor.Of(there, stack.Shape)];
    }

    /// <summary>
    /// The sums of the items of two stacks of one type, counted from the top. Below its bottom a stack goes on with zeros, as a pop says:
    /// so in lanes where a batched loop is done, and where what is computed does not count, nothing fails.
    /// </summary>
    public static Tensor Add(Tensor left, Tensor right)
    {
        var result = Tensor.Zeros(left.Type);
        for (var lane = 0; lane < result.Cells.Length; lane++)
        {
            result.Cells[lane] = Add(left.Cells[lane], right.Cells[lane]);
        }

        return result;
    }

    /// <summary>A stack of zeros as tall as another.</summary>
    public static Tensor ZerosLike(Tensor stack)
    {
        var result = Tensor.Zeros(stack.Type);
        for (var lane = 0; lane < result.Cells.Length; lane++)
        {
            result.Cells[lane] = Zero(stack.Cells[lane]);
        }

        return result;
    }

    /// <summary>The sum of two lanes; an empty one is a zero of any height.</summary>
    public static Cell? Add(Cell? left, Cell? right)
    {
        var pending = new Stack<Tensor>();
        for (; left is not null && right is not null; (left, right) = (left.Under, right.Under))
        {
            if ((left.IsZero && left.Height <= right.Height) || (right.IsZero && right.Height <= left.Height))
            {
                break;
            }

            pending.Push(left.Top.Type.IsStack
                ? Add(left.Top, right.Top)
                : Tensors.Map.Apply<double>([left.Top, right.Top], static (a, b, _) => a + b));
        }

        var sum = left is null || (right is not null && left.IsZero && left.Height <= right.Height) ? right : left;
        while (pending.TryPop(out var top))
        {
            sum = new(top, sum);
        }

        return sum;
    }

    // Each cell knows its zero once it was asked for, so that to ask every stack of a loop takes one step each.
    private static Cell? Zero(Cell? cell)
    {
        var pending = new Stack<Cell>();
        for (; cell is { Zero: null }; cell = cell.Under)
        {
            pending.Push(cell);
        }

        var zero = cell?.Zero;
        while (pending.TryPop(out var above))
        {
            var top = above.Top.Type.IsStack ? ZerosLike(above.Top) : zero?.Top ?? Tensor.Zeros(above.Top.Type);
            above.Zero = zero = new(top, zero, isZero: true);
        }

        return zero;
    }

    /// <summary>The items of every lane in the opposite order.</summary>
    public static Tensor Reverse(Tensor stack)
    {
        var result = Tensor.Zeros(stack.Type);
        for (var lane = 0; lane < result.Cells.Length; lane++)
        {
            for (var cell = stack.Cells[lane]; cell is not null; cell = cell.Under)
            {
                result.Cells[lane] = new(cell.Top, result.Cells[lane]);
            }
        }

        return result;
    }

    /// <summary>Whether two stacks of one type hold the same items, bit for bit.</summary>
    public static bool Same(Tensor left, Tensor right)
    {
        for (var lane = 0; lane < left.Cells.Length; lane++)
        {
            var (x, y) = (left.Cells[lane], right.Cells[lane]);
            for (; x is not null && y is not null && x != y; (x, y) = (x.Under, y.Under))
            {
                if (!x.Top.Equals(y.Top))
                {
                    return false;
                }
            }

            if (x != y)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>One item of a lane and those below it.</summary>
    internal sealed class Cell
    {
        public Cell(Tensor top, Cell? under, bool isZero = false)
        {
            (Top, Under, IsZero, Height) = (top, under, isZero, (under?.Height ?? 0) + 1);
            Zero = isZero ? this : null;
        }

        public Tensor Top { get; }

        public Cell? Under { get; }

        /// <summary>How many items there are, this one included.</summary>
        public int Height { get; }

        /// <summary>Whether all of them were made as zeros.</summary>
        public bool IsZero { get; }

        /// <summary>As many zeros, once they were asked for.</summary>
        public Cell? Zero { get; set; }
    }
}
