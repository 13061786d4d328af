using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Execution;

/// <content>Elementwise nodes and reductions of rows gather in clusters.</content>
internal sealed partial class Lowering
{
    // What a cluster may hold: kernels and strips that fit the first cache.
    private const int MostNodes = 48;

    private readonly Dictionary<int, Draft> readers = [];

    private void LowerElementwise(int position, Node node)
    {
        var draft = Cluster(position, node.Results[0].Shape.Size, 0);
        if (node is { Primitive: Elementwise, Operands.Length: > 1 } && node.Results[0].DType.IsInteger)
        {
            Close(draft); // a division by zero is then known to be this one's
        }
    }

    // Into the cluster that a node joins; its elements are as many as given, in rows of a length if it reduces them.
    private Draft Cluster(int position, int size, int columns)
    {
        Draft? draft;
        int length;
        do
        {
            length = Ready(position, size, columns);
            draft = Meet(position, size, length, columns > 0);
        }
        while (draft is null);

        var place = places.Results[position];
        draft.Nodes.Add(position);
        if (size == draft.Size)
        {
            draft.Columns = Draft.Common(draft.Columns, draft.IsFixed, length, columns > 0);
            draft.IsFixed |= columns > 0;
        }

        draft.Pending += uses[place];
        drafts[place] = draft;
        foreach (var operand in places.Operands[position])
        {
            readers[roots[operand]] = draft;
        }

        return draft;
    }

    // A node has used its operands; clusters that nobody waits for have nothing to gain by staying open.
    private void Settle(int[] operands)
    {
        foreach (var operand in operands)
        {
            if (DraftOf(roots[operand]) is { } draft && --draft.Pending == 0)
            {
                Close(draft);
            }
        }
    }

    // The cluster that makes a value, or the value that it is a view of.
    private Draft? DraftOf(int root) => drafts[views[root]?.Root ?? root];

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
