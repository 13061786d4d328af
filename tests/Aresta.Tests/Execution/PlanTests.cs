using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;
using static Aresta.Numerics.Elementary;

namespace Aresta.Tests.Execution;

/// <summary>What a plan promises beside its results: memory, threads, donation, errors.</summary>
public class PlanTests
{
    public static TheoryData<string> Models =>
    [
        "perceptron", "single perceptron", "transformer", "single transformer", "recurrent", "single recurrent", "while",
        "while gradient",
    ];

    [Theory, MemberData(nameof(Models))]
    public void Models_compute_what_the_interpreter_does(string name)
    {
        var (graph, point) = Model(name);
        PlanCheck.Same(graph, point, 16);
    }

    [Theory, MemberData(nameof(Models))]
    public void Runs_are_the_same_bit_by_bit_for_any_number_of_threads(string name)
    {
        var (graph, point) = Model(name, 4);
        var once = graph.Compile(new() { ThreadCount = 1 }).Run(point);
        foreach (var threads in new[] { 2, 3, 8 })
        {
            var plan = graph.Compile(new() { ThreadCount = threads });
            for (var run = 0; run < 3; run++)
            {
                Assert.Equal(once, plan.Run(point));
            }
        }
    }

    [Theory]
    [InlineData("perceptron")]
    [InlineData("single perceptron")]
    [InlineData("single transformer")]
    [InlineData("recurrent")]
    [InlineData("while")]
    public void A_run_into_given_outputs_allocates_nothing(string name)
    {
        var (graph, point) = Model(name);
        var plan = graph.Compile(new() { ThreadCount = 2 });
        Tensor[] outputs = [.. graph.Outputs.Select(output => Tensor.Zeros(output.Type))];
        Assert.False(plan.Allocates, plan.Explain());
        Assert.Equal(0, Allocated(() => plan.Run(point, outputs)));
        Assert.Equal(plan.Run(point), outputs);
    }

    [Fact]
    public void Several_threads_run_one_plan_at_once()
    {
        var (graph, point) = Model("single perceptron");
        var plan = graph.Compile(new() { ThreadCount = 2 });
        var expected = plan.Run(point);
        Parallel.For(0, 24, new() { MaxDegreeOfParallelism = 6 }, _ => Assert.Equal(expected, plan.Run(point)));
    }

    [Theory]
    [InlineData(7)]
    [InlineData(40_000)]
    public void State_is_updated_in_place(int size)
    {
        var graph = PlanModels.Momentum(size);
        var plan = graph.Compile(new() { Donations = [(0, 0), (1, 1)] });
        var (w, m) = (PlanModels.Wave(DType.Float64, [size], 1), PlanModels.Wave(DType.Float64, [size], 2));
        var (w0, m0) = (PlanModels.Wave(DType.Float64, [size], 1), PlanModels.Wave(DType.Float64, [size], 2));
        for (var step = 0; step < 4; step++)
        {
            var g = PlanModels.Wave(DType.Float64, [size], 3 + step);
            var expected = Interpreter.Run(graph, w0, m0, g);
            var actual = plan.Run(w, m, g);
            Assert.Same(w, actual[0]);
            Assert.Same(m, actual[1]);
            (w0, m0) = (expected[0], expected[1]);
            Near(w0, w);
            Near(m0, m);
            Near(expected[2], actual[2]);
        }
    }

    [Fact]
    public void Donated_inputs_that_change_places_do_not_overwrite_each_other()
    {
        var graph = Graph.Trace(
            v => [v[1], v[0], v[0] + v[1], v[2].Flip([0])],
            [TensorType.Float64(3), TensorType.Float64(3), TensorType.Float64(3)], originBudget: 0);
        var plan = graph.Compile(new() { Donations = [(0, 0), (1, 1), (2, 3)] });
        Tensor[] inputs = [Tensor.Vector(1.0, 2, 3), Tensor.Vector(4.0, 5, 6), Tensor.Vector(7.0, 8, 9)];
        var outputs = plan.Run(inputs);
        outputs[0].Is([3], 4, 5, 6);
        outputs[1].Is([3], 1, 2, 3);
        outputs[2].Is([3], 5, 7, 9);
        outputs[3].Is([3], 9, 8, 7);
        Assert.Same(inputs[0], outputs[0]);
        Assert.Same(inputs[2], outputs[3]);
    }

    [Fact]
    public void Outputs_may_be_inputs_and_constants_and_each_other()
    {
        var graph = Graph.Trace(
            v => [v[0], v[0], Value.Reshape(v[0], [2, 1]), Value.Filled(TensorType.Float64(2), 3), v[0] + 1, v[0] + 1],
            [TensorType.Float64(2)], originBudget: 0);
        PlanCheck.Same(graph, [Tensor.Vector(1.0, 2)]);
        PlanCheck.Same(EliminateCommonSubexpressions.Of(graph), [Tensor.Vector(1.0, 2)]);
    }

    [Fact]
    public void Memory_is_reused_and_known_beforehand()
    {
        const int size = 20_000, length = 12;
        var graph = Graph.Trace(
            v => [Enumerable.Range(0, length).Aggregate(v[0], (x, i) => Sin(x.Flip([0])) + i)], [TensorType.Float64(size)],
            originBudget: 0);
        var plan = graph.Compile(new() { ThreadCount = 2 });
        Assert.InRange(plan.PeakBytes, size * sizeof(double), 4 * size * sizeof(double));
        PlanCheck.Same(graph, [PlanModels.Wave(DType.Float64, [size], 1)]);
    }

    [Fact]
    public void A_chain_of_many_nodes_compiles_and_runs()
    {
        var x = Value.Input(TensorType.Float64());
        var y = x;
        for (var i = 0; i < 300_000; i++)
        {
            y = (i & 1) == 0 ? -y : y + x;
        }

        var plan = Graph.Create([x], [y]).Compile(new() { ThreadCount = 1 });
        Assert.Equal(Interpreter.Run(plan.Graph, 0.5)[0], plan.Run(0.5)[0]);
    }

    [Fact]
    public void Errors_name_what_does_not_fit()
    {
        var graph = Graph.Trace(v => [v[0] * 2, v[0] + 1], [TensorType.Float64(2)], ["x"], originBudget: 0);
        var plan = graph.Compile();
        var (x, y, z) = (Tensor.Vector(1.0, 2), Tensor.Vector(0.0, 0), Tensor.Vector(0.0, 0));
        Assert.Contains("takes 1 input", Assert.Throws<GraphException>(() => plan.Run()).Message);
        Assert.Contains("was given a tensor of float64", Assert.Throws<GraphException>(() => plan.Run(1.0)).Message);
        Assert.Contains("2 outputs, but 1", Assert.Throws<GraphException>(() => plan.Run([x], [y])).Message);
        Assert.Contains("memory of input 0", Assert.Throws<GraphException>(() => plan.Run([x], [y, x])).Message);
        Assert.Contains("same memory", Assert.Throws<GraphException>(() => plan.Run([x], [y, y])).Message);
        Assert.Contains("no tensor, but null", Assert.Throws<GraphException>(() => plan.Run([x], [y, null!])).Message);
        Assert.Throws<OperationCanceledException>(() => plan.Run([x], [y, z], new CancellationToken(true)));
        Assert.Throws<ArgumentException>(() => graph.Compile(new() { Donations = [(0, 5)] }));
        Assert.Throws<ArgumentException>(() => graph.Compile(new() { Donations = [(0, 0), (0, 1)] }));
        Assert.Throws<ArgumentOutOfRangeException>(() => graph.Compile(new() { ThreadCount = 0 }));
        plan.Run([x], [y, z]);
        Assert.Equal([2.0, 4], y.ToDoubles());
    }

    [Fact]
    public void A_division_of_integers_by_zero_is_named()
    {
        var graph = Graph.Trace(
            v => [(Value.Apply(new Aresta.Numerics.Rules.Remainder(), v[0] + 1, v[1]) * 2) + v[0]],
            [TensorType.Int64(2), TensorType.Int64(2)], originBudget: 0);
        PlanCheck.Same(graph, [Tensor.Vector(7L, 8), Tensor.Vector(2L, 0)]);
        PlanCheck.Same(graph, [Tensor.Vector(7L, 8), Tensor.Vector(2L, 3)]);
    }

    [Fact]
    public void Memory_of_a_plan_is_written_and_read_by_spans_and_keeps_state()
    {
        var graph = PlanModels.Momentum(5);
        using var memory = graph.Compile(new() { Donations = [(0, 0), (1, 1)] }).CreateMemory();
        memory.Input<double>(0).Fill(1);
        memory.Input<double>(2).Fill(2);
        memory.Run();
        memory.Run();
        var (w, m) = (Tensor.Vector(1.0, 1, 1, 1, 1), Tensor.Vector(0.0, 0, 0, 0, 0));
        var g = Tensor.Vector(2.0, 2, 2, 2, 2);
        var once = Interpreter.Run(graph, w, m, g);
        var twice = Interpreter.Run(graph, once[0], once[1], g);
        Near(twice[0], Tensor.Vector(memory.Output<double>(0).ToArray()));
        Near(twice[1], Tensor.Vector(memory.Input<double>(1).ToArray()));
        Near(twice[2], Tensor.Scalar(memory.Output<double>(2)[0]));
        Assert.Throws<ArgumentException>(() => memory.Input<float>(0).Length);
        Assert.Equal(0, Allocated(() => memory.Run()));
        memory.Dispose();
        Assert.Throws<ObjectDisposedException>(() => memory.Run());
    }

    [Fact]
    public void A_compiled_function_and_its_derivatives_give_what_the_function_gives()
    {
        var f = Function.Of((x, y) => (Sin(x) * y).Sum());
        var compiled = f.Compiled();
        Tensor x = new[] { 1.0, 2, 3 }, y = new[] { 4.0, 5, 6 };
        Near(f.Call(x, y)[0], compiled.Call(x, y)[0]);
        var expected = f.Transform(graph => Gradient.Of(graph)).Call(x, y);
        var actual = compiled.Transform(graph => Gradient.Of(graph)).Call(x, y);
        Near(expected[0], actual[0]);
        Near(expected[1], actual[1]);
        Near(f.Call(2.0, 3.0)[0], compiled.Call(2.0, 3.0)[0]);
    }

    [Fact]
    public void An_explanation_names_steps_kernels_and_bytes()
    {
        var (graph, _) = Model("single perceptron");
        var text = graph.Compile(new() { ThreadCount = 2 }).Explain();
        Assert.Contains("2 threads", text);
        Assert.Contains("contract ij,jk->ik: 1 × 1 products of", text);
        Assert.Contains("[contract add", text);
        Assert.Contains("reduce [", text);
        Assert.Contains("in place", text);
        Assert.DoesNotContain("definition", text);
    }

    // The least of several rounds: other tests take from the pool that products pack into, so that one more may be made now and then.
    private static long Allocated(Action run)
    {
        var least = long.MaxValue;
        for (var round = 0; round < 20 && least > 0; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            run();
            run();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }

    private static void Near(Tensor expected, Tensor actual) => Assert.All(
        expected.ToDoubles().Zip(actual.ToDoubles()), pair => Assert.Equal(pair.First, pair.Second, 1e-9 * (1 + Math.Abs(pair.First))));

    private static (Graph Graph, Tensor[] Point) Model(string name, int scale = 1) => name switch
    {
        "perceptron" => PlanModels.Perceptron(DType.Float64, 16 * scale, 24, 32 * scale, 10),
        "single perceptron" => PlanModels.Perceptron(DType.Float32, 16 * scale, 24, 32 * scale, 10),
        "transformer" => PlanModels.Transformer(DType.Float64, scale, 9, 2, 24),
        "single transformer" => PlanModels.Transformer(DType.Float32, scale, 32, 4, 64),
        "recurrent" => PlanModels.Recurrent(DType.Float64, 5, 4 * scale, 16),
        "single recurrent" => PlanModels.Recurrent(DType.Float32, 5, 4 * scale, 16),
        "while" => PlanModels.Newton(gradient: false),
        _ => PlanModels.Newton(gradient: true),
    };
}
