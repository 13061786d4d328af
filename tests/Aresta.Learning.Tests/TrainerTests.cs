using Aresta.Datasets;
using Aresta.Learning.Layers;
using Aresta.Learning.Losses;
using Aresta.Learning.Modules;
using Aresta.Learning.Optimizers;
using Aresta.Learning.Schedules;
using Aresta.Learning.Training;
using Aresta.Tensors;
using Aresta.Tests.Shared;

namespace Aresta.Learning.Tests;

public class TrainerTests
{
    private static readonly Tensor Images = Tensor.Of(Digits.Split.Train.FeaturesAsSingle()[..(300 * 64)], [300, 64]);
    private static readonly Tensor Labels = Tensor.Vector(Digits.Split.Train.Labels[..300].ToArray());

    private static Sequential Model => new(new Dense(64, 32), Activation.Relu, new Dropout(0.1), new Dense(32, 10));

    [Fact]
    public void Losses_fall_and_every_bit_follows_from_the_seed()
    {
        static Trainer Train(int threads)
        {
            var trainer = new Trainer(Model, CommonLosses.CrossEntropy, new Adam(0.01), options: new() { Seed = 7, ThreadCount = threads });
            var losses = Enumerable.Range(0, 30).Select(_ => trainer.Step(Images, Labels)).ToArray();
            Assert.True(losses[^1] < 0.5 * losses[0], $"{losses[0]} → {losses[^1]}");
            return trainer;
        }

        Assert.Equal(Train(1).Weights.Sha256(), Train(3).Weights.Sha256());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.3)]
    public void A_step_allocates_nothing_once_it_is_compiled(double dropped)
    {
        var trainer = new Trainer(
            new Sequential(new Dense(64, 32), new BatchNorm(32), Activation.Relu, new Dropout(dropped), new Dense(32, 10)),
            CommonLosses.CrossEntropy, new AdamW(),
            options: new() { ThreadCount = 1, Clipping = new(Norm: 1), AverageDecay = 0.9, Schedule = new OneCycle(100) });
        trainer.Step(Images, Labels);
        Allocations.None(() => trainer.Step(Images, Labels));
    }

    [Fact]
    public void A_hundred_thousand_steps_allocate_less_than_a_byte_each()
    {
        var trainer = new Trainer(
            new Sequential(new Dense(2, 3), Activation.Tanh, new Dropout(0.1), new Dense(3, 1)), CommonLosses.MeanSquared, new Adam(),
            options: new() { ThreadCount = 1 });
        var (x, y) = (Tensor.Of([1f, 2, 3, 4], [2, 2]), Tensor.Of([1f, 2], [2, 1]));
        trainer.Step(x, y);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var step = 0; step < 100_000; step++)
        {
            trainer.Step(x, y);
        }

        Assert.Equal(100_001, trainer.StepCount);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 99_999);
    }

    [Fact]
    public void Weights_are_copies()
    {
        var trainer = new Trainer(Model, CommonLosses.CrossEntropy, new Sgd(0.1));
        var before = trainer.Weights;
        var hash = before.Sha256();
        trainer.Step(Images, Labels);
        Assert.Equal(hash, before.Sha256());
        Assert.NotEqual(hash, trainer.Weights.Sha256());
    }

    [Theory, InlineData(1), InlineData(2), InlineData(5)]
    public void Parts_of_a_batch_add_up_to_its_gradient(int parts)
    {
        Weights After(int accumulation)
        {
            var trainer = Simple(new() { DType = DType.Float64, Accumulation = accumulation });
            trainer.Step(Column(1, 2, 3, 4, 5, 6, 7, 8, 9, 10), Column(2, 0, 1, 3, 1, 4, 1, 5, 9, 2));
            return trainer.Weights;
        }

        Assert.Equal(After(1)["weight"][0], After(parts)["weight"][0], 1e-12);
    }

    [Fact]
    public void Clipping_holds_the_norm_of_all_gradients()
    {
        // From w = b = 0: ∂loss/∂w = −2·mean(x·t) = −24, ∂loss/∂b = −2·mean(t) = −10.
        Weights After(Clipping clipping)
        {
            var trainer = Simple(new() { DType = DType.Float64, Clipping = clipping });
            trainer.Step(Column(2, 3), Column(3, 6 + 1));
            return trainer.Weights;
        }

        var (free, byNorm, byValue) = (After(new()), After(new(Norm: 1)), After(new(Value: 0.5)));
        var (w, b) = (free["weight"][0], free["bias"][0]);
        var norm = Math.Sqrt((w * w) + (b * b));
        Assert.Equal(w / norm, byNorm["weight"][0], 1e-14);
        Assert.Equal(b / norm, byNorm["bias"][0], 1e-14);
        Assert.Equal([0.5, 0.5], [byValue["weight"][0], byValue["bias"][0]]);
    }

    [Fact]
    public void Rates_follow_their_schedule_and_groups_their_own_optimizer()
    {
        var trainer = Simple(new()
        {
            DType = DType.Float64,
            Schedule = new StepDecay(1, 0.5),
            Groups = [new(path => path == "bias", new Sgd(0))],
        });
        var x = Column(1);
        double Gradient() => 2 * (trainer.Weights["weight"][0] - 1);
        var (first, w0) = (Gradient(), 0.0);
        trainer.Step(x, Column(1));
        var w1 = trainer.Weights["weight"][0];
        Assert.Equal(w0 - first, w1, 1e-15);
        var second = Gradient();
        trainer.Step(x, Column(1));
        Assert.Equal(w1 - (0.5 * second), trainer.Weights["weight"][0], 1e-15);
        Assert.Equal(0, trainer.Weights["bias"][0]);
    }

    [Fact]
    public void Averages_run_behind_the_weights()
    {
        var trainer = Simple(new() { DType = DType.Float64, AverageDecay = 0.75 });
        double average = 0;
        for (var i = 0; i < 3; i++)
        {
            trainer.Step(Column(1, 2), Column(0.25, 0.5));
            average = (0.75 * average) + (0.25 * trainer.Weights["weight"][0]);
            Assert.Equal(average, trainer.AveragedWeights["weight"][0], 1e-15);
        }
    }

    [Fact]
    public void Weights_of_another_model_are_refused_by_name()
    {
        var error = Assert.Throws<ModelException>(() =>
            new Trainer(Model, CommonLosses.CrossEntropy, new Sgd(), new Dense(3, 4).Initialize()));
        Assert.Equal("The model needs 0.weight: float32[32,64], but the weights have none.", error.Message);
    }

    [Fact]
    public void A_loss_that_is_no_number_is_refused()
    {
        var trainer = new Trainer(Model, (prediction, target) => prediction, new Sgd());
        var error = Assert.Throws<ModelException>(() => trainer.Step(Images, Labels));
        Assert.Contains("A loss is one number", error.Message, StringComparison.Ordinal);
    }

    // y = w·x + b from w = b = 0, by a rate of 1.
    private static Trainer Simple(TrainerOptions options) => new(
        new Dense(1, 1, initializer: new Initializers.Filled(0)), CommonLosses.MeanSquared, new Sgd(1),
        new([new("weight", Tensor.Zeros(TensorType.Float64(1, 1))), new("bias", Tensor.Zeros(TensorType.Float64(1)))]), options);

    private static Tensor Column(params double[] numbers) => Tensor.Of(numbers, [numbers.Length, 1]);
}
