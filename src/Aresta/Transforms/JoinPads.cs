using Aresta.Graphs;
using Aresta.Numerics.Rules;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Transforms;

/// <summary>
/// Sums of pieces that are padded with zeros to stand beside each other become their concatenation: the cotangent of what was sliced.
/// </summary>
/// <remarks>Values are the same, but that −0 + 0 is 0.</remarks>
internal static class JoinPads
{
    // Pieces of one concatenation: sums of more are sums of concatenations.
    private const int Most = 256;

    /// <summary>A graph with the same outputs.</summary>
    public static Graph Of(Graph graph) => Rewriting.Nested(graph, InOne);

    private static Graph InOne(Graph graph)
    {
        if (!graph.Nodes.Any(node => node.Primitive is Binary<Add> && node.Operands.Any(IsPiece)))
        {
            return graph;
        }

        var uses = new ValueMap<int>();
        foreach (var value in graph.Nodes.SelectMany(node => node.Operands).Concat(graph.Outputs))
        {
            uses[value] = uses.TryGetValue(value, out var count) ? count + 1 : 1;
        }

        // Partial sums of pieces, for sums that are to come.
        var sums = new ValueMap<List<Piece>>();
        return Rewriting.Rewrite(graph, (node, operands) =>
        {
            var made = Node.Create(node.Primitive, operands);
            if (node.Primitive is Binary<Add> && Joined(node, made) is { } pieces)
            {
                return [Concatenated(pieces, made.Results[0].Shape)];
            }

            return [.. Enumerable.Range(0, made.Results.Length).Select(made.Result)];
        });

        // The pieces that a sum is of.
        List<Piece>? Joined(Node node, Node made)
        {
            var (left, right) = (Pieces(node.Operands[0], made.Operands[0]), Pieces(node.Operands[1], made.Operands[1]));
            if (left is null || right is null || left.Count + right.Count > Most || node.Operands[0] == node.Operands[1]
                || left[0].Axis != right[0].Axis)
            {
                return null;
            }

            List<Piece> all = [.. left.Concat(right).OrderBy(piece => piece.Start)];
            for (var i = 1; i < all.Count; i++)
            {
                if (all[i - 1].End > all[i].Start)
                {
                    return null;
                }
            }

            return sums[node.Result()] = all;
        }

        List<Piece>? Pieces(Value value, Value made) => uses[value] > 1 ? null
            : sums.TryGetValue(value, out var known) ? known
            : IsPiece(value) && value.Node.Primitive is Pad pad && Axis(pad) is var axis
            ? [new(axis, pad.Low[axis], pad.Low[axis] + made.Node.Operands[0].Shape[axis], made.Node.Operands[0])]
            : null;
    }

    private static Value Concatenated(List<Piece> pieces, Shape shape)
    {
        var (axis, end, parts) = (pieces[0].Axis, 0, new List<Value>());
        foreach (var piece in pieces)
        {
            Fill(piece.Start);
            parts.Add(piece.Value);
            end = piece.End;
        }

        Fill(shape[axis]);
        return Node.Create(new Concatenate(axis), [.. parts]).Result();

        void Fill(int until)
        {
            if (until > end)
            {
                parts.Add(Value.Zeros(pieces[0].Value.Type with { Shape = [.. shape.Select((n, i) => i == axis ? until - end : n)] }));
            }
        }
    }

    // A floating value that is moved along one axis alone.
    private static bool IsPiece(Value value) => value.DType.IsFloating && value.Shape.Size > 0 && value.Node.Primitive is Pad pad
        && value.Node.Operands[0].Shape.Size > 0
        && Enumerable.Range(0, value.Rank).Count(axis => pad.Low[axis] != 0 || pad.High[axis] != 0) == 1
        && pad.Interior.All(inside => inside == 0) && pad.Low.Concat(pad.High).All(length => length >= 0);

    private static int Axis(Pad pad) => Enumerable.Range(0, pad.Low.Count).First(axis => pad.Low[axis] != 0 || pad.High[axis] != 0);

    // What stands where along an axis.
    private sealed record Piece(int Axis, int Start, int End, Value Value);
}
