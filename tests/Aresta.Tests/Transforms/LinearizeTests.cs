using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Tests.Laws;
using Aresta.Transforms;
using CsCheck;
using static Aresta.Numerics.Elementary;

namespace Aresta.Tests.Transforms;

public class LinearizeTests
{
    [Fact]
    public void The_two_parts_are_the_pushforward_and_the_transpose_is_the_pullback() => RandomGraphs.Tensors.Sample(
        example =>
        {
            var (graph, point) = example;
            var split = Linearize.Of(graph);
            var primal = Interpreter.Run(split.Primal, point);
            var residuals = primal[graph.Outputs.Length..];
            Assert.Equal(split.ResidualCount, residuals.Length);
            Tensor[] tangents = [Tensor.Of([1.0, -2, 3, 0.5, 0, 1], [2, 3]), Tensor.Of([0.25, 1, -1], [3])];
            var pushed = Interpreter.Run(Pushforward.Of(graph), [.. point, .. tangents]);
            Numbers.Close(pushed[0].ToDoubles(), primal[0].ToDoubles());
            Numbers.Close(pushed[1].ToDoubles(), Numbers.Run(split.Linear, [.. residuals, .. tangents]));

            var transposed = Transpose.Of(split.Linear, split.Tangents);
            Numbers.Close(Numbers.Run(Gradient.Of(graph), point), Numbers.Run(transposed, [.. residuals, 1.0]));

            // The transpose of the transpose is the map itself.
            Ports cotangents = [(Port)split.ResidualCount];
            Numbers.Close(pushed[1].ToDoubles(), Numbers.Run(Transpose.Of(transposed, cotangents), [.. residuals, .. tangents]));
        },
        iter: 60, threads: 1);

    [Fact]
    public void Residuals_are_what_the_linear_map_uses_and_nothing_else()
    {
        // Of sin(x)·2 + y the map needs cos x alone; 2 is known, y is not needed.
        var f = Linearize.Of(Graph.Trace((x, y) => (Sin(x) * 2) + y));
        Assert.Equal("cos", Assert.Single(f.Primal.Outputs[1..]).Node.Primitive.Name);

        // x·x needs x twice: one residual. A broadcast factor is handed over before it is repeated, a mask as truth values.
        Assert.Equal(1, Linearize.Of(Graph.Trace(x => x * x)).ResidualCount);
        var broadcast = Linearize.Of(Graph.Trace((x, s) => x * Exp(s), TensorType.Float64(1000)), wrt: "x");
        Assert.Equal([TensorType.Float64()], broadcast.Linear.Inputs[..1].Select(i => i.Type));
        var mask = Linearize.Of(Graph.Trace((x, y) => Value.Where(x < y, x, y)));
        Assert.Equal([DType.Bool], mask.Linear.Inputs[..1].Select(i => i.DType));

        // A linear function needs nothing.
        Assert.Equal(0, Linearize.Of(Graph.Trace(x => (3 * x).Sum(), TensorType.Float64(4))).ResidualCount);
    }

    [Fact]
    public void A_constant_function_has_a_linear_part_of_zero()
    {
        var f = Linearize.Of(Graph.Trace(x => Floor(x)));
        Assert.Equal([0.0], Numbers.Run(f.Linear, 5.0));
        Assert.Equal([0.0], Numbers.Run(Transpose.Of(f.Linear), 5.0));
    }

    [Fact]
    public void A_transpose_exchanges_the_ends_of_a_matrix()
    {
        var map = Graph.Trace(
            (a, x) => Node.Create(new Contract("ij,j->i"), a, x).Result(), TensorType.Float64(2, 3), TensorType.Float64(3));
        var transposed = Transpose.Of(map, "x");
        Assert.Equal(["a", "y0_bar"], transposed.Inputs.Select(i => i.Name));
        Assert.Equal([9.0, 12, 15], Numbers.Run(transposed, new[,] { { 1.0, 2, 3 }, { 4, 5, 6 } }, new[] { 1.0, 2 }));
    }

    public static TheoryData<string, Func<Value, Value, Value>> NotLinear => new()
    {
        { "sin: float64, which is sin(x: float64), is not linear in it.", (x, _) => Sin(x) },
        { "multiply: float64, which is multiply(x: float64, x: float64), is not linear in it.", (x, _) => x * x },
        { "add: float64, which is add(x: float64, p: float64), adds something that does not depend on it.", (x, p) => x + p },
        { "divide: float64, which is divide(p: float64, x: float64), is not linear in it.", (x, p) => p / x },
        { "less: bool, which is less(x: float64, p: float64), is flat in it.", (x, p) => Value.Where(x < p, x, 2 * x) },
        { "its output p: float64 does not depend on it.", (_, p) => p },
    };

    [Theory, MemberData(nameof(NotLinear))]
    public void A_graph_that_is_not_linear_is_refused(string reason, Func<Value, Value, Value> function)
    {
        var graph = Graph.Trace(v => [function(v[0], v[1])], [TensorType.Float64(), TensorType.Float64()], ["x", "p"]);
        var message = Assert.Throws<GraphException>(() => Transpose.Of(graph, "x")).Message;
        Assert.StartsWith("The graph is not linear in x: float64: " + reason, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Adding_zeros_and_dividing_by_a_parameter_is_linear()
    {
        var graph = Graph.Trace((x, p) => -(x + Value.Zeros(x.Type)) / p);
        Assert.Equal([-1.5], Numbers.Run(Transpose.Of(graph, "x"), 2.0, 3.0));
    }

    [Fact]
    public void Of_the_rule_table_these_are_linear_in_these_arguments()
    {
        var linear =
            from name in Registry.Readers.Keys
            let example = PrimitiveCases.For(name).First()
            where example.Primitive is Elementwise
            let arity = example.Operands.Length
            let graph = Graph.Trace(v => Node.Create(example.Primitive, v).Result(), [.. Enumerable.Repeat(TensorType.Float64(), arity)])
            from subset in Enumerable.Range(1, (1 << arity) - 1)
            let moving = Enumerable.Range(0, arity).Where(i => (subset >> i & 1) == 1).ToArray()
            where Record.Exception(() => Transpose.Of(graph, [.. moving.Select(i => (Port)i)])) is null
            select $"{name} {string.Join(' ', moving)}";
        Assert.Equal(["add 0 1", "subtract 0 1", "multiply 0", "multiply 1", "divide 0", "negate 0", "xlogy 0", "xlog1py 0"], linear);
    }
}
