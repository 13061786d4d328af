using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Peers.Measuring;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;
using TorchSharp;
using static Aresta.Numerics.Elementary;
using Tensor = Aresta.Tensors.Tensor;

namespace Aresta.Peers.Rows;

/// <summary>The sum of ten elementwise operations, and its gradient.</summary>
internal static class Chains
{
    /// <summary>The lengths that the rows have, with their targets.</summary>
    public static (string Name, int Length, double Target)[] Lengths { get; } =
        [("chain-1k", 1_000, 0.05), ("chain-100k", 100_000, 0.35), ("chain-10M", 10_000_000, 0.25)];

    /// <summary>Measures a length; against PyTorch too, if it is there.</summary>
    public static IEnumerable<Outcome> Run(string name, int length, double target, int threads, bool explains, PyTorch? pytorch)
    {
        var function = Graph.Trace(
            v =>
            {
                var x = v[0];
                var y = Tanh((x * 1.5) + 0.25) * x;
                return (Sqrt((y * y) + 1.0) * Sigmoid(x) - 0.5).Sum();
            },
            [TensorType.Float32(length)], originBudget: 0);
        var gradient = Gradient.WithValue(function);
        var start = System.Diagnostics.Stopwatch.GetTimestamp();
        var plan = gradient.Compile(new() { ThreadCount = threads });
        var built = System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalSeconds;
        var functionPlan = function.Compile(new() { ThreadCount = threads });
        if (explains)
        {
            Console.WriteLine(plan.Explain());
        }

        var random = new Random(1);
        var x = Tensor.Of([.. Enumerable.Range(0, length).Select(_ => (float)((4 * random.NextDouble()) - 2))], [length]);
        Tensor[] inputs = [x], outputs = [Tensor.Scalar(0f), Tensor.Zeros(x.Type)];
        using var leaf = Peer.Of(x).requires_grad_();
        torch.Tensor TheirFunction()
        {
            var y = ((leaf * 1.5f) + 0.25f).tanh() * leaf;
            return (((y * y) + 1f).sqrt() * leaf.sigmoid() - 0.5f).sum();
        }

        void Theirs()
        {
            using var scope = torch.NewDisposeScope();
            leaf.grad?.zero_();
            TheirFunction().backward();
        }

        void TheirValue()
        {
            using var scope = torch.NewDisposeScope();
            using var mode = torch.no_grad();
            TheirFunction();
        }

        plan.Run(inputs, outputs);
        Theirs();
        using (var value = TheirFunction())
        {
            Peer.Agree($"{name}: value", outputs[0].AsSpan<float>(), [value.item<float>()]);
        }

        Peer.Agree($"{name}: gradient", outputs[1].AsSpan<float>(), Peer.Numbers(leaf.grad!));
        Tensor[] one = [Tensor.Scalar(0f)];
        var alone = plan.Graph.Compile(new() { ThreadCount = 1 });
        Action[] actions =
        [
            () => plan.Run(inputs, outputs), Theirs, () => functionPlan.Run(inputs, one), TheirValue,
            .. threads == 1 ? (Action[])[] : [() => alone.Run(inputs, outputs)],
        ];
        var samples = Contest.Time(threads, actions);
        double Median(int i) => Contest.Quantile(samples[i], 0.5);
        var outcome = Outcome.Of(name, threads, "libtorch", samples[0], samples[1]) with
        {
            Target = target,
            Limit = length < 1_000_000 ? null : Machine.ReadAndWrite(length) / Median(0),
            Gradient = (Median(0) / Median(2), Median(1) / Median(3)),
            Built = (0, built),
            Scaling = threads == 1 ? null : Median(4) / Median(0),
        };
        return pytorch is null
            ? [outcome]
            : [outcome, pytorch.Run(name, $"chain {length}", [x], outputs[0].AsSpan<float>()[0], () => plan.Run(inputs, outputs), threads)];
    }
}
