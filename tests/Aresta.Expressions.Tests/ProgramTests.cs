using Aresta.Execution;
using Aresta.Tensors;
using Aresta.Transforms;

namespace Aresta.Expressions.Tests;

/// <summary>What programs mean.</summary>
public class ProgramTests
{
    /// <summary>Expressions of x = 2 and y = 3 as people write them, and their values.</summary>
    [Theory]
    [InlineData("x+y*2", 8)]
    [InlineData("-x^2", -4)]
    [InlineData("(-x)^2", 4)]
    [InlineData("2^-x", 0.25)]
    [InlineData("x^y^2", 512)]
    [InlineData("x-y-1", -2)]
    [InlineData("y/x/2", 0.75)]
    [InlineData("2x²", 8)]
    [InlineData("2x^y", 16)]
    [InlineData("x⁻¹", 0.5)]
    [InlineData("1/2x", 0.25)]
    [InlineData("(x+1)(y+1)", 12)]
    [InlineData("3x·y", 18)]
    [InlineData("6÷x×y−1", 8)]
    [InlineData("√4x", 4)]
    [InlineData("x**y", 8)]
    [InlineData("--x", 2)]
    [InlineData("+x", 2)]
    [InlineData("y % x", 1)]
    [InlineData("where(x < y, x, y)", 2)]
    [InlineData("where(x >= y, x, y)", 3)]
    [InlineData("1e3x", 2000)]
    [InlineData(".5x", 1)]
    [InlineData("max(x, y) - min(x, y)", 1)]
    [InlineData("a = x\n  # a comment; not a statement\nb = a +\n y\nb", 5)]
    [InlineData("sum(\n[x,\n y])", 5)]
    [InlineData("[x, y] @ [1, 10]", 32)]
    [InlineData("sum([[1, 2], [3, x]] @ [1, 1])", 8)]
    [InlineData("[x, y][1] + [x, y][-1]", 6)]
    [InlineData("[[1, 2], [x, y]][1, 1]", 3)]
    [InlineData("sum([[1, 2], [x, y]], 0)[0]", 3)]
    [InlineData("max([x, y, 1])", 3)]
    [InlineData("mean([x, y, 1])", 2)]
    public void Expressions_have_the_value_that_people_mean(string source, double expected)
    {
        var graph = Program.Parse(source).ToGraph();
        var point = graph.Inputs.Select(input => Tensor.Scalar(input.Name == "x" ? 2.0 : 3.0)).ToArray();
        Assert.Equal(expected, Interpreter.Run(graph, point)[0].ToDouble(), 1e-14);
    }

    [Fact]
    public void The_exponential_is_written_with_e()
    {
        var graph = Program.Parse("2e^x").ToGraph();
        Assert.Equal(2 * Math.Exp(0.5), Interpreter.Run(graph, 0.5)[0].ToDouble(), 1e-15);
        Assert.Equal(["x"], Program.Parse("e^x + π").Inputs);
    }

    [Fact]
    public void An_assigned_name_is_no_constant() => Assert.Equal(["a"], Program.Parse("e = 2a; e^2").Inputs);

    [Fact]
    public void The_graph_is_taken_as_written()
    {
        var graph = Program.Parse("1 + 2 + a*1 + a*1").ToGraph();
        Assert.Equal(["input", "constant", "constant", "add", "constant", "multiply", "add", "constant", "multiply", "add"],
            graph.Nodes.Select(node => node.Primitive.Name));
    }

    [Fact]
    public void A_second_name_makes_no_node()
    {
        var graph = Program.Parse("c = a + 1; y = c; y * 2").ToGraph();
        Assert.Equal(["c", "y"], graph.Nodes.Single(node => node.Primitive.Name == "add").Result().Names);
    }

    [Fact]
    public void The_outputs_are_the_names_that_feed_no_other()
    {
        var graph = Program.Parse("c = a + b; d = a·b; f = 2c; g = 3d").ToGraph();
        Assert.Equal(["f", "g"], graph.Outputs.Select(output => output.Name));
    }

    [Fact]
    public void The_chapters_example_has_its_derivatives()
    {
        var graph = Program.Parse("c = a+b; d = b+1; e = c*d").ToGraph();
        Assert.Equal([2.0, 5.0], Interpreter.Run(Gradient.Of(graph), 2.0, 1.0).Select(g => g.ToDouble()));
    }

    [Theory]
    [InlineData(1_000_000)]
    public void Any_depth_of_parentheses_is_read(int depth)
    {
        var graph = Program.Parse(new string('(', depth) + "x" + new string(')', depth)).ToGraph();
        Assert.Equal(2, Interpreter.Run(graph, 2.0)[0].ToDouble());
    }
}
