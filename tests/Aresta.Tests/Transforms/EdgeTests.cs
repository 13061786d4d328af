using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;
using CsCheck;
using static Aresta.Numerics.Elementary;

namespace Aresta.Tests.Transforms;

/// <summary>Both sweeps are the sum over all paths, and pass each edge on a path once.</summary>
public class EdgeTests
{
    [Fact]
    public void Sweeps_pass_each_edge_on_a_path_once_and_no_other() => RandomGraphs.Scalar.Sample(
        example =>
        {
            // Every choice of one or two ends, not only all of them: then some edges lie on no path.
            foreach (var wrt in new Ports[] { 0, 2, [0, 1], [0, 1, 2] })
            {
                foreach (var of in new Ports[] { 0, 1, [0, 1] })
                {
                    Check(example.Graph, wrt, of);
                }
            }
        },
        iter: 60, threads: 1);

    [Fact]
    public void Edges_of_tensor_operations_are_passed_once() =>
        RandomGraphs.Tensors.Sample(example => Check(example.Graph, [0], [0]), iter: 60, threads: 1);

    [Fact]
    public void An_operand_used_twice_is_two_edges()
    {
        var square = Graph.Trace(x => x * x);
        Assert.Equal([(square.Nodes[1], 0), (square.Nodes[1], 1)], Passed(t => Pullback.Of(square, touched: t)));
        Assert.Equal([(square.Nodes[1], 0), (square.Nodes[1], 1)], Passed(t => Pushforward.Of(square, touched: t)));
    }

    [Fact]
    public void An_edge_that_carries_a_structural_zero_counts()
    {
        var graph = Graph.Trace(x => Sin(Floor(Sin(x))));
        Assert.Equal(3, Passed(t => Pullback.Of(graph, touched: t)).Count);
        Assert.Equal(3, Passed(t => Pushforward.Of(graph, touched: t)).Count);
        Assert.Equal([0.0], Numbers.Run(Gradient.Of(graph), 0.5));
    }

    [Fact]
    public void Comparisons_and_conditions_have_no_edges()
    {
        var graph = Graph.Trace((x, y) => Value.Where(x < y, x, y * 2));
        Assert.Equal(3, Passed(t => Pullback.Of(graph, touched: t)).Count); // x → where, y → multiply, multiply → where
    }

    [Fact]
    public void The_sum_over_paths_is_what_both_sweeps_compute() => RandomGraphs.Scalar.Sample(
        example =>
        {
            var (graph, point) = example;
            var edges = graph.Nodes.SelectMany(Edges).ToList();
            var partials = Interpreter.Run(
                Graph.Create(graph.Inputs.AsSpan(), [.. edges.Select(e => Partial(e.Node, e.Operand))]), point);
            var weight = edges.Zip(partials).ToDictionary(pair => pair.First, pair => pair.Second.ToDouble());
            for (var i = 0; i < graph.Inputs.Length; i++)
            {
                var defined = graph.Outputs
                    .Select(output => Paths(graph.Inputs[i], output))
                    .Select(paths => paths.Sum(path => path.Aggregate(1.0, (product, edge) => product * weight[edge])));
                double[] expected = [.. defined];
                Tensor[] direction = [.. Enumerable.Range(0, 3).Select(j => (Tensor)(i == j ? 1.0 : 0.0))];
                Numbers.Close(expected, Numbers.Run(Pushforward.Of(graph), [.. point, .. direction])[2..]);
                Numbers.Close(expected, [.. Enumerable.Range(0, 2).Select(o => Numbers.Run(Gradient.Of(graph, i, (Port)o), point)[0])]);
            }
        },
        iter: 40, threads: 1);

    // A node's local derivatives, by its definition as a choice or as an elementwise function.
    private static Value Partial(Node node, int operand) => node.Primitive switch
    {
        Where => operand == 1 ? Value.Where(node.Operands[0], 1.0, 0.0) : Value.Where(node.Operands[0], 0.0, 1.0),
        Elementwise elementwise => elementwise.Partial(node, operand),
        _ => throw new InvalidOperationException($"The test knows no local derivative of {node}."),
    };

    private static void Check(Graph graph, Ports wrt, Ports of)
    {
        var sources = wrt.Select(port => graph.Inputs[int.Parse(port.ToString(), System.Globalization.CultureInfo.InvariantCulture)]);
        var targets = of.Select(port => graph.Outputs[int.Parse(port.ToString(), System.Globalization.CultureInfo.InvariantCulture)]);
        var expected = (from source in sources from target in targets from path in Paths(source, target) from edge in path select edge)
            .ToHashSet();
        foreach (var passed in new[]
        {
            Passed(t => Pullback.Of(graph, wrt, of, t)), Passed(t => Pushforward.Of(graph, wrt, of, t)),
        })
        {
            Assert.Equal(passed.Count, passed.Distinct().Count());
            Assert.Equal(expected, passed.ToHashSet());
        }
    }

    private static List<(Node Node, int Operand)> Passed(Action<EdgeObserver> sweep)
    {
        var passed = new List<(Node, int)>();
        sweep((node, operand) => passed.Add((node, operand)));
        return passed;
    }

    private static IEnumerable<(Node Node, int Operand)> Edges(Node node) =>
        Enumerable.Range(0, node.Operands.Length).Where(i => node.Primitive.HasEdge(node, i)).Select(i => (node, i));

    /// <summary>Every path, listed one by one: exponentially many, and obviously all.</summary>
    private static IEnumerable<IEnumerable<(Node Node, int Operand)>> Paths(Value source, Value target) => target == source
        ? [[]]
        : from edge in Edges(target.Node)
          from path in Paths(source, edge.Node.Operands[edge.Operand])
          select path.Append(edge);
}
