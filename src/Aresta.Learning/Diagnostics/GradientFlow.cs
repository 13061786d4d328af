using Aresta.Execution;
using Aresta.Learning.Losses;
using Aresta.Learning.Modules;
using Aresta.Learning.Optimizers;
using Aresta.Learning.Training;
using Aresta.Tensors;

namespace Aresta.Learning.Diagnostics;

/// <summary>
/// A view into the gradients of a training: what flows back through each layer and each time step, and what the next step would do to each
/// parameter. It is the graph of the step with further outputs, compiled once for each type of batch; looking changes nothing.
/// </summary>
/// <remarks>Not to be used by several threads at once, nor while its trainer makes a step.</remarks>
public sealed class GradientFlow
{
    private const int PerCotangent = 5;
    private const int PerPrimal = 2;
    private const int PerParameter = 8;

    private readonly Trainer trainer;
    private readonly TrainingLayout layout;
    private readonly Dictionary<(TensorType, TensorType), (FlowGraph Graph, Plan Plan)> plans = [];

    /// <summary>A view into a training.</summary>
    /// <param name="trainer">The training.</param>
    public GradientFlow(Trainer trainer)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        this.trainer = trainer;
        layout = new(trainer.Model, trainer.Optimizer, trainer.Options);
    }

    /// <summary>How the gradient of a batch flows through a model with given weights.</summary>
    /// <param name="model">The model.</param>
    /// <param name="loss">The loss.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="batch">[examples, …]</param>
    /// <param name="target">[examples, …]</param>
    /// <param name="optimizer">What would make the step; plain gradient descent with a rate of 10⁻² unless given.</param>
    /// <exception cref="ModelException">The weights are not those of the model, or it cannot take the batch.</exception>
    public static FlowReport Of(Layer model, Loss loss, Weights weights, Tensor batch, Tensor target, Optimizer? optimizer = null)
    {
        ArgumentNullException.ThrowIfNull(weights);
        var dtype = weights.Values.FirstOrDefault()?.DType ?? DType.Float32;
        return new GradientFlow(new(model, loss, optimizer ?? new Sgd(), weights, new() { DType = dtype })).Look(batch, target);
    }

    /// <summary>How the gradient of a batch flows, as the next step would see it.</summary>
    /// <param name="batch">[examples, …]</param>
    /// <param name="target">[examples, …]</param>
    /// <exception cref="ModelException">The model cannot take the batch; the message names the layer.</exception>
    public FlowReport Look(Tensor batch, Tensor target)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(target);
        if (!plans.TryGetValue((batch.Type, target.Type), out var look))
        {
            var made = FlowGraph.Of(trainer.Model, trainer.Loss, layout, trainer.Options, batch.Type, target.Type);
            look = (made, made.Graph.Compile(new() { ThreadCount = trainer.Options.ThreadCount }));
            plans.Add((batch.Type, target.Type), look);
        }

        var next = trainer.StepCount + 1;
        var results = look.Plan.Run(
        [
            .. trainer.Kept.Select(kept => kept.Value), batch, target, Tensor.Scalar(trainer.Options.Seed), Tensor.Scalar((double)next),
            Tensor.Scalar(trainer.RateFactor * trainer.Options.Schedule.Factor(next)),
        ]);
        return Read(batch.Shape[0], look.Graph, results);
    }

    private FlowReport Read(int examples, FlowGraph graph, IReadOnlyList<Tensor> results)
    {
        var (at, primal) = (1, 1 + (PerCotangent * graph.Values.Count));
        List<LayerFlow> layers = [];
        foreach (var value in graph.Values)
        {
            var (dead, saturated) = value.IsSeen ? (results[primal].ToDouble(), results[primal + 1].ToDouble()) : (0, -1);
            primal += value.IsSeen ? PerPrimal : 0;
            layers.Add(new(
                value.Name, value.Module.ToString(), value.Loops > 0, value.IsCarried, Statistics(results, at), dead,
                saturated < 0 ? null : saturated));
            at += PerCotangent;
        }

        List<ParameterFlow> parameters = [];
        var trained = layout.Parameters.Index().Where(parameter => parameter.Item.Value.IsTrained).ToArray();
        var steps = primal + (PerParameter * trained.Length);
        foreach (var (index, (path, _)) in trained)
        {
            double Number(int i) => results[primal + i].ToDouble();
            var use = graph.Uses.ToList().FindIndex(use => use.Parameter == index);
            parameters.Add(new(
                path, Number(0), Number(1), Number(2), (long)Number(3),
                new(Number(4), Number(5), (long)Number(6), Bins(results[primal + 7], 0)),
                use < 0 ? [] : Statistics(results, steps + (PerCotangent * use))));
            primal += PerParameter;
        }

        return new(examples, results[0].ToDouble(), layers, parameters);
    }

    // Of each step, from five results.
    private static CotangentStatistics[] Statistics(IReadOnlyList<Tensor> results, int at)
    {
        var (norms, means, zeros, bad, bins) = (results[at], results[at + 1], results[at + 2], results[at + 3], results[at + 4]);
        return
        [
            .. Enumerable.Range(0, norms.Shape.Size).Select(step =>
                new CotangentStatistics(norms[step], means[step], zeros[step], (long)bad[step], Bins(bins, step))),
        ];
    }

    private static long[] Bins(Tensor bins, int row) =>
        [.. Enumerable.Range(0, Decades.Count).Select(bin => (long)bins[(row * Decades.Count) + bin])];
}
