using System.Runtime.InteropServices;
using Aresta.Numerics;

namespace Aresta.Optimization;

/// <summary>Writes the residuals at a point and, where there is room for it, their exact Jacobian.</summary>
/// <param name="x">Where, n numbers.</param>
/// <param name="residuals">Room for the m residuals.</param>
/// <param name="jacobian">Room for ∂residual/∂x, m × n row by row; empty where only the residuals are wanted.</param>
public delegate void ResidualFunction(ReadOnlySpan<double> x, Span<double> residuals, Span<double> jacobian);

/// <summary>Nonlinear least squares: the x that makes the sum of the squares of residuals least.</summary>
/// <remarks>
/// Levenberg's and Marquardt's method on the QR decomposition of the Jacobian with columns of length 1, so that no digit is lost to the
/// normal equations nor to the units of the parameters; the damping follows H. B. Nielsen (IMM-REP-1999-05). Where the sum no longer
/// falls, undamped steps go on for as long as they shrink: the gradient has more correct digits than the sum.
/// </remarks>
public static class LeastSquares
{
    private const double FirstDamping = 100;
    private const double Decay = 0.9;
    private const int Patience = 20;
    private const double LargestDamping = 1e40;
    private const int MostRefinements = 60;

    /// <summary>Minimizes Σ rᵢ(x)².</summary>
    /// <param name="function">The residuals and their Jacobian.</param>
    /// <param name="residuals">How many residuals there are.</param>
    /// <param name="start">Where to begin; the residuals must be finite there.</param>
    /// <param name="maxIterations">After how many steps to give up.</param>
    /// <exception cref="OptimizationException">At the start a residual or a derivative is not finite.</exception>
    public static LeastSquaresResult Minimize(
        ResidualFunction function, int residuals, ReadOnlySpan<double> start, int maxIterations = 5_000)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentOutOfRangeException.ThrowIfNegative(residuals);
        ArgumentOutOfRangeException.ThrowIfNegative(maxIterations);
        var at = new Linearized(function, residuals, start.ToArray());
        if (!at.IsFinite)
        {
            throw new OptimizationException(OptimizationProblem.StartNotFinite);
        }

        var (damping, growth, iterations, converged) = (FirstDamping, 2.0, 0, at.IsStationary);
        var (weights, last, slow) = (at.Scales.ToArray(), double.PositiveInfinity, 0);
        while (!converged && iterations < maxIterations)
        {
            iterations++;
            var step = at.Step(damping, weights);
            var predicted = at.Reduction(step);
            slow = predicted > 0.3 * last ? slow + 1 : 0;
            last = predicted;
            if (slow >= Patience && at.NewtonStep() is { } newton && at.SumAt(newton, out var leapt) < at.Sum
                && new Linearized(function, residuals, leapt) is { IsFinite: true } landed)
            {
                (at, last) = (landed, 0);
                converged = at.IsStationary;
                continue;
            }

            slow = slow >= Patience ? 0 : slow;
            var sum = at.SumAt(at.Bent(step, damping, weights) ?? step, out var moved);
            var gain = (at.Sum - sum) / predicted;
            if (gain > 1e-4 && sum < at.Sum && new Linearized(function, residuals, moved) is { IsFinite: true } next)
            {
                // A step too short to change the sum by more than its rounding ends the search.
                converged = next.IsStationary || Negligible(at.Sum - sum, at.Sum) && Negligible(predicted, at.Sum);
                (at, growth) = (next, 2);
                for (var j = 0; j < weights.Length; j++)
                {
                    weights[j] = Math.Max(Decay * weights[j], at.Scales[j]);
                }

                damping *= Math.Max(1.0 / 3, 1 - Math.Pow(2 * gain - 1, 3));
                damping = Math.Max(damping, 1e-30);
            }
            else
            {
                converged = Negligible(predicted, at.Sum) || at.IsShort(step);
                (damping, growth) = (damping * growth, growth * 2);
                if (damping > LargestDamping)
                {
                    break;
                }
            }
        }

        return converged ? Refine(function, residuals, at, iterations) : new(at, iterations, converged: false);
    }

    /// <summary>Minimizes Σ fᵢ(x)² for a function of your own; its Jacobian is computed by <see cref="Derivatives"/>.</summary>
    /// <param name="function">The residuals.</param>
    /// <param name="residuals">How many residuals there are.</param>
    /// <param name="start">Where to begin; the residuals must be finite there.</param>
    /// <param name="maxIterations">After how many steps to give up.</param>
    /// <exception cref="OptimizationException">At the start a residual or a derivative is not finite.</exception>
    public static LeastSquaresResult Minimize<TFunction>(
        TFunction function, int residuals, ReadOnlySpan<double> start, int maxIterations = 5_000) where TFunction : IVectorFunction =>
        Minimize(
            (x, values, jacobian) =>
            {
                if (jacobian.IsEmpty)
                {
                    Values(function, x, values);
                }
                else
                {
                    Derivatives.Jacobian(function, x, values, jacobian);
                }
            },
            residuals, start, maxIterations);

    private static void Values<TFunction>(TFunction function, ReadOnlySpan<double> x, Span<double> values)
        where TFunction : IVectorFunction =>
        function.Values(MemoryMarshal.Cast<double, Float64>(x), MemoryMarshal.Cast<double, Float64>(values));

    // Gauss's and Newton's steps, for as long as each is clearly shorter than the last.
    private static LeastSquaresResult Refine(ResidualFunction function, int residuals, Linearized at, int iterations)
    {
        var length = double.PositiveInfinity;
        for (var i = 0; i < MostRefinements && !at.IsStationary; i++)
        {
            var step = at.Step(0);
            var next = at.Length(step);
            if (!(next < 0.9 * length) || next > 1e-3 * at.Size)
            {
                break;
            }

            at.SumAt(step, out var moved);
            var candidate = new Linearized(function, residuals, moved);
            if (!candidate.IsFinite || candidate.Sum > at.Sum * (1 + 1e-9) + double.Epsilon)
            {
                break;
            }

            (at, length) = (candidate, next);
            iterations++;
        }

        return new(at, iterations, converged: true);
    }

    private static bool Negligible(double change, double sum) => !(change > 1e-14 * sum);
}
