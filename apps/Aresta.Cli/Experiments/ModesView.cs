using Aresta.Cli.Training;
using Aresta.Cli.Wording;
using Aresta.Learning.Experiments;

namespace Aresta.Cli.Experiments;

/// <summary><c>aresta experiment modes</c>.</summary>
internal static class ModesView
{
    public static ExperimentView Make(TrainOptions options, ExperimentTexts said, IProgress<ExperimentProgress> progress)
    {
        int[] widths = options.Quick ? [4, 16, 64] : [8, 16, 64, 256];
        var made = ModesComparison.Run(widths, options.Quick ? 100 : 400, progress);
        var largest = made.Costs[^1];
        var outcome = !made.Holds ? said.NotAsStated : Texts.Format(
            said.ModesHolds, largest.Parameters, largest.Forward / largest.Reverse, largest.Numerical / largest.Reverse,
            made.Accuracies.Min(accuracy => accuracy.Double), made.Accuracies.Min(accuracy => accuracy.Single));
        return new("modes", said.Modes, said.ModesAsks, outcome, made.Holds)
        {
            Columns =
            [
                ("way", said.Way), ("parameters", said.Parameters), ("gradient_seconds", said.GradientTime),
                ("gradient_flops", said.GradientFlops), ("training_seconds", said.TrainingTime), ("loss", said.LastLoss),
                ("test_accuracy", said.TestAccuracy), ("distance", said.Distance),
            ],
            Rows =
            [
                .. made.Trainings.Select(training => Training(training, made.Costs[0], said)),
                .. made.Costs.Skip(1).SelectMany(cost => (IReadOnlyList<Entry>[])
                [
                    Cost(said.Reverse, cost, cost.Reverse, cost.Flops.Reverse), Cost(said.Forward, cost, cost.Forward, cost.Flops.Forward),
                    Cost(said.Numerical, cost, cost.Numerical, cost.Flops.Numerical),
                ]),
            ],
            Charts =
            [
                (new(said.Cost, said.ParametersAxis, said.SecondsAxis,
                [
                    new(said.Reverse, [.. made.Costs.Select(cost => ((double)cost.Parameters, cost.Reverse))], 1, HasDots: true),
                    new(said.Forward, [.. made.Costs.Select(cost => ((double)cost.Parameters, cost.Forward))], 2, HasDots: true),
                    new(said.Numerical, [.. made.Costs.Select(cost => ((double)cost.Parameters, cost.Numerical))], 0, HasDots: true),
                ]) { IsLogX = true, IsLogY = true }, said.CostSays),
                (new(said.Accuracy, said.StepAxis, said.WrongAxis,
                [
                    new(said.NumericalSingle, [.. made.Accuracies.Select(accuracy => (accuracy.Step, accuracy.Single))], 0, IsDashed: true),
                    new(said.Numerical, [.. made.Accuracies.Select(accuracy => (accuracy.Step, accuracy.Double))], 0),
                    new(said.Exact, [.. made.Accuracies.Select(accuracy => (accuracy.Step, made.Costs[0].Difference))], 1),
                ]) { IsLogX = true, IsLogY = true }, said.AccuracySays),
            ],
        };
    }

    private static Entry[] Cost(string way, ModesCost cost, double seconds, double flops) =>
        [new(way), Numbers.Whole(cost.Parameters), Numbers.Seconds(seconds), Numbers.Rounded(flops), new(""), new(""), new(""), new("")];

    private static Entry[] Training(ModesTraining training, ModesCost cost, ExperimentTexts said)
    {
        var (way, seconds, flops) = training.Mode switch
        {
            GradientMode.Reverse => (said.Reverse, cost.Reverse, cost.Flops.Reverse),
            GradientMode.Forward => (said.Forward, cost.Forward, cost.Flops.Forward),
            GradientMode.Numerical => (said.Numerical, cost.Numerical, cost.Flops.Numerical),
            _ => (said.NumericalSingle, double.NaN, cost.Flops.Numerical),
        };
        return
        [
            new(way), Numbers.Whole(cost.Parameters), double.IsNaN(seconds) ? new("") : Numbers.Seconds(seconds), Numbers.Rounded(flops),
            Numbers.Seconds(training.Seconds), Numbers.Fixed(training.Loss), Numbers.Percent(training.Accuracy),
            Numbers.Rounded(training.Distance),
        ];
    }
}
