using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Transforms;

namespace Aresta.Tests.Control;

/// <summary>What an observer of a run is told.</summary>
public class ObserverTests
{
    [Fact]
    public void Values_are_watched_by_name_and_step()
    {
        var graph = Graph.Trace(
            x => Flow.Scan(
                [x], [], (s, _) => (Flow.While([s[0], 0.0], t => t[1] < 2, t => ((t[0] * 2).Named("h"), t[1] + 1))[0], s[0]), length: 2)
                .States[0].Named("last"));
        var seen = new List<(double Value, string Place)>();
        var result = Interpreter.Run(graph, [1.0], Interpreter.Watch("h", (h, place) => seen.Add((h.ToDouble(), place!.ToString()))));
        Assert.Equal(16, result[0].ToDouble());
        Assert.Equal(
            [
                (2, "last body 0, while body 0"), (4, "last body 0, while body 1"),
                (8, "last body 1, while body 0"), (16, "last body 1, while body 1"),
            ],
            seen);
        RunPlace? outside = new(graph.Outputs[0].Node, "", 0, null);
        Interpreter.Run(graph, [1.0], Interpreter.Watch("last", (_, place) => outside = place));
        Assert.Null(outside);
    }

    [Fact]
    public void Cotangents_are_watched_as_well()
    {
        var graph = Pullback.Of(Graph.Trace(x => (x * 3).OnCotangent(c => (c * 2).Named("flow"))));
        var seen = double.NaN;
        Interpreter.Run(graph, [1.0, 5.0], Interpreter.Watch("flow", (c, _) => seen = c.ToDouble()));
        Assert.Equal(10, seen);
    }
}
