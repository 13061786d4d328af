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

    /// <summary>Trains a recurrent layer with a dense one behind its last state.</summary>
    /// <param name="layer">
    /// The layer, of two inputs, with only its last state as result. Of an LSTM or a GRU the bias of the gate that keeps the state begins
    /// at 3, so that it begins with a memory (Gers et al. 2000).
    /// </param>
    /// <param name="steps">How long the sequences are.</param>
    /// <param name="epochs">How many times to go through the examples.</param>
    /// <param name="seed">The seed.</param>
    public static VanishingOutcome Run(RecurrentLayer layer, int steps, int epochs, long seed = 0)
    {
        var (train, test) = (Train(steps, seed), Test(steps, seed));
        var trainer = Begin(layer, seed);
        var flow = new GradientFlow(trainer);
        var (inputs, targets) = test.Take([.. Enumerable.Range(0, 64)]).All();
        var before = flow.Look(inputs, targets);
        foreach (var _ in trainer.Fit(train, new() { Epochs = epochs, BatchSize = Rows }))
        {
        }

        return new(trainer.Evaluate(test).Loss, before, flow.Look(inputs, targets));
    }

    /// <summary>The training before its first step.</summary>
    /// <param name="layer">As for <see cref="Run"/>.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="threads">How many threads share the work; all unless given.</param>
    public static Trainer Begin(RecurrentLayer layer, long seed = 0, int? threads = null)
    {
        ArgumentNullException.ThrowIfNull(layer);
        var model = new Sequential(layer, new Dense(layer.Width, 1));
        return new(
            model, CommonLosses.MeanSquared, new Adam(0.01), Remembering(model.Initialize(seed), layer),
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
    private static Weights Remembering(Weights weights, RecurrentLayer layer) => layer is Rnn ? weights : new(weights.Select(pair =>
    {
        if (pair.Key != "0.input_bias")
        {
            return pair;
        }

        var bias = pair.Value.AsSpan<float>().ToArray();
        bias.AsSpan(layer.Width, layer.Width).Fill(3);
        return new(pair.Key, Tensor.Of(bias, pair.Value.Shape));
    }));
}
