using Aresta.Kernels;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Execution;

/// <content>Elementwise nodes and reductions: which clusters they join.</content>
internal sealed partial class Lowering
{
    // What a cluster may hold: kernels and strips that fit the first cache.
    private const int MostNodes = 48;

    private readonly Dictionary<int, Draft> readers = [];

    private void LowerElementwise(int position, Node node)
    {
        var place = places.Results[position];
        var columns = Ready(position, 0);
        var draft = Open(position, node.Results[0].Shape.Size, columns);
        Join(draft, position, place, columns);
        if (node is { Primitive: Elementwise, Operands.Length: > 1 } && node.Results[0].DType.IsInteger)
        {
            Close(draft); // a division by zero is then known to be this one's
        }
    }

    private void LowerReduction(int position, Node node)
    {
        var (x, place) = (node.Operands[0], places.Results[position]);
        var axes = node.Primitive switch { Sum sum => sum.Axes, Max max => max.Axes, _ => ((Min)node.Primitive).Axes };
        bool[] reduced = [.. x.Shape.Select((length, axis) => length > 1 && axes.Contains(axis))];
        var columns = x.Shape.Where((_, axis) => reduced[axis]).Aggregate(1, (product, length) => product * length);
        var first = Array.IndexOf(reduced, true);
        if (first < 0)
        {
            first = x.Rank;
        }

        var trailing = x.Shape.Index().Skip(first).All(axis => axis.Item == 1 || reduced[axis.Index]);
        if (!trailing && node.Primitive is Sum && x.DType.IsFloating)
        {
            LowerTotal(position, node, axes);
            return;
        }

        if (!trailing)
        {
            // The reduced axes come last.
            int[] order = [.. Enumerable.Range(0, x.Rank).OrderBy(axis => reduced[axis])];
            var view = ViewOf(places.Operands[position][0]);
            Shape turned = [.. order.Select(axis => x.Shape[axis])];
            var storage = Order(x.Type with { Shape = turned }, view with { Strides = [.. order.Select(axis => view.Strides[axis])] });
            Reduce(position, node, storage, x.Shape.Size, columns);
            return;
        }

        columns = columns == 1 ? 0 : columns; // of single elements nothing is reduced
        columns = Ready(position, columns);
        var draft = Open(position, x.Shape.Size, columns);
        Join(draft, position, place, columns);
    }

    // A reduction alone, of rows that lie in order.
    private void Reduce(int position, Node node, int storage, int size, int columns)
    {
        var (builder, type) = (new ClusterBuilder(), node.Results[0]);
        builder.Reduce(Kind(node.Primitive), builder.Input(type.DType));
        var result = Own(places.Results[position], Steps.Count);
        Emit(new ClusterRun(
            builder.Build(), [new(storage, type.DType.Size, Layout.Whole)], [], [(result, type.DType.Size)], size / columns, columns,
            [node], threads));
    }

    private static ReductionKind Kind(Primitive primitive) => primitive switch
    {
        Sum => ReductionKind.Sum,
        Max => ReductionKind.Max,
        _ => ReductionKind.Min,
    };

    private bool IsReduction(int place) =>
        flow.Source(place) is { Primitive: Sum or Max or Min } node && node.Operands[0].Shape.Size != types[place].Shape.Size;

    // Makes what a node reads from outside ready, and gives the length of rows that it asks for.
    private int Ready(int position, int columns)
    {
        foreach (var operand in places.Operands[position])
        {
            var root = roots[operand];
            if (storageOf[root] >= 0 || Number(root) is not null)
            {
                continue;
            }

            if (views[root] is { } view)
            {
                if (Layout.Of(types[root].Shape.AsSpan(), view) is { } layout
                    && (layout.Columns == 0 || columns is 0 || layout.Columns == columns))
                {
                    Stored(view.Root);
                    columns = Math.Max(columns, layout.Columns);
                    continue;
                }
            }
            else if (drafts[root] is { } draft && draft != scalars && !IsReduction(root) && draft.Size == types[operand].Shape.Size)
            {
                continue;
            }

            Stored(root);
        }

        return columns;
    }

    // The cluster that a node joins: those of its operands, made one; else one that reads what it reads; else a new one.
    private Draft Open(int position, int size, int columns)
    {
        Draft? chosen = null;
        foreach (var operand in places.Operands[position])
        {
            if (drafts[roots[operand]] is not { } draft || draft == chosen || storageOf[roots[operand]] >= 0)
            {
                continue;
            }

            if (!draft.Suits(columns) || draft.Nodes.Count >= MostNodes)
            {
                Close(draft);
            }
            else if (chosen is null)
            {
                chosen = draft;
            }
            else if (chosen.Suits(draft.Columns) && chosen.Nodes.Count + draft.Nodes.Count < MostNodes)
            {
                chosen = Merge(chosen, draft);
            }
            else
            {
                Close(draft);
            }

            columns = Math.Max(columns, chosen?.Columns ?? 0);
        }

        foreach (var operand in chosen is null ? places.Operands[position] : [])
        {
            if (readers.TryGetValue(roots[operand], out var reader) && reader.Nodes.Count is > 0 and < MostNodes
                && reader.Size == size && reader.Suits(columns))
            {
                return reader;
            }
        }

        return chosen ?? new(size);
    }

    private void Join(Draft draft, int position, int place, int columns)
    {
        draft.Nodes.Add(position);
        draft.Columns = Math.Max(draft.Columns, columns);
        draft.Pending += uses[place];
        drafts[place] = draft;
        foreach (var operand in places.Operands[position])
        {
            readers[roots[operand]] = draft;
        }
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

        (into.Columns, into.Pending) = (Math.Max(into.Columns, from.Columns), into.Pending + from.Pending);
        from.Nodes.Clear();
        return into;
    }

    // A node has used its operands; clusters that nobody waits for have nothing to gain by staying open.
    private void Settle(int[] operands)
    {
        foreach (var operand in operands)
        {
            if (drafts[roots[operand]] is { } draft && --draft.Pending == 0)
            {
                Close(draft);
            }
        }
    }

    // The number that a value is everywhere, if it is part of the graph.
    private Tensor? Number(int root)
    {
        var tensor = constants[root] ?? (views[root] is { } view ? constants[view.Root] : null);
        return tensor is { Shape.Size: 1 } && (tensor.DType != DType.Int64 || Math.Abs(tensor[0]) < 1L << 53) ? tensor : null;
    }

    private void Close(Draft? draft)
    {
        if (draft is not { Nodes.Count: > 0 })
        {
            return;
        }

        int[] positions = [.. draft.Nodes.Order()];
        draft.Nodes.Clear();
        if (draft == scalars)
        {
            WriteScalars(positions);
        }
        else
        {
            new ClusterWriter(this, draft, positions).Write();
        }
    }
}
