using System.Diagnostics;
using Aresta.Datasets;
using Aresta.Learning.Data;
using Aresta.Tensors;

namespace Aresta.Learning.Experiments;

/// <summary>What came of a training by gradient descent.</summary>
/// <param name="Mode">How gradients were found.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Loss">The loss of the last batch.</param>
/// <param name="Accuracy">The accuracy on the test part.</param>
/// <param name="Distance">How far its weights are from those of reverse mode, by the length of those.</param>
public sealed record ModesTraining(GradientMode Mode, double Seconds, double Loss, double Accuracy, double Distance)
{
    /// <summary>All ways.</summary>
    internal static IReadOnlyList<GradientMode> All { get; } =
        [GradientMode.Reverse, GradientMode.Forward, GradientMode.Numerical, GradientMode.NumericalSingle];

    /// <summary>The way's name.</summary>
    internal string Name => Mode.ToString();

    /// <summary>The same training in each way: the same weights in the beginning, the same batches.</summary>
    internal sealed class Course(int width, int steps, ExampleSource train, CancellationToken cancellation)
    {
        private const int Rows = 32;
        private const double Rate = 0.5;

        private double[]? reference;

        public ModesTraining Run(GradientMode mode)
        {
            var single = mode == GradientMode.NumericalSingle;
            var modes = new GradientModes(width, Rows, single ? DType.Float32 : DType.Float64);
            var weights = modes.Begin(0);
            var (start, loss) = (Stopwatch.GetTimestamp(), double.NaN);
            for (var step = 0; step < steps; step++)
            {
                var (inputs, targets) = train.Take([.. Enumerable.Range(step * Rows, Rows).Select(row => row % train.Count)]).All();
                loss = modes.Loss(weights, inputs, targets);
                var gradient = mode switch
                {
                    GradientMode.Reverse => modes.Reverse(weights, inputs, targets),
                    GradientMode.Forward => modes.Forward(weights, inputs, targets, cancellation),
                    _ => modes.Numerical(
                        weights, inputs, targets, single ? ModesComparison.BestStepSingle : ModesComparison.BestStep, cancellation),
                };
                weights = [.. weights.Zip(gradient, (w, g) => w - (Rate * g))];
            }

            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            reference ??= weights;
            return new(
                mode, seconds, loss, modes.Accuracy(weights, Examples.Of(Digits.Split.Test, 1 / 16.0)),
                ModesComparison.Distance(weights, reference));
        }
    }
}
