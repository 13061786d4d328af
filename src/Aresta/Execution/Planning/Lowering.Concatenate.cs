using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Execution;

/// <content>Concatenation: clusters that are still open write their part of the result in its place, the rest is copied there.</content>
internal sealed partial class Lowering
{
    // Values that are made in a part of a storage, and storages that are made part by part.
    private readonly Dictionary<int, (int Storage, Layout Layout)> parts = [];
    private readonly HashSet<int> joined = [];

    private void LowerConcatenate(int position, Node node, Concatenate concatenate)
    {
        var (type, axis) = (node.Results[0], concatenate.Axis);
        var (to, start) = (RowMajor(type.Shape), (nint)0);
        var result = Own(places.Results[position], -1); // from the first step on that writes a part
        joined.Add(result);
        List<Move> moves = [];
        List<Draft> open = [];
        for (var i = 0; i < node.Operands.Length; i++)
        {
            var (place, shape) = (places.Operands[position][i], node.Operands[i].Shape);
            var columns = shape.AsSpan()[axis..].ToArray().Aggregate(1, (product, length) => product * length);
            if (IsMadeFor(place, columns) is { } draft)
            {
                draft.Columns = columns;
                parts.Add(roots[place], (result, new(start, to[axis] * type.Shape[axis], 1, columns)));
                open.Add(draft);
            }
            else
            {
                var view = ViewOf(place);
                moves.Add(new(Stored(view.Root), view.Start, start, Axes(shape, view.Strides, to)));
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

    // The cluster that makes a value for nobody else, if it can do so in rows of that length.
    private Draft? IsMadeFor(int place, int columns)
    {
        var root = roots[place];
        return drafts[root] is { Nodes.Count: > 0 } draft && draft != scalars && storageOf[root] < 0 && uses[root] == 1
            && !flow.IsOutput(root) && !IsReduction(root) && draft.Suits(columns) && draft.Size == types[place].Shape.Size
            ? draft
            : null;
    }
}
