using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Numerics;
using Aresta.Numerics.Series;
using Aresta.Tensors;
using Aresta.Transforms;
using Wide = Aresta.Numerics.Dual<Aresta.Numerics.Float64, Aresta.Numerics.Lanes.Float64x8>;

namespace Aresta.Tests.Scalars;

/// <summary>Scalar code becomes a graph, and a graph scalar code: the same values, and the same derivatives.</summary>
public class BridgeTests
{
    private static readonly double[] Point = [0.3, -0.7, 1.1];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 60)];

    private static Tensor[] Tensors(params ReadOnlySpan<double> x) => [.. x.ToArray().Select(v => Tensor.Scalar(v))];

    private static double[] Numbers(IEnumerable<Tensor> tensors) => [.. tensors.Select(tensor => tensor.ToDouble())];

    /// <summary>The directions 1, 0, 0 and so on.</summary>
    private static T[] At<T>(Func<double, int, T> number) => [.. Point.Select(number)];

    [Theory, MemberData(nameof(Seeds))]
    public void A_program_becomes_a_graph_with_the_same_bits(int seed)
    {
        var (f, program) = (new Drawn(seed), new Drawn(seed).Record<Float64>(Point));
        var graph = program.ToGraph(["a", "b", "c"]);
        graph.Verify();
        Assert.Equal(["a", "b", "c"], graph.Inputs.Select(input => input.Name));
        var value = f.Value<Float64>(At((v, _) => (Float64)v)).Value;
        Assert.Equal([value], Numbers(Interpreter.Run(graph, Tensors(Point))));
        Assert.Equal([value], Numbers(graph.Compile().Run(Tensors(Point))));
        Assert.Equal(graph, Graph.Parse(graph.Print()));

        // Derivatives to rounding: dual numbers write the four operations out, and in reverse sums may be in another order.
        var pushed = Pushforward.Of(graph);
        var gradient = Numbers(Interpreter.Run(Gradient.Of(graph), Tensors(Point)));
        for (var i = 0; i < Point.Length; i++)
        {
            var tangent = f.Value<Dual<Float64>>(At((v, j) => new Dual<Float64>(v, i == j ? 1 : 0))).Tangent.Value;
            var tolerance = Tolerance(f, i);
            Assert.Equal(tangent, Interpreter.Run(pushed, Tensors([.. Point, .. At((_, j) => i == j ? 1.0 : 0)]))[1].ToDouble(), tolerance);
            Assert.Equal(tangent, gradient[i], tolerance);
        }
    }

    [Theory, MemberData(nameof(Seeds))]
    public void A_graph_is_called_with_any_number(int seed)
    {
        var f = new Drawn(seed);
        var called = ScalarFunction.Of(f.Record<Float64>(Point).ToGraph());
        Assert.Equal(f.Value<Float64>(At((v, _) => (Float64)v)), called.Value<Float64>(At((v, _) => (Float64)v)));
        Dual<Dual<Float64>>[] nested = At((v, j) => new Dual<Dual<Float64>>(new(v, j == 0 ? 1 : 0), new(j == 1 ? 1 : 0, 0)));
        Assert.Equal(
            f.Value<Dual<Dual<Float64>>>(nested).Tangent.Tangent.Value,
            called.Value<Dual<Dual<Float64>>>(nested).Tangent.Tangent.Value);
        Wide[] wide = At((v, j) => Wide.Variable(v, j));
        for (var i = 0; i < 3; i++)
            Assert.Equal(f.Value<Wide>(wide).Tangents[i].Value, called.Value<Wide>(wide).Tangents[i].Value);
        Taylor<Float64, Terms8<Float64>>[] line = At((v, j) => new Taylor<Float64, Terms8<Float64>>(v, j + 1));
        var (series, expected) = (called.Value<Taylor<Float64, Terms8<Float64>>>(line), f.Value<Taylor<Float64, Terms8<Float64>>>(line));
        for (var k = 0; k < 8; k++) // squares are recorded as products, whose series sum in another order
            Assert.Equal(expected[k].Value, series[k].Value, 1e-12 * Enumerable.Range(0, 8).Max(j => Math.Abs(expected[j].Value)));
        Assert.Equal(SparsityPattern.OfHessian(f, Point).ColumnIndices, SparsityPattern.OfHessian(called, Point).ColumnIndices);
        var (mine, its) = (Derivatives.Gradient(f, Point), Derivatives.Gradient(called, Point));
        for (var i = 0; i < 3; i++)
            Assert.Equal(mine[i], its[i], Tolerance(f, i));

        // And back: the graph is recorded, and is a program again.
        var (trace, inputs) = (new Trace<Float64>(), new Traced<Float64>[3]);
        for (var i = 0; i < 3; i++)
            inputs[i] = trace.Input(Point[i]);
        var again = trace.Compile(called.Value<Traced<Float64>>(inputs));
        Assert.Equal(0, again.GuardCount);
        Float64[] x = At((v, _) => (Float64)v), y = new Float64[1];
        again.Start().Run(x, y);
        Assert.Equal(f.Value<Float64>(x), y[0]);
    }

    /// <summary>
    /// Each product and each sum of a path rounds once: 2 · (the length of the longest) · ε · Σ of the magnitudes of all paths, and
    /// partials are themselves right to some ε.
    /// </summary>
    private static double Tolerance(Drawn f, int input) =>
        200 * double.Epsilon + 2e-16 * 8 * 32 * f.Value<Magnitude>(At((v, j) => new Magnitude(v, j == input ? 1 : 0))).Paths;

    [Fact]
    public void Single_precision_stays_so()
    {
        var f = new Drawn(3);
        var graph = f.Record<Float32>(Point).ToGraph();
        Assert.Equal(TensorType.Float32(), graph.Outputs[0].Type);
        Float32[] x = At((v, _) => new Float32((float)v));
        Assert.Equal(f.Value<Float32>(x).Value, Interpreter.Run(graph, [.. x.Select(v => Tensor.Scalar(v.Value))])[0].AsSpan<float>()[0]);
        Assert.Equal(f.Value<Float32>(x).Value, ScalarFunction.Of(graph).Value<Float32>(x).Value);
    }

    [Fact]
    public void A_batch_runs_where_the_branches_are_the_recorded_ones()
    {
        // |x| by a branch, recorded at a positive number.
        var graph = ScalarPrograms.Record(new Branch(), [2, 1], ["x", "y"], holds: true);
        Assert.Equal(["holds"], graph.Outputs[1..].Select(output => output.Name));
        double[] xs = [1, 3, -2, 0, double.NaN, 5], ys = [1, 1, 1, 1, 1, -1];
        var results = Interpreter.Run(Batch.Of(graph, xs.Length, [0, 0]), [Tensor.Vector(xs), Tensor.Vector(ys)]);
        var replay = Recorded(new Branch(), [2, 1]).Start();
        for (var i = 0; i < xs.Length; i++)
        {
            var y = new Float64[1];
            var holds = replay.TryRun([xs[i], ys[i]], y);
            Assert.Equal(holds ? 1 : 0, results[1][i]);
            if (holds)
                Assert.Equal(y[0].Value, results[0][i]);
        }
    }

    private readonly struct Branch : IFunction
    {
        public T Value<T>(ReadOnlySpan<T> x) where T : Numerics.Framework.IFrameworkNumber<T> =>
            (x[0] > T.Zero ? x[0] : -x[0]) * (T.IsNegative(x[1]) ? x[1] : 2 * x[1]);
    }

    private static ScalarProgram<Float64> Recorded<TFunction>(TFunction f, params double[] x) where TFunction : IFunction
    {
        var trace = new Trace<Float64>();
        return trace.Compile(f.Value<Traced<Float64>>([.. x.Select(v => trace.Input(v))]));
    }

    /// <summary>Every question that code can ask, by number.</summary>
    private readonly struct Asks(int question) : IFunction
    {
        public T Value<T>(ReadOnlySpan<T> x) where T : Numerics.Framework.IFrameworkNumber<T>
        {
            var yes = question switch
            {
                0 => x[0] < x[1],
                1 => x[0] <= x[1],
                2 => x[0] == x[1],
                3 => x[0].CompareTo(x[1]) > 0,
                4 => T.IsNaN(x[0]),
                5 => T.IsFinite(x[0]),
                6 => T.IsNegative(x[0]),
                7 => T.ToDouble(x[0]) > 1,
                8 => T.IsInfinity(x[0]),
                _ => x[0].Equals(x[1]),
            };
            return yes ? x[0] + 1 : x[1] * 2;
        }
    }

    [Fact]
    public void Holds_says_what_a_replay_says()
    {
        double[] numbers = [double.NegativeInfinity, -1, -0.0, 0, 1, 2, double.PositiveInfinity, double.NaN];
        var both = new int[2];
        for (var question = 0; question < 10; question++)
            foreach (var a in numbers)
                foreach (var b in numbers)
                {
                    var graph = ScalarPrograms.Record(new Asks(question), [a, b], holds: true);
                    var replay = Recorded(new Asks(question), a, b).Start();
                    foreach (var x in numbers)
                        foreach (var y in numbers)
                        {
                            var holds = replay.TryRun([x, y], new Float64[1]);
                            both[holds ? 1 : 0]++;
                            Assert.True((holds ? 1 : 0) == Interpreter.Run(graph, Tensors(x, y))[1].ToDouble(),
                                FormattableString.Invariant($"Question {question} recorded at {a}, {b}, asked at {x}, {y}: {holds}."));
                        }
                }

        Assert.All(both, count => Assert.True(count > 1000));
    }

    private sealed class Own : Operation<Float64>
    {
        public override string Name => "own";

        public override int Arity => 1;

        public override Float64 Value(Float64 x, Float64 y, Float64 z) => x;
    }

    [Fact]
    public void What_cannot_be_read_is_told()
    {
        var trace = new Trace<Float64>();
        var program = trace.Compile(trace.Apply(new Own(), trace.Input(1)));
        Assert.Contains("own computes with", Assert.Throws<NotSupportedException>(() => program.ToGraph()).Message);
    }
}
