using Aresta.Benchmarks.Products;
using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Peers.Measuring;
using Aresta.Primitives;
using Aresta.Tensors;
using TorchSharp;
using Tensor = Aresta.Tensors.Tensor;

namespace Aresta.Peers.Rows;

/// <summary>Products of matrices, as plans of one contraction, against libtorch and OpenBLAS.</summary>
internal static unsafe class Products
{
    // "nt" is A·Bᵀ: a layer whose weights are [out, in]; "tn" Aᵀ·B: the gradient of a weight.
    private static readonly (string Name, int M, int N, int K, string Layout)[] Shapes =
    [
        ("sgemm", 256, 256, 256, "nn"), ("sgemm", 512, 512, 512, "nn"), ("sgemm", 1024, 1024, 1024, "nn"),
        ("sgemm-skinny", 64, 512, 784, "nt"), ("sgemm-skinny", 128, 512, 784, "nt"), ("sgemm-skinny", 64, 512, 512, "nn"),
        ("sgemm-skinny", 128, 512, 512, "nn"), ("sgemm-skinny", 512, 784, 64, "tn"), ("sgemm-skinny", 512, 784, 128, "tn"),
    ];

    /// <summary>Measures the shapes whose row begins so, then their means.</summary>
    public static IEnumerable<Outcome> Run(string only, int threads)
    {
        var all = new List<(string Kind, Outcome Outcome)>();
        if (OpenBlas.IsPresent)
        {
            OpenBlas.SetThreads(threads);
        }

        foreach (var (name, m, n, k, layout) in Shapes.Where(shape => shape.Name.StartsWith(only, StringComparison.Ordinal)))
        {
            foreach (var outcome in Measure($"{name} {m}x{n}x{k} {layout}", m, n, k, layout, threads))
            {
                all.Add((name, outcome));
                yield return outcome;
            }
        }

        foreach (var kind in all.GroupBy(entry => (entry.Kind, entry.Outcome.Peer)))
        {
            double Mean(Func<Outcome, double> of) => Math.Exp(kind.Average(entry => Math.Log(of(entry.Outcome))));
            yield return new(
                $"{kind.Key.Kind} (geometric mean)", threads, Mean(o => o.Ours), Mean(o => o.Theirs), kind.Key.Peer, "s",
                Mean(o => o.Ratio), Mean(o => o.Low), Mean(o => o.High))
            {
                Target = kind.Key.Peer == "libtorch" ? 0.5 : 1.0,
                Limit = Mean(o => o.Limit ?? 0),
                Scaling = threads == 1 ? null : Mean(o => o.Scaling ?? 1),
            };
        }
    }

    private static List<Outcome> Measure(string name, int m, int n, int k, string layout, int threads)
    {
        var (ta, tb) = (layout[0] == 't', layout[1] == 't');
        var formula = $"{(ta ? "ki" : "ik")},{(tb ? "jk" : "kj")}->ij";
        var random = new Random(1);
        Tensor Make(int rows, int columns) => Tensor.Of(
            [.. Enumerable.Range(0, rows * columns).Select(_ => (float)(random.NextDouble() - 0.5))], [rows, columns]);
        var (a, b, c) = (ta ? Make(k, m) : Make(m, k), tb ? Make(n, k) : Make(k, n), Tensor.Zeros(TensorType.Float32(m, n)));
        var graph = Graph.Trace(
            v => Node.Create(new Contract(formula), v[0], v[1]).Result(), [a.Type, b.Type], originBudget: 0);
        var plan = graph.Compile(new() { ThreadCount = threads });
        Tensor[] inputs = [a, b], outputs = [c];
        using var left = Peer.Of(a);
        using var right = Peer.Of(b);
        using var result = torch.zeros(m, n);
        using var first = ta ? left.t() : left.alias();
        using var second = tb ? right.t() : right.alias();
        void Theirs()
        {
            using var scope = torch.NewDisposeScope();
            torch.matmul(first, second);
        }

        void Ours() => plan.Run(inputs, outputs);

        Ours();
        using (var product = torch.matmul(first, second))
        {
            Peer.Agree(name, c.AsSpan<float>(), Peer.Numbers(product));
        }

        var d = new float[m * n];
        void Blas()
        {
            fixed (float* x = a.AsSpan<float>(), y = b.AsSpan<float>(), z = d)
            {
                OpenBlas.Multiply(m, n, k, ta, x, tb, y, z);
            }
        }

        var alone = graph.Compile(new() { ThreadCount = 1 });
        Action[] actions =
        [
            Ours, Theirs, Machine.Multiply, .. OpenBlas.IsPresent ? (Action[])[Blas] : [],
            .. threads == 1 ? (Action[])[] : [() => alone.Run(inputs, outputs)],
        ];
        var samples = Contest.Time(threads, actions);
        var limit = Machine.Share(2.0 * m * n * k, samples[0], samples[2], threads);
        double? scaling = threads == 1 ? null : Contest.Quantile(samples[^1], 0.5) / Contest.Quantile(samples[0], 0.5);
        Outcome Compared(string peer, double[] theirs) =>
            Outcome.Of(name, threads, peer, samples[0], theirs) with { Limit = limit, Scaling = scaling };
        List<Outcome> outcomes = [Compared("libtorch", samples[1])];
        if (OpenBlas.IsPresent)
        {
            Peer.Agree(name, c.AsSpan<float>(), d);
            outcomes.Add(Compared("openblas", samples[3]));
        }

        return outcomes;
    }
}
