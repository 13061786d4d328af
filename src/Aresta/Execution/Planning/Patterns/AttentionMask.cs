using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Execution;

/// <summary>Who may attend to whom, if not all to all.</summary>
/// <param name="Place">The truth values, of the shape of the scores.</param>
/// <param name="Ends">Of each query how many keys, the first ones; null if that is not what the mask says, or not known.</param>
internal sealed record AttentionMask(int Place, int[]? Ends)
{
    private const int MostNodes = 64;
    private const int MostElements = 1 << 24;

    /// <summary>The mask that a value is, where rows of the scores go along one axis.</summary>
    public static AttentionMask Of(Dataflow graph, int place, int row)
    {
        var (shape, below, axes) = (graph.Types[place].Shape, place, default(int[]));
        axes = [.. Enumerable.Range(0, shape.Rank)];
        if (graph.Source(place).Primitive is Broadcast broadcast && broadcast.Shape == shape)
        {
            (below, axes) = (graph.Operand(graph.Maker(place), 0), [.. broadcast.Axes]);
        }

        var own = graph.Types[below].Shape;
        var known = axes.Index().All(axis => own[axis.Index] == 1 || axis.Item == row || axis.Item == shape.Rank - 1)
            ? Known(graph, below) : null;
        return new(place, known is null ? null : EndsOf(known.Reshape(own), axes, row, shape));
    }

    /// <summary>Whether both say the same of the same scores.</summary>
    public bool Is(Dataflow graph, int other)
    {
        if (Softmaxes.Same(graph, Place, other))
        {
            return true;
        }

        return graph.Source(Place) is { Primitive: Broadcast one } && graph.Source(other) is { Primitive: Broadcast two } && one == two
            && Softmaxes.Same(graph, graph.Operand(graph.Maker(Place), 0), graph.Operand(graph.Maker(other), 0));
    }

    private static int[]? EndsOf(Tensor mask, int[] axes, int row, Shape shape)
    {
        var ends = new int[shape[row]];
        var values = mask.AsSpan<bool>();
        var strides = mask.Shape.Strides();
        int Stride(int axis) => Array.IndexOf(axes, axis) is >= 0 and var i && mask.Shape[i] > 1 ? strides[i] : 0;
        var (rowStride, columnStride) = (Stride(row), Stride(shape.Rank - 1));
        for (var i = 0; i < ends.Length; i++)
        {
            while (ends[i] < shape[^1] && values[(i * rowStride) + (ends[i] * columnStride)])
            {
                ends[i]++;
            }

            for (var j = ends[i]; j < shape[^1]; j++)
            {
                if (values[(i * rowStride) + (j * columnStride)])
                {
                    return null;
                }
            }
        }

        return ends;
    }

    // The value of what depends on no input, if that is little work.
    private static Tensor? Known(Dataflow graph, int place)
    {
        var (nodes, open, elements) = (new SortedSet<int>(), new Stack<int>([graph.Maker(place)]), 0L);
        while (open.TryPop(out var position))
        {
            var node = graph.Graph.Nodes[position];
            if (!nodes.Add(position))
            {
                continue;
            }

            elements += node.Results.Sum(result => (long)result.Shape.Size);
            if (node.Primitive is Input or RandomBits or Graphs.Control || node.Results.Any(result => result.IsStack)
                || nodes.Count > MostNodes || elements > MostElements)
            {
                return null;
            }

            foreach (var operand in graph.Places.Operands[position])
            {
                open.Push(graph.Maker(operand));
            }
        }

        var values = new Dictionary<int, Tensor>(); // by root
        foreach (var position in nodes)
        {
            var node = graph.Graph.Nodes[position];
            var operands = node.Operands.Select(
                (operand, i) => values[graph.Roots[graph.Operand(position, i)]].Reshape(operand.Shape)).ToArray();
            foreach (var (i, result) in node.Primitive.Evaluate(operands, node.Results).Index())
            {
                values[graph.Result(position) + i] = result;
            }
        }

        return values[graph.Roots[place]];
    }
}
