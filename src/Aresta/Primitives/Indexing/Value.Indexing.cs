using Aresta.Tensors;

namespace Aresta.Primitives;

/// <content>NumPy's indexing.</content>
public readonly partial struct Value
{
    /// <summary>
    /// The part that the indexers choose, axis by axis from the first; axes that are not named stay whole. <c>x[1]</c>, <c>x[^1]</c>,
    /// <c>x[1..3, 0]</c>, <c>x[Indexer.Rest, rows]</c>.
    /// </summary>
    /// <remarks>
    /// Values of integers follow NumPy: several are broadcast against each other and name one element together, and their axes stand where
    /// the first of them stood, or in front if a range or a new axis separates them (positions beside values count as values). An index
    /// outside the axis is an error: a position at once, a value when the graph runs.
    /// </remarks>
    /// <param name="indexers">At most one for each axis, besides new axes.</param>
    /// <exception cref="GraphException">There are too many, a position is outside its axis, or a value is not of integers.</exception>
    public Value this[params ReadOnlySpan<Indexer> indexers] => new Indexing(this, indexers).Take();
}

/// <summary>One use of brackets: basic indexers become a slice, a reversal and a reshape; values become gathers after them.</summary>
internal sealed class Indexing
{
    private readonly Value x;
    private readonly List<Indexer> items;
    private readonly int[] start;
    private readonly int[] limit;
    private readonly int[] stride;
    private readonly List<int> reversed = [];

    public Indexing(Value x, ReadOnlySpan<Indexer> indexers)
    {
        this.x = x;
        items = [.. indexers];
        var named = items.Count(i => i.Kind is not (IndexerKind.NewAxis or IndexerKind.Rest));
        if (named > x.Rank)
        {
            throw new GraphException($"{x} has rank {x.Rank}, but {named} axes are indexed.");
        }

        var rest = items.FindIndex(i => i.Kind == IndexerKind.Rest);
        if (items.FindLastIndex(i => i.Kind == IndexerKind.Rest) != rest)
        {
            throw new GraphException($"{x} is indexed with two rests; which axes each of them stands for is not clear.");
        }

        var whole = Enumerable.Repeat<Indexer>(Range.All, x.Rank - named);
        if (rest >= 0)
        {
            items.RemoveAt(rest);
        }

        items.InsertRange(rest >= 0 ? rest : items.Count, whole);
        (start, limit, stride) = (new int[x.Rank], [.. x.Shape], [.. IntList.Repeat(1, x.Rank)]);
    }

    public Value Take()
    {
        var axis = 0;
        foreach (var item in items.Where(i => i.Kind != IndexerKind.NewAxis))
        {
            Cut(item, axis++);
        }

        var whole = start.All(s => s == 0) && stride.All(s => s == 1) && x.Shape.AsSpan().SequenceEqual(limit);
        var cut = whole ? x : x.Slice([.. start], [.. limit], [.. stride]);
        var turned = reversed.Count == 0 ? cut : cut.Flip([.. reversed]);
        var lengths = new Queue<int>(turned.Shape);
        var shape = new List<int>();
        foreach (var item in items)
        {
            var length = item.Kind == IndexerKind.NewAxis ? 1 : lengths.Dequeue();
            if (item.Kind != IndexerKind.Position)
            {
                shape.Add(length);
            }
        }

        var basic = Value.Reshape(turned, [.. shape]);
        return items.Any(i => i.Kind == IndexerKind.Elements) ? Gather(basic) : basic;
    }

    private void Cut(Indexer item, int axis)
    {
        var length = x.Shape[axis];
        if (item.Kind == IndexerKind.Position)
        {
            var at = item.Position.GetOffset(length);
            if (at < 0 || at >= length)
            {
                throw new GraphException($"{x} has no element {item.Position} along axis {axis}, which has length {length}.");
            }

            (start[axis], limit[axis]) = (at, at + 1);
        }
        else if (item.Kind == IndexerKind.Range)
        {
            var first = Math.Clamp(item.Range.Start.GetOffset(length), 0, length);
            var end = Math.Clamp(item.Range.End.GetOffset(length), first, length);
            var step = (int)Math.Min(Math.Abs((long)item.Step), Math.Max(length, 1));
            if (item.Step < 0 && end > first)
            {
                // The last element is one of those taken: what is left over falls off at the front.
                reversed.Add(axis);
                first += (end - 1 - first) % step;
            }

            (start[axis], limit[axis], stride[axis]) = (first, end, step);
        }
    }

    private Value Gather(Value basic)
    {
        // Which axes of the basic part are named by values, and where the axes of those values belong.
        var (axes, values) = (new List<int>(), new List<Value>());
        int? place = null;
        var next = 0;
        foreach (var item in items)
        {
            if (item.Kind is IndexerKind.Position or IndexerKind.Elements)
            {
                place ??= next;
            }

            if (item.Kind == IndexerKind.Elements)
            {
                axes.Add(next);
                values.Add(Operations.FromEnd(Integral(item.Elements), basic.Shape[next]));
            }

            next += item.Kind == IndexerKind.Position ? 0 : 1;
        }

        var advanced = Enumerable.Range(0, items.Count).Where(i => items[i].Kind is IndexerKind.Position or IndexerKind.Elements).ToArray();
        var together = advanced[^1] - advanced[0] == advanced.Length - 1;
        var common = values.Aggregate(Shape.Scalar, (shape, value) => Broadcasting.Shape(shape, value.Shape));
        IntList others = [.. IntList.Range(basic.Rank).Except(axes)];
        var result = basic.Transpose([.. axes, .. others]);
        for (var i = 0; i < values.Count; i++)
        {
            // The first value brings the common axes; for each of them the further values choose along what is now the next axis.
            var batch = i == 0 ? 0 : common.Rank;
            result = Node.Create(new Gather(batch, batch), result, Broadcasting.To(values[i], common)).Result();
        }

        var before = together ? place!.Value : 0;
        IntList moved = [.. IntList.Range(before).Select(i => i + common.Rank), .. IntList.Range(common.Rank),
            .. Enumerable.Range(common.Rank + before, result.Rank - common.Rank - before)];
        return result.Transpose(moved);
    }

    private Value Integral(Value index) => index.DType != DType.Bool ? index : throw new GraphException(
        $"{x} is indexed by {index}: how many elements a mask chooses is known only when the graph runs. Use Where, or MaskedSelect with a "
        + "mask that is a tensor.");
}
