using System.Diagnostics;
using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Peers.Measuring;
using Aresta.Peers.Models;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;
using TorchSharp;
using static Aresta.Numerics.Elementary;
using DType = Aresta.Tensors.DType;
using Tensor = Aresta.Tensors.Tensor;

namespace Aresta.Peers.Rows;

/// <summary>
/// A step of training: loss, gradient, and Adam (Kingma and Ba 2015). Ours is one plan, whose parameters and moments are written in place;
/// theirs is eager, each step in a dispose scope of its own.
/// </summary>
internal static class Training
{
    private const double Rate = 1e-3, First = 0.9, Second = 0.999, Epsilon = 1e-8;

    /// <summary>Measures a model; against PyTorch too, if it is there.</summary>
    public static IEnumerable<Outcome> Run(Model model, int threads, bool explains, PyTorch? pytorch)
    {
        var (shapes, count) = (model.Parameters, model.Parameters.Length);
        TensorType[] types = [.. shapes.Select(shape => new TensorType(DType.Float32, shape))];
        var random = new Random(1);
        float[][] weights = [.. shapes.Select(shape => Normal(random, shape))];
        Tensor[] data = [.. model.Data.Select(type => Example(random, type, model.Classes))];

        Check(model.Double, weights, data);

        // Ours.
        var start = Stopwatch.GetTimestamp();
        var function = Graph.Trace(v => model.Loss(v[..count], v[count..]), [.. types, .. model.Data], originBudget: 0);
        var gradient = Gradient.WithValue(function, [.. Enumerable.Range(0, count)]);
        var step = Step(gradient, types, model.Data);
        var graphSeconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        start = Stopwatch.GetTimestamp();
        var plan = step.Compile(new()
        {
            ThreadCount = threads,
            Donations = [.. Enumerable.Range(0, 3 * count).Select(i => (i, i + 1))],
        });
        var planSeconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        if (explains)
        {
            Console.WriteLine(plan.Explain());
        }

        Tensor[] parameters = [.. weights.Select((w, i) => Tensor.Of([.. w], shapes[i]))];
        // Parameters and moments live in the memory of the plan, as those of the peer in its own.
        using var memory = plan.CreateMemory();
        for (var i = 0; i < count; i++)
        {
            weights[i].CopyTo(memory.Input<float>(i));
        }

        for (var i = 0; i < data.Length; i++)
        {
            if (data[i].DType == DType.Int64)
            {
                data[i].AsSpan<long>().CopyTo(memory.Input<long>((3 * count) + i));
            }
            else
            {
                data[i].AsSpan<float>().CopyTo(memory.Input<float>((3 * count) + i));
            }
        }

        var (steps, last) = (0, (3 * count) + data.Length);
        void Ours()
        {
            steps++;
            memory.Input<float>(last)[0] = (float)(Rate / (1 - Math.Pow(First, steps)));
            memory.Input<float>(last + 1)[0] = (float)(1 / Math.Sqrt(1 - Math.Pow(Second, steps)));
            memory.Run();
        }

        // Theirs.
        using var module = model.Module();
        var theirData = data.Select(Peer.Of).ToArray();
        var theirs = Load(module, weights);
        using var optimizer = torch.optim.Adam(theirs, Rate);
        double TheirLoss()
        {
            using var scope = torch.NewDisposeScope();
            optimizer.zero_grad();
            var value = model.Loss(module, theirData);
            value.backward();
            return value.item<float>();
        }

        void Theirs()
        {
            using var scope = torch.NewDisposeScope();
            optimizer.zero_grad();
            model.Loss(module, theirData).backward();
            optimizer.step();
        }

        // The same loss, gradients, and parameters some steps later.
        var gradientPlan = gradient.Compile(new() { ThreadCount = threads });
        var ourGradient = gradientPlan.Run([.. parameters, .. data]);
        Peer.Agree($"{model.Name}: loss", [(float)ourGradient[0].ToDouble()], [(float)TheirLoss()]);
        for (var i = 0; i < count; i++)
        {
            Peer.Agree($"{model.Name}: gradient {i}", ourGradient[i + 1].AsSpan<float>(), Peer.Numbers(theirs[i].grad!), model.Tolerance);
        }

        for (var i = 0; i < 3; i++)
        {
            Ours();
            Theirs();
        }

        for (var i = 0; i < count; i++)
        {
            memory.Input<float>(i).CopyTo(parameters[i].AsSpan<float>());
        }

        Peer.Agree(
            $"{model.Name}: loss after steps", [(float)gradientPlan.Run([.. parameters, .. data])[0].ToDouble()],
            [(float)TheirLoss()], Math.Max(1e-4, model.Tolerance / 20));
        for (var i = 0; i < count; i++)
        {
            Peer.Near(
                $"{model.Name}: parameter {i}", parameters[i].AsSpan<float>(), Peer.Numbers(theirs[i]),
                Math.Max(1e-4, model.Tolerance / 20));
        }

        // Function alone, and with its gradient.
        var functionPlan = function.Compile(new() { ThreadCount = threads });
        Tensor[] point = [.. parameters, .. data];
        Tensor[] losses = [Tensor.Scalar(0f)], gradients = [Tensor.Scalar(0f), .. types.Select(Tensor.Zeros)];
        void TheirFunction()
        {
            using var scope = torch.NewDisposeScope();
            using var mode = torch.no_grad();
            model.Loss(module, theirData);
        }

        var alone = gradient.Compile(new() { ThreadCount = 1 });
        Action[] actions =
        [
            Ours, Theirs, () => functionPlan.Run(point, losses), () => gradientPlan.Run(point, gradients), TheirFunction,
            () => TheirLoss(), Machine.Multiply, .. threads == 1 ? (Action[])[] : [() => alone.Run(point, gradients)],
        ];
        var samples = Contest.Time(threads, actions);
        double Median(int i) => Contest.Quantile(samples[i], 0.5);
        var outcome = Outcome.Of(model.Name, threads, "libtorch", samples[0], samples[1]) with
        {
            Target = model.Target,
            Limit = Machine.Share(model.Operations, samples[0], samples[6], threads),
            Gradient = (Median(3) / Median(2), Median(5) / Median(4)),
            Built = (graphSeconds, planSeconds),
            Scaling = threads == 1 ? null : Median(7) / Median(3),
        };
        if (pytorch is null)
        {
            return [outcome];
        }

        Tensor[] initial = [.. weights.Select((w, i) => Tensor.Of([.. w], shapes[i])), .. data];
        return
        [
            outcome, pytorch.Run(model.Name, model.Python, initial, (float)functionPlan.Run(initial)[0].ToDouble(), Ours, threads),
        ];
    }

    // The gradients of both in double precision.
    private static void Check(Model model, float[][] weights, Tensor[] data)
    {
        static Tensor Widen(Tensor x) => x.DType == DType.Float32 ? Tensor.Of(x.ToDoubles(), x.Shape) : x;

        using var scope = torch.NewDisposeScope();
        Tensor[] point =
            [.. weights.Select((w, i) => Tensor.Of(Array.ConvertAll(w, x => (double)x), model.Parameters[i])), .. data.Select(Widen)];
        var function = Graph.Trace(
            v => model.Loss(v[..weights.Length], v[weights.Length..]), [.. point.Select(x => x.Type)], originBudget: 0);
        var ours = Gradient.Of(function, [.. Enumerable.Range(0, weights.Length)]).Compile(new() { ThreadCount = 1 }).Run(point);
        using var module = model.Module();
        module.to(torch.ScalarType.Float64);
        var theirs = Load(module, weights);
        model.Loss(module, [.. data.Select(x => Peer.Of(Widen(x)))]).backward();
        for (var i = 0; i < ours.Length; i++)
        {
            Peer.Agree(
                $"{model.Name}: gradient {i} in double precision",
                Array.ConvertAll(ours[i].ToDoubles(), x => (float)x), Peer.Numbers(theirs[i].grad!));
        }
    }

    // Gives a module these weights.
    private static TorchSharp.Modules.Parameter[] Load(torch.nn.Module module, float[][] weights)
    {
        TorchSharp.Modules.Parameter[] parameters = [.. module.parameters()];
        using var mode = torch.no_grad();
        for (var i = 0; i < weights.Length; i++)
        {
            parameters[i].copy_(torch.tensor(weights[i], parameters[i].shape));
        }

        return parameters;
    }

    // (parameters, first moments, second moments, data, rate/(1 − β₁ᵗ), 1/√(1 − β₂ᵗ)) ↦ (loss, parameters, first and second moments)
    private static Graph Step(Graph gradient, TensorType[] types, TensorType[] data)
    {
        var count = types.Length;
        return Graph.Trace(
            v =>
            {
                var (rate, correction) = (v[^2], v[^1]);
                var results = gradient.Apply([.. v[..count], .. v[(3 * count)..^2]]);
                var (parameters, first, second) = (new Value[count], new Value[count], new Value[count]);
                for (var i = 0; i < count; i++)
                {
                    var g = results[i + 1];
                    first[i] = (First * v[count + i]) + ((1 - First) * g);
                    second[i] = (Second * v[(2 * count) + i]) + ((1 - Second) * (g * g));
                    parameters[i] = v[i] - (rate * first[i] / ((Sqrt(second[i]) * correction) + Epsilon));
                }

                return [results[0], .. parameters, .. first, .. second];
            },
            [.. types, .. types, .. types, .. data, TensorType.Float32(), TensorType.Float32()], originBudget: 0);
    }

    // Uniform, of the variance that keeps that of what passes through.
    private static float[] Normal(Random random, Shape shape)
    {
        var scale = shape.Rank == 1 ? 0.1 : 1 / Math.Sqrt(shape.Size / shape[0]);
        return [.. Enumerable.Range(0, shape.Size).Select(_ => (float)(scale * ((2 * random.NextDouble()) - 1)))];
    }

    private static Tensor Example(Random random, TensorType type, int classes) => type.DType == DType.Int64
        ? Tensor.Of([.. Enumerable.Range(0, type.Shape.Size).Select(_ => (long)random.Next(classes))], type.Shape)
        : Tensor.Of([.. Enumerable.Range(0, type.Shape.Size).Select(_ => (float)((2 * random.NextDouble()) - 1))], type.Shape);
}
