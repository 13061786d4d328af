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
    private const int Rows = 32;

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
        ArgumentNullException.ThrowIfNull(layer);
        var model = new Sequential(layer, new Dense(layer.Width, 1));
        var (train, test) = (new AddingProblem(steps, Examples, seed), new AddingProblem(steps, 500, ~seed));
        var trainer = new Trainer(
            model, CommonLosses.MeanSquared, new Adam(0.01), Remembering(model.Initialize(seed), layer),
            new() { Seed = seed, Clipping = new(Norm: 1) });
        var flow = new GradientFlow(trainer);
        var (inputs, targets) = test.Take([.. Enumerable.Range(0, 64)]).All();
        var before = flow.Look(inputs, targets);
        foreach (var _ in trainer.Fit(train, new() { Epochs = epochs, BatchSize = Rows }))
        {
        }

        return new(trainer.Evaluate(test).Loss, before, flow.Look(inputs, targets));
    }

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
