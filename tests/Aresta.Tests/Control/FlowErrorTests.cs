using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;
using static Aresta.Numerics.Elementary;
using static Aresta.Tensors.TensorType;

namespace Aresta.Tests.Control;

/// <summary>Wrong loops and choices, and what is said of them.</summary>
public class FlowErrorTests
{
    [Fact]
    public void States_keep_their_types()
    {
        Fails(
            () => Graph.Trace(x => Flow.While([x], s => s[0].Sum() > 0, s => s[0].Sum())[0], Float64(3)),
            "state 0 keeps its type, but begins as float64[3] and goes on as float64");
        Fails(
            () => Graph.Trace(
                x => Flow.Scan([x], [], (s, _) => (s[0].ConvertTo(DType.Float32), Array.Empty<Value>()), length: 2).States[0]),
            "state 0 keeps its type, but begins as float64 and goes on as float32");
        Fails(
            () => Graph.Trace(x => Flow.Scan([x], [], (s, _) => ((s[0], s[0]), Array.Empty<Value>()), length: 2).States[0]),
            "A step of a scan was given 1 states, but gave 2.");
    }

    [Fact]
    public void Conditions_are_one_truth_value()
    {
        Fails(
            () => Graph.Trace(x => Flow.While([x], s => s[0], s => s[0] * 2)[0]),
            "its condition must give one truth value, a bool, but gives float64");
        Fails(
            () => Graph.Trace(x => Flow.While([x], s => s[0] > 0, s => s[0] * 2)[0], Float64(3)),
            "its condition must give one truth value, a bool, but gives bool[3]");
        Fails(() => Graph.Trace(x => Flow.If(x, () => x, () => x)), "chooses by one truth value, a bool, but was given float64");
        Fails(
            () => Graph.Trace(x => Flow.If(x > 0, () => x, () => x), Float64(2)),
            "chooses by one truth value, a bool, but was given bool[2]");
    }

    [Fact]
    public void Branches_give_the_same_types()
    {
        Fails(
            () => Graph.Trace(x => Flow.If(x.Sum() > 0, () => x, () => x.Sum()), Float64(2)),
            "its branches must give the same types, but give (float64[2]) and (float64)");
        Fails(
            () => Graph.Trace(x => Flow.If(x > 0, () => [x, x], () => [x])[0]),
            "its branches must give the same types, but give (float64, float64) and (float64)");
    }

    [Fact]
    public void Arrays_have_a_row_for_every_step()
    {
        Fails(
            () => Graph.Trace(
                v => [Flow.Scan([0.0], [v[0], v[1]], (s, r) => (s[0] + r[0] + r[1], s[0])).States[0]], [Float64(3), Float64(4)]),
            "A scan of 3 steps cannot run over");
        Fails(() => Graph.Trace(x => Flow.Scan([0.0], [x], (s, r) => (s[0] + r[0], s[0])).States[0]), "needs its length");
        Fails(() => Graph.Trace(x => Flow.Scan([x], [], (s, r) => (s[0], s[0]), length: -1).States[0]), "-1");
    }

    [Fact]
    public void What_is_computed_in_a_body_stays_in_it()
    {
        Value leaked = default;
        Fails(
            () => Graph.Trace(x =>
            {
                _ = Flow.Scan([x], [], (s, _) => (leaked = Sin(s[0]), Array.Empty<Value>()), length: 2);
                return leaked;
            }),
            "is an input, but not one of this graph");
        Fails(
            () => Graph.Trace(x =>
            {
                _ = Flow.If(x > 0, () => leaked = Flow.Call(v => leaked = v[0] * 2, [x])[0] + leaked, () => x);
                return x;
            }),
            "is an input, but not one of this graph");
    }

    [Fact]
    public void What_fails_in_a_body_as_it_runs_has_the_line_at_which_it_was_written()
    {
        var (line, graph) = (0, default(Graph));
        graph = Graph.Trace(
            v => [Flow.Scan([v[0]], [], (s, _) =>
            {
                var next = s[0] % v[1]; line = Line();
                return (next, Array.Empty<Value>());
            }, length: 2).States[0]],
            [Int64(), Int64()], ["total", "parts"]);
        var e = Assert.Throws<GraphException>(() => Interpreter.Run(graph, Tensor.Scalar(7L), Tensor.Scalar(0L)));
        Assert.Contains("an integer is divided by zero", e.Message, StringComparison.Ordinal);
        Assert.Contains("total: int64, parts: int64", e.Message, StringComparison.Ordinal);
        Assert.Contains(FormattableString.Invariant($"FlowErrorTests.cs:{line}"), e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gradient_by_a_bare_number_is_refused() => Fails(
        () =>
        {
            Value y = 2.0;
            return Gradient.Of(Sin(y) * Value.Input(Float64()), y);
        },
        "a bare number is a new constant wherever it is used");

    private static int Line([System.Runtime.CompilerServices.CallerLineNumber] int line = 0) => line;

    private static void Fails(Func<object> program, string because)
    {
        var e = Assert.Throws<GraphException>(program);
        Assert.Contains(because, e.Message, StringComparison.Ordinal);
    }
}
