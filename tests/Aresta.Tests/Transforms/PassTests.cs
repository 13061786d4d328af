using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;
using CsCheck;
using static Aresta.Numerics.Elementary;

namespace Aresta.Tests.Transforms;

public class PassTests
{
    [Fact]
    public void What_is_computed_twice_is_computed_once()
    {
        var graph = Graph.Trace((x, y) => (Sin(x + y) * Sin(x + y)) + 2 + 2);
        var merged = EliminateCommonSubexpressions.Of(graph);
        Assert.Equal(["input", "input", "add", "sin", "multiply", "constant", "add", "add"], merged.Nodes.Select(n => n.Primitive.Name));
        Assert.Equal(Numbers.Run(graph, 0.1, 0.2), Numbers.Run(merged, 0.1, 0.2));
    }

    [Fact]
    public void Different_operations_and_different_bits_stay_apart()
    {
        var graph = Graph.Trace(v => [v[0] + 0.0, v[0] + -0.0, v[0] * v[1], v[1] * v[0], v[0].Sum([0]), v[0].Sum([1])],
            [TensorType.Float64(2, 2), TensorType.Float64(2, 2)]);
        Assert.Equal(graph.Nodes.Length, EliminateCommonSubexpressions.Of(graph).Nodes.Length);
    }

    [Fact]
    public void Merging_keeps_every_bit_and_every_derivative() => RandomGraphs.Tensors.Sample(
        example =>
        {
            var merged = EliminateCommonSubexpressions.Of(example.Graph);
            Assert.Equal(merged.Nodes.Length, EliminateCommonSubexpressions.Of(merged).Nodes.Length);
            Assert.Equal(Interpreter.Run(example.Graph, example.Point), Interpreter.Run(merged, example.Point));
            Numbers.Close(Numbers.Run(Gradient.Of(example.Graph), example.Point), Numbers.Run(Gradient.Of(merged), example.Point));
        },
        iter: 60, threads: 1);

    [Fact]
    public void All_names_of_what_is_merged_are_kept()
    {
        var merged = EliminateCommonSubexpressions.Of(Graph.Trace(x => Sin(x).Named("one") + Sin(x).Named("two")));
        Assert.Equal(["one", "two"], merged.Nodes[1].Result().Names);
    }

    [Fact]
    public void Inputs_that_do_not_matter_are_removed_and_reported()
    {
        var gradient = Gradient.Of(Graph.Trace((a, b) => a * 3 + Sin(b)));
        var small = EliminateDeadNodes.Of(gradient, out var kept);
        Assert.Equal([1], kept);
        Assert.Equal(["b"], small.Inputs.Select(i => i.Name));
        Assert.Same(small, EliminateDeadNodes.Of(small, out _));
    }

    [Fact]
    public void A_pipeline_runs_its_passes_in_order_and_reports_each()
    {
        var reports = new List<(string, int)>();
        Pipeline passes =
        [
            new("merge", EliminateCommonSubexpressions.Of), new("gradient", g => Gradient.Of(g)), new("simplify", g => Simplify.Of(g)),
        ];
        var result = passes.Of(Graph.Trace(x => (Sin(x) * 1) + Sin(x)), (pass, after) => reports.Add((pass.Name, after.Nodes.Length)));
        Assert.Equal(["merge", "gradient", "simplify"], reports.Select(r => r.Item1));
        Assert.Equal(5, reports[0].Item2);
        Assert.True(reports[2].Item2 < reports[1].Item2);
        Assert.Equal([2 * Math.Cos(1)], Numbers.Run(result, 1.0));
    }
}
