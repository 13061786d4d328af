using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;
using static Aresta.Numerics.Elementary;

namespace Aresta.Tests.Transforms;

/// <summary>Cotangents of inner values, by name.</summary>
public class ProbeTests
{
    [Fact]
    public void The_cotangent_of_an_inner_value_is_the_gradient_of_what_follows()
    {
        var graph = Graph.Trace((x, w) => Sin(Tanh(x * w).Named("h") * w).Sum(), TensorType.Float64(3), TensorType.Float64(3));
        var probed = Pullback.At(graph, ["h"]).Verify();
        Assert.Equal(probed, Graph.Parse(probed.Print()));
        Tensor[] point = [Tensor.Vector(0.3, -0.7, 1.2), Tensor.Vector(1.0, 2, -1)];
        var results = Interpreter.Run(probed, [.. point, 2.0]);
        var plain = Interpreter.Run(Pullback.Of(graph), [.. point, 2.0]);
        for (var i = 0; i < plain.Length; i++)
        {
            Assert.Equal(plain[i].ToDoubles(), results[i].ToDoubles());
        }

        Assert.Equal("h_bar", probed.Outputs[^1].Name);
        var expected = point[0].ToDoubles().Zip(point[1].ToDoubles(), (x, w) => 2 * w * Math.Cos(Math.Tanh(x * w) * w));
        Assert.Equal(expected, results[^1].ToDoubles(), (a, b) => Math.Abs(a - b) < 1e-14);
    }

    [Fact]
    public void In_scans_they_are_stacked_step_by_step()
    {
        // hₜ = 2·hₜ₋₁·xₜ; the loss is the last state.
        foreach (var backward in (bool[])[false, true])
        {
            var graph = Graph.Trace(
                x => Flow.Scan([1.0], [x], (s, r) => ((s[0] * r[0]).Named("h") * 2, s[0]), backward: backward).States[0],
                TensorType.Float64(3));
            var results = Interpreter.Run(Pullback.At(graph, ["h"], wrt: []), Tensor.Vector(3.0, 5, 7), 1.0);
            Assert.Equal(2, results.Length);
            double[] expected = backward ? [2, 2 * 3 * 2, 2 * 3 * 2 * 5 * 2] : [2 * 7 * 2 * 5 * 2, 2 * 7 * 2, 2];
            Assert.Equal(expected, results[1].ToDoubles());
        }
    }

    [Fact]
    public void In_scans_in_scans_in_calls_there_is_an_axis_for_each()
    {
        var graph = Graph.Trace(
            x => Flow.Call(
                v => Flow.Scan(
                    [0.0], [v[0]],
                    (s, r) => (Flow.Scan([s[0]], [r[0]], (t, q) => (t[0] + (q[0] * q[0]).Named("h"), t[0])).States[0], s[0])).States[0],
                [x])[0],
            TensorType.Float64(2, 3));
        var results = Interpreter.Run(Pullback.At(graph, ["h"]), Tensor.Of([1.0, 2, 3, 4, 5, 6], [2, 3]), 1.0);
        Assert.Equal([2, 4, 6, 8, 10, 12], results[1].ToDoubles());
        Assert.Equal(TensorType.Float64(2, 3), results[2].Type);
        Assert.All(results[2].ToDoubles(), c => Assert.Equal(1, c));
    }

    [Fact]
    public void In_branches_they_are_zero_where_the_other_is_taken()
    {
        var graph = Graph.Trace(x => Flow.If(x > 0, () => (x * 3).Named("up") * 2, () => (x * 5).Named("down") * 7));
        var probed = Pullback.At(graph, ["up", "down"]);
        Assert.Equal([6, 2, 0], Interpreter.Run(probed, 1.0, 1.0).Skip(1).Select(t => t.ToDouble()));
        Assert.Equal([35, 0, 7], Interpreter.Run(probed, -1.0, 1.0).Skip(1).Select(t => t.ToDouble()));
    }

    [Fact]
    public void The_state_of_a_body_is_reached_by_the_name_of_its_input()
    {
        var graph = Graph.Trace(x => Flow.Scan([x], [], (s, _) => (s[0].Named("state") * 3, s[0]), length: 3).States[0]);
        Assert.Equal([27, 9, 3], Interpreter.Run(Pullback.At(graph, ["state"]), 1.0, 1.0)[2].ToDoubles());
    }

    [Fact]
    public void What_cannot_be_reached_is_said()
    {
        var loop = Graph.Trace(x => Flow.While([x], s => s[0] < 9, s => (s[0] * 2).Named("h") + 1)[0]);
        Assert.Matches(
            @"^The cotangent of h cannot be given: it is in a while loop, whose number of steps is open \(at ProbeTests\.cs:\d+\)\.",
            Assert.Throws<GraphException>(() => Pullback.At(loop, ["h"])).Message);
        var custom = Graph.Trace(x => Flow.Custom(v => Sin(v.Named("h")) * 2).WithPullback((v, y, c) => c).Function(x));
        Assert.Contains("in a custom function", Message(custom, "h"), StringComparison.Ordinal);
        var twice = Graph.Trace(x => Sin(x).Named("h") + Cos(x).Named("h"));
        Assert.Contains("several values", Message(twice, "h"), StringComparison.Ordinal);
        Assert.Contains("no value called k", Message(twice, "k"), StringComparison.Ordinal);

        static string Message(Graph graph, string name) => Assert.Throws<GraphException>(() => Pullback.At(graph, [name])).Message;
    }
}
