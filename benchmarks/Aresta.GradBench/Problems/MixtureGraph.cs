using Aresta.Functions;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using static Aresta.Functions.Einstein;
using static Aresta.Numerics.Elementary;
using static Aresta.Primitives.Operations;

namespace Aresta.GradBench.Problems;

/// <summary>The log posterior of <see cref="GaussianMixture"/> as a graph: products of matrices over all points at once, which
/// stand along the last axis.</summary>
internal static class MixtureGraph
{
    /// <summary>From points as columns, α, μ, q and, where there are any, l to the derivatives by all but the points.</summary>
    public static Graph Gradient(GaussianMixture.Data data)
    {
        var (n, k, d) = (data.N, data.K, data.D);
        TensorType[] types = [TensorType.Float64(d, n), TensorType.Float64(k), TensorType.Float64(k, d), TensorType.Float64(k, d)];
        if (data.Below > 0)
            types = [.. types, TensorType.Float64(k, data.Below)];
        var graph = Graph.Trace(v => LogPosterior(data, v[0], v[1], v[2], v[3], v.Length > 4 ? v[4] : null), types);
        return Transforms.Gradient.Of(graph, [.. Enumerable.Range(1, types.Length - 1).Select(i => (Transforms.Port)i)]);
    }

    private static Value LogPosterior(GaussianMixture.Data data, Value x, Value alpha, Value mu, Value q, Value? l)
    {
        var factor = Factors(data, Exp(q), l);
        var logDeterminant = q.Sum([1]);
        // Q(x − μ) = Qx − Qμ, for all points and Gaussians.
        var white = Einsum("jn,kij->kin", x, factor) - Einsum("kij,kj->ki", factor, mu).ExpandDims([2]);
        var terms = (alpha + logDeterminant).ExpandDims([1]) - 0.5 * (white * white).Sum([1]);
        var prior = data.M * logDeterminant.Sum() - data.Gamma * data.Gamma / 2 * (factor * factor).Sum();
        return data.Constant + terms.LogSumExp([0]).Sum() - data.N * alpha.LogSumExp() + data.PriorSign * prior;
    }

    /// <summary>The lower triangular matrices with these diagonals, and below them l column by column: k × d × d.</summary>
    private static Value Factors(GaussianMixture.Data data, Value diagonal, Value? l)
    {
        var (k, d) = (data.K, data.D);
        var zero = Value.Zeros(TensorType.Float64(k, 1));
        var parts = l is { } below ? Concatenate([diagonal, below, zero], 1) : Concatenate([diagonal, zero], 1);
        var places = new long[d * d];
        Array.Fill(places, d + data.Below);
        var next = (long)d;
        for (var i = 0; i < d; i++)
        {
            places[i * d + i] = i;
            for (var j = i + 1; j < d; j++)
                places[j * d + i] = next++;
        }

        return Value.Reshape(parts.Take(Value.Constant(Tensor.Vector(places)), 1), [k, d, d]);
    }
}
