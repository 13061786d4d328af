using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Learning.Modules;
using Aresta.Tensors;

namespace Aresta.Learning.Prediction;

/// <summary>A trained model: what it makes of inputs, compiled once for each shape of a batch.</summary>
/// <remarks>Not to be used by several threads at once. There is nothing to dispose.</remarks>
public sealed class Predictor
{
    private readonly Layer model;
    private readonly Tensor[] weights;
    private readonly int threads;
    private readonly Dictionary<TensorType, Plan> plans = [];

    /// <summary>A model with weights.</summary>
    /// <param name="model">The model.</param>
    /// <param name="weights">Its weights.</param>
    /// <param name="threads">How many threads share the work; as many as there are processors unless given.</param>
    /// <exception cref="KeyNotFoundException">The weights of a parameter are missing.</exception>
    public Predictor(Layer model, Weights weights, int? threads = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(weights);
        (this.model, this.threads) = (model, threads ?? Environment.ProcessorCount);
        this.weights = [.. model.Parameters.Select(parameter => weights[parameter.Key])];
    }

    /// <summary>What the model makes of a batch.</summary>
    /// <param name="batch">[examples, …]</param>
    /// <exception cref="ModelException">The model cannot take the batch; the message names the layer.</exception>
    public Tensor Predict(Tensor batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (!plans.TryGetValue(batch.Type, out var plan))
        {
            var graph = Graph.Trace(
                v => model.Call(v[^1], new(model, v[..^1])), [.. weights.Select(weight => weight.Type), batch.Type], originBudget: 0);
            plans.Add(batch.Type, plan = graph.Compile(new() { ThreadCount = threads }));
        }

        return plan.Run([.. weights, batch])[0];
    }
}
