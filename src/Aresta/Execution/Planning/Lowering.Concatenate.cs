using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Execution;

/// <content>Concatenation: clusters that are still open write their part of the result in its place, the rest is copied there.</content>
internal sealed partial class Lowering
{
    // Values that are made in a part of a storage, and storages that are made part by part.
    private readonly Dictionary<int, (int Storage, Shape Shape, View View)> parts = [];
    private readonly HashSet<int> joined = [];
    private readonly HashSet<int> written = []; // roots of values that stand in their part already

    /// <summary>
    /// Where a value that the next step writes comes to lie, the storage as root of the view: in its part of a concatenation that nobody
    /// else reads it for, or in row-major order.
    /// </summary>
    public View Part(int place)
    {
        var root = roots[place];
        if (uses[root] == 1 && !flow.IsOutput(root) && flow.Users(root).Where(selection.Runs).ToArray() is [var user]
            && graph.Nodes[user] is { Primitive: Concatenate { Axis: var axis }, Results: [var type], Operands: var operands })
        {
            var (to, start, shape) = (RowMajor(type.Shape), (nint)0, default(Shape));
            for (var i = 0; shape.Rank == 0; i++)
            {
                var isIt = roots[places.Operands[user][i]] == root;
                shape = isIt ? operands[i].Shape : shape;
                start += isIt ? 0 : operands[i].Shape[axis] * to[axis];
            }

            if (new View(place, start, to).Reshaped(shape.AsSpan(), types[place].Shape.AsSpan()) is { } part)
            {
                var result = places.Results[user];
                if (storageOf[result] < 0)
                {
                    joined.Add(Own(result, -1));
                }

                written.Add(root);
                return part with { Root = storageOf[result] };
            }
        }

        return new(Own(place), 0, RowMajor(types[place].Shape));
    }

    private void LowerConcatenate(int position, Node node, Concatenate concatenate)
    {
        var (type, axis) = (node.Results[0], concatenate.Axis);
        var (to, start) = (RowMajor(type.Shape), (nint)0);
        // From the first step on that writes a part.
        var result = storageOf[places.Results[position]] is >= 0 and var begun ? begun : Own(places.Results[position], -1);
        joined.Add(result);
        List<Move> moves = [];
        List<Draft> open = [];
        for (var i = 0; i < node.Operands.Length; i++)
        {
            var (place, shape) = (places.Operands[position][i], node.Operands[i].Shape);
            var columns = shape.AsSpan()[axis..].ToArray().Aggregate(1, (product, length) => product * length);
            var part = new View(place, start, to);
            if (written.Contains(roots[place]))
            {
                start += shape[axis] * to[axis];
                continue;
            }

            if (IsMadeFor(place, columns, part) is { } draft)
            {
                draft.Columns = Draft.Common(draft.Columns, draft.IsFixed, columns, false);
                parts.Add(roots[place], (result, shape, part));
                open.Add(draft);
            }
            else
            {
                moves.Add(Moved(place, shape, part));
            }

            start += shape[axis] * to[axis];
        }

        open.ForEach(Close);
        if (moves.Count > 0)
        {
            Emit(new CopyRun(
                node.Primitive.Name, [.. moves], result, type.DType.Size, Storages[result].Bytes, zeros: false, node, threads));
        }
    }

    // A value that is copied to its part: a reshaped view as what it was, if the part can be written so.
    private Move Moved(int place, Shape shape, View part)
    {
        var (root, view) = (roots[place], ViewOf(place));
        if (views[root] is { } made && part.Reshaped(shape.AsSpan(), types[root].Shape.AsSpan()) is { } split)
        {
            (shape, view, part) = (types[root].Shape, made, split);
        }

        return new(Stored(view.Root), view.Start, part.Start, Axes(shape, view.Strides, part.Strides));
    }

    // The cluster that makes a value for nobody else, if it can do so in rows of that length, or parts of them.
    private Draft? IsMadeFor(int place, int columns, View part)
    {
        var root = roots[place];
        if (drafts[root] is not { Nodes.Count: > 0 } draft || draft == scalars || storageOf[root] >= 0 || uses[root] != 1
            || flow.IsOutput(root) || IsReduction(root) || draft.Size != types[place].Shape.Size)
        {
            return null;
        }

        var common = Draft.Common(draft.Columns, draft.IsFixed, columns, false);
        return common >= 0 && (common == draft.Columns || AreReadable(draft.Nodes, draft.Size, common))
            && Layout.Of(types[place].Shape.AsSpan(), part, common) is not null
            ? draft
            : null;
    }
}
