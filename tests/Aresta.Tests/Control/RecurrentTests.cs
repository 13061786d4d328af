using Aresta.Execution;
using Aresta.Functions;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;
using static Aresta.Numerics.Elementary;
using static Aresta.Tensors.TensorType;

namespace Aresta.Tests.Control;

/// <summary>Recurrent networks as loops, against the same networks with every step written out: 200 steps, all parameters.</summary>
public class RecurrentTests
{
    private const int Steps = 200, Width = 3, Features = 2;

    private delegate Value[] Cell(Value[] states, Value x, Value[] parameters);

    private static readonly Dictionary<string, (int States, int Gates, Cell Step)> Cells = new()
    {
        ["tanh"] = (1, 1, (s, x, p) => [Tanh(Gate(x, s[0], p, 0))]),
        ["lstm"] = (2, 4, (s, x, p) =>
        {
            var (input, forget) = (Sigmoid(Gate(x, s[0], p, 0)), Sigmoid(Gate(x, s[0], p, 1) + 1));
            var output = Sigmoid(Gate(x, s[0], p, 2));
            var cell = (forget * s[1]) + (input * Tanh(Gate(x, s[0], p, 3)));
            return [output * Tanh(cell), cell];
        }
        ),
        ["gru"] = (1, 3, (s, x, p) =>
        {
            var (update, reset) = (Sigmoid(Gate(x, s[0], p, 0)), Sigmoid(Gate(x, s[0], p, 1)));
            var candidate = Tanh(Gate(x, reset * s[0], p, 2));
            return [((1 - update) * s[0]) + (update * candidate)];
        }
        ),
    };

    public static TheoryData<string> Names => [.. Cells.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Gradients_are_those_of_the_unrolled_network(string name)
    {
        var (states, _, step) = Cells[name];
        var scanned = Network(name, p =>
        {
            var (last, rows) = Flow.Scan(Zeros(states), [p[0]], (s, x) => (step(s, x[0], p[1..]), s[0]));
            return Loss(last[0], rows[0]);
        });
        var unrolled = Network(name, p =>
        {
            var (s, rows) = (Zeros(states), new List<Value>());
            for (var t = 0; t < Steps; t++)
            {
                rows.Add(s[0]);
                s = step(s, p[0][t], p[1..]);
            }

            return Loss(s[0], Arrangements.Stack([.. rows]));
        });
        var point = Point(unrolled);
        Assert.Equal(Numbers.Run(unrolled, point), Numbers.Run(scanned, point));
        Numbers.Close(Numbers.Run(Gradient.Of(unrolled), point), Numbers.Run(Gradient.Of(scanned), point), 1e-13);
        Tensor[] along = [.. point, .. Point(unrolled, seed: 50)];
        Numbers.Close(Numbers.Run(HessianVectorProduct.Of(unrolled), along), Numbers.Run(HessianVectorProduct.Of(scanned), along), 1e-12);
    }

    [Fact]
    public void Each_sum_over_the_steps_is_taken_in_the_order_of_the_unrolled_network()
    {
        // Where a step uses each parameter once, the two add the same terms in the same order: every bit is the same.
        var step = Cells["tanh"].Step;
        var scanned = Network("tanh", p => Flow.Scan(Zeros(1), [p[0]], (s, x) => (step(s, x[0], p[1..]), s[0])).States[0].Sum());
        var unrolled = Network("tanh", p =>
        {
            var s = Zeros(1);
            for (var t = 0; t < Steps; t++)
            {
                s = step(s, p[0][t], p[1..]);
            }

            return s[0].Sum();
        });
        var point = Point(unrolled);
        Assert.Equal(Numbers.Run(Gradient.Of(unrolled, [1, 2, 3]), point), Numbers.Run(Gradient.Of(scanned, [1, 2, 3]), point));
    }

    [Theory, MemberData(nameof(Names))]
    public void Sequences_of_different_lengths_run_side_by_side(string name)
    {
        const int longest = 12;
        long[] lengths = [longest, 0, 5, 1];
        var (states, gates, step) = Cells[name];
        TensorType[] types = [Int64(), Float64(longest, Features), .. Parameters(gates)];

        // A mask holds the state behind the end; a while ends there.
        var masked = Graph.Trace(
            p =>
            {
                var (last, _) = Flow.Scan(
                    [.. Zeros(states), Value.Constant(Tensor.Scalar(0L))], [p[1]],
                    (s, x) => (
                        (Value[])[.. step(s[..^1], x[0], p[2..]).Select((next, i) => Value.Where(s[^1] < p[0], next, s[i])), s[^1] + 1],
                        Array.Empty<Value>()));
                return [last[0].Sum()];
            },
            types);
        var open = Graph.Trace(
            p =>
            {
                var last = Flow.While(
                    [.. Zeros(states), Value.Constant(Tensor.Scalar(0L))], s => s[^1] < p[0],
                    s => (Value[])[.. step(s[..^1], p[1].Take(s[^1]), p[2..]), s[^1] + 1]);
                return [last[0].Sum()];
            },
            types);
        Tensor[] parameters = [.. Parameters(gates).Select((type, i) => DerivativeCheck.Random(100 + i, [.. type.Shape]))];
        int?[] axes = [0, 0, .. parameters.Select(_ => (int?)null)];
        Ports learned = [2, 3, 4];

        // Behind the end of a sequence a mask needs numbers; a while does not look.
        foreach (var (graph, rest) in (ReadOnlySpan<(Graph, double)>)[(masked, 1.0), (open, double.NaN)])
        {
            var sequences = lengths.Select((length, k) =>
            {
                var x = DerivativeCheck.Random(10 + k, longest, Features).ToDoubles();
                Array.Fill(x, rest, (int)length * Features, (longest - (int)length) * Features);
                return Tensor.Of(x, [longest, Features]);
            }).ToArray();
            Tensor[] side =
            [
                Tensor.Vector(lengths), Tensor.Of([.. sequences.SelectMany(x => x.ToDoubles())], [lengths.Length, longest, Features]),
                .. parameters,
            ];
            var each = Interpreter.Run(Batch.Of(Gradient.Of(graph, learned), lengths.Length, axes), side);
            var expected = new double[lengths.Length][];
            for (var k = 0; k < lengths.Length; k++)
            {
                expected[k] = Numbers.Run(Unrolled((int)lengths[k]), [sequences[k], .. parameters]);
                var alone = Numbers.Run(Gradient.Of(graph, learned), [Tensor.Scalar(lengths[k]), sequences[k], .. parameters]);
                Numbers.Close(expected[k], alone, 1e-12);
                Numbers.Close(expected[k], [.. each.SelectMany(gradient => Example(gradient, k))], 1e-12);
            }

            // The gradient of the sum over the batch, which all examples add to.
            var batch = Batch.Of(graph, lengths.Length, axes);
            var total = Graph.Trace(v => [batch.Apply(v)[0].Sum()], [.. batch.Inputs.Select(x => x.Type)]);
            double[] summed = [.. expected[0].Select((_, i) => expected.Sum(gradient => gradient[i]))];
            Numbers.Close(summed, Numbers.Run(Gradient.Of(total, learned), side), 1e-12);
            Assert.All(
                Numbers.Run(HessianVectorProduct.Of(total, learned), [.. side, .. parameters]), x => Assert.True(double.IsFinite(x)));
        }

        double[] Example(Tensor gradients, int k)
        {
            var size = gradients.Shape.Size / lengths.Length;
            return gradients.ToDoubles()[(k * size)..((k + 1) * size)];
        }

        Graph Unrolled(int length) => Gradient.Of(
            Graph.Trace(
                p =>
                {
                    var s = Zeros(states);
                    for (var t = 0; t < length; t++)
                    {
                        s = step(s, p[0][t], p[1..]);
                    }

                    return [s[0].Sum()];
                },
                types[1..]),
            [1, 2, 3]);
    }

    private static Graph Network(string name, Func<Value[], Value> loss) =>
        Graph.Trace(p => [loss(p)], [Float64(Steps, Features), .. Parameters(Cells[name].Gates)], originBudget: 0);

    private static Value Loss(Value last, Value rows) => Square(last).Sum() + (rows.Sum() * 0.01);

    private static TensorType[] Parameters(int gates) =>
        [Float64(gates, Features, Width), Float64(gates, Width, Width), Float64(gates, Width)];

    private static Tensor[] Point(Graph graph, int seed = 1) =>
        [.. graph.Inputs.Select((input, i) => DerivativeCheck.Random(seed + i, [.. input.Shape]))];

    private static Value[] Zeros(int states) => [.. Enumerable.Range(0, states).Select(_ => Value.Zeros(Float64(Width)))];

    private static Value Gate(Value x, Value h, Value[] p, int gate) =>
        x.MatMul(p[0][gate]) + h.MatMul(p[1][gate]) + p[2][gate];
}
