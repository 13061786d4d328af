using Aresta.Datasets;
using Aresta.Learning.Data;
using Aresta.Learning.Diagnostics;
using Aresta.Learning.Initializers;
using Aresta.Learning.Layers;
using Aresta.Learning.Losses;
using Aresta.Learning.Modules;
using Aresta.Learning.Optimizers;
using Aresta.Learning.Training;

namespace Aresta.Learning.Experiments;

/// <summary>
/// Initialization and depth: networks of 2 to 50 hidden layers of 32 units on the digits, with sigmoid or relu and weights of Glorot or He
/// (Glorot and Bengio 2010; He et al. 2015); how their gradient changes on its way, and whether they learn.
/// </summary>
/// <param name="Rows">For each activation, initializer and depth, what came of it.</param>
public sealed record DepthComparison(IReadOnlyList<DepthRow> Rows)
{
    /// <summary>From which depth on sigmoid is said to vanish.</summary>
    public const int Deep = 10;

    private const int Width = 32;
    private const int BatchSize = 32;

    /// <summary>
    /// Whether it came out as stated: from <see cref="Deep"/> layers on, the gradient of sigmoid networks shrinks by a factor of a thousand
    /// or more with either initializer, and they do not learn; with relu and He it changes by less than a thousand at any depth, less than
    /// with relu and Glorot where layers are many, and networks of up to 20 layers learn.
    /// </summary>
    public bool Holds => Rows.All(row => row switch
    {
        { Activation: "sigmoid", Depth: >= Deep } => row.Left < 1e-3 && row.Accuracy < 0.5,
        { Activation: "relu", Initializer: "He" } => row.Left is > 1e-3 and < 1e3 && (row.Depth > 20 || row.Accuracy > 0.85),
        { Activation: "relu", Depth: >= 20 } => Rows.FirstOrDefault(other =>
            other is { Activation: "relu", Initializer: "He" } && other.Depth == row.Depth)?.Left > 10 * row.Left,
        _ => true,
    });

    /// <summary>Makes the experiment.</summary>
    /// <param name="depths">How many hidden layers there are.</param>
    /// <param name="epochs">How many times each network goes through the digits.</param>
    /// <param name="seeds">How many networks there are of each; medians are given.</param>
    /// <param name="progress">Told behind each training.</param>
    /// <param name="cancellation">Asked now and then.</param>
    public static DepthComparison Run(
        IReadOnlyList<int> depths, int epochs = 10, int seeds = 3, IProgress<ExperimentProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(depths);
        ArgumentOutOfRangeException.ThrowIfLessThan(seeds, 1);
        var split = Digits.Split;
        var (train, test) = (Examples.Of(split.Train, 1 / 16.0), Examples.Of(split.Test, 1 / 16.0));
        (string Activation, string Initializer, int Depth, int Seed)[] trials =
        [
            .. from depth in depths.OrderDescending() from activation in (string[])["sigmoid", "relu"]
               from initializer in (string[])["Glorot", "He"] from seed in Enumerable.Range(0, seeds)
               select (activation, initializer, depth, seed),
        ];
        var rows = Trials.Run(
            trials,
            trial =>
            {
                var model = Model(trial.Activation, trial.Initializer, trial.Depth);
                var trainer = new Trainer(
                    model, CommonLosses.CrossEntropy, new Adam(0.002),
                    options: new() { Seed = trial.Seed, ThreadCount = 1, Clipping = new(Norm: 1) });
                var (inputs, targets) = train.Take([.. Enumerable.Range(0, 256)]).All();
                var flow = new GradientFlow(trainer).Look(inputs, targets);
                foreach (var _ in trainer.Fit(train, new() { Epochs = epochs, BatchSize = BatchSize }, cancellation))
                {
                }

                // Dense layers and activations alternate: the gradient behind each dense one, without that of the logits.
                double[] norms = [.. flow.Layers.Where((_, i) => i % 2 == 0).Take(trial.Depth).Select(layer => layer.Norm)];
                var evaluation = trainer.Evaluate(test, Metrics.Accuracy);
                return new DepthRow(
                    trial.Activation, trial.Initializer, trial.Depth, norms[0] / norms[^1], norms, evaluation.Loss, evaluation.Metrics[0]);
            },
            trial => FormattableString.Invariant($"{trial.Activation}, {trial.Initializer}, {trial.Depth}, seed {trial.Seed}"), progress,
            cancellation);
        return new(
        [
            .. from row in rows group row by (row.Activation, row.Initializer, row.Depth) into same
               orderby same.Key.Activation descending, same.Key.Initializer, same.Key.Depth
               select new DepthRow(
                   same.Key.Activation, same.Key.Initializer, same.Key.Depth, Trials.Median(same.Select(row => row.Left)),
                   [.. Enumerable.Range(0, same.Key.Depth).Select(i => Trials.Median(same.Select(row => row.Norms[i])))],
                   Trials.Median(same.Select(row => row.Loss)), Trials.Median(same.Select(row => row.Accuracy))),
        ]);
    }

    private static Sequential Model(string activation, string initializer, int depth)
    {
        List<Layer> layers = [];
        for (var i = 0; i < depth; i++)
        {
            layers.Add(new Dense(i == 0 ? 64 : Width, Width, bias: false, initializer: initializer == "He" ? new He() : new Glorot()));
            layers.Add(activation == "relu" ? Activation.Relu : Activation.Sigmoid);
        }

        layers.Add(new Dense(Width, 10));
        return new(layers.ToArray());
    }
}
