using System.Runtime.CompilerServices;
using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;
using static Aresta.Numerics.Elementary;

namespace Aresta.Tests.Graphs;

/// <summary>A C# function becomes a graph: which functions can, what the inputs are called, and which source line made a node.</summary>
public class TraceTests
{
    [Fact]
    public void Functions_of_one_to_four_values_and_of_many()
    {
        Assert.Equal(["a"], Inputs(Graph.Trace(a => a)));
        Assert.Equal(["a", "b"], Inputs(Graph.Trace((a, b) => a + b)));
        Assert.Equal(["a", "b", "c"], Inputs(Graph.Trace((a, b, c) => a + b + c)));
        Assert.Equal(["a", "b", "c", "d"], Inputs(Graph.Trace((a, b, c, d) => a + b + c + d)));
        Assert.Equal(["left", "x1"], Inputs(Graph.Trace(v => [v[0] + v[1]], [TensorType.Float64(), TensorType.Float64()], ["left"])));
        Assert.Empty(Inputs(Graph.Trace(_ => [Value.Constant(new[] { 1.0 })], [])));
    }

    [Fact]
    public void One_result_or_several_as_a_tuple_a_collection_or_an_array()
    {
        Assert.Single(Graph.Trace(x => x).Outputs);
        Assert.Equal(2, Graph.Trace(x => (Sin(x), Cos(x))).Outputs.Length);
        Assert.Equal(3, Graph.Trace((x, y) => (x, y, x * y)).Outputs.Length);
        Assert.Equal(4, Graph.Trace((x, y) => (x, y, x * y, x / y)).Outputs.Length);
        Assert.Equal(5, Graph.Trace((x, y) => [x, y, x, y, x]).Outputs.Length);
        Assert.Equal(2, Graph.Trace(x => new[] { x, x }).Outputs.Length);
        Assert.Equal(2.5, Interpreter.Run(Graph.Trace(x => 2.5), 1.0)[0].ToDouble());
        Assert.Equal([3.0, 2.0], Interpreter.Run(Graph.Trace((x, y) => (x + y, x * y)), 1.0, 2.0).Select(t => t.ToDouble()));
    }

    [Fact]
    public void Names_are_those_of_the_parameters_however_they_are_written()
    {
        Assert.Equal(["a", "b"], Inputs(Graph.Trace((Value a, Value b) => a + b)));
        Assert.Equal(["a", "b"], Inputs(Graph.Trace(static (a, b) => a + b)));
        Assert.Equal(["event", "höhe"], Inputs(Graph.Trace((@event, höhe) => @event + höhe)));
        Assert.Equal(
            ["first", "second"],
            Inputs(Graph.Trace(
                (
                    first,
                    second) => first + second)));
        Assert.Equal(["x", "weights"], Inputs(Graph.Trace(Product)));
        Func<Value, Value> doubled = number => number * 2;
        Assert.Equal(["number"], Inputs(Graph.Trace(doubled)));
        Assert.Equal(["x0", "x1"], Inputs(Graph.Trace((_, _) => 1)));
        Assert.Equal(["x0", "b"], Inputs(Graph.Trace((_, b) => b)));
        Assert.Equal(["a"], Inputs(Graph.Trace(a => { Func<Value, Value> inner = q => q; return inner(a); })));
    }

    [Fact]
    public void Types_are_float64_scalars_unless_given()
    {
        var graph = Graph.Trace((x, w, b) => x * w + b, TensorType.Float64(3), TensorType.Float64(3));
        Assert.Equal([TensorType.Float64(3), TensorType.Float64(3), TensorType.Float64()], graph.Inputs.Select(input => input.Type));
        Assert.Equal(TensorType.Float64(3), Assert.Single(graph.Outputs).Type);
    }

    [Fact]
    public void A_name_can_be_given_twice_and_the_first_is_the_name()
    {
        var y = Graph.Trace(x => Sin(x).Named("angle").Named("θ").Named("angle")).Outputs[0];
        Assert.Equal("angle", y.Name);
        Assert.Equal(["angle", "θ"], y.Names);
    }

    [Fact]
    public void A_named_number_keeps_its_name_and_takes_the_dtype_it_meets()
    {
        var graph = Graph.Trace(x => Value.Constant(1.0).Named("one") + x, TensorType.Float32());
        Assert.Contains("one: float32 = constant", graph.Print(), StringComparison.Ordinal);
        Assert.DoesNotContain("one", Graph.Trace(x => 1 + x).Print(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_operator_knows_its_line()
    {
        var graph = Graph.Trace(x =>
        {
            var y = x * x; var line = Line();
            Assert.Equal(new Origin(File(), line), y.Node.Origin);
            y = Twice(y);
            return y;
        });
        Assert.Equal(twiceLine, graph.Outputs[0].Node.Origin?.Line);
    }

    [Fact]
    public void A_function_of_the_library_has_the_line_that_calls_it()
    {
        Graph.Trace(x =>
        {
            var y = Tanh(x); var line = Line();
            Assert.Equal(line, y.Node.Origin?.Line);
            var sum = x.Sum(); line = Line();
            Assert.Equal(line, sum.Node.Origin?.Line);
            return y + sum;
        }, TensorType.Float64(2));
    }

    [Fact]
    public void Beyond_the_budget_nodes_have_the_line_of_the_trace()
    {
        var line = Line() + 1;
        var graph = Graph.Trace(x =>
        {
            var y = Sin(x);
            var z = Sin(y);
            return Sin(z);
        }, originBudget: 3);
        Assert.Equal([line, line + 2, line + 3, line], graph.Nodes.Select(node => node.Origin?.Line ?? 0));
    }

    [Fact]
    public void Derivatives_have_the_line_of_what_they_belong_to()
    {
        var graph = Graph.Trace(x =>
        {
            var y = Sin(x);
            return y * y;
        });
        var lines = graph.Nodes.Select(node => node.Origin).ToHashSet();
        var added = Pullback.Of(graph).Nodes.Except(graph.Nodes).Where(node => node.Operands.Length > 0);
        Assert.All(added, node => Assert.Contains(node.Origin, lines));
    }

    [Fact]
    public void A_trace_within_a_trace_leaves_the_outer_as_it_was()
    {
        var graph = Graph.Trace(x =>
        {
            var inner = Graph.Trace(y => y * y);
            Assert.Throws<GraphException>(() => Graph.Trace(y => y + Value.Zeros(TensorType.Float32())));
            var applied = inner.Apply(Sin(x))[0];
            var z = applied + 1; var line = Line();
            Assert.Equal(line, z.Node.Origin?.Line);
            return z;
        });
        Assert.Equal(1.25, Interpreter.Run(graph, Math.Asin(0.5))[0].ToDouble(), 1e-15);
        Assert.Null(Sin(Value.Input(TensorType.Float64())).Node.Origin);
    }

    private static int twiceLine;

    private static Value Twice(Value x)
    {
        twiceLine = Line(); return 2 * x;
    }

    private static Value Product(Value x, Value weights) => x * weights;

    private static int Line([CallerLineNumber] int line = 0) => line;

    private static string File([CallerFilePath] string file = "") => file;

    private static IEnumerable<string> Inputs(Graph graph) => graph.Inputs.Select(input => input.Name ?? "");
}
