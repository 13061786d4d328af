using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Peers.Measuring;
using Aresta.Tensors;
using Aresta.Transforms;
using TorchSharp;
using Tensor = Aresta.Tensors.Tensor;

namespace Aresta.Peers.Rows;

/// <summary>The chapter's e = (a + b)·(b + 1), with both derivatives.</summary>
internal static class Scalars
{
    /// <summary>Measures the plan.</summary>
    public static Outcome Run(int threads, bool explains)
    {
        var function = Graph.Trace((a, b) => (a + b) * (b + 1), TensorType.Float64(), TensorType.Float64(), originBudget: 0);
        var plan = Gradient.WithValue(function).Compile(new() { ThreadCount = threads });
        if (explains)
        {
            Console.WriteLine(plan.Explain());
        }

        Tensor[] inputs = [2.0, 1.0], outputs = [0.0, 0.0, 0.0];
        using var a = torch.tensor(2.0, requires_grad: true);
        using var b = torch.tensor(1.0, requires_grad: true);
        void Theirs()
        {
            using var scope = torch.NewDisposeScope();
            a.grad?.zero_();
            b.grad?.zero_();
            ((a + b) * (b + 1)).backward();
        }

        plan.Run(inputs, outputs);
        Theirs();
        Peer.Agree(
            "scalar", [(float)outputs[0].ToDouble(), (float)outputs[1].ToDouble(), (float)outputs[2].ToDouble()],
            [6, (float)a.grad!.item<double>(), (float)b.grad!.item<double>()]);
        var samples = Contest.Time(threads, () => plan.Run(inputs, outputs), Theirs);
        return Outcome.Of("scalar e = (a+b)(b+1)", threads, "libtorch", samples[0], samples[1]) with { Target = 0.005 };
    }
}
