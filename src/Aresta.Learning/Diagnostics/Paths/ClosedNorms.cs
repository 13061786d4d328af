using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Learning.Diagnostics.Paths;

/// <summary>
/// Operator norms that are known without iterating. Element by element the map is diagonal: its norm is the greatest magnitude of a
/// partial derivative. A contraction with something fixed is the same matrix for every row: its norm is that of the matrix.
/// </summary>
internal static class ClosedNorms
{
    /// <summary>The norm of the derivative of a graph's output by one input, at given values; null where it is of another form.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="input">Which input.</param>
    /// <param name="push">Its push along that input.</param>
    public static Func<IReadOnlyList<Tensor>, double>? Of(Graph graph, int input, Plan push)
    {
        var (source, target) = (graph.Inputs[input], graph.Outputs[0]);
        var subgraph = new Subgraph([source], [target]);
        if (source.Shape == target.Shape && subgraph.Nodes.All(node => IsElementwise(node, subgraph)))
        {
            var ones = Tensor.Of(Enumerable.Repeat(1.0, source.Shape.Size).ToArray(), source.Shape);
            return source.DType != DType.Float64 ? null
                : given => push.Run([.. given, ones])[0].ToDoubles().Aggregate(0.0, (most, x) => Math.Max(most, Math.Abs(x)));
        }

        return Contraction(graph, source, subgraph);
    }

    private static bool IsElementwise(Node node, Subgraph subgraph) => node.Primitive is Elementwise or Scale or Primitives.Convert
        || (node.Primitive is Where && Enumerable.Range(0, node.Operands.Length)
            .All(i => !subgraph.HasActiveEdge(node, i) || node.Operands[i].Shape == node.Result().Shape));

    // A chain of moves, one contraction, and moves, repetitions and additions of something fixed: only the contraction changes lengths,
    // but for repetitions, which multiply them all by one number.
    private static Func<IReadOnlyList<Tensor>, double>? Contraction(Graph graph, Value source, Subgraph subgraph)
    {
        var (reached, factor) = (source, 1.0);
        (Contract Contract, Value Matrix, bool IsLeft)? found = null;
        foreach (var node in subgraph.Nodes)
        {
            int[] active = [.. Enumerable.Range(0, node.Operands.Length).Where(i => subgraph.HasActiveEdge(node, i))];
            if (active is not [var only] || node.Operands[only] != reached || node.Results.Length > 1)
            {
                return null;
            }

            reached = node.Result();
            switch (node.Primitive)
            {
                case Contract product when found is null:
                    found = (product, node.Operands[1 - only], only == 0);
                    break;
                case Reshape or Permute or Reverse or Unary<Numerics.Rules.Negate>:
                case Binary<Numerics.Rules.Add>:
                    break;
                case Broadcast when found is not null:
                    factor *= Math.Sqrt((double)reached.Shape.Size / Math.Max(node.Operands[only].Shape.Size, 1));
                    break;
                case Concatenate when found is not null:
                    break;
                default:
                    return null;
            }
        }

        if (found is not var (contract, matrix, leads) || matrix.DType != DType.Float64)
        {
            return null;
        }

        // [same for both and kept, summed, new]: for each of the first a matrix.
        var (labels, other) = leads ? (contract.Right, contract.Left) : (contract.Left, contract.Right);
        string Of(Func<char, bool> holds) => string.Concat(labels.Where(holds));
        var (both, summed, made) = (
            Of(l => other.Contains(l) && contract.Result.Contains(l)), Of(l => other.Contains(l) && !contract.Result.Contains(l)),
            Of(l => !other.Contains(l)));
        var (blocks, rows, columns) = (Size(both), Size(summed), Size(made));
        var elements = Graph.Create(
            graph.Inputs.AsSpan(),
            [Value.Reshape(matrix.Transpose([.. (both + summed + made).Select(l => labels.IndexOf(l))]), [blocks, rows, columns])])
            .Compile(new() { ThreadCount = 1 });
        return given =>
        {
            var numbers = elements.Run([.. given])[0].ToDoubles();
            return factor * Enumerable.Range(0, blocks)
                .Max(block => SpectralNorm.Of(numbers.AsSpan(block * rows * columns, rows * columns), rows, columns));
        };

        int Size(string of) => of.Aggregate(1, (size, label) => size * matrix.Shape[labels.IndexOf(label)]);
    }
}
