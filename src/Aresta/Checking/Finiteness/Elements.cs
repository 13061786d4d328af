using Aresta.Tensors;

namespace Aresta.Checking;

/// <summary>NaN and infinities among the elements of tensors.</summary>
internal static class Elements
{
    /// <summary>
    /// The first element that is NaN or infinite; −1 if all are finite. The elements of a stack are those of its items, lane by lane from
    /// the top.
    /// </summary>
    public static int FirstBad(Tensor tensor) => tensor.Type.IsStack ? InStack(tensor, (item, _) => FirstBad(item), int.MaxValue)
        : tensor.DType switch
        {
            DType.Float32 => First(tensor.AsSpan<float>()),
            DType.Float64 => First(tensor.AsSpan<double>()),
            _ => -1,
        };

    /// <summary>
    /// The first NaN, else the first infinity, among the elements for which <paramref name="asked"/> is not 0; −1 if none.
    /// </summary>
    public static int Worst(Tensor tensor, Tensor? asked)
    {
        if (tensor.Type.IsStack)
        {
            var nan = InStack(tensor, (item, _) => Worst(item, null) is >= 0 and var i && double.IsNaN(item[i]) ? i : -1, int.MaxValue);
            return nan >= 0 ? nan : FirstBad(tensor);
        }

        if (FirstBad(tensor) < 0)
        {
            return -1;
        }

        var found = -1;
        for (var i = 0; i < tensor.Shape.Size; i++)
        {
            if (double.IsFinite(tensor[i]) || (asked is not null && asked[i] == 0))
            {
                continue;
            }

            if (double.IsNaN(tensor[i]))
            {
                return i;
            }

            found = found < 0 ? i : found;
        }

        return found;
    }

    /// <summary>The element of a number, in the order of <see cref="FirstBad"/>.</summary>
    public static double At(Tensor tensor, int element)
    {
        var found = double.NaN;
        _ = !tensor.Type.IsStack ? 0 : InStack(
            tensor,
            (item, start) =>
            {
                found = element >= start && element < start + item.Shape.Size ? item[element - start] : found;
                return element < start + item.Shape.Size ? 0 : -1;
            },
            int.MaxValue);
        return tensor.Type.IsStack ? found : tensor[element];
    }

    /// <summary>
    /// How bad a tensor is: 2 where it holds NaN, 1 where it is infinite, 0 where it is finite. Of a stack only the top items count.
    /// </summary>
    public static int Severity(Tensor tensor)
    {
        if (tensor.Type.IsStack)
        {
            var top = 0;
            InStack(tensor, (item, _) => (top = Math.Max(top, Severity(item))) == 2 ? 0 : -1, 1);
            return top;
        }

        return Worst(tensor, null) is >= 0 and var worst ? (double.IsNaN(tensor[worst]) ? 2 : 1) : 0;
    }

    // The first element that is found among the first items of each lane.
    private static int InStack(Tensor stack, Func<Tensor, int, int> find, int deep)
    {
        var start = 0;
        foreach (var lane in stack.Cells)
        {
            var cell = lane;
            for (var depth = 0; cell is not null && depth < deep; (cell, depth) = (cell.Under, depth + 1))
            {
                if (find(cell.Top, start) is >= 0 and var i)
                {
                    return start + i;
                }

                start += cell.Top.Shape.Size;
            }
        }

        return -1;
    }

    private static int First(ReadOnlySpan<float> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
            {
                return i;
            }
        }

        return -1;
    }

    private static int First(ReadOnlySpan<double> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
            {
                return i;
            }
        }

        return -1;
    }
}
