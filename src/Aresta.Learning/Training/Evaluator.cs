using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Learning.Data;
using Aresta.Learning.Losses;
using Aresta.Learning.Modules;
using Aresta.Tensors;

namespace Aresta.Learning.Training;

/// <summary>Means of a loss and of metrics over examples, with the model as it predicts.</summary>
/// <param name="model">The model.</param>
/// <param name="loss">The loss.</param>
/// <param name="metrics">Further numbers.</param>
/// <param name="threads">How many threads share the work.</param>
public sealed class Evaluator(Layer model, Loss loss, IReadOnlyList<Metric> metrics, int threads)
{
    private readonly Dictionary<(TensorType, TensorType), Plan> plans = [];

    /// <summary>The means over all examples.</summary>
    /// <param name="weights">The weights, in the order of the model's parameters.</param>
    /// <param name="source">The examples.</param>
    /// <param name="batchSize">How many go through the model at once.</param>
    /// <exception cref="ModelException">The model cannot take the examples; the message names the layer.</exception>
    public Evaluation Run(IReadOnlyList<Tensor> weights, ExampleSource source, int batchSize = 256)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(weights);
        var sums = new double[1 + metrics.Count];
        foreach (var (inputs, targets) in new Batches(source, batchSize).Epoch(0))
        {
            if (!plans.TryGetValue((inputs.Type, targets.Type), out var plan))
            {
                plans.Add((inputs.Type, targets.Type), plan = Compile([.. weights.Select(w => w.Type), inputs.Type, targets.Type]));
            }

            var means = plan.Run([.. weights, inputs, targets]);
            for (var i = 0; i < sums.Length; i++)
            {
                sums[i] += means[i].ToDouble() * inputs.Shape[0];
            }
        }

        return new(sums[0] / source.Count, [.. sums[1..].Select(sum => sum / source.Count)]);
    }

    private Plan Compile(TensorType[] types) => Graph.Trace(
        v =>
        {
            var prediction = model.Call(v[^2], new(model, v[..^2]));
            return (Values)(Primitives.Value[])[loss(prediction, v[^1]), .. metrics.Select(metric => metric(prediction, v[^1]))];
        },
        types, originBudget: 0).Compile(new() { ThreadCount = threads });
}
