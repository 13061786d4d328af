using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;
using static Aresta.Numerics.Elementary;

namespace Aresta.Tests.Control;

/// <summary>Transformations go into the bodies of calls, choices and loops, and change no bit of what these compute.</summary>
public class BodyPassTests
{
    public static TheoryData<string> Names => [.. FlowTests.Functions.Keys];

    private static readonly Dictionary<string, Func<Graph, Graph>> Passes = new()
    {
        ["merge"] = EliminateCommonSubexpressions.Of,
        ["simplify"] = graph => Simplify.Of(graph),
        ["dead"] = EliminateDeadNodes.Inside,
        ["hoist"] = HoistInvariants.Of,
    };

    [Theory, MemberData(nameof(Names))]
    public void Passes_keep_every_bit_and_every_derivative_and_are_done_when_they_are(string name)
    {
        var graph = Traced(name);
        foreach (var each in (Graph[])[graph, Pullback.Of(graph), Pullback.Of(Pushforward.Of(graph)), Pullback.Of(Pullback.Of(graph))])
        {
            Tensor[] point = [.. each.Inputs.Select((input, i) => DerivativeCheck.Random(i + 1, [.. input.Shape]))];
            var expected = Numbers.Run(each, point);
            foreach (var (pass, of) in Passes)
            {
                var passed = of(each);
                passed.Verify();
                Assert.Equal(expected, Numbers.Run(passed, point));
                Assert.True(Size(passed) <= Size(each) || pass == "hoist", $"{pass} makes the graph larger");
                Assert.Equal(Size(passed), Size(of(passed)));
                if (each == graph)
                {
                    var pulled = Pullback.Of(each);
                    Tensor[] seeded = [.. pulled.Inputs.Select((input, i) => DerivativeCheck.Random(i + 1, [.. input.Shape]))];
                    Numbers.Close(Numbers.Run(pulled, seeded), Numbers.Run(Pullback.Of(passed), seeded), 1e-13);
                }
            }
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void The_two_parts_of_the_pushforward_are_a_primal_and_a_map_whose_transpose_is_the_pullback(string name)
    {
        var graph = Traced(name);
        var split = Linearize.Of(graph);
        split.Primal.Verify();
        split.Linear.Verify();
        Tensor[] point = [DerivativeCheck.Random(1, 3), DerivativeCheck.Random(2, 3)];
        Tensor[] tangents = [DerivativeCheck.Random(3, 3), DerivativeCheck.Random(4, 3)];
        var pushed = Interpreter.Run(Pushforward.Of(graph), [.. point, .. tangents]);
        var primal = Interpreter.Run(split.Primal, point);
        var count = graph.Outputs.Length;
        Tensor[] residuals = [.. primal[count..]];
        var moved = Interpreter.Run(split.Linear, [.. residuals, .. tangents]);
        Numbers.Close(All(pushed), [.. All(primal[..count]), .. All(moved)], 1e-13);
        if (!name.Contains("nothing") && !name.Contains("budget") && !name.Contains("checkpoint"))
        {
            Assert.DoesNotContain(Inside(split.Linear), node => node.Primitive.Name is "sin" or "cos" or "tanh" or "exp");
        }


        var transposed = Transpose.Of(split.Linear, split.Tangents);
        transposed.Verify();
        Tensor[] cotangents = [.. primal[..count].Select((y, i) => DerivativeCheck.Random(50 + i, [.. y.Shape]))];
        Numbers.Close(
            All(Interpreter.Run(Pullback.Of(graph), [.. point, .. cotangents])[count..]),
            Numbers.Run(transposed, [.. residuals, .. cotangents]), 1e-12);

        // The transpose of the transpose is the map itself.
        Ports seeds = [.. Enumerable.Range(residuals.Length, count).Select(i => (Port)i)];
        Numbers.Close(All(moved), Numbers.Run(Transpose.Of(transposed, seeds), [.. residuals, .. tangents]), 1e-12);
    }

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 60)];

    [Theory, MemberData(nameof(Seeds))]
    public void Random_loops_in_loops_keep_every_bit_when_invariants_move_out_and_transpose_as_they_pull(int seed)
    {
        var programs = new RandomPrograms((ulong)seed + 4000);
        var graph = programs.Make(depth: 3);
        var gradient = Pullback.Of(graph);
        var point = programs.Point(gradient.Inputs);
        Assert.Equal(Numbers.Run(gradient, point), Numbers.Run(HoistInvariants.Of(gradient), point));

        var count = graph.Outputs.Length;
        var split = Linearize.Of(graph);
        var primal = Interpreter.Run(split.Primal, point[..graph.Inputs.Length]);
        Assert.Equal(Numbers.Run(graph, point[..graph.Inputs.Length]), All(primal[..count]));
        var transposed = Transpose.Of(split.Linear, split.Tangents);
        Tensor[] residuals = primal[count..], seeds = point[graph.Inputs.Length..];
        Numbers.Close(All(Interpreter.Run(gradient, point)[count..]), Numbers.Run(transposed, [.. residuals, .. seeds]), 1e-11);

        Ports cotangents = [.. Enumerable.Range(residuals.Length, count).Select(i => (Port)i)];
        var tangents = programs.Point(graph.Inputs.Where(input => input.DType.IsFloating));
        Numbers.Close(
            Numbers.Run(split.Linear, [.. residuals, .. tangents]),
            Numbers.Run(Transpose.Of(transposed, cotangents), [.. residuals, .. tangents]), 1e-11);
    }

    [Fact]
    public void What_a_loop_computes_for_nobody_is_not_computed()
    {
        // Of three states and two rows only the first is asked for, which the second feeds; the third and both rows fall away.
        var graph = Graph.Trace(
            v => Flow.Scan(
                [v[0].Sum(), v[0].Sum(), v[1].Sum()], [v[0], v[1]],
                (s, r) => ((s[0] + s[1], s[1] * r[0], Sin(s[2]) * r[1]), (Cos(s[2]), r[1]))).States[0],
            [TensorType.Float64(3), TensorType.Float64(3)]);
        var small = EliminateDeadNodes.Of(graph, out var kept);
        Assert.Equal([0], kept);
        var scan = Assert.IsType<Scan>(small.Nodes[^1].Primitive);
        Assert.Equal((0, 2, 2), (scan.Closed, scan.States, scan.Step.Outputs.Length));
        Assert.Equal(["add", "multiply"], scan.Step.Nodes[3..].Select(node => node.Primitive.Name));
        var point = DerivativeCheck.Random(1, 3);
        Assert.Equal(Numbers.Run(graph, point, point), Numbers.Run(small, point));
        Assert.Same(small, EliminateDeadNodes.Of(small, out _));
    }

    [Fact]
    public void What_is_closed_over_twice_is_handed_in_once_and_states_that_are_alike_are_one()
    {
        var graph = Graph.Trace(x =>
        {
            var (a, b) = (Sin(x), Sin(x));
            var s = Flow.While([x, x, 0.0], v => v[2] < 3, v => (v[0] * a, v[1] * b, v[2] + 1));
            return (s[0], s[1]);
        });
        var merged = EliminateCommonSubexpressions.Of(graph);
        var loop = Assert.IsType<While>(merged.Nodes[^1].Primitive);
        Assert.Equal((1, 2), (loop.Closed, loop.States));
        Assert.Equal(merged.Outputs[0], merged.Outputs[1]);
        Assert.Equal(Numbers.Run(graph, 0.7), Numbers.Run(merged, 0.7));
    }

    [Fact]
    public void States_that_begin_alike_and_part_later_stay_two()
    {
        var graph = Graph.Trace(
            x => Flow.Scan([x, x, x], [], (s, _) => ((s[1], Sin(s[2]), s[2] + 1), Array.Empty<Value>()), length: 3).States);
        var merged = EliminateCommonSubexpressions.Of(graph);
        Assert.Equal(3, Assert.IsType<Scan>(merged.Nodes[^1].Primitive).States);
        Assert.Equal(Numbers.Run(graph, 0.7), Numbers.Run(merged, 0.7));
    }

    [Fact]
    public void What_is_the_same_in_every_step_is_computed_before_the_loop()
    {
        var graph = Graph.Trace((x, y) => Flow.While(
            [x, 0.0, y], s => s[1] < Exp(y), s => (s[0] * Sin(y).Named("factor") * (s[2] * s[2]), s[1] + 1, s[2]))[0]);
        var hoisted = HoistInvariants.Of(graph);
        var loop = Assert.IsType<While>(hoisted.Nodes[^1].Primitive);
        Assert.Equal(
            ["multiply", "multiply", "add"], loop.Step.Nodes.Where(n => n.Operands.Length > 0).Select(node => node.Primitive.Name));
        Assert.Equal(2, loop.States);
        Assert.Contains("factor", loop.Step.Inputs.Select(input => input.Name));
        Assert.Contains(hoisted.Nodes, node => node.Primitive.Name == "sin" && node.Result().Name == "factor");
        Assert.DoesNotContain(Inside(hoisted).Except(hoisted.Nodes), node => node.Primitive.Name is "exp" or "sin");
        Assert.Equal(Numbers.Run(graph, 0.7, 1.5), Numbers.Run(hoisted, 0.7, 1.5));
    }

    [Fact]
    public void Nothing_that_could_fail_leaves_a_loop_that_may_not_run()
    {
        // An index beyond the end is an error when it is taken, and here it never is.
        var graph = Graph.Trace(
            (x, v, n) => Flow.While([x], s => s[0] < 0, s => s[0] * Sin(x) + v.Take(n)), default, TensorType.Float64(2),
            TensorType.Int64());
        var hoisted = HoistInvariants.Of(graph);
        Assert.Equal(0.5, Interpreter.Run(hoisted, 0.5, new[] { 1.0, 2 }, Tensor.Scalar(9L))[0].ToDouble());
        var step = Assert.IsType<While>(hoisted.Nodes[^1].Primitive).Step.Nodes;
        Assert.Contains(step, node => node.Primitive is Gather);
        Assert.DoesNotContain(step, node => node.Primitive.Name == "sin");
    }

    [Fact]
    public void A_gradient_saves_only_what_it_needs()
    {
        // The rows that the primal gives are of no use to the gradient of its last state; of x·w it needs w, and x as it is.
        var graph = Graph.Trace(
            v => Flow.Scan([v[0].Sum()], [v[0]], (s, r) => (s[0] * v[1].Sum() + r[0], Exp(Sin(s[0])))).States[0],
            [TensorType.Float64(100), TensorType.Float64(3)]);
        var gradient = Gradient.Of(graph);
        var rows = Inside(gradient).Where(node => node.Primitive is Scan).SelectMany(node => node.Results)
            .Count(type => type.Shape == [100]);
        Assert.Equal(2, rows);
    }

    public static TheoryData<string, Func<Value, Value, Value>> NotLinear => new()
    {
        { "runs sin: float64, which is not linear in it.", (x, p) => Flow.Call(v => Sin(v[0]) * p, [x])[0] },
        { "adds something that does not depend on it.", (x, p) => Flow.If(p > 0, () => x, () => p) },
        { "adds something that does not depend on it.", (x, p) => Flow.Scan([p], [], (s, _) => (s[0] + x, s[0]), length: 3).States[0] },
        {
            "runs multiply: float64, which is not linear in it.",
            (x, p) => Flow.While([x, p], s => s[1] < 1, s => (s[0] * s[0], s[1] + 1))[0]
        },
        { "runs less: bool, which is flat in it.", (x, p) => Flow.While([x], s => s[0] < p, s => s[0] * p)[0] },
    };

    [Theory, MemberData(nameof(NotLinear))]
    public void A_body_that_is_not_linear_is_refused(string reason, Func<Value, Value, Value> function)
    {
        var graph = Graph.Trace(v => [function(v[0], v[1])], [TensorType.Float64(), TensorType.Float64()], ["x", "p"]);
        Assert.Contains(reason, Assert.Throws<GraphException>(() => Transpose.Of(graph, "x")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_loop_that_is_linear_is_transposed()
    {
        // x ↦ p³·x, and 0 states that only then begin to move.
        var graph = Graph.Trace((x, p) => Flow.While([x, 0.0, 0.0], s => s[1] < 3, s => (s[0] * p, s[1] + 1, s[2] + s[0]))[2]);
        var transposed = Transpose.Of(graph, [0]);
        Numbers.Close([2 * (1 + 3 + 9)], Numbers.Run(transposed, 3.0, 2.0));
        Numbers.Close([2 * (1 + 3 + 9)], Numbers.Run(Transpose.Of(transposed, [1]), 3.0, 2.0));
    }

    [Fact]
    public void The_work_of_a_loop_is_that_of_its_body_as_often_as_it_runs()
    {
        Graph scan(int length) => Graph.Trace(
            v => Flow.Scan([v[0]], [], (s, _) => (Sin(s[0]), Array.Empty<Value>()), length: length).States, [TensorType.Float64(50)]);
        Assert.InRange(Cost.Of(scan(1000).Nodes) / Cost.Of(scan(10).Nodes), 60, 100);
    }

    [Fact]
    public void A_body_that_stands_in_itself_in_many_places_is_met_once()
    {
        var graph = Graph.Trace(x => Sin(x) * Sin(x));
        for (var depth = 0; depth < 40; depth++)
        {
            var inner = graph;
            graph = Graph.Trace(x => Node.Create(new Call(inner, "", Keep.Everything), x).Result()
                + Node.Create(new Call(inner, "again", Keep.Everything), x).Result());
        }

        foreach (var (_, of) in Passes)
        {
            Assert.Equal(40, of(graph).Depth);
        }

        Assert.True(Cost.Of(graph.Nodes) > 1e12);
        Assert.Equal("call{body=graph(x: float64) → (float64),label=\"\",keep=\"everything\"}: float64", graph.Nodes[1].ToString());
    }

    private static Graph Traced(string name) =>
        Graph.Trace(v => FlowTests.Functions[name](v), [TensorType.Float64(3), TensorType.Float64(3)]);

    private static int Size(Graph graph) => Inside(graph).Count();

    private static IEnumerable<Node> Inside(Graph graph) => graph.Nodes.Concat(
        graph.Nodes.Select(node => node.Primitive).OfType<Aresta.Graphs.Control>().SelectMany(control => control.Bodies)
            .SelectMany(body => Inside(body.Graph)));

    private static double[] All(Tensor[] tensors) => [.. tensors.SelectMany(tensor => tensor.ToDoubles())];
}
