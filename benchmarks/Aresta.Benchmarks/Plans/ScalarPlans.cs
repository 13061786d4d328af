using System.Globalization;
using Aresta.Benchmarks.Measuring;
using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;
using static Aresta.Numerics.Elementary;

namespace Aresta.Benchmarks.Plans;

/// <summary>Graphs of scalars: what a run costs, and what each node of it costs; the same for steps of loops over scalars.</summary>
internal static class ScalarPlans
{
    private const int LoopSteps = 1000;

    private static readonly TensorType Number = TensorType.Float64();

    public static List<Row> Run()
    {
        List<Row> rows = [];
        var example = Graph.Trace((a, b) => (a + b) * (b + 1), Number, Number, originBudget: 0);
        Report("e = (a+b)(b+1) and its gradient", 1, "a run", Gradient.WithValue(example), 2.0, 1.0);
        foreach (var dtype in new[] { DType.Float64, DType.Float32 })
        {
            foreach (var nodes in new[] { 10, 1000, 10_000 })
            {
                var polynomial = Graph.Trace(
                    v => [Mixed(v[0], v[1], nodes, smooth: true)], [new(dtype, []), new(dtype, [])], originBudget: 0);
                Report($"+ − × of {dtype.Name}, a node of {nodes}", nodes, "value", polynomial, X(0.3), X(0.7));
                var gradient = Gradient.Of(polynomial);
                Report($"its gradient, a node", gradient.Nodes.Length - 2, "gradient", gradient, X(0.3), X(0.7));
                Tensor X(double x) => Tensor.Scalar(x, dtype);
            }
        }

        var functions = Graph.Trace(v => [Mixed(v[0], v[1], 1000, smooth: false)], [Number, Number], originBudget: 0);
        Report("with sin, exp, tanh, a node of 1000", 1000, "value", functions, 0.3, 0.7);
        Report("logistic map, a step", LoopSteps, "scan", Graph.Trace(
            r => Flow.Scan([0.3], [Value.Filled(TensorType.Float64(LoopSteps), 0)], (s, _) => (r * s[0] * (1 - s[0]), s[0])).States[0],
            Number, originBudget: 0), 3.7);
        Report("Newton's iteration, a step", LoopSteps, "while", Graph.Trace(
            a => Flow.While([a, 0.0], s => s[1] < LoopSteps, s => ((s[0] + (a / s[0])) / 2, s[1] + 1))[0], Number, originBudget: 0), 2.0);
        return rows;

        void Report(string name, int count, string mode, Graph graph, params Tensor[] point)
        {
            var plan = graph.Compile(new() { ThreadCount = 1 });
            Tensor[] outputs = [.. graph.Outputs.Select(output => Tensor.Zeros(output.Type))];
            var time = Interleaved.Time(() => plan.Run(point, outputs))[0];
            rows.Add(new(name, count, mode, time.Median / count, time.Low / count, time.High / count, true, 1));
            var (low, median, high) = (time.Low / count * 1e9, time.Median / count * 1e9, time.High / count * 1e9);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{name,-48} {median,8:0.0} ns ({low:0.0} … {high:0.0}), {plan.Steps.Length} step(s)"));
        }
    }

    // Nodes of which each uses the one before and one further back, as in a long formula.
    private static Value Mixed(Value x, Value y, int nodes, bool smooth)
    {
        List<Value> all = [x, y];
        for (var i = 0; i < nodes; i++)
        {
            var (last, before) = (all[^1], all[Math.Max(0, all.Count - 1 - (i * 7 % 5) - 1)]);
            all.Add((smooth ? i % 3 : i % 6) switch
            {
                0 => last + x,
                1 => last * before,
                2 => y - last,
                3 => Sin(last),
                4 => Exp(before),
                _ => Tanh(last),
            });
        }

        return all[^1];
    }
}
