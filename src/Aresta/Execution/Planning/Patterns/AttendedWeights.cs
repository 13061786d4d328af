using Aresta.Kernels;
using Aresta.Numerics.Rules;
using Aresta.Primitives;

namespace Aresta.Execution;

/// <summary>
/// The weights of an attention: softmax(scale·q·kᵀ), masked or not, as <see cref="Functions.Attention"/> composes them.
/// </summary>
/// <param name="Weights">The weights, masked.</param>
/// <param name="Softmax">Their softmax, before it is masked once more.</param>
/// <param name="Scores">The node of q·kᵀ.</param>
/// <param name="Product">q·kᵀ, q with its scale.</param>
/// <param name="Mask">Who may attend to whom.</param>
internal sealed record AttendedWeights(int Weights, Softmaxes Softmax, int Scores, AttentionProduct Product, AttentionMask? Mask)
{
    // Columns of queries, keys and values: of so many a tile of each stays in the first cache.
    private const int MostColumns = 512;

    /// <summary>The weights that a value is.</summary>
    public static AttendedWeights? Of(Dataflow graph, int place)
    {
        if (graph.Operands<Where>(place) is [var mask, var inside, var zero] && graph.Number(zero) == 0
            && Softmaxes.Of(graph, inside) is { } masked && graph.Operands<Where>(masked.X) is [var same, var scores, var never]
            && graph.Number(never) == double.NegativeInfinity
            && AttentionProduct.Of(graph, graph.Maker(scores), 2) is { } behind && IsWhole(graph, scores, place))
        {
            var allowed = AttentionMask.Of(graph, mask, behind.Row);
            return allowed.Is(graph, same) ? new(place, masked, graph.Maker(scores), behind, allowed) : null;
        }

        return Softmaxes.Of(graph, place) is { } softmax && IsWhole(graph, softmax.X, place)
            && AttentionProduct.Of(graph, graph.Maker(softmax.X), 2) is { } product
            ? new(place, softmax, graph.Maker(softmax.X), product, null) : null;
    }

    /// <summary>Queries before a number is multiplied to them, and that number.</summary>
    public (RoledValue Queries, double Scale) Scaled(Dataflow graph)
    {
        var queries = Product.Queries;
        return graph.Operands<Binary<Multiply>>(queries.Place) is [var left, var right]
            && graph.Types[graph.Roots[queries.Place]].Shape == graph.Types[queries.Place].Shape
            && (graph.Number(right) ?? graph.Number(left)) is { } scale
            ? (new RoledValue(graph.Number(right) is null ? right : left, queries.Roles).Below(graph), scale)
            : (queries, 1);
    }

    /// <summary>The lengths, for values that have rows for keys; null where they are none for this kernel.</summary>
    public AttentionShape? Shape(Dataflow graph, double scale, RoledValue values)
    {
        var lengths = graph.Types[Weights].Shape;
        var (width, columns) = (Columns(graph, Product.Keys), Columns(graph, values));
        return lengths[^1] > AttentionShape.MostKeys || width > MostColumns || columns > MostColumns ? null
            : new([.. Batch(graph).Select(axis => lengths[axis])], lengths[Product.Row], lengths[^1], width, columns, scale, Mask?.Ends,
                Mask is { Ends: null });
    }

    /// <summary>The axes of the scores over which all is repeated.</summary>
    public int[] Batch(Dataflow graph) =>
        [.. Enumerable.Range(0, graph.Types[Weights].Shape.Rank - 1).Where(axis => axis != Product.Row)];

    /// <summary>What the step reads of the mask.</summary>
    public int[] MaskReads => Mask is { Ends: null, Place: var place } ? [place] : [];

    private static int Columns(Dataflow graph, RoledValue value) => graph.Types[value.Place].Shape[Array.IndexOf(value.Roles, -1)];

    // Not by another name that has other axes.
    private static bool IsWhole(Dataflow graph, int place, int other) =>
        graph.Types[graph.Roots[place]].Shape == graph.Types[place].Shape && graph.Types[place].Shape == graph.Types[other].Shape;
}
