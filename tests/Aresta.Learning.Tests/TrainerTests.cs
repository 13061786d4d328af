using Aresta.Datasets;
using Aresta.Learning.Layers;
using Aresta.Learning.Losses;
using Aresta.Learning.Optimizers;
using Aresta.Learning.Training;
using Aresta.Tensors;

namespace Aresta.Learning.Tests;

public class TrainerTests
{
    private static readonly Tensor Images = Tensor.Of(Digits.Split.Train.FeaturesAsSingle(), [1500, 64]);
    private static readonly Tensor Labels = Tensor.Vector(Digits.Split.Train.Labels.ToArray());

    [Fact]
    public void Losses_fall_and_every_bit_follows_from_the_seed()
    {
        static Trainer Train(int threads)
        {
            var model = new Sequential(new Dense(64, 32), Activation.Relu, new Dropout(0.1), new Dense(32, 10));
            var trainer = new Trainer(model, CommonLosses.CrossEntropy, new Adam(0.01), options: new() { Seed = 7, ThreadCount = threads });
            var first = trainer.Step(Images, Labels);
            for (var i = 0; i < 30; i++)
            {
                trainer.Step(Images, Labels);
            }

            Assert.True(trainer.Step(Images, Labels) < 0.8 * first);
            return trainer;
        }

        Assert.Equal(Train(1).Weights.Sha256(), Train(3).Weights.Sha256());
    }
}
