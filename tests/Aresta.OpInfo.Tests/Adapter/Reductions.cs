using Aresta.Functions;
using Aresta.OpInfo.Tests.Records;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.OpInfo.Tests.Adapter;

/// <summary>Sums, means and what else reduces axes.</summary>
internal static class Reductions
{
    public static OperationTable Table { get; } = new()
    {
        { "amax", c => c.X.Max(c.Axes(1), Keep(c)) },
        { "amin", c => c.X.Min(c.Axes(1), Keep(c)) },
        { "cov", c => c.X.Covariance(
            c.Real(-1, "correction", 1), c.OptionalValue(-1, "fweights")?.ConvertTo(DType.Float64), c.OptionalValue(-1, "aweights")) },
        Scalars.AsVectors("cumsum", c => c.X.CumulativeSum(c.Int(1, "dim"))),
        { "cdist", c => Distances.DistanceMatrix(c.X, c[1], c.Real(2, "p", 2)) },
        { "log_softmax", c => c.X.LogSoftmax(c.Int(1, "dim")) },
        { "logsumexp", c => c.X.LogSumExp(c.Axes(1), c.Flag(2, "keepdim", false)) },
        { "mean", c => c.X.Mean(c.Axes(1), Keep(c)) },
        { "nn.functional.cosine_similarity", c => Distances.CosineSimilarity(c.X, c[1], c.Int(2, "dim", 1), c.Real(3, "eps", 1e-8)) },
        { "nn.functional.softmin", c => c.X.Softmin(c.Int(1, "dim")) },
        { "prod", c => c.X.Product(c.Axes(1), Keep(c)) },
        { "softmax", c => c.X.Softmax(c.Int(1, "dim")) },
        { "std", c => c.X.StandardDeviation(c.Axes(1), Correction(c), Keep(c)) },
        { "sum", c => c.X.Sum(c.Axes(1), Keep(c)) },
        { "var", c => c.X.Variance(c.Axes(1), Correction(c), Keep(c)) },
        { "var_mean", c => c.X.VarianceAndMean(c.Axes(1), Correction(c), Keep(c)) },
    };

    private static bool Keep(Call c) => c.Flag(-1, "keepdim", false);

    // Torch says it in three ways; the second argument is "unbiased" where it is a truth value and "dim" otherwise.
    private static double Correction(Call c) => c.Find(1, "") is FlagArgument { Value: var unbiased }
        ? (unbiased ? 1 : 0)
        : c.OptionalReal(-1, "correction") ?? (c.Flag(2, "unbiased", true) ? 1 : 0);
}
