using Aresta.Functions;

namespace Aresta.OpInfo.Tests.Adapter;

/// <summary>Losses.</summary>
internal static class Losses
{
    public static OperationTable Table { get; } = new()
    {
        { "nn.functional.l1_loss", c => RegressionLosses.L1(c.X, c[1], Reduction(c)) },
        { "nn.functional.mse_loss", c => RegressionLosses.MeanSquaredError(c.X, c[1], Reduction(c)) },
        { "nn.functional.poisson_nll_loss", c => RegressionLosses.PoissonNegativeLogLikelihood(
            c.X, c[1], c.Flag(-1, "log_input", true), c.Flag(-1, "full", false), c.Real(-1, "eps", 1e-8), Reduction(c)) },
        { "nn.functional.smooth_l1_loss", c => RegressionLosses.SmoothL1(c.X, c[1], c.Real(-1, "beta", 1), Reduction(c)) },
    };

    private static Reduction Reduction(Call c) => c.Text(-1, "reduction", "mean") switch
    {
        "sum" => Functions.Reduction.Sum,
        "none" => Functions.Reduction.None,
        _ => Functions.Reduction.Mean,
    };
}
