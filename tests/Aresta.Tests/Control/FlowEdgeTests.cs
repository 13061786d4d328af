using Aresta.Execution;
using Aresta.Functions;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;
using static Aresta.Numerics.Elementary;
using static Aresta.Tensors.TensorType;

namespace Aresta.Tests.Control;

/// <summary>Loops and choices at their edges: nothing to do, nothing that moves, examples that are done or were never meant.</summary>
public class FlowEdgeTests
{
    [Fact]
    public void No_steps_leave_the_states_and_all_of_the_cotangent()
    {
        var scan = Graph.Trace(
            v => Flow.Scan([v[0]], [v[1]], (s, r) => (Sin(s[0]) * r[0] * v[0], s[0])) is var (s, rows) ? [s[0], rows[0].Sum()] : [],
            [Float64(), Float64(0)]);
        Assert.Equal([0.5, 0], Numbers.Run(scan, 0.5, Array.Empty<double>()));
        Assert.Equal([1.0], Numbers.Run(Gradient.Of(scan, 0, (Port)0), 0.5, Array.Empty<double>()));
        Assert.Equal([0.0], Numbers.Run(Gradient.Of(scan, 0, (Port)1), 0.5, Array.Empty<double>()));
        var never = Graph.Trace(x => Flow.While([x], s => s[0] < 0, s => Sin(s[0]) * x)[0]);
        Assert.Equal([1.0], Numbers.Run(Gradient.Of(never), 0.5));
        Assert.Equal([0.0], Numbers.Run(Gradient.Of(Gradient.Of(never)), 0.5));
    }

    [Fact]
    public void A_scan_without_states_maps_and_one_without_anything_runs()
    {
        var map = Graph.Trace(
            v => [Flow.Scan([], [v[0]], (_, r) => (Array.Empty<Value>(), Sin(r[0]) * v[1])).Rows[0].Sum()], [Float64(4), Float64()]);
        var direct = Graph.Trace(v => [(Sin(v[0]) * v[1]).Sum()], [Float64(4), Float64()]);
        Tensor[] at = [DerivativeCheck.Random(1, 4), 0.3];
        Numbers.Close(Numbers.Run(Gradient.Of(direct), at), Numbers.Run(Gradient.Of(map), at));
        var nothing = Graph.Trace(
            v => Flow.Scan([], [], (_, _) => (Array.Empty<Value>(), Array.Empty<Value>()), length: 3) is var (s, r)
                ? [.. s, .. r, v[0]] : [],
            [Float64()]);
        Assert.Equal([2.0], Numbers.Run(nothing, 2.0));
        Assert.Throws<GraphException>(() => Flow.Scan([1.0], [], (s, _) => (s[0], Array.Empty<Value>())));
    }

    [Fact]
    public void Arrays_without_elements_flow()
    {
        var graph = Graph.Trace(
            v => Flow.Scan([v[0]], [v[1]], (s, r) => (s[0] * r[0], Sin(s[0]))) is var (s, rows) ? [s[0], rows[0]] : [],
            [Float64(0), Float64(3, 0)]);
        DerivativeCheck.Of(v => graph.Apply(v), [Tensor.Zeros(Float64(0)), Tensor.Zeros(Float64(3, 0))]);
        var batch = Batch.Of(Pullback.Of(graph), 2);
        var results = Interpreter.Run(batch, [.. batch.Inputs.Select(x => Tensor.Zeros(x.Type))]);
        Assert.Equal(batch.Outputs.Select(y => y.Type), results.Select(y => y.Type));
    }

    [Fact]
    public void Integers_and_truth_values_are_states_like_others()
    {
        // 2ᵏ in integers, whether k is even, and x to the k.
        var graph = Graph.Trace(
            v => Flow.Scan(
                [Value.Constant(Tensor.Scalar(1L)), Value.Constant(Tensor.Scalar(true)), 1.0], [],
                (s, _) => ((s[0] * 2, !s[1], Value.Where(s[1], s[2] * v[0], s[2] * v[0] * s[0].ConvertTo(DType.Float64))), s[1]), length: 5)
                is var (s, rows) ? [.. s, .. rows] : [],
            [Float64()]);
        var results = Interpreter.Run(graph, 0.5);
        Assert.Equal(Tensor.Scalar(32L), results[0]);
        Assert.Equal(Tensor.Scalar(false), results[1]);
        Assert.Equal(Tensor.Vector(true, false, true, false, true), results[3]);
        Assert.Equal(16 * Math.Pow(0.5, 5), results[2].ToDouble());
        Assert.Equal(16 * 5 * Math.Pow(0.5, 4), Numbers.Run(Gradient.Of(graph, 0, (Port)2), 0.5)[0]);
        DerivativeCheck.Of(v => [graph.Apply(v)[2]], [0.5], order: 3);
    }

    [Fact]
    public void States_that_do_not_move_are_not_used_or_pass_each_other()
    {
        Func<Value[], Value[]> f = v => Flow.Scan(
            [v[0], v[1], 3.0, v[0]], [v[2]],
            (s, r) => (new[] { s[1], s[0] * Sin(s[2]), s[2], Floor(s[3]) }, new[] { r[0], v[1], v[1] + r[0], s[2] }))
            is var (states, rows) ? [.. states, .. rows] : [];
        DerivativeCheck.Of(f, [0.3, 0.4, DerivativeCheck.Random(1, 3)], order: 3, tolerance: 1e-6);
    }

    [Fact]
    public void One_value_closed_over_twice_is_one_operand()
    {
        var graph = Graph.Trace(x => Flow.If(x > 0, () => x * x, () => x + x));
        Assert.Equal(2, graph.Nodes.Single(node => node.Primitive is Cond).Operands.Length);
        Assert.Equal([6.0], Numbers.Run(Gradient.Of(graph), 3.0));
        var loop = Graph.Trace(x => Flow.Scan([x], [], (s, _) => (s[0] * x * x, Array.Empty<Value>()), length: 2).States[0]);
        Assert.Equal([5 * Math.Pow(3, 4)], Numbers.Run(Gradient.Of(loop), 3.0));
    }

    [Fact]
    public void Single_precision_stays_single()
    {
        var graph = Graph.Trace(
            v =>
            [
                Flow.While([v[0], 0.0], s => s[1] < 3, s => (Sin(s[0] * v[1]), s[1] + 1))[0].Sum()
                    + Flow.Scan([1.0], [v[1]], (s, r) => (s[0] * r[0], s[0])).Rows[0].Sum(),
            ],
            [Float32(2), Float32(2)]);
        var gradient = Interpreter.Run(Gradient.Of(graph), (float[])[0.1f, 0.2f], (float[])[0.3f, 0.4f]);
        Assert.All(gradient, x => Assert.Equal(DType.Float32, x.DType));
    }

    [Fact]
    public void Newton_in_a_batch_divides_by_zero_where_it_is_done_and_no_derivative_shows_it()
    {
        // Exact roots: behind the last step x² − a is 0, and so is the quotient's denominator.
        var root = Graph.Trace(a => Flow.While(
            [a, 0.0], s => Abs((s[0] * s[0]) - a) > 0.0 & s[1] < 60,
            s => (s[0] - (((s[0] * s[0]) - a) / ((2 * s[0]) + (0.0 / ((s[0] * s[0]) - a)))), s[1] + 1))[0]);
        double[] at = [4, 1, 9, 16];
        var batch = Batch.Of(root, at.Length);
        var total = Graph.Trace(v => batch.Apply(v)[0].Sum(), Float64(at.Length));
        foreach (var gradient in (Graph[])[Gradient.Of(total), Batch.Of(Gradient.Of(root), at.Length)])
        {
            Numbers.Close([.. at.Select(a => Numbers.Run(Gradient.Of(root), a)[0])], Numbers.Run(gradient, at));
            Assert.All(Numbers.Run(gradient, at), x => Assert.True(double.IsFinite(x)));
        }

        Assert.All(Numbers.Run(HessianVectorProduct.Of(total), at, at), x => Assert.True(double.IsFinite(x)));
    }

    [Fact]
    public void Examples_that_are_done_leak_nothing_through_products_and_raise_no_error()
    {
        // A contraction of what is infinite where the loop is done, and a division of integers by what is then zero.
        var graph = Graph.Trace(
            v =>
            {
                var (w, n) = (v[0], v[1]);
                return [Flow.While([w, n], s => s[1] > 0, s => (Tanh(Divided(s[0], s[1])).MatMul(v[2]), s[1] - 1))[0].Sum()];
            },
            [Float64(2), Int64(), Float64(2, 2)]);
        Check(graph);

        // The same of a choice.
        Check(Graph.Trace(
            v =>
            {
                var (w, n) = (v[0], v[1]);
                return [Flow.If(n > 0, () => Divided(w, n).MatMul(v[2]), () => w).Sum()];
            },
            [Float64(2), Int64(), Float64(2, 2)]));

        static Value Divided(Value x, Value n) => x / n.ConvertTo(DType.Float64) * (1 + (7 % n)).ConvertTo(DType.Float64);

        static void Check(Graph graph)
        {
            long[] counts = [0, 3, 1, 2];
            var (w, v) = (DerivativeCheck.Random(1, 2), DerivativeCheck.Random(2, 2, 2));
            var gradient = Gradient.Of(graph);
            var alone = counts.Select(n => Interpreter.Run(gradient, w, Tensor.Scalar(n), v)).ToArray();
            var (repeated, n) = (Tensor.Of([.. counts.SelectMany(_ => w.ToDoubles())], [counts.Length, 2]), Tensor.Vector(counts));
            var each = Interpreter.Run(Batch.Of(gradient, counts.Length, [0, 0, null]), repeated, n, v);
            for (var i = 0; i < each.Length; i++)
            {
                Numbers.Close([.. alone.SelectMany(result => result[i].ToDoubles())], each[i].ToDoubles());
            }

            var batch = Batch.Of(graph, counts.Length, [0, 0, null]);
            var total = Graph.Trace(x => [batch.Apply(x)[0].Sum()], [.. batch.Inputs.Select(x => x.Type)]);
            var shared = Interpreter.Run(Gradient.Of(total), repeated, n, v);
            Numbers.Close([.. alone.SelectMany(result => result[0].ToDoubles())], shared[0].ToDoubles());
            Numbers.Close([.. Enumerable.Range(0, 4).Select(i => alone.Sum(result => result[1][i]))], shared[1].ToDoubles());
            Assert.All(Numbers.Run(HessianVectorProduct.Of(total), repeated, n, v, repeated, v), h => Assert.True(double.IsFinite(h)));
            var one = Batch.Of(gradient, 1, [0, 0, null]);
            Numbers.Close(
                [.. alone[1].SelectMany(result => result.ToDoubles())],
                Numbers.Run(one, Tensor.Of(w.ToDoubles(), [1, 2]), Tensor.Vector(3L), v));
            var none = Batch.Of(gradient, 0, [0, 0, null]);
            Assert.Empty(Numbers.Run(none, Tensor.Zeros(Float64(0, 2)), Tensor.Zeros(Int64(0)), v));
        }
    }

    [Fact]
    public void A_stack_that_only_one_branch_gives_is_as_tall_in_the_derivative_of_the_other()
    {
        // The other branch hands out what it was given, or what does not move.
        var type = StackOf(Float64());
        foreach (var constant in (bool[])[true, false])
        {
            var graph = Graph.Trace(
                v =>
                {
                    var stack = Push(Push(Node.Create(new EmptyStack(type)).Result(), v[0]), v[1]);
                    var chosen = Flow.If(
                        v[0] > 0, () => Push(Push(Push(Node.Create(new EmptyStack(type)).Result(), v[0] * v[1]), v[1]), Sin(v[0])),
                        () => constant ? Push(Node.Create(new EmptyStack(type)).Result(), 2.0) : stack);
                    return [Pop(Node.Create(new ReverseItems(), chosen).Result()) * v[1], Pop(chosen)];
                },
                [Float64(), Float64()]);
            foreach (var at in (Tensor[][])[[0.3, 0.4], [-0.3, 0.4]])
            {
                DerivativeCheck.Of(v => graph.Apply(v), at, order: 3, tolerance: 1e-6);
                var linear = Linearized(graph);
                Numbers.Close(Numbers.Run(Pushforward.Of(graph), [.. at, 0.5, 0.6])[2..], Numbers.Run(linear, [.. at, 0.5, 0.6]));
            }
        }
    }

    [Fact]
    public void A_state_that_is_a_stack_made_anew_in_every_step_is_differentiated()
    {
        var type = StackOf(Float64());
        DerivativeCheck.Of(
            v =>
            {
                var first = Push(Node.Create(new EmptyStack(type)).Result(), v[0]);
                var last = Flow.Scan(
                    [first, v[1]], [],
                    (s, _) => ((Push(Node.Create(new EmptyStack(type)).Result(), 1.5), s[1] * Pop(s[0])), Array.Empty<Value>()),
                    length: 3).States;
                return [last[1], Pop(last[0]) * v[0]];
            },
            [0.3, 0.4], order: 3, tolerance: 1e-6);
    }

    private static Value Push(Value stack, Value item) => Node.Create(new StackPush(), stack, item).Result();

    private static Value Pop(Value stack) => Node.Create(new StackPop(), stack).Result(1);

    private static Graph Linearized(Graph graph)
    {
        Value[] tangents = [.. graph.Inputs.Select(input => Value.Input(input.Type))];
        var moved = Sweeps.Linearize(graph.Inputs.AsSpan(), [.. tangents.Select(t => (Value?)t)], graph.Outputs.AsSpan());
        return Graph.Create([.. graph.Inputs, .. tangents], [.. moved.Zip(graph.Outputs, (m, y) => m ?? Value.Zeros(y.Type))]);
    }
}
