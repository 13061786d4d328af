using Aresta.Functions;
using Aresta.Graphs;
using Aresta.Learning.Losses;
using Aresta.Learning.Modules;
using Aresta.Learning.Training;
using Aresta.Numerics.Rules;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;
using static Aresta.Numerics.Elementary;

namespace Aresta.Learning.Diagnostics;

/// <summary>
/// The graph of a training step with the cotangents of the layers' values and what the step would do to each parameter, as numbers: only
/// norms, means and counts leave it.
/// </summary>
/// <remarks>
/// Inputs as those of <see cref="TrainingStep"/>; outputs: loss, then those of <see cref="Cotangent"/> for each value of
/// <see cref="Values"/>, then those of <see cref="Primal"/> for each that can be read, then those of <see cref="Updates"/> for each
/// trained parameter, then those of <see cref="Cotangent"/> for each of <see cref="Uses"/>.
/// </remarks>
internal sealed class FlowGraph
{
    /// <summary>Where the derivative of σ or tanh is below a hundredth of its greatest value.</summary>
    private const double Flat = 0.01;

    private FlowGraph(Graph graph, IReadOnlyList<NamedValues.Found> values, IReadOnlyList<StepUses.Use> uses) =>
        (Graph, Values, Uses) = (graph, values, uses);

    public Graph Graph { get; }

    public IReadOnlyList<StepUses.Use> Uses { get; }

    public IReadOnlyList<NamedValues.Found> Values { get; }

    public static FlowGraph Of(Layer model, Loss loss, TrainingLayout layout, TrainerOptions options, TensorType batch, TensorType target)
    {
        TensorType[] types =
        [
            .. layout.Entries.Select(entry => entry.Type), batch, target, TensorType.Int64(), TensorType.Float64(), TensorType.Float64(),
        ];
        string[] names = [.. layout.Entries.Select(entry => entry.Name), "batch", "target", "seed", "step", "factor"];
        var count = layout.Parameters.Count;
        var forward = Graph.Trace(
            v =>
            {
                var pass = new ForwardPass(model, v[..count], Randomness.Fold(v[^3], v[^2].ConvertTo(DType.Int64)));
                return loss(model.Call(v[^5], pass), v[^4]);
            },
            types, names, originBudget: 0);
        var values = NamedValues.In(forward, model);
        int[] trained = [.. Enumerable.Range(0, count).Where(i => layout.Parameters[i].Value.IsTrained)];
        var uses = StepUses.In(forward, trained);
        var seen = values.Where(value => value.IsSeen).ToArray();
        var pulled = Pullback.At(
            NamedValues.Shown(forward, values), [.. values.Select(value => value.Name), .. uses.Select(use => use.Name)],
            [.. trained.Select(i => (Port)i)], 0);
        return new(
            Graph.Trace(
                v =>
                {
                    var results = pulled.Apply([.. v, Value.Filled(forward.Outputs[0].Type, 1)]).AsSpan();
                    var primals = results[1..(1 + seen.Length)];
                    var gradient = results[(1 + seen.Length)..^(values.Count + uses.Count)];
                    var cotangents = results[^(values.Count + uses.Count)..];
                    return (Values)(Value[])
                    [
                        results[0],
                        .. cotangents[..values.Count].ToArray().Zip(values).SelectMany(pair => Cotangent(pair.First, pair.Second.Loops)),
                        .. primals.ToArray().Zip(seen).SelectMany(pair => Primal(pair.First, pair.Second)),
                        .. Updates(v, gradient.ToArray(), trained, layout, options),
                        .. cotangents[values.Count..].ToArray().SelectMany(cotangent => Cotangent(cotangent, 1)),
                    ];
                },
                types, names, originBudget: 0),
            values, uses);
    }

    // Of each step: norm, mean, how many are 0, how many are not finite, histogram.
    private static Value[] Cotangent(Value cotangent, int loops)
    {
        var steps = cotangent.Shape.AsSpan()[..loops].ToArray().Aggregate(1, (product, length) => product * length);
        var size = cotangent.Shape.Size / Math.Max(steps, 1);
        var x = Value.Reshape(cotangent.ConvertTo(DType.Float64), [steps, size]);
        var magnitude = Abs(x);
        return
        [
            Sqrt(Square(x).Sum([1])), x.Mean([1]), Count(magnitude <= 0) / Math.Max(size, 1), Count(!(magnitude <= double.MaxValue)),
            Histogram(magnitude),
        ];
    }

    // Of each row, how many hold.
    private static Value Count(Value holds) => Value.Where(holds, Value.Filled(new(DType.Float64, holds.Shape), 1), 0).Sum([1]);

    // Of each row, how many magnitudes are in which power of ten.
    private static Value Histogram(Value magnitude)
    {
        var (steps, size) = (magnitude.Shape[0], magnitude.Shape[1]);
        var counted = Value.Where((magnitude <= double.MaxValue) & (magnitude > 0), Value.Filled(magnitude.Type, 1), 0);
        var decade = Clamp(Log10(Value.Where(counted > 0, magnitude, 1)) - Decades.Lowest, 0, Decades.Count - 1);
        var bin = decade.ConvertTo(DType.Int64) + (Operations.Iota(TensorType.Int64(steps, size)) * Decades.Count);
        return Value.Reshape(
            Value.Zeros(TensorType.Float64(steps * Decades.Count))
                .ScatterAdd(Value.Reshape(bin, [steps * size]), Value.Reshape(counted, [steps * size])),
            [steps, Decades.Count]);
    }

    // Which part of an example's numbers is 0 for all examples, and which part is where a sigmoid or tanh is flat (negative where it is
    // neither).
    private static Value[] Primal(Value value, NamedValues.Found found)
    {
        var x = value.ConvertTo(DType.Float64);
        var alive = x.Rank == 0 ? Abs(x) : Abs(x).Max(IntList.Range(Math.Min(1 + found.Loops, x.Rank)));
        var dead = Value.Where(alive <= 0, Value.Filled(alive.Type, 1), 0).Mean();
        var slope = found.Value.Node.Primitive switch
        {
            Unary<Sigmoid> => 4 * x * (1 - x),
            Unary<Tanh> => 1 - Square(x),
            _ => (Value?)null,
        };
        return
        [
            dead, slope is { } s ? Value.Where(s < Flat, Value.Filled(s.Type, 1), 0).Mean() : Value.Filled(TensorType.Float64(), -1),
        ];
    }

    // Of each trained parameter: norm of its gradient, of itself, of its update, and how many numbers of the gradient are not finite; then
    // of the update by the number that it is added to, where that is not 0: mean, zeros, non-finite numbers, histogram.
    private static IEnumerable<Value> Updates(
        Value[] inputs, Value[] gradient, int[] trained, TrainingLayout layout, TrainerOptions options)
    {
        var clipped = options.Clipping.Apply(gradient);
        for (var g = 0; g < trained.Length; g++)
        {
            var (i, optimizer) = (trained[g], layout.Optimizers[trained[g]]);
            var (weight, _) = optimizer.Update(
                inputs[i], clipped[g], [.. layout.Slots[i].Select(slot => inputs[slot])], new(inputs[^2], optimizer.Rate * inputs[^1]));
            yield return Norm(gradient[g]);
            yield return Norm(inputs[i]);
            var old = Value.Reshape(inputs[i].ConvertTo(DType.Float64), [1, inputs[i].Shape.Size]);
            var update = Value.Reshape(weight.ConvertTo(DType.Float64), old.Shape) - old;
            yield return Norm(update);
            yield return Count(!(Abs(Value.Reshape(gradient[g].ConvertTo(DType.Float64), old.Shape)) <= double.MaxValue)).Sum();
            var isSome = Abs(old) > 0;
            var ratio = Value.Where(isSome, Abs(update) / Value.Where(isSome, Abs(old), 1), 0);
            var some = Count(isSome).Sum();
            yield return ratio.Sum() / Value.Where(some > 0, some, 1);
            yield return (Count(Abs(update) <= 0) / Math.Max(old.Shape.Size, 1)).Sum();
            yield return Count(!(Abs(update) <= double.MaxValue)).Sum();
            yield return Histogram(ratio);
        }

        static Value Norm(Value x) => Sqrt(Square(x.ConvertTo(DType.Float64)).Sum());
    }
}
