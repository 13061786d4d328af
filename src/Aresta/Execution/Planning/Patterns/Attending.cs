using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Execution;

/// <summary>
/// The averages of an attention, weights·values, whose weights nobody else needs; written as a permutation of them if that is all that
/// they are for.
/// </summary>
internal sealed class Attending : IPattern
{
    public Match? At(Dataflow graph, int position)
    {
        // Down to the product: what is written has its axes in another order.
        var (result, product) = (graph.Result(position), position);
        while (graph.Graph.Nodes[product].Primitive is Permute)
        {
            var below = graph.Operand(product, 0);
            if (graph.Types[graph.Roots[below]].Shape != graph.Types[below].Shape || !graph.IsOnlyFor(below, product))
            {
                return null;
            }

            product = graph.Maker(below);
        }

        return graph.Graph.Nodes[product].Primitive is Contract ? Of(graph, result, product, 0) ?? Of(graph, result, product, 1) : null;
    }

    private static Match? Of(Dataflow graph, int result, int product, int operand)
    {
        if (AttentionProduct.Of(graph, product, operand) is not { Result: 1 } averages
            || AttendedWeights.Of(graph, graph.Operand(product, operand)) is not { } weights || weights.Product.Row != averages.Row
            || !AreForgotten(graph, weights, product))
        {
            return null;
        }

        var ((queries, scale), keys, values) = (weights.Scaled(graph), weights.Product.Keys, averages.Keys);
        var written = new RoledValue(graph.Result(product), averages.Queries.Roles).Above(graph, result);
        if (weights.Shape(graph, scale, values) is not { } shape)
        {
            return null;
        }

        var (batch, row, last) = (weights.Batch(graph), averages.Row, graph.Types[weights.Weights].Shape.Rank - 1);
        var nodes = new[] { graph.Graph.Nodes[weights.Scores], graph.Source(weights.Weights), graph.Graph.Nodes[product] };
        return new([queries.Place, keys.Place, values.Place, .. weights.MaskReads], [result], emission => new AttentionRun(
            shape,
            [
                AttentionPlace.Read(emission, queries, batch, row), AttentionPlace.Read(emission, keys, batch, last),
                AttentionPlace.Read(emission, values, batch, last),
            ],
            AttentionPlace.Read(emission, weights.Mask, batch, row, last), [AttentionPlace.Write(emission, written, batch, row)],
            graph.Types[result].DType == DType.Float32, nodes, emission.Threads));
    }

    // Whether nobody but this product needs the weights, or what they are made of.
    private static bool AreForgotten(Dataflow graph, AttendedWeights weights, int product)
    {
        var divided = weights.Mask is null ? weights.Weights : graph.Operand(graph.Maker(weights.Weights), 1);
        return graph.IsOnlyFor(weights.Weights, product)
            && (weights.Mask is null || graph.IsOnlyFor(divided, graph.Maker(weights.Weights)))
            && graph.IsOnlyFor(weights.Softmax.Exponentials, graph.Maker(divided), graph.Maker(weights.Softmax.Sum));
    }
}
