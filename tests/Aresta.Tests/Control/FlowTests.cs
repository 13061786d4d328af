using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;
using static Aresta.Numerics.Elementary;

namespace Aresta.Tests.Control;

/// <summary>Choices, loops and calls, differentiated to the third order against finite differences, alone and in each other.</summary>
public class FlowTests
{
    public static TheoryData<string> Names => [.. Functions.Keys];

    internal static readonly Dictionary<string, Func<Value[], Value[]>> Functions = new()
    {
        ["call"] = x => Flow.Call(v => Sin(v[0]) * v[1], x),
        ["call that keeps nothing"] = x => Flow.Call(v => Sin(v[0]) * Exp(v[1] * v[0]), x, keep: Keep.Nothing),
        ["closed over"] = x => Flow.Call(v => Sin(v[0]) * x[1], [x[0]]),
        ["cond"] = x => [Flow.If(x[0].Sum() > 0, () => Sin(x[0]) * x[1], () => x[0] * Exp(x[1]))],
        ["cond, the other branch"] = x => [Flow.If(x[0].Sum() < -99, () => Sin(x[0]) * x[1], () => x[0] * Exp(x[1]))],
        ["cond with a branch that is constant"] = x =>
            [Flow.If(x[0].Sum() > -99, () => Sin(x[0]) * x[1], () => Value.Zeros(x[0].Type))],
        ["scan over rows"] = x =>
        {
            var (states, rows) = Flow.Scan([x[1][0]], [x[0], x[1]], (s, r) => (Tanh(s[0] * r[0] + r[1]), Sin(s[0]) * r[1]));
            return [.. states, .. rows];
        },
        ["scan backward, closing over"] = x =>
        {
            var (states, rows) = Flow.Scan([0.5], [x[0]], (s, r) => (Sin(s[0] + r[0] * x[1].Sum()), s[0]), backward: true);
            return [.. states, .. rows];
        },
        ["scan whose states pass each other"] = x =>
            Flow.Scan([x[0], x[1], 1.0], [], (s, _) => (new[] { s[1], Sin(s[0]), s[2] * 2 }, Array.Empty<Value>()), length: 3).States,
        ["scan over rows under a budget"] = x =>
        {
            var (states, rows) = Flow.Scan([x[1][0]], [x[0], x[1]], (s, r) => (Tanh(s[0] * r[0] + r[1]), Sin(s[0]) * r[1]), budget: 2);
            return [.. states, .. rows];
        },
        ["scan whose states pass each other, under a budget, in a checkpoint"] = x => Flow.Checkpoint(
            v => Flow.Scan(
                [v[0], x[1], 1.0], [], (s, _) => (new[] { s[1] * x[0], Sin(s[0]), s[2] * 2 }, Array.Empty<Value>()),
                length: 3, budget: 1).States, x),
        ["checkpoint in a while"] = x => Flow.While(
            [x[0], 0.0], s => s[1] < 3, s => (Flow.Checkpoint(y => Sin(y) * Exp(y * x[1]), s[0]), s[1] + 1)),
        ["while"] = x =>
            Flow.While([x[0], 0.0], s => s[1] < 4, s => (Tanh(s[0] * x[1]), s[1] + 1)),
        ["while, not once"] = x => Flow.While([x[0]], s => s[0].Sum() > 99, s => Tanh(s[0] * x[1])),
        ["scan in a scan"] = x =>
        {
            var (states, rows) = Flow.Scan([x[0].Sum()], [x[0], x[1]], (s, r) =>
            {
                var (inner, given) = Flow.Scan([s[0]], [x[1]], (t, q) => (Sin(t[0] * q[0]) + r[0], t[0] * t[0]));
                return (inner[0] * r[1], given[0].Sum());
            });
            return [.. states, .. rows];
        },
        ["while that ends by the numbers"] = x => Flow.While(
            [(x[0] * x[0]).Sum() + 3, 0.0], s => s[0] > x[1].Sum() - 4, s => (s[0] - (Sin(s[0] * x[1].Sum()) * 0.5) - 1, s[1] + s[0])),
        ["while in a scan"] = x =>
            Flow.Scan([x[0].Sum()], [x[0], x[1]], (s, r) =>
                (Flow.While([s[0], 0.0], t => t[1] < 2, t => (Sin(t[0] * r[0]) + r[1], t[1] + 1))[0], Array.Empty<Value>())).States,
        ["while in a while"] = x => Flow.While(
            [x[0], 0.0], s => s[1] < 2,
            s => (Flow.While([s[0], 0.0], t => t[1] < s[1] + 1, t => (Sin(t[0] * x[1]), t[1] + 1))[0], s[1] + 1)),
        ["cond in a while in a call"] = x => Flow.Call(
            v => Flow.While(
                [v[0], 0.0], s => s[1] < 3,
                s => (Flow.If(s[1] > 1, () => Sin(s[0]), () => s[0] * v[1] * x[1]), s[1] + 1)), x),
        ["scan in a cond"] = x =>
        [
            Flow.If(
                x[0].Sum() > -99, () => Flow.Scan([x[1].Sum()], [x[0]], (s, r) => (Sin(s[0] * r[0]), s[0])).Rows[0], () => x[1]),
        ],
        ["while in a cond"] = x =>
        [
            Flow.If(
                x[0].Sum() > -99, () => Flow.While([x[0], 0.0], s => s[1] < 3, s => (Sin(s[0] * x[1]), s[1] + 1))[0], () => x[1]),
        ],
    };

    [Theory, MemberData(nameof(Names))]
    public void Derivatives_agree_with_differences_to_the_third_order(string name) =>
        DerivativeCheck.Of(Functions[name], [DerivativeCheck.Random(1, 3), DerivativeCheck.Random(2, 3)], order: 3, tolerance: 1e-6);

    [Theory, MemberData(nameof(Names))]
    public void Texts_are_read_back(string name)
    {
        var graph = Graph.Trace(v => Functions[name](v), [TensorType.Float64(3), TensorType.Float64(3)]);
        foreach (var each in (Graph[])[graph, Pushforward.Of(graph), Pullback.Of(graph)])
        {
            each.Verify();
            Assert.Equal(each, Graph.Parse(each.Print()));
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Batching_a_derivative_equals_looping_it(string name)
    {
        const int size = 3;
        var graph = Graph.Trace(v => Functions[name](v), [TensorType.Float64(3), TensorType.Float64(3)]);
        var batch = Enumerable.Range(0, size)
            .Select(k => new[] { DerivativeCheck.Random(10 + k, 3), DerivativeCheck.Random(20 + k, 3) }).ToArray();
        foreach (var each in (Graph[])[graph, Pullback.Of(graph), Pullback.Of(Pullback.Of(graph))])
        {
            var examples = batch.Select((pair, k) => (Tensor[])
                [.. each.Inputs.Select((input, i) => i < 2 ? pair[i] : DerivativeCheck.Random((100 * k) + i, [.. input.Shape]))]).ToArray();
            var batched = Interpreter.Run(
                Batch.Of(each, size),
                [
                    .. each.Inputs.Select((input, i) =>
                        Tensor.Of(examples.SelectMany(e => e[i].ToDoubles()).ToArray(), [size, .. input.Shape])),
                ]);
            for (var k = 0; k < size; k++)
            {
                var alone = Interpreter.Run(each, examples[k]);
                for (var i = 0; i < alone.Length; i++)
                {
                    var count = alone[i].Shape.Size;
                    var lane = batched[i].ToDoubles().AsSpan(k * count, count).ToArray();
                    Assert.Equal(alone[i].ToDoubles(), lane, (x, y) => Math.Abs(x - y) <= 1e-12 * (1 + Math.Abs(x)));
                }
            }
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Jacobians_are_the_same_by_rows_and_by_columns_and_in_a_batch(string name)
    {
        var graph = Graph.Trace(v => Functions[name](v), [TensorType.Float64(3), TensorType.Float64(3)]);
        var (columns, rows) = (Jacobian.Of(graph, mode: JacobianMode.Forward), Jacobian.Of(graph, mode: JacobianMode.Reverse));
        Tensor[] point = [DerivativeCheck.Random(1, 3), DerivativeCheck.Random(2, 3)], other = [DerivativeCheck.Random(3, 3), point[1]];
        Numbers.Close(Numbers.Run(columns, point), Numbers.Run(rows, point), 1e-12);
        var both = Interpreter.Run(
            Batch.Of(rows, 2, [0, null]), Tensor.Of([.. point[0].ToDoubles(), .. other[0].ToDoubles()], [2, 3]), point[1]);
        var (first, second) = (Interpreter.Run(rows, point), Interpreter.Run(rows, other));
        for (var i = 0; i < both.Length; i++)
        {
            Numbers.Close([.. first[i].ToDoubles(), .. second[i].ToDoubles()], both[i].ToDoubles(), 1e-12);
        }
    }
}
