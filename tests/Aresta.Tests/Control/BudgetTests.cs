using Aresta.Execution;
using Aresta.Functions;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;
using static Aresta.Numerics.Elementary;

namespace Aresta.Tests.Control;

/// <summary>
/// Scans that are reversed under a budget of stored states: the same bits, the least work, and derivatives that keep the budget.
/// </summary>
public class BudgetTests
{
    private static readonly Dictionary<string, Func<Value[], int, Value[]>> Functions = new()
    {
        ["recurrent network"] = (x, budget) =>
        {
            var (states, rows) = Flow.Scan(
                [Value.Zeros(TensorType.Float64(3))], [x[0]],
                (h, r) => (Tanh(x[1].Dot(h[0]) + (r[0] * x[2])), h[0] * x[2]), budget: budget);
            return [states[0].Sum() + rows[0].Sum()];
        },
        ["backward, on states alone"] = (x, budget) =>
        {
            var (states, rows) = Flow.Scan(
                [x[2], x[0][0]], [x[0]], (s, r) => ((Sin(s[1] * r[0]), s[0] * s[1] * x[2]), s[0]), backward: true, budget: budget);
            return [(states[0] * states[1]).Sum() + Sin(rows[0]).Sum()];
        },
        ["with a count"] = (x, budget) =>
        {
            var (states, _) = Flow.Scan(
                [x[2], Value.Constant(Tensor.Scalar(1L))], [x[0]],
                (s, r) => ((Tanh(s[0] * r[0]) / Sqrt(s[1].ConvertTo(DType.Float64)), s[1] + 1), Array.Empty<Value>()), budget: budget);
            return [states[0].Sum()];
        },
        ["a loop in it"] = (x, budget) =>
        {
            var (states, _) = Flow.Scan(
                [x[2]], [x[0]],
                (s, r) => (Flow.While([s[0], 0.0], t => t[1] < 2, t => (Sin(t[0] * r[0] + x[1].Sum()), t[1] + 1))[0], Array.Empty<Value>()),
                budget: budget);
            return [states[0].Sum()];
        },
        ["in a scan under a budget"] = (x, budget) =>
        {
            var (states, _) = Flow.Scan(
                [x[2]], [x[0]],
                (s, r) => (
                    Flow.Scan([s[0]], [x[1]], (t, q) => (Sin(t[0] * q[0]) + r[0], t[0]), budget: budget).States[0], Array.Empty<Value>()),
                budget: budget);
            return [states[0].Sum()];
        },
    };

    private static readonly Tensor[] Point =
        [DerivativeCheck.Random(1, 7, 3), DerivativeCheck.Random(2, 3, 3), DerivativeCheck.Random(3, 3)];

    public static TheoryData<string> Names => [.. Functions.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Gradients_are_the_same_bits(string name)
    {
        var expected = Interpreter.Run(Gradient.Of(Trace(name, 0)), Point);
        foreach (var budget in (int[])[1, 2, 3, 7, 100])
        {
            var gradient = Gradient.Of(Trace(name, budget));
            Assert.Equal(expected, Interpreter.Run(gradient, Point));
            Assert.Equal(expected, Interpreter.Run(Simplify.Of(EliminateCommonSubexpressions.Of(gradient)), Point));
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Second_derivatives_agree_in_every_order_of_modes(string name)
    {
        var tangents = Point.Select((x, i) => DerivativeCheck.Random(30 + i, [.. x.Shape])).ToArray();
        var all = new List<Tensor[]>();
        foreach (var budget in (int[])[0, 1, 3])
        {
            var graph = Trace(name, budget);
            var forwardOverReverse = Pushforward.Of(Gradient.Of(graph));
            all.Add(Interpreter.Run(forwardOverReverse, [.. Point, .. tangents])[3..]);
            all.Add(Interpreter.Run(Pullback.Of(Gradient.Of(graph)), [.. Point, .. tangents])[3..]);
            all.Add(Interpreter.Run(Gradient.Of(Pushforward.Of(graph), wrt: [0, 1, 2], of: 1), [.. Point, .. tangents]));
            var split = Linearize.Of(Gradient.Of(graph));
            var residuals = Interpreter.Run(split.Primal, Point)[^split.ResidualCount..];
            all.Add(Interpreter.Run(split.Linear, [.. residuals, .. tangents]));
        }

        foreach (var each in all)
        {
            Assert.Equal(
                all[0].SelectMany(x => x.ToDoubles()), each.SelectMany(x => x.ToDoubles()),
                (x, y) => Math.Abs(x - y) <= 1e-11 * (1 + Math.Abs(x)));
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Derivatives_keep_the_budget(string name)
    {
        var graph = Trace(name, 2);
        var gradient = Gradient.Of(graph);
        foreach (var derivative in (Graph[])[gradient, Pullback.Of(gradient), Pushforward.Of(gradient), Hessian.Of(graph)])
        {
            var loops = Controls(derivative).Where(control => control is Scan { Length: 7 } or ScanPull { Length: 7 }).ToList();
            Assert.NotEmpty(loops);
            Assert.All(loops, loop => Assert.Equal(2, loop is Scan scan ? scan.Budget : ((ScanPull)loop).Budget));
        }
    }

    [Fact]
    public void The_steps_run_again_are_as_few_as_there_can_be()
    {
        foreach (var length in (int[])[0, 1, 2, 5, 13, 64])
        {
            foreach (var budget in (int[])[1, 2, 3, 5, 12, 63, 64, 65, 1000])
            {
                var graph = Graph.Trace(
                    x => Flow.Scan([x], [], (s, _) => (Sin(s[0]), Array.Empty<Value>()), length, budget: budget).States[0],
                    TensorType.Float64());
                var node = Gradient.Of(graph).Nodes.Single(each => each.Primitive is ScanPull);
                var pull = (ScanPull)node.Primitive;
                var (advanced, reversed) = (0, 0);
                pull.Run([Tensor.Scalar(0.5), Tensor.Scalar(1.0)], node.Results, (body, inputs) =>
                {
                    (advanced, reversed) = body == pull.StepPull ? (advanced, reversed + 1) : (advanced + 1, reversed);
                    return Interpreter.Run(body, inputs);
                });
                Assert.Equal(length, reversed);
                Assert.Equal(new Revolve(length, budget).Steps, advanced);
            }
        }
    }

    [Fact]
    public void A_linear_recurrence_of_a_hundred_thousand_steps_is_reversed_from_thirty_states()
    {
        // sₗ = aˡ·s₀ + b·(aˡ − 1)/(a − 1)
        const int length = 100_000;
        var f = Graph.Trace(
            x => Flow.Scan([x[0]], [], (s, _) => ((s[0] * x[1]) + x[2], Array.Empty<Value>()), length, budget: 30).States[0],
            [TensorType.Float64(), TensorType.Float64(), TensorType.Float64()]);
        var gradient = Gradient.Of(f);
        Assert.Equal([30 * 8], MemoryReport.Of(f).Kept.Where(kept => kept.Kind == KeptKind.States).Select(kept => kept.Bytes));
        double a = 1 - 1e-5, s0 = 2, b = 1e-4, power = Math.Pow(a, length);
        var got = Interpreter.Run(gradient, Tensor.Scalar(s0), Tensor.Scalar(a), Tensor.Scalar(b)).Select(x => x.ToDouble()).ToArray();
        var byA = (length * power / a * s0) + (b * ((length * power / a * (a - 1)) - (power - 1)) / ((a - 1) * (a - 1)));
        Assert.Equal([power, byA, (power - 1) / (a - 1)], got, (x, y) => Math.Abs(x - y) <= 1e-8 * Math.Abs(x));
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        var refused = Assert.Throws<GraphException>(() => Flow.Scan([1.0], [], (s, _) => (s[0], s[0]), 3, budget: -1));
        Assert.Contains("budget of -1", refused.Message, StringComparison.Ordinal);
        var gradient = Gradient.Of(Trace("recurrent network", 2));
        var text = gradient.Print();
        Assert.Equal(gradient, Graph.Parse(text));
        var spoiled = new[]
        {
            ("budget=2,targets", "budget=0,targets"), ("sources=[", "sources=[-1,"), ("targets=[0,1]", "targets=[1,0]"),
        };
        foreach (var (from, to) in spoiled)
        {
            Assert.Contains(from, text);
            Assert.ThrowsAny<Exception>(() => Graph.Parse(text.Replace(from, to, StringComparison.Ordinal)).Verify());
        }
    }

    private static Graph Trace(string name, int budget) => Graph.Trace(x => Functions[name](x, budget), [.. Point.Select(x => x.Type)]);

    private static IEnumerable<Aresta.Graphs.Control> Controls(Graph graph) => graph.Nodes
        .Select(node => node.Primitive).OfType<Aresta.Graphs.Control>()
        .SelectMany(control => control.Bodies.SelectMany(body => Controls(body.Graph)).Prepend(control));
}
