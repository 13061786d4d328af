using System.Globalization;
using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Tests.Laws;
using Aresta.Transforms;
using CsCheck;

namespace Aresta.Tests.Control;

/// <summary>
/// The laws for random functions with loops in choices in batches in derivatives, three deep. ARESTA_NESTING sets how many of these each
/// test draws.
/// </summary>
public class NestingTests
{
    private const double Tolerance = 1e-9;

    private static readonly Func<Graph, Graph>[] Passes =
        [graph => Simplify.Of(graph), EliminateCommonSubexpressions.Of, graph => Graph.Parse(graph.Print())];

    private static readonly long Count =
        long.TryParse(Environment.GetEnvironmentVariable("ARESTA_NESTING"), CultureInfo.InvariantCulture, out var asked) ? asked : 12;

    /// <summary>Laws 1 and 2.</summary>
    [Fact]
    public void Pull_is_the_transpose_of_push_which_is_the_slope()
    {
        var (drawn, converged) = (0, 0);
        Each(3, (graph, point, program) => Check(graph, point));
        Assert.True(converged > 0.9 * drawn, FormattableString.Invariant($"differences converged for {converged} of {drawn} functions"));

        void Check(Graph graph, Tensor[] point)
        {
            var (v, w) = (Vectors.Directions(graph.Sources(), 1), Vectors.Directions(graph.Targets(), 2));
            var pushed = Interpreter.Run(Pushforward.Of(graph), [.. point, .. v])[graph.Outputs.Length..];
            var pulled = Interpreter.Run(Pullback.Of(graph), [.. point, .. w])[graph.Outputs.Length..];
            Close(Vectors.Inner(pushed, w), Vectors.Inner(v, pulled), 1 + (Vectors.Norm(pushed) * Vectors.Norm(w)));

            // Gradients of loops of gradients can be steep: then smaller steps are needed.
            var flat = pushed.SelectMany(t => t.ToDoubles()).ToArray();
            for (var h = 1e-3; h > 1e-6; h /= 8)
            {
                var (near, far) = (Slope(h), Slope(2 * h));
                var scale = 1 + near.Max(Math.Abs);

                // Halving the step divides the error of fourth order by 16; what rounding leaves is divided by the step.
                var error = near.Zip(far, (x, y) => Math.Abs(x - y)).Max() + (1e-12 * scale / h);
                if (error <= 1e-4 * scale)
                {
                    Assert.All(flat.Zip(near), pair => Assert.True(
                        Math.Abs(pair.First - pair.Second) <= error,
                        FormattableString.Invariant($"J·v is {pair.First:R}, but differences give {pair.Second:R} ± {error}")));
                    converged++;
                    break;
                }
            }

            drawn++;

            double[] Slope(double h)
            {
                var (p1, m1, p2, m2) = (At(h), At(-h), At(2 * h), At(-2 * h));
                return [.. p1.Select((_, i) => ((8 * (p1[i] - m1[i])) - p2[i] + m2[i]) / (12 * h))];
            }

            double[] At(double h) => Numbers.Run(graph, point.Moved(h, v));
        }
    }

    /// <summary>Law 6.</summary>
    [Fact]
    public void Second_derivatives_agree_in_every_order_of_modes_and_are_symmetric() => Each(3, (graph, point, program) =>
    {
        var (sources, targets) = (graph.Sources(), graph.Targets());
        var (u, v, w) = (Inputs(sources), Inputs(sources), Inputs(targets));
        var pulled = Filled(Sweeps.Reverse(targets, w, sources), sources);
        var pushed = Filled(Sweeps.Forward(sources, v, targets), targets);
        Value[][] products =
        [
            Filled(Sweeps.Forward(sources, v, pulled), sources), Filled(Sweeps.Reverse(pushed, w, sources), sources),
            Filled(Sweeps.Reverse(pulled, v, sources), sources), Filled(Sweeps.Forward(sources, u, pulled), sources),
            Filled(Sweeps.Forward(sources, u, pushed), targets),
        ];
        Tensor[][] directions = [Vectors.Directions(sources, 5), Vectors.Directions(sources, 6), Vectors.Directions(targets, 7)];
        var made = Graph.Create(
            [.. graph.Inputs, .. u.Concat(v).Concat(w).Select(x => x!.Value)], [.. products.SelectMany(product => product)]);
        made.Verify();
        var results = Interpreter.Run(made, [.. point, .. directions.SelectMany(x => x)]);
        var n = sources.Length;
        var (hv, rof, ror, hu, fof) = (
            results[..n], results[n..(2 * n)], results[(2 * n)..(3 * n)], results[(3 * n)..(4 * n)], results[(4 * n)..]);
        Close(hv, rof);
        Close(hv, ror);
        var size = 1 + Vectors.Norm(hv) + Vectors.Norm(hu);
        Close(Vectors.Inner(directions[0], hv), Vectors.Inner(directions[1], hu), size);
        Close(Vectors.Inner(directions[0], hv), Vectors.Inner(directions[2], fof), size);
    });

    /// <summary>Law 5, for the function and its first and second derivatives.</summary>
    [Fact]
    public void Graphs_verify_and_are_read_back_and_passes_keep_values_and_derivatives() => Each(3, (graph, point, program) =>
    {
        var pullback = Pullback.Of(graph);
        foreach (var each in (Graph[])[graph, Pushforward.Of(graph), pullback, Pullback.Of(pullback, 2, 3)])
        {
            each.Verify();
            Assert.Equal(each, Graph.Parse(each.Print()));
            Tensor[] at = [.. point, .. program.Point(each.Inputs.Skip(point.Length))];
            var expected = Interpreter.Run(each, at);
            foreach (var pass in Passes)
            {
                var passed = pass(each);
                passed.Verify();
                Close(expected, Interpreter.Run(passed, at));
            }

            var alive = EliminateDeadNodes.Of(each, out var kept);
            Close(expected, Interpreter.Run(alive, [.. kept.Select(i => at[i])]));
        }

        foreach (var pass in Passes)
        {
            Tensor[] at = [.. point, .. program.Point(graph.Targets())];
            Close(Interpreter.Run(pullback, at), Interpreter.Run(Pullback.Of(pass(graph)), at));
        }
    });

    /// <summary>The two parts of a pushforward do what it does, and so does the transpose of the linear one.</summary>
    [Fact]
    public void Linear_parts_are_the_derivative() => Each(3, (graph, point, program) =>
    {
        var (sources, targets) = (graph.Sources(), graph.Targets());
        var tangents = Inputs(sources);
        var linear = Filled(Sweeps.Linearize(sources, tangents, targets), targets);
        var pushed = Filled(Sweeps.Forward(sources, tangents, targets), targets);
        var w = Inputs(targets);
        var transposed = Filled(Sweeps.Reverse(linear, w, [.. tangents.Select(x => x!.Value)]), sources);
        var pulled = Filled(Sweeps.Reverse(targets, w, sources), sources);
        var made = Graph.Create(
            [.. graph.Inputs, .. tangents.Concat(w).Select(x => x!.Value)], [.. linear, .. transposed, .. pushed, .. pulled]);
        made.Verify();
        var results = Interpreter.Run(made, [.. point, .. Vectors.Directions(sources, 1), .. Vectors.Directions(targets, 2)]);
        var half = results.Length / 2;
        Close(results[..half], results[half..]);
    });

    /// <summary>
    /// Law 8, for the function and its first and second derivatives; the examples differ in which bodies run, and how often.
    /// </summary>
    [Fact]
    public void Batching_equals_looping() => Each(3, (graph, point, program) =>
    {
        const int size = 3;
        foreach (var each in (Graph[])[graph, Pullback.Of(graph), Pullback.Of(Pullback.Of(graph, 1), 2)])
        {
            var examples = Enumerable.Range(0, size).Select(_ => program.Point(each.Inputs)).ToArray();
            var batch = Batch.Of(each, size);
            batch.Verify();
            var stacked = Stacked(each, examples);
            Close(Looping.Over(each, examples, new int[each.Outputs.Length]), Interpreter.Run(batch, stacked));

            var none = Batch.Of(each, 0);
            Assert.All(Interpreter.Run(none, [.. none.Inputs.Select(x => Tensor.Zeros(x.Type))]), y => Assert.Equal(0, y.Shape[0]));
        }
    });

    /// <summary>Derivatives of a batched function are those of its examples.</summary>
    [Fact]
    public void Derivatives_of_batches_are_batches_of_derivatives() => Each(3, (graph, point, program) =>
    {
        const int size = 3;
        var after = Pullback.Of(Batch.Of(graph, size));
        var one = Pullback.Of(graph);
        var at = Enumerable.Range(0, size).Select(_ => program.Point(one.Inputs)).ToArray();
        var stacked = Stacked(one, at);
        Close(Interpreter.Run(Batch.Of(one, size), stacked), Interpreter.Run(after, stacked));
    });

    /// <summary>Law 7: whichever inputs and outputs are the ends.</summary>
    [Fact]
    public void Sweeps_pass_each_edge_on_a_path_once_and_no_other() => Each(2, (graph, point, program) =>
    {
        foreach (var (wrt, of) in (ReadOnlySpan<(int[], int[])>)[([1], [0]), ([2, 3], [1]), ([1, 2, 3], [0, 1])])
        {
            // Forward from the inputs, then back from the outputs: what both reach.
            var moving = wrt.Select(i => graph.Inputs[i].Node).ToHashSet();
            foreach (var node in graph.Nodes.Where(node => Edges(node).Any(i => moving.Contains(node.Operands[i].Node))))
            {
                moving.Add(node);
            }

            var answering = of.Select(i => graph.Outputs[i].Node).ToHashSet();
            var expected = new HashSet<(Node, int)>();
            foreach (var node in graph.Nodes.Reverse().Where(answering.Contains))
            {
                foreach (var i in Edges(node).Where(i => moving.Contains(node.Operands[i].Node)))
                {
                    expected.Add((node, i));
                    answering.Add(node.Operands[i].Node);
                }
            }

            var (pulled, pushed) = (new List<(Node, int)>(), new List<(Node, int)>());
            _ = Pullback.Of(graph, [.. wrt.Select(i => (Port)i)], [.. of.Select(i => (Port)i)], (node, i) => pulled.Add((node, i)));
            _ = Pushforward.Of(graph, [.. wrt.Select(i => (Port)i)], [.. of.Select(i => (Port)i)], (node, i) => pushed.Add((node, i)));
            foreach (var passed in (List<(Node, int)>[])[pulled, pushed])
            {
                Assert.Equal(passed.Count, passed.Distinct().Count());
                Assert.Equal(expected, [.. passed]);
            }
        }

        static IEnumerable<int> Edges(Node node) => Enumerable.Range(0, node.Operands.Length).Where(i => node.Primitive.HasEdge(node, i));
    });

    private static void Each(int depth, Action<Graph, Tensor[], RandomPrograms> check) => Gen.ULong.Sample(
        seed =>
        {
            var program = new RandomPrograms(seed);
            var graph = program.Make(depth);
            check(graph, program.Point(graph.Inputs), program);
        },
        iter: Count, threads: 1);

    private static Tensor[] Stacked(Graph graph, Tensor[][] examples) =>
        [.. graph.Inputs.Select((x, i) => Looping.Stack([.. examples.Select(example => example[i])], 0, x.Type))];

    private static Value?[] Inputs(Value[] like) => [.. like.Select(x => (Value?)Value.Input(x.Type))];

    private static Value[] Filled(Value?[] derivatives, Value[] like) => [.. derivatives.Zip(like, (d, x) => d ?? Value.Zeros(x.Type))];

    private static void Close(Tensor[] expected, Tensor[] actual)
    {
        Assert.Equal(expected.Select(t => t.Type), actual.Select(t => t.Type));
        Numbers.Close([.. expected.SelectMany(t => t.ToDoubles())], [.. actual.SelectMany(t => t.ToDoubles())], Tolerance);
    }

    private static void Close(double expected, double actual, double size) => Assert.True(
        Math.Abs(expected - actual) <= Tolerance * size, FormattableString.Invariant($"expected {expected:R}, got {actual:R}"));
}
