using Aresta.Learning.Diagnostics;
using Aresta.Learning.Layers;
using Aresta.Learning.Losses;
using Aresta.Learning.Modules;
using Aresta.Learning.Optimizers;
using Aresta.Learning.Training;
using Aresta.Tensors;

namespace Aresta.Learning.Experiments;

/// <summary>
/// Why gates: a plain recurrent network, an LSTM or a GRU on the adding problem, its gradient over time looked at before and after training
/// (Bengio et al. 1994; Hochreiter and Schmidhuber 1997).
/// </summary>
public static class VanishingGradient
{
    private const int Examples = 2000;

    /// <summary>How many sequences a step sees.</summary>
    public const int Rows = 32;

    /// <summary>An error on other sequences at which the problem counts as solved: 6 % of that of a constant answer.</summary>
    public const double Solved = 0.01;

    // How often is looked whether it is solved.
    private const int Between = 250;

    /// <summary>Trains a recurrent layer with a dense one behind its last state, until the problem is solved.</summary>
    /// <param name="layer">The layer, of two inputs, with only its last state as result.</param>
    /// <param name="length">How long the sequences are.</param>
    /// <param name="budget">The most steps of training.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="threads">How many threads share the work; all unless given.</param>
    /// <param name="remember">The bias of the gate that keeps the state, as for <see cref="Begin"/>.</param>
    /// <param name="cancellation">Asked now and then.</param>
    public static VanishingOutcome Run(
        RecurrentLayer layer, int length, int budget = 4000, long seed = 0, int? threads = null, double remember = 1,
        CancellationToken cancellation = default)
    {
        var (train, test) = (new AddingProblem(length, Between * Rows, seed), Test(length, seed));
        var trainer = Begin(layer, seed, threads, remember);
        var flow = new GradientFlow(trainer);
        var (inputs, targets) = test.Take([.. Enumerable.Range(0, 64)]).All();
        var before = flow.Look(inputs, targets);
        var error = double.NaN;
        foreach (var epoch in trainer.Fit(train, new() { Epochs = (budget + Between - 1) / Between, BatchSize = Rows }, cancellation))
        {
            error = trainer.Evaluate(test).Loss;
            if (error < Solved)
            {
                break;
            }
        }

        return new(error, trainer.StepCount, before, flow.Look(inputs, targets));
    }

    /// <summary>The training before its first step.</summary>
    /// <param name="layer">As for <see cref="Run"/>.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="threads">How many threads share the work; all unless given.</param>
    /// <param name="remember">
    /// Of an LSTM or a GRU, at which bias the gate begins that keeps the state (Gers et al. 2000): at 1 it lets 73 % through in a step,
    /// at 3 it lets 95 % through.
    /// </param>
    public static Trainer Begin(RecurrentLayer layer, long seed = 0, int? threads = null, double remember = 3)
    {
        ArgumentNullException.ThrowIfNull(layer);
        var model = new Sequential(layer, new Dense(layer.Width, 1));
        return new(
            model, CommonLosses.MeanSquared, new Adam(0.01), Remembering(model.Initialize(seed), layer, remember),
            new() { Seed = seed, Clipping = new(Norm: 1), ThreadCount = threads ?? Environment.ProcessorCount });
    }

    /// <summary>The sequences that it is trained on.</summary>
    /// <param name="steps">How long they are.</param>
    /// <param name="seed">The seed.</param>
    public static AddingProblem Train(int steps, long seed = 0) => new(steps, Examples, seed);

    /// <summary>Other sequences.</summary>
    /// <param name="steps">How long they are.</param>
    /// <param name="seed">The seed.</param>
    public static AddingProblem Test(int steps, long seed = 0) => new(steps, 500, ~seed);

    // The second gate of both is the one that keeps.
    private static Weights Remembering(Weights weights, RecurrentLayer layer, double bias)
    {
        const string path = "0.input_bias";
        if (layer is Rnn)
        {
            return weights;
        }

        var biases = weights[path].AsSpan<float>().ToArray();
        biases.AsSpan(layer.Width, layer.Width).Fill((float)bias);
        return new(weights.Select(pair => pair.Key != path ? pair : new(path, Tensor.Of(biases, pair.Value.Shape))));
    }
}
