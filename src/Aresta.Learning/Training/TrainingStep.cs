using Aresta.Execution;
using Aresta.Functions;
using Aresta.Graphs;
using Aresta.Learning.Losses;
using Aresta.Learning.Modules;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;

namespace Aresta.Learning.Training;

/// <summary>
/// One step of training as a graph: loss, its gradient by all trained parameters, and the optimizers' updates, compiled into one plan that
/// writes all that is kept in place.
/// </summary>
/// <remarks>
/// Inputs: what is kept (<see cref="TrainingLayout"/>), batch, targets, seed, number of the step, factor of the rates;
/// outputs: loss, what is kept.
/// </remarks>
internal sealed class TrainingStep(Layer model, Loss loss, TrainingLayout layout, TrainerOptions options)
{
    private int Kept => layout.Entries.Count;

    /// <summary>The graph for batches of given types.</summary>
    /// <exception cref="ModelException">The model or the loss cannot take them.</exception>
    public Graph Graph(TensorType batch, TensorType target) => Graphs.Graph.Trace(
        Trace,
        [.. layout.Entries.Select(entry => entry.Type), batch, target, TensorType.Int64(), TensorType.Float64(), TensorType.Float64()],
        [.. layout.Entries.Select(entry => entry.Name), "batch", "target", "seed", "step", "factor"],
        originBudget: 0);

    /// <summary>The plan for batches of given types.</summary>
    /// <exception cref="ModelException">The model or the loss cannot take them.</exception>
    public Plan Compile(TensorType batch, TensorType target) => Graph(batch, target).Compile(
        new() { ThreadCount = options.ThreadCount, Donations = [.. Enumerable.Range(0, Kept).Select(i => (i, i + 1))] });

    /// <summary>
    /// The loss, its gradient by the trained parameters, and all parameters after the pass, which may have written states.
    /// </summary>
    /// <exception cref="ModelException">The model or the loss cannot take the batch.</exception>
    public (Value Cost, Value[] Gradient, Value[] Kept) Differentiate(Value[] parameters, Value batch, Value target, Value key) =>
        options.Accumulation == 1 ? Whole(parameters, batch, target, key) : InParts(parameters, batch, target, key);

    private Values Trace(Value[] inputs)
    {
        var (number, factor) = (inputs[^2], inputs[^1]);
        var key = Randomness.Fold(inputs[^3], number.ConvertTo(DType.Int64));
        Value[] parameters = inputs[..layout.Parameters.Count];
        var (cost, gradient, kept) = Differentiate(parameters, inputs[Kept], inputs[Kept + 1], key);
        gradient = options.Clipping.Apply(gradient);

        var next = new Value[Kept];
        for (var (i, g) = (0, 0); i < parameters.Length; i++)
        {
            if (!layout.Parameters[i].Value.IsTrained)
            {
                next[i] = kept[i];
                continue;
            }

            var optimizer = layout.Optimizers[i];
            var (weight, slots) = optimizer.Update(
                parameters[i], gradient[g++], [.. layout.Slots[i].Select(slot => inputs[slot])], new(number, optimizer.Rate * factor));
            next[i] = weight;
            for (var slot = 0; slot < slots.Length; slot++)
            {
                next[layout.Slots[i][slot]] = slots[slot];
            }

            if (layout.Averages is { } averages && options.AverageDecay is { } decay)
            {
                next[averages[i]] = (decay * inputs[averages[i]]) + ((1 - decay) * weight);
            }
        }

        return (Value[])[cost, .. next];
    }

    private (Value Cost, Value[] Gradient, Value[] Kept) Whole(Value[] parameters, Value batch, Value target, Value key)
    {
        var pass = new ForwardPass(model, parameters, key);
        var cost = loss(model.Call(batch, pass), target);
        if (cost.Rank != 0)
        {
            throw new ModelException("", $"A loss is one number, the mean over the examples, but it gave {cost}.");
        }

        return (
            cost,
            Gradient.Of(cost, [.. parameters.Where((_, i) => layout.Parameters[i].Value.IsTrained)]),
            [.. layout.Parameters.Select(parameter => pass[parameter.Value])]);
    }

    // Parts of the batch, one after the other: means of losses and gradients, and states handed on.
    private (Value Cost, Value[] Gradient, Value[] Kept) InParts(Value[] parameters, Value batch, Value target, Value key)
    {
        var (parts, examples) = (options.Accumulation, batch.Shape[0]);
        if (examples % parts != 0 || target.Rank == 0 || target.Shape[0] != examples)
        {
            throw new ModelException("", FormattableString.Invariant($"{examples} examples cannot be divided into {parts} equal parts."));
        }

        Value Divided(Value x) => Value.Reshape(x, [parts, examples / parts, .. x.Shape.AsSpan()[1..]]);
        int[] trained = [.. Enumerable.Range(0, parameters.Length).Where(i => layout.Parameters[i].Value.IsTrained)];
        int[] states = [.. Enumerable.Range(0, parameters.Length).Except(trained)];
        var zero = Value.Zeros(new(options.DType, Shape.Scalar));
        var (last, _) = Flow.Scan(
            [zero, .. trained.Select(i => Value.Zeros(parameters[i].Type)), .. states.Select(i => parameters[i])],
            [Divided(batch), Divided(target), Randomness.Split(key, parts)],
            (sums, part) =>
            {
                Value[] current = [.. parameters];
                for (var i = 0; i < states.Length; i++)
                {
                    current[states[i]] = sums[1 + trained.Length + i];
                }

                var (cost, gradient, after) = Whole(current, part[0], part[1], part[2]);
                return (
                    (Value[])
                    [
                        sums[0] + cost, .. gradient.Select((g, i) => sums[1 + i] + g), .. states.Select(i => after[i]),
                    ],
                    (Value[])[]);
            });
        Value[] kept = [.. parameters];
        for (var i = 0; i < states.Length; i++)
        {
            kept[states[i]] = last[1 + trained.Length + i];
        }

        return (last[0] / parts, [.. trained.Select((_, i) => last[1 + i] / parts)], kept);
    }
}
