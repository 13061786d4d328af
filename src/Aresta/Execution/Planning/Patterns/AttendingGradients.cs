using Aresta.Numerics.Rules;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Execution;

/// <summary>
/// The pullback of <see cref="Attending"/>: the cotangents of queries, keys and values, from these and that of the averages, where nobody
/// needs those of the scores. Each is written as a permutation, and that of the queries with their scale, if that is all that it is for.
/// </summary>
internal sealed class AttendingGradients : IPattern
{
    // The cotangents of the scores, of the weights, and the weights.
    private sealed record Found(int Scores, int Product, AttendedWeights Weights);

    public Match? At(Dataflow graph, int position)
    {
        var product = position;
        while (graph.Graph.Nodes[product].Primitive is Permute or Scale)
        {
            product = graph.Maker(graph.Operand(product, graph.Graph.Nodes[product].Operands.Length - 1));
        }

        return graph.Graph.Nodes[product].Primitive is Contract
            ? Of(graph, position, graph.Operand(product, 0)) ?? Of(graph, position, graph.Operand(product, 1)) : null;
    }

    private static Match? Of(Dataflow graph, int position, int scores)
    {
        if (CotangentOfScores(graph, scores) is not { Weights: var weights } found
            || AttentionProduct.Of(graph, found.Product, 2) is not { } back || back.Row != weights.Product.Row
            || Adjoint(graph, scores, 1) is not var (toQueries, keys) || Adjoint(graph, scores, 2) is not var (toKeys, queries)
            || !graph.IsOnlyFor(scores, toQueries, toKeys) || Adjoint(graph, weights.Weights, 2) is not var (toValues, averages)
            || !keys.Keys.Is(weights.Product.Keys, graph) || !queries.Queries.Is(weights.Product.Queries, graph)
            || !averages.Queries.Is(back.Queries, graph))
        {
            return null;
        }

        var (row, last, batch) = (back.Row, graph.Types[scores].Shape.Rank - 1, weights.Batch(graph));
        var (given, scale) = weights.Scaled(graph);
        RoledValue dq = new(graph.Result(toQueries), keys.Queries.Roles), dk = new(graph.Result(toKeys), queries.Keys.Roles);
        var dv = new RoledValue(graph.Result(toValues), averages.Keys.Roles);
        if (scale != 1)
        {
            // The kernel scales the cotangents too; if nobody asks for that, it is given what is scaled.
            if (graph.Users(dq.Place) is [var user] && graph.Graph.Nodes[user].Primitive is Scale
                && graph.Number(graph.Operand(user, 0)) == scale && !graph.IsOutput(dq.Place))
            {
                dq = dq with { Place = graph.Result(user) };
            }
            else
            {
                (given, scale) = (weights.Product.Queries, 1);
            }
        }

        (dq, dk, dv) = (dq.Above(graph), dk.Above(graph), dv.Above(graph));
        if (position != Math.Max(graph.Maker(dq.Place), Math.Max(graph.Maker(dk.Place), graph.Maker(dv.Place)))
            || weights.Shape(graph, scale, back.Keys) is not { } shape)
        {
            return null;
        }

        var (cotangent, key, value) = (back.Queries, weights.Product.Keys, back.Keys);
        var places = new[] { dq.Place, dk.Place, dv.Place }.OrderBy(graph.Maker).ToArray();
        var nodes = new[] { toQueries, toKeys, toValues }.Select(node => graph.Graph.Nodes[node]).ToArray();
        return new([given.Place, key.Place, value.Place, cotangent.Place, .. weights.MaskReads], places, emission => new AttentionRun(
            shape,
            [
                AttentionPlace.Read(emission, given, batch, row), AttentionPlace.Read(emission, key, batch, last),
                AttentionPlace.Read(emission, value, batch, last), AttentionPlace.Read(emission, cotangent, batch, row),
            ],
            AttentionPlace.Read(emission, weights.Mask, batch, row, last),
            [
                AttentionPlace.Write(emission, dq, batch, row), AttentionPlace.Write(emission, dk, batch, last),
                AttentionPlace.Write(emission, dv, batch, last),
            ],
            graph.Types[scores].DType == DType.Float32, nodes, emission.Threads));
    }

    // The product of scores, or of what has their axes, that gives rows for queries (1) or for keys (2).
    private static (int Position, AttentionProduct Product)? Adjoint(Dataflow graph, int scores, int result)
    {
        foreach (var user in graph.Users(scores))
        {
            for (var operand = 0; operand < 2 && graph.Graph.Nodes[user].Primitive is Contract; operand++)
            {
                if (Softmaxes.Same(graph, graph.Operand(user, operand), scores)
                    && AttentionProduct.Of(graph, user, operand) is { } product && product.Result == result)
                {
                    return (user, product);
                }
            }
        }

        return null;
    }

    // where(mask, where(finite, e·(c/Σe + Σ(−w·c/Σe)), 0), 0), where c = where(mask, product, 0).
    private static Found? CotangentOfScores(Dataflow graph, int scores)
    {
        var inner = scores;
        int? mask = null;
        if (graph.Operands<Where>(scores) is [var first, var rest, var nothing] && graph.Number(nothing) == 0
            && graph.Source(rest).Primitive is Where)
        {
            (mask, inner) = (first, rest);
        }

        if (graph.Operands<Where>(inner) is not [var finite, var scaled, var zero] || graph.Number(zero) != 0
            || graph.Operands<Scale>(scaled) is not [var exp, var sum] || graph.Operands<Binary<Add>>(sum) is not [var one, var other]
            || (Direct(graph, one) ?? Direct(graph, other)) is not var (below, cotangent)
            || Softmaxes.Spread(graph, Direct(graph, one) is null ? one : other) is not { } total
            || graph.Operands<Sum>(total) is not [var terms] || !Softmaxes.IsAlong<Sum>(graph, total, terms)
            || graph.Operands<Scale>(terms) is not [var partial, var again] || !Softmaxes.Same(graph, again, cotangent)
            || Negated(graph, partial) is not var (softmax, divisor) || Softmaxes.Of(graph, softmax) is not { } found
            || !Softmaxes.Same(graph, found.Exponentials, exp) || Softmaxes.Spread(graph, finite) is not { } isFinite
            || !Softmaxes.Same(graph, isFinite, found.IsFinite) || !Softmaxes.Same(graph, below, found.Sum)
            || !Softmaxes.Same(graph, divisor, found.Sum))
        {
            return null;
        }

        if (mask is null)
        {
            return AttendedWeights.Of(graph, softmax) is { } plain ? new(scores, graph.Maker(cotangent), plain) : null;
        }

        var weights = graph.Users(softmax).Select(graph.Result).Where(user => graph.Source(user).Primitive is Where)
            .Select(user => AttendedWeights.Of(graph, user)).FirstOrDefault(each => each is not null);
        return weights is { Mask: { } allowed } && allowed.Is(graph, mask.Value)
            && graph.Operands<Where>(cotangent) is [var same, var product, var none] && graph.Number(none) == 0
            && allowed.Is(graph, same) ? new(scores, graph.Maker(product), weights) : null;
    }

    // scale(1/Σe, c), broadcast before or after the division: Σe, and c.
    private static (int Sum, int Cotangent)? Direct(Dataflow graph, int place)
    {
        if (graph.Operands<Scale>(place) is not [var factor, var cotangent])
        {
            return null;
        }

        var spread = Softmaxes.Spread(graph, factor);
        return graph.Operands<Binary<Divide>>(spread ?? factor) is [var one, var below] && graph.Number(one) == 1
            && (spread is null ? Softmaxes.Spread(graph, below) : below) is { } sum ? (sum, cotangent) : null;
    }

    // −w/Σe, negated before or after the division: w, and Σe.
    private static (int Softmax, int Sum)? Negated(Dataflow graph, int place)
    {
        var after = graph.Operands<Unary<Negate>>(place);
        if (graph.Operands<Binary<Divide>>(after is [var quotient] ? quotient : place) is not [var above, var below]
            || Softmaxes.Spread(graph, below) is not { } sum)
        {
            return null;
        }

        return after is [_] ? (above, sum) : graph.Operands<Unary<Negate>>(above) is [var softmax] ? (softmax, sum) : null;
    }
}
