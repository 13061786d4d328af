using Aresta.Learning.Experiments;

namespace Aresta.Learning.Tests;

/// <summary>The stated outcomes of the experiments on depth and on the modes of differentiation.</summary>
public class ExperimentTests
{
    [Fact]
    public void Depth_kills_sigmoid_and_not_relu_with_the_right_weights()
    {
        var told = new Told();
        var outcome = DepthComparison.Run([2, 10, 20], epochs: 20, seeds: 1, told);
        Assert.True(outcome.Holds);
        Assert.Equal(12, outcome.Rows.Count);
        DepthRow Row(string activation, string initializer, int depth) =>
            outcome.Rows.Single(row => (row.Activation, row.Initializer, row.Depth) == (activation, initializer, depth));

        // A sigmoid's slope is a quarter at most, and He's weights are greater than Glorot's here: neither helps.
        Assert.True(Row("sigmoid", "He", 20).Left < 1e-6 && Row("sigmoid", "Glorot", 20).Left < 1e-6);

        // Relu drops half of the gradient's square at each layer, which He makes up for, and Glorot does not.
        Assert.InRange(Row("relu", "He", 20).Left, 0.05, 20);
        Assert.InRange(Row("relu", "Glorot", 20).Left / Row("relu", "He", 20).Left, 0.1 * Math.Pow(2, -9.5), 10 * Math.Pow(2, -9.5));
        Assert.Equal(20, Row("relu", "He", 20).Norms.Count);
        Assert.True(Row("relu", "He", 20).Accuracy > Row("relu", "Glorot", 20).Accuracy);
        Assert.Equal(Enumerable.Range(1, 12), told.Progress.Select(progress => progress.Done));
        Assert.All(told.Progress, progress => Assert.Equal(12, progress.Count));
    }

    [Fact]
    public void Reverse_mode_costs_least_and_differences_are_wrong_at_every_step()
    {
        var outcome = ModesComparison.Run([4, 16], steps: 30);
        Assert.True(outcome.Holds);
        Assert.Equal([310, 1210], outcome.Costs.Select(cost => cost.Parameters));

        // Forward mode and differences grow with the parameters twice, the loss and how many there are; reverse mode once.
        var (small, large) = (outcome.Costs[0].Flops, outcome.Costs[1].Flops);
        Assert.InRange(large.Reverse / small.Reverse, 1, 1210.0 / 310);
        Assert.True(large.Forward / small.Forward > 1210.0 / 310 && large.Numerical / small.Numerical > 1210.0 / 310);

        // The error of a difference has a least value: the square of the step on one side, rounding by the step on the other.
        var errors = outcome.Accuracies;
        var best = errors.MinBy(accuracy => accuracy.Double)!;
        Assert.InRange(best.Step, 1e-6, 1e-4);
        Assert.InRange(errors.MinBy(accuracy => accuracy.Single)!.Step, 1e-3, 1e-1);
        Assert.True(errors[0].Double > 1e4 * best.Double && errors[^1].Double > 1e4 * best.Double);
        Assert.Equal(4, outcome.Trainings.Count);
        Assert.InRange(outcome.Trainings.Single(training => training.Mode == GradientMode.NumericalSingle).Distance, 1e-7, 1e-2);
    }

    private sealed class Told : IProgress<ExperimentProgress>
    {
        public List<ExperimentProgress> Progress { get; } = [];

        public void Report(ExperimentProgress value) => Progress.Add(value);
    }
}
