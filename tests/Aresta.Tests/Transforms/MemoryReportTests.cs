using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Aresta.Execution;
using Aresta.Functions;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;
using static Aresta.Numerics.Elementary;

namespace Aresta.Tests.Transforms;

/// <summary>What the report says will be kept against what a run really holds when the way back begins.</summary>
public partial class MemoryReportTests
{
    private static readonly Tensor[] Point = [DerivativeCheck.Random(1, 5, 4), DerivativeCheck.Random(2, 4, 4)];

    private static readonly Dictionary<string, Func<Value, Value, Value>> Functions = new()
    {
        ["layers"] = (x, w) => Tanh(Tanh(Tanh(x.MatMul(w)).MatMul(w)).MatMul(w)).Sum(),
        ["reshaped"] = (x, w) => (Sin(Exp(x).Reshape([20])) * Exp(x).Reshape([20]).StopGradient()).Sum() + w.Sum(),
        ["softmax"] = (x, w) => (Exp(x) / Exp(x).Sum([1], keep: true)).MatMul(w).Sum(),
        ["checkpoints"] = (x, w) => Layer(Layer(x, w, Keep.Nothing), w, Keep.Contractions).Sum(),
        ["call that hands through"] = (x, w) =>
        {
            var called = Flow.Call(v => new[] { v[0].Reshape([20]), Sin(v[0]) }, [Exp(x)]);
            return (called[0] * Tanh(called[1].Reshape([20]))).Sum() + w.Sum();
        },
        ["scan"] = (x, w) => Flow.Scan([x[0]], [x], (s, r) => (Tanh(w.Dot(s[0]) * r[0]), s[0] * 2)).States[0].Sum(),
        ["scan under a budget"] = (x, w) =>
            Flow.Scan([x[0]], [x], (s, r) => (Tanh(w.Dot(s[0]) * r[0]), s[0] * 2), budget: 2).States[0].Sum(),
        ["while"] = (x, w) => Flow.While([x, 0.0], s => s[1] < 5, s => (Tanh(s[0].MatMul(w)), s[1] + 1))[0].Sum(),
        ["while behind and before"] = (x, w) =>
            Sin(Flow.While([Exp(x), 0.0], s => s[1] < 5, s => (Tanh(s[0].MatMul(w)), s[1] + 1))[0]).Sum(),
    };

    public static TheoryData<string> Names => [.. Functions.Keys];

    [Theory, MemberData(nameof(Names))]
    public void It_says_what_a_run_holds(string name)
    {
        const int iterations = 5;
        var graph = Graph.Trace(x => [Functions[name](x[0], x[1])], [.. Point.Select(x => x.Type)]);
        var gradient = Gradient.Of(graph);
        var ofGradient = Graph.Create(gradient.Inputs.AsSpan(), [gradient.Outputs[0].Sum() + gradient.Outputs[1].Sum()]);
        foreach (var primal in (Graph[])[graph, ofGradient])
        {
            var derivative = Pullback.Of(primal);
            var report = MemoryReport.Of(primal);
            var kept = report.Kept.Where(value => value.Kind == KeptKind.Value).Sum(value => value.Bytes);
            if (report.Kept.All(value => value.Kind != KeptKind.PerIteration))
            {
                Assert.Equal(kept, Held(derivative));
            }
            else if (primal == graph)
            {
                Assert.Equal(kept + (iterations * report.BytesPerIteration), Held(derivative));
            }
            else
            {
                // A stack that a loop pops from comes out of it empty.
                Assert.InRange(Held(derivative), kept, kept + (iterations * report.BytesPerIteration));
            }
        }
    }

    [Fact]
    public void A_loop_of_many_steps_stays_within_what_is_predicted()
    {
        const int steps = 2000, size = 100;
        foreach (var budget in (int[])[0, 10])
        {
            var f = Function.Of(x =>
                Flow.Scan([x], [], (s, _) => (Sin(s[0]), Array.Empty<Value>()), steps, budget: budget).States[0].Sum());
            var report = f.Memory(TensorType.Float64(size));
            var row = size * 8;
            Assert.InRange(report.Bytes, (budget == 0 ? steps : budget) * row, ((budget == 0 ? steps : budget) + 1) * row);
            var graph = Gradient.Of(f.Graph(TensorType.Float64(size)));
            var (made, most, count) = (new List<WeakReference>(), 0L, 0);
            Interpreter.Run(graph, [DerivativeCheck.Random(1, size)], (_, _, results, _) =>
            {
                Track(made, results);
                if (++count % 1000 == 0)
                {
                    most = Math.Max(most, Alive(made));
                    made.RemoveAll(reference => !reference.IsAlive);
                }
            });
            Assert.InRange(most, (budget == 0 ? steps : budget) * row, report.Peak + (5 * row));
        }
    }

    [Fact]
    public void Names_and_lines_are_the_users()
    {
        var f = Function.Of((x, w) =>
        {
            var hidden = Exp(x.MatMul(w)).Named("hidden");
            return Flow.While([hidden, 0.0], s => s[1] < 5, s => (Sin(s[0]), s[1] + 1))[0].Sum();
        });
        var report = f.Memory(TensorType.Float64(5, 4), TensorType.Float64(4, 4));
        var kept = Assert.Single(report.Kept, value => value.Name == "hidden");
        Assert.Equal((KeptKind.Value, "exp", 160L), (kept.Kind, kept.Operation, kept.Bytes));
        Assert.EndsWith("MemoryReportTests.cs", kept.Origin!.File, StringComparison.Ordinal);
        Assert.Equal(160, report.BytesPerIteration);
        Assert.Equal(160 + 128, report.InputBytes);
        Assert.InRange(report.Peak, 320, 2000);
        var lines = report.ToString().Split('\n');
        Assert.Equal(
            FormattableString.Invariant($"A reverse pass keeps {report.Bytes} bytes and 160 for each iteration of open loops; ")
                + FormattableString.Invariant($"at most, a run holds {report.Peak:N0} at a time."),
            lines[0]);
        Assert.Contains(lines, line => line.Contains("  hidden (exp)", StringComparison.Ordinal)
            && line.Contains("  float64[5,4]  ", StringComparison.Ordinal)
            && line.Contains("MemoryReportTests.cs:", StringComparison.Ordinal));
    }

    [Fact]
    public void The_page_shows_a_real_report()
    {
        var f = Function.Of((x, w) =>
        {
            var hidden = Exp(x.MatMul(w)).Named("hidden");
            return Flow.Scan([hidden], [], (s, _) => (Sin(s[0]).Named("wave"), Array.Empty<Value>()), length: 100).States[0].Sum();
        });
        using var stream = typeof(MemoryReportTests).Assembly.GetManifestResourceStream("memory.md")!;
        using var reader = new StreamReader(stream);
        var page = Plain(reader.ReadToEnd().ReplaceLineEndings("\n"));
        Assert.Contains(
            Plain($"```text\n{f.Memory(TensorType.Float64(64, 10), TensorType.Float64(10, 10))}\n```"), page, StringComparison.Ordinal);

        // Lines of source differ.
        static string Plain(string text) => Place().Replace(text, "#");
    }

    [GeneratedRegex(@"\w+\.cs:\d+")]
    private static partial Regex Place();

    private static Value Layer(Value x, Value w, Keep keep) => Flow.Checkpoint((a, b) => Tanh(Sin(a.MatMul(b)).MatMul(b)), x, w, keep);

    // The bytes of tensors made by nodes of the graph itself that are still reachable once the last node of the primal has run, and are
    // read by a later one: found by the garbage collector, array by array.
    private static long Held(Graph graph)
    {
        var turn = Graph.Ancestors(graph.Outputs[0]).Max(graph.PositionOf);
        var used = graph.Nodes.SelectMany(node => node.Operands).ToHashSet();
        var own = graph.Nodes.Index().ToDictionary(node => node.Item, node => node.Index);
        var (made, held, done) = (new List<WeakReference>(), -1L, false);
        Interpreter.Run(graph, [.. Point, Tensor.Scalar(1.0)], (node, _, results, _) =>
        {
            if (!own.TryGetValue(node, out var position))
            {
                return;
            }

            if (position > turn && !done)
            {
                done = true;
                held = Alive(made);
            }

            for (var i = 0; i < results.Length; i++)
            {
                // What nobody reads is forgotten, but the runtime may hold on to it for a while.
                if (position <= turn && node.Primitive is not Constant && used.Contains(node.Result(i)))
                {
                    made.Add(new(results[i]));
                }
            }
        });
        return held;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Track(List<WeakReference> made, ReadOnlySpan<Tensor> results)
    {
        foreach (var tensor in results)
        {
            made.Add(new(tensor));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Alive(List<WeakReference> made)
    {
        GC.Collect();
        var (bytes, seen) = (0L, new HashSet<object>(ReferenceEqualityComparer.Instance));
        var inputs = Point.Select(x => x.Elements).ToHashSet(ReferenceEqualityComparer.Instance);
        foreach (var tensor in made.Select(reference => reference.Target).OfType<Tensor>())
        {
            if (tensor.Type.IsStack)
            {
                for (var cell = tensor.Cells[0]; cell is not null; cell = cell.Under)
                {
                    bytes += cell.Top.Shape.Size * cell.Top.DType.Size;
                }
            }
            else if (!inputs.Contains(tensor.Elements) && seen.Add(tensor.Elements))
            {
                bytes += tensor.Shape.Size * tensor.DType.Size;
            }
        }

        return bytes;
    }
}
