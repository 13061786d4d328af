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

    /// <summary>Stacks of as many items, made item by item from those of two stacks of one type and height.</summary>
    /// <exception cref="InvalidOperationException">In some lane one is taller than the other.</exception>
    public static Tensor Map(Tensor left, Tensor right, Func<Tensor, Tensor, Tensor> item)
    {
        var result = Tensor.Zeros(left.Type);
        var pending = new Stack<Tensor>();
        for (var lane = 0; lane < result.Cells.Length; lane++)
        {
            var (x, y) = (left.Cells[lane], right.Cells[lane]);
            for (; x is not null && y is not null; (x, y) = (x.Under, y.Under))
            {
                pending.Push(left.Type.Item.IsStack ? Map(x.Top, y.Top, item) : item(x.Top, y.Top));
            }

            if (x is not null || y is not null)
            {
                throw new InvalidOperationException($"Two stacks of type {left.Type} were to be added, but one is taller than the other.");
            }

            while (pending.TryPop(out var top))
            {
                result.Cells[lane] = new(top, result.Cells[lane]);
            }
        }

        return result;
    }

    /// <summary>The sums of the items of two stacks of one type and height.</summary>
    public static Tensor Add(Tensor left, Tensor right) =>
        Map(left, right, (x, y) => Tensors.Map.Apply<double>([x, y], static (a, b, _) => a + b));

    /// <summary>A stack of zeros as tall as another.</summary>
    public static Tensor ZerosLike(Tensor stack) => Map(stack, stack, (x, _) => Tensor.Zeros(x.Type));

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
    internal sealed class Cell(Tensor top, Cell? under)
    {
        public Tensor Top { get; } = top;

        public Cell? Under { get; } = under;
    }
}
