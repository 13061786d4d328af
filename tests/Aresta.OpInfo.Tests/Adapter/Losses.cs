using Aresta.Functions;

namespace Aresta.OpInfo.Tests.Adapter;

/// <summary>Losses.</summary>
internal static class Losses
{
    public static OperationTable Table { get; } = new()
    {
        { "nn.functional.binary_cross_entropy", c => ClassificationLosses.BinaryCrossEntropy(
            c.X, c[1], c.OptionalValue(-1, "weight"), Reduction(c)) },
        { "nn.functional.binary_cross_entropy_with_logits", c => ClassificationLosses.BinaryCrossEntropyWithLogits(
            c.X, c[1], c.OptionalValue(-1, "weight"), c.OptionalValue(-1, "pos_weight"), Reduction(c)) },
        { "nn.functional.cross_entropy", c => ClassificationLosses.CrossEntropy(
            c.X, c[1], Classes(c), c.OptionalValue(-1, "weight"), c.Int(-1, "ignore_index", -100), c.Real(-1, "label_smoothing", 0),
            Reduction(c)) },
        { "nn.functional.kl_div", c => c.Text(-1, "reduction", "mean") == "batchmean"
            ? ClassificationLosses.KullbackLeibler(c.X, c[1], c.Flag(-1, "log_target", false), Functions.Reduction.Sum) / c.X.Shape[0]
            : ClassificationLosses.KullbackLeibler(c.X, c[1], c.Flag(-1, "log_target", false), Reduction(c)) },
        { "nn.functional.l1_loss", c => RegressionLosses.L1(c.X, c[1], Reduction(c)) },
        { "nn.functional.mse_loss", c => RegressionLosses.MeanSquaredError(c.X, c[1], Reduction(c)) },
        { "nn.functional.nll_loss", c => ClassificationLosses.NegativeLogLikelihood(
            c.X, c[1], Classes(c), c.OptionalValue(-1, "weight"), c.Int(-1, "ignore_index", -100), Reduction(c)) },
        { "nn.functional.poisson_nll_loss", c => RegressionLosses.PoissonNegativeLogLikelihood(
            c.X, c[1], c.Flag(-1, "log_input", true), c.Flag(-1, "full", false), c.Real(-1, "eps", 1e-8), Reduction(c)) },
        { "nn.functional.smooth_l1_loss", c => RegressionLosses.SmoothL1(c.X, c[1], c.Real(-1, "beta", 1), Reduction(c)) },
    };

    // Torch has the classes along axis 1, or along the only one.
    private static int Classes(Call c) => Math.Min(c.X.Rank - 1, 1);

    private static Reduction Reduction(Call c) => c.Text(-1, "reduction", "mean") switch
    {
        "sum" => Functions.Reduction.Sum,
        "none" => Functions.Reduction.None,
        _ => Functions.Reduction.Mean,
    };
}
