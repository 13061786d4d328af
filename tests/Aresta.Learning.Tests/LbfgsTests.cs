using Aresta.Datasets;
using Aresta.Learning.Checkpoints;
using Aresta.Learning.Initializers;
using Aresta.Learning.Layers;
using Aresta.Learning.Losses;
using Aresta.Learning.Modules;
using Aresta.Learning.Optimizers;
using Aresta.Learning.Training;
using Aresta.Primitives;
using Aresta.Tensors;
using static Aresta.Numerics.Elementary;

namespace Aresta.Learning.Tests;

/// <summary>L-BFGS against its recursion with plain numbers, on functions with known minima, and in the trainer.</summary>
public class LbfgsTests
{
    private static readonly Tensor None = Tensor.Zeros(TensorType.Float64(1, 1));

    [Fact]
    public void Steps_without_a_search_are_those_of_the_two_loop_recursion()
    {
        // f = Σ cosh(kᵢ·wᵢ), so that gradients are of very different sizes.
        double[] k = [1, 2, 0.5], w = [0.7, -0.4, 1.1];
        var trainer = Of(w, x => Cosh(x * Value.Constant(k)).Sum(), new(0.8, History: 3, LineSearch: false));
        var (steps, changes) = (new List<double[]>(), new List<double[]>());
        double[] Gradient(double[] x) => [.. x.Select((number, i) => k[i] * Math.Sinh(k[i] * number))];
        for (var step = 0; step < 7; step++)
        {
            var g = Gradient(w);
            var q = g.ToArray();
            var factors = new double[steps.Count];
            for (var i = steps.Count - 1; i >= 0; i--)
            {
                factors[i] = Dot(steps[i], q) / Dot(steps[i], changes[i]);
                q = [.. q.Zip(changes[i], (a, b) => a - (factors[i] * b))];
            }

            var scale = steps.Count == 0 ? 1 : Dot(steps[^1], changes[^1]) / Dot(changes[^1], changes[^1]);
            q = [.. q.Select(a => scale * a)];
            for (var i = 0; i < steps.Count; i++)
            {
                var factor = factors[i] - (Dot(changes[i], q) / Dot(steps[i], changes[i]));
                q = [.. q.Zip(steps[i], (a, b) => a + (factor * b))];
            }

            var length = 0.8 * (step == 0 ? Math.Min(1, 1 / g.Sum(Math.Abs)) : 1);
            double[] next = [.. w.Zip(q, (a, b) => a - (length * b))];
            steps.Add([.. next.Zip(w, (a, b) => a - b)]);
            changes.Add([.. Gradient(next).Zip(g, (a, b) => a - b)]);
            if (steps.Count > 3)
            {
                steps.RemoveAt(0);
                changes.RemoveAt(0);
            }

            w = next;
            trainer.Step(None, None);
            for (var i = 0; i < w.Length; i++)
            {
                Assert.Equal(w[i], trainer.Weights["point"][i], 1e-11);
            }
        }
    }

    [Fact]
    public void Rosenbrock_s_valley_is_gone_through_to_its_end()
    {
        // J. J. Moré, B. S. Garbow, K. E. Hillstrom (1981), problem 1: the minimum is 0 at (1, 1).
        var trainer = Of(
            [-1.2, 1], x => (100 * Square(x[1] - Square(x[0]))) + Square(1 - x[0]), new());
        for (var step = 0; step < 60; step++)
        {
            trainer.Step(None, None);
        }

        Assert.Equal(1, trainer.Weights["point"][0], 1e-7);
        Assert.Equal(1, trainer.Weights["point"][1], 1e-7);
    }

    [Fact]
    public void A_quadratic_of_six_variables_takes_few_steps()
    {
        double[] curvatures = [1, 10, 100, 1000, 3, 30];
        var trainer = Of([1, 1, 1, 1, 1, 1], x => (Value.Constant(curvatures) * Square(x)).Sum() / 2, new(History: 6));
        double loss = 0;
        for (var step = 0; step < 70; step++)
        {
            loss = trainer.Step(None, None);
        }

        Assert.InRange(loss, 0, 1e-12);
    }

    [Fact]
    public void A_step_too_long_into_infinity_is_shortened()
    {
        var trainer = Of([1], x => (x - Log(x)).Sum() * 1e-3, new(Rate: 1e6));
        trainer.Step(None, None);
        Assert.True(double.IsFinite(trainer.Weights["point"][0]));
        for (var step = 0; step < 20; step++)
        {
            trainer.Step(None, None);
        }

        Assert.Equal(1, trainer.Weights["point"][0], 1e-5);
    }

    [Fact]
    public void At_a_minimum_nothing_moves()
    {
        var trainer = Of([0, 0], x => Square(x).Sum(), new());
        trainer.Step(None, None);
        Assert.Equal([0.0, 0.0], trainer.Weights["point"].ToDoubles());
    }

    [Fact]
    public void Digits_are_learned_to_the_same_bits_on_any_number_of_threads_and_across_a_checkpoint()
    {
        var images = Tensor.Of(Digits.Split.Train.FeaturesAsSingle()[..(300 * 64)], [300, 64]);
        var labels = Tensor.Vector(Digits.Split.Train.Labels[..300].ToArray());
        Trainer Begin(int threads) => new(
            new Sequential(new Dense(64, 16), new BatchNorm(16), Activation.Relu, new Dropout(0.1), new Dense(16, 10)),
            CommonLosses.CrossEntropy, new Lbfgs(), options: new() { Seed = 3, ThreadCount = threads, AverageDecay = 0.9 });
        var (one, three) = (Begin(1), Begin(3));
        double first = 0, last = 0;
        for (var step = 0; step < 20; step++)
        {
            last = one.Step(images, labels);
            first = step == 0 ? last : first;
            three.Step(images, labels);
        }

        Assert.True(last < 0.3 * first, $"{first} → {last}");
        Assert.Equal(one.Weights.Sha256(), three.Weights.Sha256());
        var directory = Directory.CreateTempSubdirectory("aresta-");
        try
        {
            one.Save(directory.FullName);
            var resumed = Begin(1);
            resumed.Load(directory.FullName);
            for (var step = 0; step < 5; step++)
            {
                one.Step(images, labels);
                resumed.Step(images, labels);
            }

            Assert.Equal(one.AveragedWeights.Sha256(), resumed.AveragedWeights.Sha256());
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Fact]
    public void Clipping_and_groups_are_refused()
    {
        foreach (var options in (TrainerOptions[])
            [new() { Clipping = new(Norm: 1) }, new() { Groups = [new(path => path == "bias", new Sgd())] }])
        {
            var error = Assert.Throws<ModelException>(
                () => new Trainer(new Dense(1, 1), CommonLosses.MeanSquared, new Lbfgs(), options: options));
            Assert.Equal("L-BFGS needs the whole gradient: no groups of parameters, and no clipping.", error.Message);
        }
    }

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();

    private static Trainer Of(double[] start, Func<Value, Value> function, Lbfgs method) => new(
        new Point(start.Length), (x, _) => function(x), method, new([new("point", start)]), new() { DType = DType.Float64 });

    // A model that only has weights.
    private sealed class Point : Layer
    {
        private readonly Parameter point;

        public Point(int length) => point = Trained("point", [length], new Filled(0));

        protected override Value Apply(Value input, ForwardPass pass) => pass[point];
    }
}
