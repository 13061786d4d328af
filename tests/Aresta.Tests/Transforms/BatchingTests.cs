using Aresta.Execution;
using Aresta.Functions;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Tests.Laws;
using Aresta.Transforms;
using CsCheck;
using static Aresta.Numerics.Elementary;

namespace Aresta.Tests.Transforms;

/// <summary>Batches of whole graphs, and of their derivatives.</summary>
public class BatchingTests
{
    private const int Size = 3;

    // Every value of every example differs.
    private static Tensor[][] Examples(Tensor[] point, int count = Size) => [.. Enumerable.Range(0, count).Select(e =>
        point.Select((x, k) => Tensor.Of([.. x.ToDoubles().Select((a, i) => a + (0.1 * Math.Sin(e * (i + k + 1))))], x.Shape)).ToArray())];

    private static Tensor[] Stacked(Graph graph, Tensor[][] examples) =>
        [.. graph.Inputs.Select((input, i) => Looping.Stack([.. examples.Select(e => e[i])], 0, input.Type))];

    [Fact]
    public void Batching_equals_looping_on_programs_twice_nested() => RandomGraphs.Algebra.Sample(
        example =>
        {
            var (graph, point) = example;
            var axes = new int[graph.Outputs.Length];
            Tensor[][][] examples = [Examples(point), [.. Examples(point).Reverse()]];
            var inner = Batch.Of(graph, Size);
            var rows = examples.Select(e => Stacked(graph, e)).ToArray();
            foreach (var (e, row) in examples.Zip(rows))
            {
                Looping.Same(Looping.Over(graph, e, axes), Interpreter.Run(inner, row), () => inner.Print());
            }

            var outer = Batch.Of(inner, 2);
            outer.Verify();
            Assert.Equal(outer, Graph.Parse(outer.Print()));
            Looping.Same(Looping.Over(inner, rows, axes), Interpreter.Run(outer, Stacked(inner, rows)), () => outer.Print());
        },
        iter: 100, threads: 1);

    [Fact]
    public void Derivatives_of_a_batch_are_batches_of_derivatives() => RandomGraphs.Tensors.Sample(
        example =>
        {
            var (graph, point) = example;
            var batch = Batch.Of(graph, Size);
            Same(graph, batch, g => Pushforward.Of(g), point);
            Same(graph, batch, g => Pullback.Of(g), point);

            // The gradient of the sum of a function of each example is that of each.
            var sum = Graph.Create(batch.Inputs.AsSpan(), [batch.Outputs[0].Sum()]);
            var gradients = Batch.Of(Gradient.Of(graph), Size);
            var arguments = Stacked(graph, Examples(point));
            Numbers.Close(Numbers.Run(gradients, arguments), Numbers.Run(Gradient.Of(sum), arguments));
        },
        iter: 40, threads: 1);

    [Fact]
    public void A_batch_of_Hessians_is_the_diagonal_of_the_Hessian_of_a_sum() => RandomGraphs.Tensors.Sample(
        example =>
        {
            var (graph, point) = example;
            var examples = Examples(point);
            var hessians = Batch.Of(Hessian.Of(graph), Size);
            var arguments = Stacked(graph, examples);
            Looping.Same(Looping.Over(Hessian.Of(graph), examples, new int[4]), Interpreter.Run(hessians, arguments), () => graph.Print());

            var batch = Batch.Of(graph, Size);
            var whole = Interpreter.Run(Hessian.Of(Graph.Create(batch.Inputs.AsSpan(), [batch.Outputs[0].Sum()])), arguments);
            var each = Interpreter.Run(hessians, arguments);
            int[] sizes = [6, 3];
            for (var block = 0; block < 4; block++)
            {
                var (n, m) = (sizes[block / 2], sizes[block % 2]);
                var own = Enumerable.Range(0, Size * n * m).Select(k =>
                    whole[block][(k / (n * m) * n * Size * m) + (k / m % n * Size * m) + (k / (n * m) * m) + (k % m)]);
                Numbers.Close(each[block].ToDoubles(), [.. own]);
                Numbers.Close([each[block].ToDoubles().Select(Math.Abs).Sum()], [whole[block].ToDoubles().Select(Math.Abs).Sum()]);
            }
        },
        iter: 15, threads: 1);

    private static void Same(Graph graph, Graph batch, Func<Graph, Graph> derive, Tensor[] point)
    {
        var (inside, outside) = (Batch.Of(derive(graph), Size), derive(batch));
        Assert.Equal(inside.Inputs.Select(x => (x.Type, x.Name)), outside.Inputs.Select(x => (x.Type, x.Name)));
        Assert.Equal(inside.Outputs.Select(y => y.Type), outside.Outputs.Select(y => y.Type));
        var arguments = Stacked(graph, Examples(point));
        var along = inside.Inputs[arguments.Length..].Select((x, i) => Evaluation.Wave(x.Shape, i));
        Tensor[] all = [.. arguments, .. along];
        Numbers.Close(Numbers.Run(inside, all), Numbers.Run(outside, all));
    }

    [Fact]
    public void Gradients_of_each_example_of_a_network_are_those_of_a_loop()
    {
        var loss = Function.Of(["w", "b", "v", "x", "t"], p => Square(p[2].MatMul(Tanh(p[0].MatMul(p[3]) + p[1])) - p[4]).Sum());
        Tensor[] parameters = [Evaluation.Wave([8, 4], 0), Evaluation.Wave([8], 1), Evaluation.Wave([3, 8], 2)];
        var (xs, ts) = (Evaluation.Wave([5, 4], 3), Evaluation.Wave([3, 5], 4));
        var each = loss.Derivative.Batch([null, null, null, 0, 1]).Call([.. parameters, xs, ts]);
        Assert.Equal(["[5,8,4]", "[5,8]", "[5,3,8]", "[5,4]", "[5,3]"], each.Select(g => g.Shape.ToString()));
        var looped = Enumerable.Range(0, 5).Select(e => loss.Gradient(
        [
            .. parameters,
            Tensor.Vector(Enumerable.Range(0, 4).Select(i => xs[(4 * e) + i]).ToArray()),
            Tensor.Vector(Enumerable.Range(0, 3).Select(i => ts[(5 * i) + e]).ToArray()),
        ])).ToArray();
        for (var i = 0; i < each.Count; i++)
        {
            Numbers.Close([.. looped.SelectMany(gradient => gradient[i].ToDoubles())], each[i].ToDoubles(), 1e-14);
        }

        // Their sum is the gradient of the sum.
        var sum = loss.Batch([null, null, null, 0, 1]).Transform(g => Graph.Create(g.Inputs.AsSpan(), [g.Outputs[0].Sum()]));
        var total = sum.Gradient([.. parameters, xs, ts])[1];
        Numbers.Close(total.ToDoubles(), [.. Enumerable.Range(0, 8).Select(i => Enumerable.Range(0, 5).Sum(e => each[1][(8 * e) + i]))]);
    }

    [Fact]
    public void The_example_of_the_readme_gives_losses_and_gradients_of_each()
    {
        var loss = Function.Of((w, x, t) => Square(w.Dot(x) - t));
        var (w, xs, ts) = (Tensor.Vector(1.0, 2), Tensor.Of(new double[] { 1, 0, 0, 1, 1, 1 }, [3, 2]), Tensor.Vector(0.0, 0, 1));
        loss.Batch([null, 0, 0]).Call(w, xs, ts).ToTensor().Is([3], 1, 4, 4);
        loss.Derivative.Batch([null, 0, 0]).Call(w, xs, ts)[0].Is([3, 2], 2, 0, 0, 4, 4, 4);
    }

    [Fact]
    public void A_contraction_gains_a_label_and_repeats_nothing()
    {
        var layer = Graph.Trace((w, x) => w.MatMul(x), TensorType.Float64(8, 4), TensorType.Float64(4));
        var batch = Batch.Of(layer, 100, [null, 0]);
        Assert.DoesNotContain(batch.Nodes, node => node.Primitive is Broadcast);
        Assert.Equal(TensorType.Float64(100, 8), batch.Outputs[0].Type);
        Assert.Single(batch.Nodes, node => node.Primitive is Contract);
    }

    [Fact]
    public void A_table_that_all_examples_look_up_in_is_not_repeated()
    {
        var lookup = Graph.Trace(v => [v[0].Take(v[1])], [TensorType.Float64(1000, 16), TensorType.Int64(7)]);
        Assert.DoesNotContain(
            Batch.Of(lookup, 50, [null, 0]).Nodes,
            node => node.Results[0].Shape.Size > 50 * 7 * 16 && node.Primitive is not Input);
        var scatter = Graph.Trace(v => [v[0].ScatterAdd(v[1], v[2])], [TensorType.Float64(10), TensorType.Int64(7), TensorType.Float64(7)]);
        Assert.DoesNotContain(
            Batch.Of(scatter, 50, [null, null, 0]).Nodes, node => node.Results[0] is { DType: DType.Int64, Shape.Size: > 7 });
    }

    [Fact]
    public void What_all_examples_share_is_computed_once()
    {
        var graph = Graph.Trace((x, y) => Exp(x) * y + Sin(x));
        var batch = Batch.Of(graph, 4, [null, 0]);
        Assert.Equal("float64", batch.Nodes.Single(node => node.Primitive.Name == "exp").Results[0].ToString());
        Assert.Equal("float64[4]", batch.Outputs[0].Type.ToString());
        var constant = Graph.Trace(v => [v[0] * 2, v[1]], [TensorType.Float64(), TensorType.Float64()]);
        Assert.Equal(["float64", "float64[4]"], Batch.Of(constant, 4, [null, 0], [null, 0]).Outputs.Select(y => y.Type.ToString()));
        Assert.Equal(["float64[4]", "float64[4]"], Batch.Of(constant, 4, [null, 0]).Outputs.Select(y => y.Type.ToString()));
    }

    [Fact]
    public void Each_key_has_bits_of_its_own_and_a_shared_key_shared_bits()
    {
        var graph = Graph.Trace(
            v => [Node.Create(new RandomBits(new(DType.Int64, [2, 3])), v).Result()], [TensorType.Int64(), TensorType.Int64(2)]);
        var (keys, counters) = (Tensor.Vector<long>(1, 2, 3), Tensor.Of(new long[] { 0, 0, 7, 0, -1, -1 }, [3, 2]));
        Tensor[][] examples = [.. Enumerable.Range(0, 3).Select(e => new[]
        {
            Tensor.Scalar(keys.Integer(e)), Tensor.Vector(counters.Integer(2 * e), counters.Integer((2 * e) + 1)),
        })];
        Looping.Same(Looping.Over(graph, examples, [0]), Interpreter.Run(Batch.Of(graph, 3), keys, counters), () => graph.Print());

        var counter = Tensor.Vector<long>(5, 0);
        var byKey = Interpreter.Run(Batch.Of(graph, 3, [0, null]), keys, counter)[0];
        Looping.Same(Looping.Over(graph, [.. examples.Select(e => new[] { e[0], counter })], [0]), [byKey], () => graph.Print());
        Assert.Equal(18, Enumerable.Range(0, 18).Select(byKey.Integer).Distinct().Count());
        var shared = Graph.Trace(
            v => [v[0] + Node.Create(new RandomBits(TensorType.Int64()), v[1], v[2]).Result()],
            [TensorType.Int64(), TensorType.Int64(), TensorType.Int64(2)]);
        var same = Interpreter.Run(Batch.Of(shared, 3, [0, null, null]), Tensor.Vector<long>(0, 0, 0), Tensor.Scalar(9L), counter)[0];
        Assert.Single(Enumerable.Range(0, 3).Select(same.Integer).Distinct());
    }

    [Fact]
    public void Names_and_places_carry_over()
    {
        var graph = Graph.Trace((a, b) => ((a + b).Named("c") * b).Named("e"), TensorType.Float64(2), TensorType.Float64(2));
        var batch = Batch.Of(graph, 4, [1, null], [-1]);
        Assert.Equal(["a", "b"], batch.Inputs.Select(x => x.Name));
        Assert.Equal(["e"], batch.Outputs[0].Names);
        Assert.Equal("float64[2,4]", batch.Inputs[0].Type.ToString());
        var sum = batch.Nodes.Single(node => node.Primitive.Name == "add");
        Assert.Equal("c", sum.Result().Name);
        Assert.Equal(graph.Nodes.Single(node => node.Primitive.Name == "add").Origin, sum.Origin);
    }

    [Fact]
    public void A_chain_of_a_hundred_thousand_nodes_is_batched()
    {
        var x = Value.Input(TensorType.Float64());
        var y = Enumerable.Range(0, 100_000).Aggregate(x, (chain, _) => -chain);
        Assert.Equal(100_001, Batch.Of(Graph.Create([x], [y]), 2).Nodes.Length);
    }

    public static TheoryData<string, Func<Graph, Graph>> Mistakes => new()
    {
        { "A batch takes an axis, or null, for each input: the graph has 2, but 1 were given.", g => Batch.Of(g, 2, [0]) },
        { "A batch takes an axis, or null, for each output: the graph has 1, but 2 were given.", g => Batch.Of(g, 2, null, [0, 0]) },
        {
            "A batch of the input x: float64[2] has axes 0 to 1, or -2 to -1 from the end, but no axis 2.",
            g => Batch.Of(g, 2, [2, null])
        },
        {
            "A batch of the output y: float64[2] has axes 0 to 1, or -2 to -1 from the end, but no axis -3.",
            g => Batch.Of(g, 2, null, [-3])
        },
        {
            "The output y: float64[2] depends on the example, so it needs an axis along which the examples stand.",
            g => Batch.Of(g, 2, null, [null])
        },
        {
            "A batch of 2000000000 of the input x: float64[2] is too large: "
            + "Shape [2000000000,2] has more than 2147483591 elements, the most a tensor can hold.",
            g => Batch.Of(g, 2_000_000_000)
        },
    };

    [Theory, MemberData(nameof(Mistakes))]
    public void A_wrong_batch_is_explained(string message, Func<Graph, Graph> batch)
    {
        var graph = Graph.Trace((x, s) => (x * s).Named("y"), TensorType.Float64(2), TensorType.Float64());
        Assert.Equal(message, Assert.Throws<GraphException>(() => batch(graph)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Batch.Of(graph, -1));
    }

    public static TheoryData<string, int?[]?, Tensor[]> WrongCalls => new()
    {
        {
            "Argument 0, float64[2], holds 2 examples, but argument 1, float64[3], 3 along axis 0.",
            null, [new[] { 1.0, 2 }, new[] { 1.0, 2, 3 }]
        },
        {
            "Argument 1, float64, has no axis 0 for examples to stand along; null is for what all share.",
            null, [new[] { 1.0, 2 }, 3.0]
        },
        { "A batch was asked for with 1 arguments, but was called with 2.", [0], [new[] { 1.0, 2 }, 3.0] },
        { "No argument of the batch holds examples, so their number is not known.", [null, null], [1.0, 3.0] },
    };

    [Theory, MemberData(nameof(WrongCalls))]
    public void A_wrong_call_of_a_batch_is_explained(string message, int?[]? axes, Tensor[] arguments)
    {
        var f = Function.Of((x, y) => x * y);
        Assert.Equal(message, Assert.Throws<GraphException>(() => f.Batch(axes).Call(arguments)).Message);
    }

    [Fact]
    public void A_batch_is_a_function_with_derivatives_and_batches_of_its_own()
    {
        var f = Function.Of((x, y) => x * Sin(y));
        double[] xs = [1, 2, 3];
        Assert.Equal(xs.Select(x => x * Math.Sin(0.5)), f.Batch([0, null]).Call(xs, 0.5).ToTensor().ToDoubles());
        Assert.Equal(xs.Select(x => x * Math.Cos(0.5)), f.Derivative.Batch([0, null]).Call(xs, 0.5)[1].ToDoubles());
        Assert.Equal(xs.Select(x => x * Math.Cos(0.5)), f.Batch([0, null]).Derivative.Call(xs, 0.5)[1].ToDoubles());
        var table = f.Batch([null, 0]).Batch([0, null]).Call(xs, new[] { 0.1, 0.2 }).ToTensor();
        Assert.Equal("[3,2]", table.Shape.ToString());
        Assert.Equal(3 * Math.Sin(0.2), table[5]);
    }
}
