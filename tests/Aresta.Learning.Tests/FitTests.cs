using Aresta.Datasets;
using Aresta.Learning.Data;
using Aresta.Learning.Layers;
using Aresta.Learning.Losses;
using Aresta.Learning.Optimizers;
using Aresta.Learning.Prediction;
using Aresta.Learning.Training;
using Aresta.Tensors;

namespace Aresta.Learning.Tests;

public class FitTests
{
    private static readonly Examples Train = Examples.Of(Digits.Split.Train), Test = Examples.Of(Digits.Split.Test);

    [Fact]
    public void Digits_are_learned()
    {
        var trainer = Digit(new());
        var reports = trainer.Fit(Train, new() { Epochs = 8, BatchSize = 32, Validation = Test, Metrics = [Metrics.Accuracy] }).ToArray();
        Assert.Equal(8, reports.Length);
        Assert.True(reports[^1] is { IsLast: true, Epoch: 8 } && reports[^1].Step == 8 * 47);
        Assert.InRange(reports[^1].Validation!.Metrics[0], 0.95, 1);

        var (inputs, targets) = Test.All();
        var scores = new Predictor(trainer.Model, trainer.Weights).Predict(inputs);
        var right = Enumerable.Range(0, Test.Count)
            .Count(row => targets.Integer(row) == Enumerable.Range(0, 10).MaxBy(c => scores[(row * 10) + c]));
        Assert.Equal(reports[^1].Validation!.Metrics[0], (double)right / Test.Count, 1e-6);
    }

    [Fact]
    public void Training_stops_when_patience_ends()
    {
        // A rate of 0: the validation loss never falls again.
        var trainer = new Trainer(new Dense(64, 10), CommonLosses.CrossEntropy, new Sgd(0));
        var reports = trainer.Fit(Train, new() { Epochs = 50, Validation = Test, Patience = 2 }).ToArray();
        Assert.Equal(4, reports.Length);
        Assert.True(reports[^1].IsLast && !reports[^2].IsLast);
    }

    [Fact]
    public void Losses_of_an_epoch_are_means_over_examples_not_batches()
    {
        var trainer = new Trainer(new Dense(64, 10), CommonLosses.CrossEntropy, new Sgd(0));
        var report = trainer.Fit(Train, new() { Epochs = 1, BatchSize = 400 }).Single();
        Assert.Equal(trainer.Evaluate(Train).Loss, report.Loss, 1e-5);
    }

    [Fact]
    public void Epochs_are_shuffled_each_in_its_own_order_and_hold_every_example_once()
    {
        var source = new Examples(Tensor.Vector(Enumerable.Range(0, 100).ToArray()), Tensor.Vector(Enumerable.Range(0, 100).ToArray()));
        int[] Order(long? seed, int epoch, int skip = 0) =>
            [.. new Batches(source, 7, seed).Epoch(epoch, skip).SelectMany(batch => batch.Inputs.AsSpan<int>().ToArray())];
        Assert.Equal(Enumerable.Range(0, 100), Order(null, 1));
        Assert.Equal(Enumerable.Range(0, 100), Order(3, 1).Order());
        Assert.Equal(Order(3, 1), Order(3, 1));
        Assert.NotEqual(Order(3, 1), Order(3, 2));
        Assert.NotEqual(Order(3, 1), Order(4, 1));
        Assert.Equal(Order(3, 1)[28..], Order(3, 1, skip: 4));
        Assert.Equal(15, new Batches(source, 7).Count);
    }

    [Fact]
    public void A_split_divides_the_examples()
    {
        var (train, validation) = Train.Split(0.2, seed: 1);
        Assert.Equal((1200, 300), (train.Count, validation.Count));
        Assert.Throws<ArgumentOutOfRangeException>(() => train.Take([1200]));
    }

    [Fact]
    public void Progress_is_told_behind_every_step()
    {
        List<TrainingProgress> told = [];
        _ = Digit(new()).Fit(
            Train.Take([.. Enumerable.Range(0, 100)]), new() { Epochs = 2, BatchSize = 40, Progress = new Told(told) }).Count();
        Assert.Equal([(1, 1), (1, 2), (1, 3), (2, 1), (2, 2), (2, 3)], told.Select(each => (each.Epoch, each.Batch)));
        Assert.Equal(TimeSpan.Zero, told[^1].Left);
        Assert.All(told, each => Assert.True(each.ExamplesPerSecond > 0 && each.Batches == 3 && each.Epochs == 2));
    }

    private static Trainer Digit(TrainerOptions options) => new(
        new Sequential(new Dense(64, 64), Activation.Relu, new Dense(64, 10)), CommonLosses.CrossEntropy, new Adam(3e-3), options: options);

    private sealed class Told(List<TrainingProgress> told) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => told.Add(value);
    }
}
