using System.Diagnostics;
using Aresta.Datasets;
using Aresta.Learning.Data;
using Aresta.Tensors;

namespace Aresta.Learning.Experiments;

/// <summary>
/// Reverse against forward against numerical differentiation for training a network: what a gradient costs as parameters grow, how right
/// it is, and what comes of training with each. A network of one hidden layer with tanh on the digits, in batches of 32.
/// </summary>
/// <param name="Costs">For each size, what a gradient costs.</param>
/// <param name="Accuracies">For each step of the numerical derivative, how wrong it is.</param>
/// <param name="Trainings">What came of the trainings of the smallest network, by way.</param>
public sealed record ModesComparison(
    IReadOnlyList<ModesCost> Costs, IReadOnlyList<ModesAccuracy> Accuracies, IReadOnlyList<ModesTraining> Trainings)
{
    /// <summary>The step that is the best compromise for a central difference in float64: about the cube root of its epsilon.</summary>
    public const double BestStep = 2e-5;

    /// <summary>The same in float32.</summary>
    public const double BestStepSingle = 1e-2;

    private const int Rows = 32;

    /// <summary>
    /// Whether it came out as stated: at the largest size a gradient costs by reverse mode less than a tenth of the operations of forward
    /// mode and of differences; reverse and forward mode agree to 10⁻¹²; no step of a difference is as right as 10⁻¹¹, and in float32 none
    /// as 10⁻⁵; trainings by reverse and forward mode end in the same place to 10⁻⁹.
    /// </summary>
    public bool Holds => Costs.MaxBy(cost => cost.Parameters) is { } largest
        && largest.Flops.Reverse < 0.1 * Math.Min(largest.Flops.Forward, largest.Flops.Numerical)
        && Costs.All(cost => cost.Difference < 1e-12)
        && Accuracies.All(accuracy => accuracy.Double > 1e-11 && accuracy.Single > 1e-5)
        && Trainings.Single(training => training.Mode == GradientMode.Forward).Distance < 1e-9;

    /// <summary>Makes the experiment.</summary>
    /// <param name="widths">How many hidden units there are; the first is trained with.</param>
    /// <param name="steps">How many steps of training are made.</param>
    /// <param name="progress">Told behind each part.</param>
    /// <param name="cancellation">Asked now and then.</param>
    public static ModesComparison Run(
        IReadOnlyList<int> widths, int steps = 200, IProgress<ExperimentProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(widths);
        ArgumentOutOfRangeException.ThrowIfZero(widths.Count, nameof(widths));
        var train = Examples.Of(Digits.Split.Train, 1 / 16.0);
        var (done, count) = (0, widths.Count + 1 + ModesTraining.All.Count);
        var (inputs, targets) = train.Take([.. Enumerable.Range(0, Rows)]).All();
        List<ModesCost> costs = [];
        foreach (var width in widths)
        {
            costs.Add(Cost(new(width, Rows, DType.Float64), inputs, targets, cancellation));
            Tell(FormattableString.Invariant($"{costs[^1].Parameters} parameters"));
        }

        var accuracies = Accuracy(widths[0], inputs, targets);
        Tell("accuracy");
        var reference = new ModesTraining.Course(widths[0], steps, train, cancellation);
        List<ModesTraining> trainings = [];
        foreach (var mode in ModesTraining.All)
        {
            trainings.Add(reference.Run(mode));
            Tell(trainings[^1].Name);
        }

        return new(costs, accuracies, trainings);

        void Tell(string what) => progress?.Report(new(what, ++done, count));
    }

    private static ModesCost Cost(GradientModes modes, Tensor inputs, Tensor targets, CancellationToken cancellation)
    {
        var weights = modes.Begin(0);
        var (reverse, backward) = Timed(() => modes.Reverse(weights, inputs, targets));
        var (forward, along) = Timed(() => modes.Forward(weights, inputs, targets, cancellation));
        var (numerical, _) = Timed(() => modes.Numerical(weights, inputs, targets, BestStep, cancellation));
        return new(weights.Length, reverse, forward, numerical, modes.Flops, Distance(along, backward));
    }

    // The least time of at least three runs and a fifth of a second; of slow ones, of one.
    private static (double Seconds, double[] Result) Timed(Func<double[]> run)
    {
        var (result, least, whole) = (run(), double.PositiveInfinity, 0.0);
        for (var i = 0; i < 3 || whole < 0.2; i++)
        {
            var start = Stopwatch.GetTimestamp();
            result = run();
            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            (least, whole) = (Math.Min(least, seconds), whole + seconds);
            if (whole > 2)
            {
                break;
            }
        }

        return (least, result);
    }

    private static ModesAccuracy[] Accuracy(int width, Tensor inputs, Tensor targets)
    {
        var (wide, narrow) = (new GradientModes(width, Rows, DType.Float64), new GradientModes(width, Rows, DType.Float32));

        // At weights that float32 has, so that only the differences differ.
        double[] weights = [.. wide.Begin(0).Select(w => (double)(float)w)];
        var exact = wide.Reverse(weights, inputs, targets);
        return
        [
            .. Enumerable.Range(0, 23).Select(i => Math.Pow(10, -0.5 - (0.5 * i))).Select(step => new ModesAccuracy(
                step, Distance(wide.Numerical(weights, inputs, targets, step, default), exact),
                Distance(narrow.Numerical(weights, inputs, targets, step, default), exact))),
        ];
    }

    /// <summary>The length of the difference by that of the second.</summary>
    internal static double Distance(double[] found, double[] exact) =>
        Math.Sqrt(found.Zip(exact, (f, e) => (f - e) * (f - e)).Sum() / exact.Sum(e => e * e));
}
