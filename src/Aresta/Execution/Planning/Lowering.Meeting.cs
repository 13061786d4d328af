using Aresta.Kernels;

namespace Aresta.Execution;

/// <content>Which clusters a node can join: those of its operands, made one.</content>
internal sealed partial class Lowering
{
    // The open cluster in which a node of so many elements can use an operand: as elements; as numbers of rows, which it makes more of; or,
    // broadcast, as rows of them.
    private Draft? Inside(int position, int operand, int size)
    {
        var root = roots[operand];
        if (storageOf[root] >= 0 || DraftOf(root) is not { Nodes.Count: > 0 } draft || draft == scalars)
        {
            return null;
        }

        var own = types[views[root]?.Root ?? root].Shape.Size;
        if (views[root] is { } view)
        {
            return draft.Size == size && own < size && draft.Columns <= ClusterProgram.LongestRow && Repeats(root, view, draft)
                ? draft : null;
        }

        return own == draft.Size ? (size == own ? draft : null)
            : size == own && draft.Columns <= ClusterProgram.LongestRow && !IsReduction(places.Results[position]) ? draft : null;
    }

    // Whether a view gives each number of a row to all its elements.
    private bool Repeats(int root, View view, Draft draft) =>
        Layout.Of(types[root].Shape.AsSpan(), view, draft.Columns) is { Start: 0, ColumnStride: 0, RowLength: 0 } layout
        && layout.RowStride == (draft.Size == draft.Columns ? 0 : 1);

    // Makes what a node reads from outside ready, and gives the length of rows that it asks for.
    private int Ready(int position, int size, int columns)
    {
        var exact = columns > 0;
        var perRow = places.Operands[position].Any(operand => Inside(position, operand, size) is { } draft && draft.Size != size);
        foreach (var operand in places.Operands[position])
        {
            var root = roots[operand];
            if (storageOf[root] >= 0 || Number(root) is not null || Inside(position, operand, size) is not null)
            {
                continue;
            }

            if (views[root] is { } view && Layout.Of(types[root].Shape.AsSpan(), view) is { Columns: var length })
            {
                var suits = length == 0
                    || (!perRow && (columns == 0 || length % columns == 0 || (!exact && columns % length == 0)));
                if (suits)
                {
                    columns = length == 0 ? columns : columns == 0 ? length : exact ? columns : Math.Min(columns, length);
                    Stored(view.Root);
                    continue;
                }
            }

            Stored(root);
        }

        foreach (var operand in places.Operands[position])
        {
            if (!IsReadable(position, operand, size, columns))
            {
                Stored(operand);
            }
        }

        return columns;
    }

    private bool IsReadable(int position, int operand, int size, int columns)
    {
        var root = roots[operand];
        return storageOf[root] >= 0 || Number(root) is not null || views[root] is not { } view
            || Inside(position, operand, size) is not null || Layout.Of(types[root].Shape.AsSpan(), view, columns) is not null;
    }

    // Whether nodes of as many elements as their cluster can read everything in rows of a length.
    private bool AreReadable(List<int> positions, int size, int columns) => positions.TrueForAll(position =>
        Array.TrueForAll(places.Operands[position], operand => IsReadable(position, operand, size, columns)));

    // The cluster that a node joins: those of its operands, made one; else one that reads what it reads; else a new one. Null if one had to
    // be closed: then what the node reads lies elsewhere now.
    private Draft? Meet(int position, int size, int columns, bool exact)
    {
        Draft? chosen = null;
        var closed = false;
        var met = places.Operands[position].Select(operand => Inside(position, operand, size)).OfType<Draft>().Distinct();
        foreach (var draft in met.OrderByDescending(draft => draft.Size).ToArray())
        {
            if (draft.Nodes.Count >= MostNodes || !Suits(draft, position, size, columns, exact)
                || (chosen is not null && !MayMerge(chosen, draft)))
            {
                Close(draft);
                closed = true;
            }
            else
            {
                chosen = chosen is null ? draft : Merge(chosen, draft);
            }
        }

        if (chosen is not null && !closed && !Suits(chosen, position, size, columns, exact))
        {
            Close(chosen);
            closed = true;
        }

        if (closed)
        {
            return null;
        }

        foreach (var operand in chosen is null ? places.Operands[position] : [])
        {
            if (readers.TryGetValue(roots[operand], out var reader) && reader.Nodes.Count is > 0 and < MostNodes
                && reader.Size == size && Suits(reader, position, size, columns, exact))
            {
                return reader;
            }
        }

        return chosen ?? new(size);
    }

    private bool Suits(Draft draft, int position, int size, int columns, bool exact)
    {
        if (size != draft.Size)
        {
            return columns == 0;
        }

        var common = Draft.Common(draft.Columns, draft.IsFixed, columns, exact);
        return common >= 0 && AreReadable([position], size, common)
            && (common == draft.Columns || AreReadable(draft.Nodes, size, common));
    }

    private bool MayMerge(Draft one, Draft other)
    {
        var common = Draft.Common(one.Columns, one.IsFixed, other.Columns, other.IsFixed);
        return one.Size == other.Size && one.Nodes.Count + other.Nodes.Count < MostNodes && common >= 0
            && (common == one.Columns || AreReadable(one.Nodes, one.Size, common))
            && (common == other.Columns || AreReadable(other.Nodes, one.Size, common));
    }

    private Draft Merge(Draft into, Draft from)
    {
        if (into.Nodes.Count < from.Nodes.Count)
        {
            (into, from) = (from, into);
        }

        foreach (var position in from.Nodes)
        {
            into.Nodes.Add(position);
            drafts[places.Results[position]] = into;
        }

        into.Columns = Draft.Common(into.Columns, into.IsFixed, from.Columns, from.IsFixed);
        (into.IsFixed, into.Pending) = (into.IsFixed || from.IsFixed, into.Pending + from.Pending);
        from.Nodes.Clear();
        return into;
    }
}
