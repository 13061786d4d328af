using Aresta.Execution;
using Aresta.Functions;
using Aresta.Graphs;
using Aresta.Learning.Optimizers;
using Aresta.Primitives;
using Aresta.Tensors;
using static Aresta.Numerics.Elementary;

namespace Aresta.Learning.Training;

/// <summary>
/// A step of <see cref="Lbfgs"/> for batches of given types, as two plans: one gives gradient and direction, one goes some way along the
/// direction, as often as the search asks. Between them only numbers are looked at. What is kept changes places instead of being copied.
/// </summary>
internal sealed class QuasiNewton
{
    private readonly TrainingStep step;
    private readonly TrainingLayout layout;
    private readonly Lbfgs method;
    private readonly int[] trained, averaged;
    private readonly Plan direct, advance;
    private readonly Tensor[] directInputs, directOutputs, advanceInputs, advanceOutputs;
    private readonly Tensor length = Tensor.Scalar(0.0);
    private readonly WolfeSearch search;
    private double tried;

    public QuasiNewton(TrainingStep step, TrainingLayout layout, TrainerOptions options, Lbfgs method, TensorType batch, TensorType target)
    {
        (this.step, this.layout, this.method) = (step, layout, method);
        trained = [.. Enumerable.Range(0, layout.Parameters.Count).Where(i => layout.Parameters[i].Value.IsTrained)];
        averaged = layout.Averages is { } averages ? [.. trained.Select(i => averages[i])] : [];
        TensorType[] kept = [.. layout.Entries.Select(entry => entry.Type)];
        TensorType[] moved = [.. trained.Select(i => kept[i])];
        TensorType[] data = [batch, target, TensorType.Int64(), TensorType.Float64()];
        var directing = Graph.Trace(Direct, [.. kept, .. data], originBudget: 0);
        var advancing = Graph.Trace(
            v => Advance(v, options.AverageDecay), [.. kept, .. moved, .. moved, .. data, TensorType.Float64()], originBudget: 0);
        direct = directing.Compile(new() { ThreadCount = options.ThreadCount });
        advance = advancing.Compile(new() { ThreadCount = options.ThreadCount });
        (directInputs, directOutputs) = (new Tensor[kept.Length + data.Length], Room(directing));
        (advanceInputs, advanceOutputs) = (new Tensor[advancing.Inputs.Length], Room(advancing));
        search = new(t =>
        {
            Go(t);
            return (advanceOutputs[0].ToDouble(), advanceOutputs[1].ToDouble());
        });

        static Tensor[] Room(Graph graph) => [.. graph.Outputs.Select(output => Tensor.Zeros(output.Type))];
    }

    /// <summary>Makes a step.</summary>
    /// <param name="kept">All that is kept, replaced by what it is after the step.</param>
    /// <param name="data">Batch, target, seed and number of the step.</param>
    /// <param name="factor">By what the rate is multiplied.</param>
    /// <returns>The loss before it.</returns>
    public double Run(Tensor[] kept, ReadOnlySpan<Tensor> data, double factor)
    {
        var loss = FindDirection(kept, data);
        if (!(directOutputs[1].ToDouble() < 0))
        {
            Forget(kept);
            FindDirection(kept, data);
        }

        var (slope, first) = (directOutputs[1].ToDouble(), method.Rate * factor * directOutputs[2].ToDouble());
        if (!(slope < 0) || !double.IsFinite(loss) || !double.IsFinite(slope))
        {
            return loss;
        }

        kept.CopyTo(advanceInputs, 0);
        directOutputs.AsSpan(3, 2 * trained.Length).CopyTo(advanceInputs.AsSpan(kept.Length));
        data.CopyTo(advanceInputs.AsSpan(kept.Length + (2 * trained.Length)));
        advanceInputs[^1] = length;
        var epsilon = kept.Length > 0 && kept[0].DType == DType.Float32 ? 1.2e-7 : 2.3e-16;
        var found = method.LineSearch ? search.Find(loss, slope, first, 2 * epsilon * Math.Abs(loss)) : first;
        if (found == 0)
        {
            Forget(kept);
            return loss;
        }

        if (found != tried || !method.LineSearch)
        {
            Go(found);
        }

        Accept(kept);
        return loss;
    }

    private double FindDirection(Tensor[] kept, ReadOnlySpan<Tensor> data)
    {
        kept.CopyTo(directInputs, 0);
        data.CopyTo(directInputs.AsSpan(kept.Length));
        direct.Run(directInputs, directOutputs);
        return directOutputs[0].ToDouble();
    }

    private void Go(double t)
    {
        length.AsSpan<double>()[0] = tried = t;
        advance.Run(advanceInputs, advanceOutputs);
    }

    // Weights, states and averages take the places of the old ones; the changes that of the oldest in memory, which becomes the newest.
    private void Accept(Tensor[] kept)
    {
        var (count, m) = (trained.Length, method.History);
        var isCurved = advanceOutputs[2].ToDouble() > 0;
        for (var i = 0; i < count; i++)
        {
            Swap(kept, trained[i], advanceOutputs, 3 + i);
            if (isCurved)
            {
                var slots = layout.Slots[trained[i]];
                Turn(kept, slots.AsSpan(0, m), advanceOutputs, 3 + count + i);
                Turn(kept, slots.AsSpan(m, m), advanceOutputs, 3 + (2 * count) + i);
            }
        }

        for (var i = 0; i < averaged.Length; i++)
        {
            Swap(kept, averaged[i], advanceOutputs, 3 + (3 * count) + i);
        }

        for (var (i, state) = (0, 0); i < layout.Parameters.Count; i++)
        {
            if (!layout.Parameters[i].Value.IsTrained)
            {
                Swap(kept, i, directOutputs, 3 + (2 * count) + state++);
            }
        }
    }

    private static void Swap(Tensor[] a, int i, Tensor[] b, int j) => (a[i], b[j]) = (b[j], a[i]);

    private static void Turn(Tensor[] kept, ReadOnlySpan<int> slots, Tensor[] from, int index)
    {
        var oldest = kept[slots[^1]];
        for (var i = slots.Length - 1; i > 0; i--)
        {
            kept[slots[i]] = kept[slots[i - 1]];
        }

        (kept[slots[0]], from[index]) = (from[index], oldest);
    }

    private void Forget(Tensor[] kept)
    {
        foreach (var slot in trained.SelectMany(i => layout.Slots[i]))
        {
            TrainingLayout.Clear(kept[slot]);
        }
    }

    // (kept, batch, target, seed, number) ↦ (loss, slope, factor of the first step, directions, gradients, states)
    private Values Direct(Value[] v)
    {
        var parameters = v[..layout.Parameters.Count];
        var (loss, gradient, kept) = step.Differentiate(parameters, v[^4], v[^3], Randomness.Fold(v[^2], v[^1].ConvertTo(DType.Int64)));
        Value[] Slot(int index) => [.. trained.Select(i => v[layout.Slots[i][index]])];
        var (q, m) = (gradient.ToArray(), method.History);
        var (pairs, factors) = (new (Value[] S, Value[] Y, Value Inverse)[m], new Value[m]);
        for (var i = 0; i < m; i++)
        {
            // A pair that was never written is 0, and adds nothing.
            var (s, y) = (Slot(i), Slot(m + i));
            pairs[i] = (s, y, Quotient(1, Dot(s, y), 0));
            factors[i] = pairs[i].Inverse * Dot(s, q);
            q = Moved(q, y, -factors[i]);
        }

        var (newest, isNew) = (pairs[0], pairs[0].Inverse <= 0);
        var scale = Quotient(Dot(newest.S, newest.Y), Dot(newest.Y, newest.Y), 1);
        q = [.. q.Select(x => scale.ConvertTo(x.DType) * x)];
        for (var i = m - 1; i >= 0; i--)
        {
            q = Moved(q, pairs[i].S, factors[i] - (pairs[i].Inverse * Dot(pairs[i].Y, q)));
        }

        Value[] direction = [.. q.Select(x => -x)];
        var size = gradient.Aggregate((Value)0.0, (sum, g) => sum + Abs(g.ConvertTo(DType.Float64)).Sum());
        var first = Value.Where(isNew & (size > 1), 1 / size, 1);
        return (Value[])
        [
            loss, Dot(gradient, direction), first, .. direction, .. gradient,
            .. Enumerable.Range(0, parameters.Length).Except(trained).Select(i => kept[i]),
        ];
    }

    // (kept, directions, gradients, batch, target, seed, number, length) ↦ (loss, slope, s·y, weights, s, y, averages)
    private Values Advance(Value[] v, double? decay)
    {
        var (all, count) = (layout.Entries.Count, trained.Length);
        var parameters = v[..layout.Parameters.Count];
        var (direction, gradient) = (v[all..(all + count)], v[(all + count)..(all + (2 * count))]);
        var moved = Moved([.. trained.Select(i => parameters[i])], direction, v[^1]);
        var next = parameters.ToArray();
        for (var i = 0; i < count; i++)
        {
            next[trained[i]] = moved[i];
        }

        var (loss, after, _) = step.Differentiate(next, v[^5], v[^4], Randomness.Fold(v[^3], v[^2].ConvertTo(DType.Int64)));
        Value[] s = [.. moved.Select((w, i) => w - parameters[trained[i]])];
        Value[] y = [.. after.Zip(gradient, (a, b) => a - b)];
        return (Value[])
        [
            loss, Dot(after, direction), Dot(s, y), .. moved, .. s, .. y,
            .. averaged.Select((slot, i) => (decay!.Value * v[slot]) + ((1 - decay.Value) * moved[i])),
        ];
    }

    // a/b where b > 0.
    private static Value Quotient(Value a, Value b, double otherwise) => Value.Where(b > 0, a / Value.Where(b > 0, b, 1), otherwise);

    private static Value[] Moved(Value[] x, Value[] by, Value factor) =>
        [.. x.Zip(by, (a, b) => a + (factor.ConvertTo(a.DType) * b))];

    private static Value Dot(Value[] a, Value[] b) => a.Zip(b).Aggregate(
        (Value)0.0, (sum, pair) => sum + (pair.First.ConvertTo(DType.Float64) * pair.Second.ConvertTo(DType.Float64)).Sum());
}
