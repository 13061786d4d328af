using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Learning.Losses;
using Aresta.Peers.Rows;
using Aresta.Transforms;
using TorchSharp;
using static TorchSharp.torch.nn.functional;
using Reduction = TorchSharp.torch.nn.Reduction;
using Tensor = Aresta.Tensors.Tensor;

namespace Aresta.Peers.Learning;

/// <summary>Every loss with its gradient beside the peer's.</summary>
internal static class PeerLosses
{
    /// <summary>The largest difference of each, in value or gradient.</summary>
    public static IEnumerable<(string Name, double Difference)> Differences()
    {
        var random = new Random(5);
        float[] Draw(int count, double least = -2, double most = 2) =>
            [.. Enumerable.Range(0, count).Select(_ => (float)(least + ((most - least) * random.NextDouble())))];
        var (numbers, parts) = (Tensor.Of(Draw(12), [4, 3]), Tensor.Of(Draw(12, 0, 1), [4, 3]));
        var classes = Tensor.Vector(0L, 2, 1, 1);
        var distributions = Tensor.Of([0.5f, 0.25f, 0.25f, 1, 0, 0, 0.2f, 0.2f, 0.6f, 0, 0.5f, 0.5f], [4, 3]);
        var labels = Tensor.Of([1L, 2, 3, 3, 0, 0], [2, 3]);
        var (matrix, sequence) = (Draw(12), Draw(2 * 8 * 4));
        (string Name, float[] At, int[] Shape, Tensor Target, Func<torch.Tensor, torch.Tensor, torch.Tensor> Theirs)[] all =
        [
            ("mean-squared", matrix, [4, 3], numbers, (x, t) => mse_loss(x, t)),
            ("absolute", matrix, [4, 3], numbers, (x, t) => l1_loss(x, t)),
            ("huber", matrix, [4, 3], numbers, (x, t) => huber_loss(x, t)),
            ("cross-entropy", matrix, [4, 3], classes, (x, t) => cross_entropy(x, t)),
            ("binary", matrix, [4, 3], parts, (x, t) => binary_cross_entropy_with_logits(x, t)),
            ("kl", matrix, [4, 3], distributions, (x, t) => kl_div(log_softmax(x, -1), t, log_target: false, reduction: Reduction.Sum) / 4),
            ("cosine", matrix, [4, 3], numbers, (x, t) => (1 - cosine_similarity(x, t, -1)).mean()),
            ("ctc", sequence, [2, 8, 4], labels, (x, t) => ctc_loss(
                log_softmax(x, -1).transpose(0, 1), torch.tensor((long[])[1, 2, 3, 3]), torch.tensor((long[])[8, 8]),
                torch.tensor((long[])[3, 1]), reduction: Reduction.Sum) / 2),
        ];
        foreach (var (name, at, shape, target, theirs) in all)
        {
            using var scope = torch.NewDisposeScope();
            var point = Tensor.Of(at, [.. shape]);
            var loss = Graph.Trace(v => CommonLosses.ByName[name](v[0], v[1]), [point.Type, target.Type], originBudget: 0);
            var ours = Gradient.WithValue(loss, [0]).Compile(new() { ThreadCount = 1 }).Run([point, target]);
            var x = torch.tensor(at, [.. shape.Select(length => (long)length)], requires_grad: true);
            var value = theirs(x, Peer.Of(target));
            value.backward();
            yield return (name, Math.Max(
                Math.Abs(ours[0].ToDouble() - value.item<float>()), SameNumbers.Apart(ours[1].AsSpan<float>(), Peer.Numbers(x.grad!))));
        }
    }
}
