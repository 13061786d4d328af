using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Tests.Control;
using Aresta.Tests.Shared;
using Aresta.Transforms;
using static Aresta.Numerics.Elementary;

namespace Aresta.Tests.Execution;

/// <summary>Plans of loops, in each other and in choices, calls and batches, and of their derivatives.</summary>
public class PlanLoopTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 60)];

    [Theory, MemberData(nameof(Seeds))]
    public void Random_loops_in_loops_compute_what_the_interpreter_does(int seed)
    {
        var programs = new RandomPrograms((ulong)seed + 7000);
        var graph = programs.Make(depth: 3);
        foreach (var each in (Graph[])[graph, Pullback.Of(graph), Pushforward.Of(graph)])
        {
            PlanCheck.Same(each, programs.Point(each.Inputs), condition: 100);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Clusters_write_their_parts_of_what_is_put_together(int axis)
    {
        // Some made in place, by one cluster or two; some that others read too; an input, a slice, zeros.
        TensorType[] types = [TensorType.Float32(3, 20, 40), TensorType.Float32(3, 20, 40), TensorType.Float32(3, 20, 40)];
        var graph = Graph.Trace(
            v =>
            {
                var (a, b, c) = (Sin(v[0]), Exp(v[1] * v[0]), Tanh(v[2]));
                var all = Operations.Concatenate([a, v[1], b + a, c, v[0].Slice(axis, 0, 2), Value.Zeros(types[0]), c * c], axis);
                return [all, Operations.Concatenate([all * 2, all + 1], 0), c];
            },
            types);
        PlanCheck.Same(graph, [.. types.Select((type, i) => Wave(type.Shape, i))]);
        PlanCheck.Same(graph, [.. types.Select((type, i) => Wave(type.Shape, i))], options: new() { ThreadCount = 3 });
    }

    /// <summary>A step has few rows: its gates are work for several threads all the same, and end in the same bits.</summary>
    [Fact]
    public void Gates_are_shared_by_threads()
    {
        var (graph, point) = PlanModels.Memory(DType.Float32, 6, 32, 20, 128);
        PlanCheck.Same(graph, point, condition: 8);
        var once = graph.Compile(new() { ThreadCount = 1 }).Run(point);
        foreach (var threads in (int[])[2, 3, 8])
        {
            var plan = graph.Compile(new() { ThreadCount = threads });
            var gates = plan.Steps.SelectMany(step => step.Bodies).SelectMany(body => body.Plan.Steps).OfType<ClusterRun>().ToArray();
            Assert.Equal(2, gates.Length); // of the loop, and of the one that goes back
            Assert.All(gates, cluster => Assert.InRange(cluster.Chunks, Math.Min(threads, 4), int.MaxValue));
            Assert.Equal(once, plan.Run(point));
        }
    }

    public static TheoryData<string> Loops => [.. Derivatives.Keys];

    // Newton's iteration for the square root of each element's sum, until it stands still; and what is done with it.
    private static readonly Dictionary<string, Func<Graph>> Derivatives = new()
    {
        ["gradient"] = () => Gradient.Of(Root()),
        ["second derivative"] = () => Gradient.Of(Graph.Trace(v => [Gradient.Of(Root()).Apply(v)[0].Sum()], [TensorType.Float64(5)])),
        ["curvature along a direction"] = () => HessianVectorProduct.Of(Root()),
        ["gradients of a batch"] = () => Batch.Of(Gradient.Of(Root()), 3),
        ["in a scan"] = () => Gradient.Of(Graph.Trace(
            v => [Flow.Scan([v[0].Sum()], [v[0]], (s, row) => (Root().Apply((row[0] * s[0]) + v[0])[0], Array.Empty<Value>())).States[0]],
            [TensorType.Float64(5)])),
        ["in a while"] = () => Gradient.Of(Graph.Trace(
            v => [Flow.While(
                [v[0], 0.0], s => s[1] < 3, s => (Sin(s[0]) + Root().Apply(s[0] + 2)[0], s[1] + 1))[0].Sum()],
            [TensorType.Float64(5)])),
    };

    [Theory, MemberData(nameof(Loops))]
    public void Derivatives_of_loops_of_unknown_length_allocate_nothing_and_keep_every_bit(string name)
    {
        var graph = Derivatives[name]();
        Tensor[] point = [.. graph.Inputs.Select((input, i) => Positive(input.Shape, i))];
        PlanCheck.Same(graph, point, condition: 100);
        var plan = graph.Compile(new() { ThreadCount = 1 });
        Assert.False(plan.Allocates, plan.Explain());
        Assert.True(plan.StackBytes > 0);
        Assert.Contains("bytes on stacks", plan.Explain(), StringComparison.Ordinal);
        Tensor[] outputs = [.. graph.Outputs.Select(output => Tensor.Zeros(output.Type))];
        Allocations.None(() => plan.Run(point, outputs));
        foreach (var threads in (int[])[2, 3, 8])
        {
            Assert.Equal(outputs, graph.Compile(new() { ThreadCount = threads }).Run(point));
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 1)]
    [InlineData(20, 3)]
    [InlineData(20, 50)]
    public void Scans_under_a_budget_are_reversed_without_an_object(int length, int budget)
    {
        // A state that answers and one that does not; closed values, rows in and out; a loop of unknown length in each step.
        foreach (var backward in (bool[])[false, true])
        {
            var graph = Graph.Trace(
                v =>
                {
                    var (states, rows) = Flow.Scan(
                        [v[1], Value.Constant(Tensor.Scalar(2.0))], [v[0]],
                        (s, r) => ((Sin(s[0] * r[0]) + (v[2] * s[1]) + Root().Apply(r[0] * r[0] + 1)[0], s[1] * 0.5), s[0] * v[2]),
                        backward: backward, budget: budget);
                    return [(states[0] * states[1]).Sum() + rows[0].Sum()];
                },
                [TensorType.Float64(length, 5), TensorType.Float64(5), TensorType.Float64(5)]);
            var gradient = Gradient.Of(graph);
            Assert.Contains(gradient.Nodes, node => node.Primitive is ScanPull);
            Tensor[] point = [.. gradient.Inputs.Select((input, i) => Positive(input.Shape, i))];
            PlanCheck.Same(gradient, point, condition: 100);
            PlanCheck.Same(Pushforward.Of(gradient), [.. point, .. point], condition: 1000);
            var plan = gradient.Compile(new() { ThreadCount = 1 });
            Assert.False(plan.Allocates, plan.Explain());
            Tensor[] outputs = [.. gradient.Outputs.Select(output => Tensor.Zeros(output.Type))];
            Allocations.None(() => plan.Run(point, outputs));
        }
    }

    [Fact]
    public void Stacks_of_a_step_make_room_for_those_of_the_next()
    {
        var gradient = Gradient.Of(Root());
        var graph = Graph.Trace(
            v => Flow.Scan([v[0]], [], (s, _) => (gradient.Apply(s[0] + 1)[0], Array.Empty<Value>()), length: 2000).States,
            [TensorType.Float64(5)]);
        var plan = graph.Compile();
        var frame = new Frame(plan);
        frame.Run([Positive([5], 0)], [Tensor.Zeros(TensorType.Float64(5))], default);
        Assert.InRange(frame.Stacks.Bytes, 1, 100_000);
    }

    [Theory, MemberData(nameof(Loops))]
    public void Stacks_come_in_and_go_out(string name)
    {
        // The two halves of a pushforward hand stacks on.
        var graph = Derivatives[name]();
        var split = Linearize.Of(graph);
        Tensor[] point = [.. split.Primal.Inputs.Select((input, i) => Positive(input.Shape, i))];
        var expected = Interpreter.Run(split.Primal, point);
        var primal = split.Primal.Compile().Run(point);
        Tensor[] residuals = primal[graph.Outputs.Length..];
        Assert.Contains(residuals, residual => residual.Type.IsStack);
        Assert.Equal(expected.Where(x => x.Type.IsStack).Select(Height), primal.Where(x => x.Type.IsStack).Select(Height));
        PlanCheck.Same(split.Linear, [.. residuals, .. point], condition: 100);
    }

    private static Graph Root() => Graph.Trace(
        v => [Flow.While(
            [v[0], v[0] * 0], s => (Abs(s[0] - s[1]).Sum() > 1e-3), s => ((s[0] + (v[0] / s[0])) * 0.5, s[0]))[0].Sum()],
        [TensorType.Float64(5)]);

    private static int Height(Tensor stack) => stack.Cells[0]?.Height ?? 0;

    private static Tensor Positive(Shape shape, int phase) =>
        Tensor.Of([.. Enumerable.Range(0, shape.Size).Select(i => 1.5 + Math.Sin(phase + (0.7 * i)))], shape);

    private static Tensor Wave(Shape shape, int phase) =>
        Tensor.Of([.. Enumerable.Range(0, shape.Size).Select(i => (float)Math.Sin(phase + (0.7 * i)))], shape);
}
