using System.Runtime.InteropServices;
using Aresta.Numerics;

namespace Aresta.Optimization;

/// <summary>Writes the exact gradient of a function, and its Hessian where there is room for it.</summary>
/// <param name="x">Where, n numbers.</param>
/// <param name="gradient">Room for the gradient; empty where only the value is wanted.</param>
/// <param name="hessian">Room for the second derivatives, n × n row by row; empty where they are not wanted.</param>
/// <returns>The value.</returns>
public delegate double ObjectiveFunction(ReadOnlySpan<double> x, Span<double> gradient, Span<double> hessian);

/// <summary>Minima of functions of many variables.</summary>
/// <remarks>
/// Newton's method with the exact Hessian H = V·Λ·Vᵀ in a trust region: the step is −V·(Λ + μ)⁻¹·Vᵀ·g, with μ as large as makes H + μ
/// positive definite and the step no longer than the region, whose radius follows how well the quadratic model foretold the last step
/// (J. Nocedal, S. J. Wright, Numerical Optimization, 2nd edition, chapter 4). So it passes by saddles, and ends quadratically.
/// </remarks>
public static class Minimization
{
    /// <summary>The most variables: the Hessian is decomposed at every step.</summary>
    public const int LargestDimension = 1_000;

    /// <summary>Finds a local minimum near a point.</summary>
    /// <param name="function">The function with its derivatives.</param>
    /// <param name="start">Where to begin; value and derivatives must be finite there.</param>
    /// <param name="maxIterations">After how many steps to give up.</param>
    /// <exception cref="OptimizationException">At the start the value or a derivative is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are more than <see cref="LargestDimension"/> variables.</exception>
    public static MinimizationResult Minimize(ObjectiveFunction function, ReadOnlySpan<double> start, int maxIterations = 2_000)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start.Length, LargestDimension);
        ArgumentOutOfRangeException.ThrowIfNegative(maxIterations);
        var at = new Curved(function, start.ToArray(), new double[start.Length]);
        if (!at.IsFinite)
        {
            throw new OptimizationException(OptimizationProblem.StartNotFinite);
        }

        var (radius, steepest, iterations, converged) = (at.FirstRadius(), at.GradientSize, 0, at.IsStationary);
        while (!converged && iterations < maxIterations)
        {
            iterations++;
            var step = at.Step(radius);
            var length = at.Length(step);
            var predicted = at.Reduction(step);
            double[] moved = [.. at.X.Zip(step, (x, p) => x + p)];
            var value = function(moved, [], []);
            if (double.IsNegativeInfinity(value) || !Array.TrueForAll(moved, double.IsFinite))
            {
                break; // there is no bottom
            }

            var gain = (at.Value - value) / predicted;

            // Where the value no longer tells, a full step that lessens the gradient does.
            var negligible = !(predicted > 1e-14 * Math.Abs(at.Value));
            var next = gain > 1e-4 || negligible ? new Curved(function, moved, at.Weights) : null;
            if (next is { IsFinite: true } && (negligible ? next.GradientSize < at.GradientSize : value < at.Value))
            {
                steepest = Math.Max(steepest, next.GradientSize);
                (at, converged) = (next, next.IsStationary || next.GradientSize <= 1e-20 * steepest);
                radius = gain > 0.75 ? Math.Max(radius, 3 * length) : gain < 0.25 && !negligible ? length / 2 : radius;
            }
            else
            {
                converged = negligible || moved.AsSpan().SequenceEqual(at.X);
                radius = length / 4;
            }
        }

        return new([.. at.X], at.Value, [.. at.Gradient], iterations, converged);
    }

    /// <summary>Finds a local minimum of a function of your own; its derivatives are computed by <see cref="Derivatives"/>.</summary>
    /// <param name="function">The function.</param>
    /// <param name="start">Where to begin; value and derivatives must be finite there.</param>
    /// <param name="maxIterations">After how many steps to give up.</param>
    /// <exception cref="OptimizationException">At the start the value or a derivative is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are more than <see cref="LargestDimension"/> variables.</exception>
    public static MinimizationResult Minimize<TFunction>(TFunction function, ReadOnlySpan<double> start, int maxIterations = 2_000)
        where TFunction : IFunction => Minimize(
            (x, gradient, hessian) =>
            {
                if (!hessian.IsEmpty)
                {
                    Derivatives.Hessian(function, x, hessian);
                }

                return gradient.IsEmpty ? Value(function, x) : Derivatives.Gradient(function, x, gradient);
            },
            start, maxIterations);

    private static double Value<TFunction>(TFunction function, ReadOnlySpan<double> x) where TFunction : IFunction =>
        function.Value(MemoryMarshal.Cast<double, Float64>(x));
}
