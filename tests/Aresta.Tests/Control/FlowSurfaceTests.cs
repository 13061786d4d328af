using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;
using static Aresta.Numerics.Elementary;

namespace Aresta.Tests.Control;

/// <summary>
/// Loops and choices as they are written in C#: they compute what they read like, and keep the names they are written with.
/// </summary>
public class FlowSurfaceTests
{
    [Fact]
    public void While_is_written_with_one_state_or_with_several()
    {
        Assert.Equal([10 / 16.0], Numbers.Run(Graph.Trace(x => Flow.While(x, x => x > 1, x => x / 2)), 10.0));
        var power = Graph.Trace(x => Flow.While((x, 0), (x, n) => n < 3, (x, n) => (x * x, n + 1)).Item1);
        Assert.Equal([256.0, 8 * 128], Numbers.Run(Gradient.WithValue(power), 2.0));
        Assert.Equal(
            [34.0], Numbers.Run(Graph.Trace(x => Flow.While((x, 1, 1), (n, _, _) => n > 0, (n, a, b) => (n - 1, b, a + b)).Item2), 8.0));
        Assert.Equal(
            [1.0, 2, 3, 4], Numbers.Run(Graph.Trace(x =>
            {
                var (a, b, c, d) = Flow.While((x, x, x, x), (_, _, _, d) => d < 4, (a, b, c, d) => (a + 0, 2, 3, d + 3));
                return (a, b, c, d);
            }), 1.0));
    }

    [Fact]
    public void Scans_folds_and_maps_run_over_rows()
    {
        var xs = new[] { 1.0, 2, 3 };
        var type = TensorType.Float64(3);
        var sums = Graph.Trace(xs => { var (last, all) = Flow.Scan(0, xs, (sum, x) => (sum + x, sum)); return (last, all); }, type);
        Assert.Equal([6.0, 0, 1, 3], Numbers.Run(sums, xs));
        Assert.Equal([6.0, 5, 3, 0], Numbers.Run(
            Graph.Trace(
                xs => { var (last, all) = Flow.Scan(0, xs, (sum, x) => (sum + x, sum), backward: true); return (last, all); }, type), xs));
        Assert.Equal([14.0], Numbers.Run(Graph.Trace(xs => Flow.Fold(0, (xs, xs), (h, x, y) => h + (x * y)), type), xs));
        Assert.Equal([14.0, 0, 1, 5], Numbers.Run(
            Graph.Trace(xs => { var (h, hs) = Flow.Scan(0, (xs, xs), (h, x, y) => (h + (x * y), h)); return (h, hs); }, type), xs));
        Assert.Equal([6.0, 6], Numbers.Run(
            Graph.Trace(xs => { var (s, p) = Flow.Fold((0, 1), xs, (s, p, x) => (s + x, p * x)); return (s, p); }, type), xs));
        Assert.Equal([6.0, 6, 1, 2, 6], Numbers.Run(
            Graph.Trace(
                xs => { var ((s, p), ps) = Flow.Scan((0, 1), xs, (s, p, x) => ((s + x, p * x), p * x)); return (s, p, ps); }, type), xs));
        Assert.Equal([1.0, 4, 9], Numbers.Run(Graph.Trace(xs => Flow.Map(xs, x => x * x), type), xs));
        Assert.Equal([2.0, 4, 6], Numbers.Run(Graph.Trace(xs => Flow.Map((xs, xs), (x, y) => x + y), type), xs));
    }

    [Fact]
    public void For_counts_its_steps_and_switch_chooses_by_number()
    {
        Assert.Equal([24.0], Numbers.Run(Graph.Trace(x => Flow.For(4, x, (i, x) => x * (i + 1).ConvertTo(DType.Float64))), 1.0));
        Assert.Equal([5.0], Numbers.Run(Graph.Trace(x => Flow.For(5, (x, 1), (i, a, b) => (b, a + b)).Item1), 0.0));
        Assert.Equal([3.0], Numbers.Run(Graph.Trace(x => Flow.For(3, (x, 1, 0), (i, a, b, c) => (b, c, a + b)).Item3), 2.0));
        Assert.Equal([7.0], Numbers.Run(Graph.Trace(x => Flow.For(0, x, (i, x) => x * x)), 7.0));
        var choice = Graph.Trace(
            (x, n) => Flow.Switch(n, () => x, () => x * x, () => Sin(x), () => x * 10, () => -x), null, TensorType.Int64());
        foreach (var (n, expected) in new[] { (-7L, 3), (0L, 3), (1L, 9), (2L, Math.Sin(3)), (3L, 30), (4L, -3), (99L, -3) })
        {
            Assert.Equal([expected], Numbers.Run(choice, 3.0, Tensor.Scalar(n)));
        }

        Assert.Equal(3, choice.Depth);
        Assert.Equal([Math.Cos(3)], Numbers.Run(Gradient.Of(choice), 3.0, Tensor.Scalar(2L)));
    }

    [Fact]
    public void Bodies_are_printed_with_the_names_of_the_parameters() => Assert.Equal(
        """
        aresta 1
        graph(a: float64) {
          guess: float64 = constant{value=float64(1)}()
          root: float64 = while{condition=graph(a: float64, x: float64) {
              %2: float64 = multiply(x, x)
              %3: float64 = subtract(%2, a)
              %4: float64 = abs(%3)
              %5: float64 = constant{value=float64(1E-12)}()
              %6: bool = greater(%4, %5)
              return %6
            },body=graph(a: float64, x: float64) {
              %2: float64 = divide(a, x)
              %3: float64 = add(x, %2)
              %4: float64 = constant{value=float64(2)}()
              %5: float64 = divide(%3, %4)
              return %5
            },closed=1}(a, guess)
          return root
        }

        """.ReplaceLineEndings("\n"),
        Graph.Trace(
            a => Flow.While(((Value)1).Named("guess"), x => Abs((x * x) - a) > 1e-12, x => (x + (a / x)) / 2).Named("root")).Print());

    [Fact]
    public void Bare_numbers_begin_in_the_dtype_of_what_they_meet()
    {
        var single = new TensorType(DType.Float32, Shape.Scalar);
        Assert.Equal(single, Graph.Trace(x => Flow.While((x, 0), (x, n) => n < 3, (x, n) => (x * x, n + 1)).Item2, single).Outputs[0].Type);
        Assert.Equal(single, Graph.Trace(xs => Flow.Fold(0, xs, (h, x) => h + x), single with { Shape = [4] }).Outputs[0].Type);
    }

    [Fact]
    public void Errors_say_what_was_written_and_where()
    {
        Contains("A loop over rows needs arrays with an axis 0, but x: float64 has none. (at FlowSurfaceTests.cs:", () =>
            Graph.Trace(x => Flow.Fold(0, x, (h, y) => h + y)));
        Contains(
            "A switch chooses by an integer without axes, but was given x: float64. (at", () => Graph.Trace(x => Flow.Switch(x, () => x)));
        Contains("A switch needs a branch at least.", () => Graph.Trace(x => Flow.Switch(x, Array.Empty<Func<Value>>())));
        Contains("A loop has a number of steps, but was given -1.", () => Graph.Trace(x => Flow.For(-1, x, (i, x) => x)));
        Contains("add(broadcast: float64[2], x: float32[2])", () => Graph.Trace(
            (h, xs) => Flow.Fold(h, xs, (h, x) => h + x), null, new TensorType(DType.Float32, [3, 2])));

        static void Contains(string text, Func<object> program) =>
            Assert.Contains(text, Assert.Throws<GraphException>(program).Message, StringComparison.Ordinal);
    }
}
