using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;
using static Aresta.Numerics.Elementary;

namespace Aresta.Tests.Control;

/// <summary>
/// What needs no state leaves loops: contractions before them, sums of contractions after them. Values stay, to rounding.
/// </summary>
public class LoopPassTests
{
    private const int Steps = 5, Batch = 3, In = 4, Width = 2;

    private static readonly Dictionary<string, Func<Graph, Graph>> Passes = new()
    {
        ["steps"] = HoistSteps.Of,
        ["sums"] = SinkSums.Of,
        ["factors"] = FoldFactors.Of,
        ["order"] = OrientFactors.Of,
        ["pads"] = JoinPads.Of,
        ["slices"] = PushSlices.Of,
        ["states"] = ShiftStates.Of,
        ["all"] = graph => OrientFactors.Of(FoldFactors.Of(SinkSums.Of(HoistSteps.Of(HoistInvariants.Of(graph))))),
    };

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 60)];

    [Theory, MemberData(nameof(Seeds))]
    public void Random_loops_in_loops_keep_values_and_derivatives(int seed)
    {
        var programs = new RandomPrograms((ulong)seed + 9000);
        var graph = programs.Make(depth: 3);
        var gradient = Pullback.Of(graph);
        var point = programs.Point(gradient.Inputs);
        var expected = Numbers.Run(gradient, point);
        foreach (var (name, pass) in Passes)
        {
            var passed = pass(gradient);
            passed.Verify();
            Numbers.Close(expected, Numbers.Run(passed, point), 1e-12);
            Numbers.Close(expected, Numbers.Run(Pullback.Of(pass(graph)), point), 1e-12);
            Assert.True(name == "all" || passed.Print() == pass(passed).Print(), $"{name} is not done when it is done");
        }
    }

    [Fact]
    public void A_product_with_something_of_the_step_is_one_before_the_loop()
    {
        var graph = Network();
        var hoisted = HoistSteps.Of(graph);
        Assert.Equal(["Ai,oi->Ao", "Ai,oi->Ao"], Labels(Step(graph)));
        Assert.Equal(["Ai,oi->Ao"], Labels(Step(hoisted)));
        Assert.Equal(["aAi,oi->aAo"], Labels(hoisted));
        AssertSame(graph, hoisted);
    }

    [Theory]
    [InlineData(false, false, 0)]
    [InlineData(false, true, 1)]
    [InlineData(true, false, 1)]
    [InlineData(true, true, 0)]
    public void States_before_and_after_the_steps_are_the_same_rows(bool backward, bool zeros, int operand)
    {
        var rows = TensorType.Float64(Steps, Batch, Width);
        var graph = Graph.Trace(
            v =>
            {
                var first = zeros ? Value.Zeros(v[1].Type) : v[1];
                var (_, given) = Flow.Scan([first], [v[0]], (s, x) =>
                {
                    var next = Tanh(s[0] + x[0]);
                    return (next, (next, s[0], next * x[0]));
                }, backward: backward);
                return [Node.Create(
                    new Contract(operand == 0 ? "abi,abo->oi" : "abo,abi->oi"), operand == 0 ? given[1] : given[2],
                    operand == 0 ? given[2] : given[1]).Result() + given[0].Sum()];
            },
            [rows, TensorType.Float64(Batch, Width)]);
        var shifted = ShiftStates.Of(graph);
        var scan = (Scan)shifted.Nodes.Single(node => node.Primitive is Scan).Primitive;
        Assert.DoesNotContain(scan.Step.Inputs[scan.Closed], scan.Step.Outputs);
        Assert.Equal(zeros ? 1 : 2, shifted.Nodes.Count(node => node.Primitive is Contract));
        AssertSame(graph, shifted);
    }

    [Fact]
    public void Gates_are_cut_from_the_product_and_not_from_what_is_made_of_it()
    {
        var graph = Graph.Trace(
            v =>
            {
                var gates = Sin(Node.Create(new Contract("bi,oi->bo"), v[0], v[1]).Result() + v[2]);
                return [Tanh(gates.Slice(1, 0, Width)) * gates.Slice(1, Width, 2 * Width)];
            },
            [TensorType.Float64(Batch, In), TensorType.Float64(2 * Width, In), TensorType.Float64(2 * Width)]);
        var pushed = PushSlices.Of(graph);
        pushed.Verify();
        Assert.All(
            pushed.Nodes.Where(node => node.Primitive is Elementwise), node => Assert.Equal([Batch, Width], node.Results[0].Shape));
        var point = graph.Inputs.Select((input, i) => Tests.Execution.PlanModels.Wave(DType.Float64, input.Shape, i + 1)).ToArray();
        Assert.Equal(Interpreter.Run(graph, point)[0].ToDoubles(), Interpreter.Run(pushed, point)[0].ToDoubles());

        // What is needed whole as well, or would be computed twice, stays.
        foreach (var kept in new Func<Value, Value[]>[]
        {
            gates => [Tanh(gates.Slice(1, 0, Width)), gates],
            gates => [Tanh(gates.Slice(1, 0, (2 * Width) - 1)), Tanh(gates.Slice(1, 1, 2 * Width))],
        })
        {
            var whole = Graph.Trace(
                v => kept(Sin(Node.Create(new Contract("bi,oi->bo"), v[0], v[1]).Result())),
                [TensorType.Float64(Batch, In), TensorType.Float64(2 * Width, In)]);
            Assert.Equal(whole.Print(), PushSlices.Of(whole).Print());
        }
    }

    [Fact]
    public void A_product_leaves_all_loops_around_it()
    {
        // Sequences one after the other, the state carried on; the sine belongs to what is multiplied.
        var graph = Graph.Trace(
            v => Flow.Scan([v[2]], [v[0]], (s, sequence) =>
            {
                var (states, _) = Flow.Scan(s, sequence, (h, x) =>
                    (Tanh(Node.Create(new Contract("bi,oi->bo"), Sin(x[0]), v[1]).Result() + h[0]), Array.Empty<Value>()));
                return (states[0], Array.Empty<Value>());
            }).States[0],
            [TensorType.Float64(7, Steps, Batch, In), TensorType.Float64(Width, In), TensorType.Float64(Batch, Width)]);
        var hoisted = HoistSteps.Of(graph);
        var (outer, inner) = (Step(hoisted), Step(Step(hoisted)));
        Assert.Empty(Labels(outer));
        Assert.DoesNotContain(inner.Nodes, node => node.Primitive is Contract || node.Primitive.Name == "sin");
        Assert.Equal([7, Steps, Batch, In], hoisted.Nodes.Single(node => node.Primitive is Contract).Operands[0].Shape);
        AssertSame(graph, hoisted);
    }

    [Fact]
    public void Derivatives_by_what_a_loop_multiplies_by_are_summed_after_the_loop()
    {
        var gradient = Gradient.Of(Graph.Trace(v => [Network().Apply(v)[0].Sum()], [.. Network().Inputs.Select(input => input.Type)]));
        var sunk = SinkSums.Of(HoistInvariants.Of(gradient));
        var loops = sunk.Nodes.Select(node => node.Primitive).OfType<Scan>().ToArray();
        Assert.All(loops, loop => Assert.Equal(1, loop.States));
        Assert.Equal(2, Labels(sunk).Count(labels => labels.EndsWith("->oi", StringComparison.Ordinal)));
        Assert.DoesNotContain(loops[^1].Step.Nodes, node => node.Primitive is Contract { Result: "oi" } or Sum);
        AssertSame(gradient, sunk);
    }

    [Fact]
    public void Such_sums_leave_all_loops_around_them()
    {
        var graph = Graph.Trace(
            v => [Flow.Scan([v[2]], [v[0]], (s, sequence) =>
            {
                var (states, _) = Flow.Scan(s, sequence, (h, x) =>
                    (Tanh(x[0] + Node.Create(new Contract("bi,oi->bo"), h[0], v[1]).Result()), Array.Empty<Value>()));
                return (states[0], Array.Empty<Value>());
            }).States[0].Sum()],
            [TensorType.Float64(7, 2, 2, 8), TensorType.Float64(8, 8), TensorType.Float64(2, 8)]);
        var gradient = Gradient.Of(graph, [1]);
        var sunk = SinkSums.Of(HoistInvariants.Of(gradient));
        var backward = sunk.Nodes.Last(node => node.Primitive is Scan);
        Assert.Equal(1, ((Scan)backward.Primitive).States);
        Assert.Equal([7, 2, 2, 8], sunk.Nodes.Single(node => node.Primitive is Contract).Operands[0].Shape);
        AssertSame(gradient, sunk);
    }

    [Fact]
    public void What_would_take_more_memory_than_it_saves_stays()
    {
        // Rows of 300 × 4 for a state of 4 × 4; and 300 rows are enough for a product of their own.
        var graph = Graph.Trace(
            v =>
            {
                var (states, rows) = Flow.Scan([v[1]], [v[0]], (s, x) =>
                    (s[0] + Node.Create(new Contract("ri,ro->io"), Sin(x[0]), Cos(x[0])).Result(),
                        Node.Create(new Contract("ri,io->ro"), x[0], v[1]).Result().Sum()));
                return [states[0], rows[0]];
            },
            [TensorType.Float64(3, 300, 4), TensorType.Float64(4, 4)]);
        Assert.Equal(graph.Print(), SinkSums.Of(graph).Print());
        Assert.Equal(graph.Print(), HoistSteps.Of(graph).Print());

        // Of the rows themselves nothing is written.
        var given = Graph.Trace(
            v => Flow.Scan([v[1]], [v[0]], (s, x) =>
                (s[0] + Node.Create(new Contract("ri,ro->io"), x[0], x[0]).Result(), Array.Empty<Value>())).States,
            [TensorType.Float64(3, 300, 4), TensorType.Float64(4, 4)]);
        var sunk = SinkSums.Of(given);
        Assert.DoesNotContain(sunk.Nodes, node => node.Primitive is Scan);
        AssertSame(given, sunk);
    }

    [Fact]
    public void A_state_that_somebody_else_sees_stays()
    {
        var graph = Graph.Trace(
            v =>
            {
                var (states, rows) = Flow.Scan([v[1], v[1], v[1]], [v[0]], (s, x) =>
                {
                    var product = Node.Create(new Contract("ri,ro->io"), x[0], x[0]).Result();
                    return ((s[0] + product, s[1] - product, s[2] + (product * s[2])), s[0]);
                });
                return [.. states, .. rows];
            },
            [TensorType.Float64(3, 2, 4), TensorType.Float64(4, 4)]);
        Assert.Equal(graph.Print(), SinkSums.Of(graph).Print());
    }

    [Fact]
    public void Partials_that_a_cotangent_passes_one_after_the_other_are_multiplied_where_they_are_known()
    {
        // h ← sin(cos(h·x)): of cos′ and sin′ and x the product is kept, beside x·h nothing.
        var graph = Graph.Trace(
            v => [Flow.Scan([v[1]], [v[0]], (s, x) => (Sin(Cos(s[0] * x[0])), Array.Empty<Value>())).States[0].Sum()],
            [TensorType.Float64(6, 3), TensorType.Float64(3)]);
        var gradient = Gradient.Of(graph, [1]);
        var folded = FoldFactors.Of(gradient);
        var (kept, needed) = ((Scan)gradient.Nodes.First(node => node.Primitive is Scan).Primitive,
            (Scan)folded.Nodes.First(node => node.Primitive is Scan).Primitive);
        Assert.Equal(kept.Step.Outputs.Length - 1, needed.Step.Outputs.Length);
        Assert.Equal(3, Step(gradient).Nodes.Count(node => node.Primitive is Scale));
        Assert.Equal(2, Step(folded).Nodes.Count(node => node.Primitive is Scale));
        AssertSame(gradient, folded);
    }

    [Fact]
    public void Cotangents_of_slices_are_put_beside_each_other()
    {
        // What lies between the slices gets zeros; slices that overlap are added as before.
        var graph = Graph.Trace(
            v => [(Sin(v[0].Slice(1, 0, 2)).Sum() * Cos(v[0].Slice(1, 3, 5)).Sum()) + Exp(v[0].Slice(1, 5, 7)).Sum()],
            [TensorType.Float64(2, 8)]);
        var joined = JoinPads.Of(Gradient.Of(graph));
        Assert.DoesNotContain(joined.Nodes, node => node.Primitive is Pad);
        Assert.Equal(5, joined.Nodes.Single(node => node.Primitive is Concatenate).Operands.Length);
        AssertSame(Gradient.Of(graph), joined);
        var shared = Gradient.Of(Graph.Trace(v => [(Sin(v[0].Slice(1, 0, 2)) * v[0].Slice(1, 1, 3)).Sum()], [TensorType.Float64(2, 8)]));
        Assert.Equal(shared.Print(), JoinPads.Of(shared).Print());
    }

    [Fact]
    public void Matrices_are_turned_once_before_a_loop()
    {
        var graph = Graph.Trace(
            v => Flow.While(
                [v[0], 0.0], s => s[1] < 3,
                s => (Tanh(Node.Create(new Contract("bi,oi->bo"), s[0], v[1]).Result()), s[1] + 1))[0],
            [TensorType.Float64(2, 4), TensorType.Float64(4, 4)]);
        var turned = OrientFactors.Of(graph);
        Assert.Equal(["bi,io->bo"], Labels(((While)turned.Nodes[^1].Primitive).Step));
        Assert.Contains(turned.Nodes, node => node.Primitive is Permute);
        AssertSame(graph, turned);
        Assert.Equal(turned.Print(), OrientFactors.Of(turned).Print());
    }

    // h ← tanh(x·W + h·U), all states.
    private static Graph Network() => Graph.Trace(
        v => Flow.Scan([v[3]], [v[0]], (s, x) =>
        {
            var h = Tanh(
                Node.Create(new Contract("Ai,oi->Ao"), x[0], v[1]).Result() + Node.Create(new Contract("Ai,oi->Ao"), s[0], v[2]).Result());
            return (h, h);
        }).Rows[0],
        [
            TensorType.Float64(Steps, Batch, In), TensorType.Float64(Width, In), TensorType.Float64(Width, Width),
            TensorType.Float64(Batch, Width),
        ]);

    private static void AssertSame(Graph expected, Graph actual)
    {
        actual.Verify();
        Tensor[] point = [.. expected.Inputs.Select((input, i) => DerivativeCheck.Random(i + 1, [.. input.Shape]))];
        Numbers.Close(Numbers.Run(expected, point), Numbers.Run(actual, point), 1e-13);
    }

    private static Graph Step(Graph graph) => graph.Nodes.Select(node => node.Primitive).OfType<Loop>().Last().Step;

    private static string[] Labels(Graph graph) => [.. graph.Nodes.Select(node => node.Primitive).OfType<Contract>().Select(c => c.Labels)];
}
