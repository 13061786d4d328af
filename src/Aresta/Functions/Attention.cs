using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Functions;

/// <summary>The learned maps of a multi-head attention, each [E, E] as <c>Affine</c> takes them, and their biases [E].</summary>
/// <param name="Query">Makes queries.</param>
/// <param name="Key">Makes keys.</param>
/// <param name="Value">Makes values.</param>
/// <param name="Output">Mixes the heads.</param>
/// <param name="QueryBias">Added to the queries; 0 unless given.</param>
/// <param name="KeyBias">Added to the keys; 0 unless given.</param>
/// <param name="ValueBias">Added to the values; 0 unless given.</param>
/// <param name="OutputBias">Added to the result; 0 unless given.</param>
public sealed record AttentionWeights(
    Value Query, Value Key, Value Value, Value Output,
    Value? QueryBias = null, Value? KeyBias = null, Value? ValueBias = null, Value? OutputBias = null);

/// <summary>Attention (Vaswani et al. 2017): averages of values, weighted by how well keys fit queries.</summary>
public static class Attention
{
    extension(Value query)
    {
        /// <summary>softmax(query·keyᵀ·scale + mask)·value.</summary>
        /// <param name="key">[…, S, E]</param>
        /// <param name="value">[…, S, V]</param>
        /// <param name="mask">
        /// Broadcast to […, L, S]: bool, true where a query may attend to a key; or a number added to the scores. A query that may attend
        /// to nothing has weights 0.
        /// </param>
        /// <param name="causal">Whether query i attends to keys 0 … i only.</param>
        /// <param name="scale">1/√E unless given.</param>
        /// <returns>The averages […, L, V] and the weights […, L, S], for queries […, L, E]; what stands before broadcasts.</returns>
        /// <exception cref="GraphException">The shapes do not fit.</exception>
        public (Value Result, Value Weights) ScaledDotProductAttention(
            Value key, Value value, Value? mask = null, bool causal = false, double? scale = null)
        {
            if (query.Rank < 2 || key.Rank < 2 || value.Rank < 2)
            {
                throw new GraphException($"Attention takes […, L, E], […, S, E] and […, S, V], but was given {query}, {key} and {value}.");
            }

            var scores = (query * (scale ?? 1 / Math.Sqrt(query.Shape[query.Rank - 1]))).MatMul(key.SwapAxes(-1, -2));
            var allowed = Allowed(scores, mask, causal);
            if (mask is { DType: not DType.Bool } added)
            {
                scores += added;
            }

            var weights = allowed is { } may
                ? Value.Where(may, Value.Where(may, scores, double.NegativeInfinity).Softmax(), 0)
                : scores.Softmax();
            return (weights.MatMul(value), weights);
        }

        /// <summary>
        /// Queries, keys and values each mapped, divided into heads that attend by themselves, put together and mapped again.
        /// </summary>
        /// <param name="key">[…, S, E]</param>
        /// <param name="value">[…, S, E]</param>
        /// <param name="weights">The four maps.</param>
        /// <param name="heads">How many heads; divides E.</param>
        /// <param name="mask">As for <c>ScaledDotProductAttention</c>, broadcast to […, heads, L, S].</param>
        /// <param name="causal">Whether query i attends to keys 0 … i only.</param>
        /// <returns>The result […, L, E], and the weights […, heads, L, S].</returns>
        /// <exception cref="GraphException">The heads do not divide E, or the shapes do not fit.</exception>
        public (Value Result, Value Weights) MultiHeadAttention(
            Value key, Value value, AttentionWeights weights, int heads, Value? mask = null, bool causal = false)
        {
            ArgumentNullException.ThrowIfNull(weights);
            var (result, attention) = Split(query.Affine(weights.Query, weights.QueryBias), heads).ScaledDotProductAttention(
                Split(key.Affine(weights.Key, weights.KeyBias), heads),
                Split(value.Affine(weights.Value, weights.ValueBias), heads), mask, causal);
            var joined = result.SwapAxes(-2, -3);
            Shape shape = [.. joined.Shape.AsSpan()[..^2], joined.Shape[joined.Rank - 2] * joined.Shape[joined.Rank - 1]];
            return (Value.Reshape(joined, shape).Affine(weights.Output, weights.OutputBias), attention);
        }
    }

    // […, L, E] → […, heads, L, E/heads]
    private static Value Split(Value x, int heads)
    {
        var width = x.Shape[x.Rank - 1];
        return heads > 0 && width % heads == 0
            ? Value.Reshape(x, [.. x.Shape.AsSpan()[..^1], heads, width / heads]).SwapAxes(-2, -3)
            : throw new GraphException($"{heads} heads do not divide the {width} numbers of each element of {x}.");
    }

    // Where attention is allowed, or null for everywhere.
    private static Value? Allowed(Value scores, Value? mask, bool causal)
    {
        var given = mask is { DType: DType.Bool } m ? m : (Value?)null;
        if (!causal)
        {
            return given;
        }

        var (queries, keys) = (scores.Shape[scores.Rank - 2], scores.Shape[scores.Rank - 1]);
        var past = Value.Reshape(Operations.Arange(queries), [queries, 1]) >= Operations.Arange(keys);
        return given is { } g ? Value.Where(past, g, 0) : past;
    }
}
