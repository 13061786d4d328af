using Aresta.Execution;
using Aresta.Functions;
using Aresta.Graphs;
using Aresta.Learning.Losses;
using Aresta.Learning.Modules;
using Aresta.Learning.Optimizers;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;

namespace Aresta.Learning.Training;

/// <summary>
/// One step of training as a graph: loss, its gradient by all trained parameters, and the optimizer's update, compiled into one plan that
/// writes parameters, slots and states in place.
/// </summary>
/// <remarks>
/// inputs: trained parameters, their slots, states, batch, targets, seed, number of the step, rate;
/// outputs: loss, trained parameters, slots, states.
/// </remarks>
internal sealed class TrainingStep
{
    private readonly Layer model;
    private readonly Loss loss;
    private readonly Optimizer optimizer;
    private readonly Parameter[] parameters;
    private readonly int[] trained, states;

    /// <summary>The step of a model.</summary>
    public TrainingStep(Layer model, Loss loss, Optimizer optimizer)
    {
        (this.model, this.loss, this.optimizer) = (model, loss, optimizer);
        parameters = [.. model.Parameters.Select(parameter => parameter.Value)];
        trained = [.. Enumerable.Range(0, parameters.Length).Where(i => parameters[i].IsTrained)];
        states = [.. Enumerable.Range(0, parameters.Length).Where(i => !parameters[i].IsTrained)];
    }

    /// <summary>How many inputs come first that outputs replace: those of a run's memory.</summary>
    public int Kept => (trained.Length * (1 + optimizer.Slots.Count)) + states.Length;

    /// <summary>The tensors that a run replaces, in the order of the inputs: the given weights, and slots of zeros.</summary>
    public Tensor[] Begin(Weights weights)
    {
        Tensor[] given = [.. model.Parameters.Select(parameter => Own(weights[parameter.Key]))];
        return
        [
            .. trained.Select(i => given[i]),
            .. Enumerable.Range(0, optimizer.Slots.Count).SelectMany(_ => trained.Select(i => Tensor.Zeros(given[i].Type))),
            .. states.Select(i => given[i]),
        ];
    }

    /// <summary>The weights in the tensors of a run, copied.</summary>
    public Weights Weights(ReadOnlySpan<Tensor> kept)
    {
        var tensors = new Tensor[parameters.Length];
        for (var i = 0; i < trained.Length; i++)
        {
            tensors[trained[i]] = Own(kept[i]);
        }

        for (var i = 0; i < states.Length; i++)
        {
            tensors[states[i]] = Own(kept[kept.Length - states.Length + i]);
        }

        return new(model.Parameters.Select((parameter, i) => KeyValuePair.Create(parameter.Key, tensors[i])));
    }

    /// <summary>The plan for batches of given types.</summary>
    public Plan Compile(TensorType batch, TensorType target, DType dtype, int threads)
    {
        TensorType[] types = [.. parameters.Select(parameter => new TensorType(dtype, parameter.Shape))];
        var graph = Graph.Trace(
            inputs => Trace(inputs),
            [
                .. Enumerable.Range(0, 1 + optimizer.Slots.Count).SelectMany(_ => trained.Select(i => types[i])),
                .. states.Select(i => types[i]), batch, target, TensorType.Int64(), TensorType.Float64(), TensorType.Float64(),
            ],
            originBudget: 0);
        return graph.Compile(new() { ThreadCount = threads, Donations = [.. Enumerable.Range(0, Kept).Select(i => (i, i + 1))] });
    }

    private Values Trace(Value[] inputs)
    {
        var (count, slots) = (trained.Length, optimizer.Slots.Count);
        var values = new Value[parameters.Length];
        for (var i = 0; i < count; i++)
        {
            values[trained[i]] = inputs[i];
        }

        for (var i = 0; i < states.Length; i++)
        {
            values[states[i]] = inputs[(count * (1 + slots)) + i];
        }

        var numbers = new StepNumbers(inputs[^2], inputs[^1]);
        var pass = new ForwardPass(model, values, Randomness.Fold(inputs[^3], inputs[^2].ConvertTo(DType.Int64)));
        var cost = loss(model.Call(inputs[Kept], pass), inputs[Kept + 1]);
        var gradient = Gradient.Of(cost, [.. trained.Select(i => values[i])]);

        var kept = new Value[Kept];
        for (var i = 0; i < count; i++)
        {
            var (index, each) = (i, new Value[slots]);
            for (var slot = 0; slot < slots; slot++)
            {
                each[slot] = inputs[(count * (1 + slot)) + index];
            }

            (kept[i], each) = optimizer.Update(inputs[i], gradient[i], each, numbers);
            for (var slot = 0; slot < slots; slot++)
            {
                kept[(count * (1 + slot)) + index] = each[slot];
            }
        }

        for (var i = 0; i < states.Length; i++)
        {
            kept[(count * (1 + slots)) + i] = pass[parameters[states[i]]];
        }

        return (Value[])[cost, .. kept];
    }

    private static Tensor Own(Tensor tensor) => tensor.DType == DType.Float32
        ? Tensor.Of(tensor.AsSpan<float>().ToArray(), tensor.Shape)
        : Tensor.Of(tensor.AsSpan<double>().ToArray(), tensor.Shape);
}
