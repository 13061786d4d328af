using Aresta.Benchmarks.Measuring;
using Aresta.Execution;
using Aresta.Functions;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;
using static Aresta.Numerics.Elementary;

namespace Aresta.Benchmarks.Composition;

/// <summary>
/// Gradients that keep less and compute more: a chain of layers with checkpoints, and a recurrent network whose scan is reversed under
/// budgets. All give the same bits.
/// </summary>
internal static class CheckpointedAgainstPlain
{
    private const int Samples = 40;

    public static List<Outcome> Run()
    {
        const int depth = 36, block = 6, width = 32, batch = 64;
        Tensor[] network = [Random(1, batch, width), .. Enumerable.Range(2, depth).Select(seed => Random(seed, width, width))];
        Console.WriteLine($"The gradient of a chain of {depth} layers tanh(x·W), {batch} × {width}:");
        var outcomes = Measure(
            "chain", depth, network,
            ("plain", x => Chain(x, depth, null)),
            ("each layer, keep nothing", x => Chain(x, 1, Keep.Nothing)),
            ($"every {block} layers, keep nothing", x => Chain(x, block, Keep.Nothing)),
            ($"every {block} layers, keep contractions", x => Chain(x, block, Keep.Contractions)),
            ("all layers as one, keep nothing", x => Chain(x, depth, Keep.Nothing)));

        const int length = 1000, size = 48;
        Tensor[] recurrent = [Random(1, length, size), Random(2, size, size), Random(3, size)];
        Console.WriteLine();
        Console.WriteLine($"The gradient of a recurrent network h ↦ tanh(W·h + x) of {length} steps, {size} states:");
        outcomes.AddRange(Measure(
            "recurrent", length, recurrent,
            [("plain", x => Recurrent(x, 0)), .. new[] { length, 100, 30, 10, 3 }.Select(budget =>
                (FormattableString.Invariant($"budget of {budget} states"), (Func<Value[], Value>)(x => Recurrent(x, budget))))]));
        return outcomes;
    }

    private static Value Chain(Value[] x, int block, Keep? keep)
    {
        var value = x[0];
        foreach (var weights in x.Skip(1).Chunk(block))
        {
            value = keep is null
                ? Layers([value, .. weights])
                : Flow.Checkpoint(v => Layers(v), [value, .. weights], keep)[0];
        }

        return value.Sum();
    }

    private static Value Layers(Value[] x) => x.Skip(1).Aggregate(x[0], (value, weight) => Tanh(value.MatMul(weight)));

    private static Value Recurrent(Value[] x, int budget) =>
        Flow.Scan([x[2]], [x[0]], (h, row) => (Tanh(x[1].Dot(h[0]) + row[0]), Array.Empty<Value>()), budget: budget).States[0].Sum();

    private static List<Outcome> Measure(
        string name, int steps, Tensor[] point, params (string Mode, Func<Value[], Value> Function)[] means)
    {
        Console.WriteLine($"  {"",-34}{"time",36}{"",10}{"forward",11}{"kept",14}{"at most",14}{"measured",14}");
        var graphs = Array.ConvertAll(means, m => Graph.Trace(x => [m.Function(x)], [.. point.Select(x => x.Type)], originBudget: 0));
        var gradients = Array.ConvertAll(graphs, graph => Gradient.WithValue(graph));
        var forward = Operations(graphs[0]).OfType<Contract>().First();
        var expected = Interpreter.Run(gradients[0], point);
        var times = Interleaved.Time(Array.ConvertAll(gradients, gradient => (Action)(() => Interpreter.Run(gradient, point))));
        var outcomes = new List<Outcome>();
        for (var i = 0; i < means.Length; i++)
        {
            var (runs, held) = Watch(gradients[i], point, forward, expected);
            var report = MemoryReport.Of(gradients[i], 1);
            outcomes.Add(new(name, means[i].Mode, times[i].Median, times[i].Low, times[i].High, times[i].Median / times[0].Median)
            {
                Forward = (double)runs / steps,
                Kept = report.Bytes,
                Predicted = report.Peak,
                Held = held,
            });
            Console.WriteLine(outcomes[^1]);
        }

        return outcomes;
    }

    // How often an operation runs, and by how much the heap grows.
    private static (int Runs, long Held) Watch(Graph gradient, Tensor[] point, Primitive forward, Tensor[] expected)
    {
        var (runs, nodes) = (0, 0);
        Interpreter.Run(gradient, point, (node, _, _, _) => (runs, nodes) = (runs + (node.Primitive == forward ? 1 : 0), nodes + 1));
        var (before, most, at, every) = (GC.GetTotalMemory(forceFullCollection: true), 0L, 0, Math.Max(nodes / Samples, 1));
        var got = Interpreter.Run(gradient, point, (_, _, _, _) =>
        {
            if (++at % every == 0)
            {
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
            }
        });
        return got.SequenceEqual(expected)
            ? (runs, most)
            : throw new InvalidOperationException("A gradient has other bits than the plain one.");
    }

    private static IEnumerable<Primitive> Operations(Graph graph) => graph.Nodes.Select(node => node.Primitive).SelectMany(primitive =>
        primitive is Control control ? control.Bodies.SelectMany(body => Operations(body.Graph)) : [primitive]);

    internal static Tensor Random(int seed, params int[] lengths)
    {
        var (random, shape) = (new Random(seed), Shape.Create(lengths));
        return Tensor.Of(Enumerable.Range(0, shape.Size).Select(_ => (random.NextDouble() - 0.5) / 2).ToArray(), shape);
    }
}
