using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;
using static Aresta.Numerics.Elementary;

namespace Aresta.Tests.Graphs;

/// <summary>The text form says all that a graph is: reading it back gives an equal graph.</summary>
public class TextTests
{
    private static readonly Graph Example = Graph.Trace((a, b) => ((a + b).Named("c") * (b + 1).Named("d")).Named("e"));

    [Fact]
    public void The_chapters_example_reads_like_this() => Assert.Equal(
        """
        aresta 1
        graph(a: float64, b: float64) {
          c: float64 = add(a, b)
          %3: float64 = constant{value=float64(1)}()
          d: float64 = add(b, %3)
          e: float64 = multiply(c, d)
          return e
        }

        """,
        Example.Print());

    [Fact]
    public void Source_lines_stand_in_comments()
    {
        var printed = Example.Print(origins: true);
        Assert.Contains("c: float64 = add(a, b)  // TextTests.cs:12\n", printed, StringComparison.Ordinal);
        Assert.Equal(Example, Graph.Parse(printed));
    }

    [Fact]
    public void Names_that_are_no_words_or_taken_stand_in_quotes()
    {
        var graph = Graph.Trace(x =>
        {
            var h = x;
            for (var i = 0; i < 2; i++)
            {
                h = Tanh(h).Named("h").Named("state");
            }

            return (h * 2).Named("final state") + (h + h).Named("return") + (h - 1).Named("ᾱ");
        });
        var printed = graph.Print();
        Assert.Contains("  h \"state\": float64 = tanh(x)\n  %2 \"h\" \"state\": float64 = tanh(h)\n", printed, StringComparison.Ordinal);
        Assert.Contains("%4 \"final state\": float64 = multiply", printed, StringComparison.Ordinal);
        Assert.Contains("%5 \"return\": float64 = add", printed, StringComparison.Ordinal);
        Assert.Contains("ᾱ: float64 = subtract", printed, StringComparison.Ordinal);
        RoundTrips(graph);
    }

    [Fact]
    public void Names_count_in_equality()
    {
        static Graph Named(params string[] names) => Graph.Trace(x => names.Aggregate(Sin(x), (y, name) => y.Named(name)));
        Assert.Equal(Named("y"), Named("y"));
        Assert.NotEqual(Named("y"), Named("z"));
        Assert.NotEqual(Named("y"), Named("y", "z"));
        Assert.NotEqual(Named(), Named("y"));
    }

    [Fact]
    public void Operations_wiring_inputs_and_outputs_count_in_equality()
    {
        var graph = Graph.Trace((x, y) => x - y);
        Assert.Equal(graph, Graph.Trace((x, y) => x - y));
        Assert.Equal(graph.GetHashCode(), Graph.Trace((x, y) => x - y).GetHashCode());
        Assert.NotEqual(graph, Graph.Trace((x, y) => y - x));
        Assert.NotEqual(graph, Graph.Trace((x, y) => x + y));
        Assert.NotEqual(graph, Graph.Trace((x, y) => x - y, TensorType.Float32(), TensorType.Float32()));
        Assert.NotEqual(Graph.Trace((x, y) => x), Graph.Trace((x, y) => y));
        Assert.NotEqual(Graph.Trace(x => x * 0.0), Graph.Trace(x => x * -0.0));
    }

    [Fact]
    public void Every_bit_of_a_constant_survives()
    {
        Tensor[] tensors =
        [
            new[] { 0.0, -0.0, 1.0 / 3, double.Epsilon, double.MaxValue, double.NaN, double.PositiveInfinity, double.NegativeInfinity },
            new[] { BitConverter.UInt64BitsToDouble(0x7FF8000000000001), BitConverter.UInt64BitsToDouble(0x7FF0000000000001), -double.NaN },
            new[] { 0f, -0f, 1f / 3, float.Epsilon, float.MaxValue, float.NaN, float.PositiveInfinity, float.NegativeInfinity, 16777217f },
            new[] { BitConverter.UInt32BitsToSingle(0x7FC00001), BitConverter.UInt32BitsToSingle(0xFF800001), -float.NaN },
            Tensor.Vector(int.MinValue, -1, int.MaxValue),
            Tensor.Vector(long.MinValue, 9007199254740993, long.MaxValue),
            Tensor.Of([true, false, false, true, true, true], [3, 2]),
            Tensor.Of(Array.Empty<double>(), [3, 0]),
            Tensor.Of(Array.Empty<bool>(), [0]),
            1.5f,
        ];
        RoundTrips(Graph.Trace(_ => [.. tensors.Select(Value.Constant)], []));
    }

    [Fact]
    public void Derivatives_round_trip_and_verify()
    {
        var graph = Graph.Trace(
            (w, x) => Log(1 + Exp(Node.Create(new Contract("ij,j->i"), w, x).Result())).Sum([0]) * (x * x / 3).Sum(),
            TensorType.Float64(2, 3), TensorType.Float64(3));
        RoundTrips(graph);
        RoundTrips(Gradient.Of(graph));
        RoundTrips(Pushforward.Of(Pullback.Of(graph)));
    }

    [Fact]
    public void Spaces_line_ends_and_comments_mean_nothing()
    {
        var text = Example.Print();
        var dense = text.Replace("\n", " ", StringComparison.Ordinal).Replace(", ", ",", StringComparison.Ordinal);
        Assert.Equal(Example, Graph.Parse(dense));
        Assert.Equal(Example, Graph.Parse("// a graph\r\n" + text.Replace("(", "\t( // here\r\n", StringComparison.Ordinal) + "// end"));
    }

    [Fact]
    public void Unused_inputs_nodes_and_repeated_outputs_are_kept()
    {
        const string text = """
            aresta 1
            graph(x: float64, unused: int32[0,7]) {
              %2: float64 = sin(x)
              y: float64 = cos(x)
              return y, y, x
            }

            """;
        Assert.Equal(text, RoundTrips(Graph.Parse(text)).Print());
    }

    [Fact]
    public void A_graph_of_nothing_round_trips() =>
        Assert.Equal("aresta 1\ngraph() {\n  return\n}\n", RoundTrips(Graph.Create([], [])).Print());

    private static Graph RoundTrips(Graph graph)
    {
        var read = Graph.Parse(graph.Verify().Print());
        Assert.Equal(graph, read);
        Assert.Equal(graph.GetHashCode(), read.GetHashCode());
        Assert.Equal(graph.Print(), read.Print());
        return read;
    }
}
