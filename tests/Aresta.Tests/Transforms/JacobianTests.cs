using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;
using static Aresta.Numerics.Elementary;

namespace Aresta.Tests.Transforms;

public class JacobianTests
{
    private static readonly Graph Function = Graph.Trace(
        v => [Sin(v[0]) * v[1].Sum(), (v[1] * v[1]).Sum() + (0 * v[0].Sum())],
        [TensorType.Float64(2), TensorType.Float64(2, 2)], ["x", "y"]);

    private static readonly Tensor[] Point = [new[] { 0.3, 0.4 }, new[,] { { 1.0, 2 }, { 3, 4 } }];

    [Theory]
    [InlineData(JacobianMode.Forward)]
    [InlineData(JacobianMode.Reverse)]
    [InlineData(JacobianMode.Automatic)]
    public void Blocks_have_the_shape_of_the_output_then_of_the_input(JacobianMode mode)
    {
        var blocks = Interpreter.Run(Jacobian.Of(Function, mode: mode), Point);
        Assert.Equal(["[2,2]", "[2,2,2]", "[2]", "[2,2]"], blocks.Select(b => b.Shape.ToString()));
        Numbers.Close([10 * Math.Cos(0.3), 0, 0, 10 * Math.Cos(0.4)], blocks[0].ToDoubles());
        Numbers.Close([.. new[] { 0.3, 0.4 }.SelectMany(x => Enumerable.Repeat(Math.Sin(x), 4))], blocks[1].ToDoubles());
        Assert.Equal([0.0, 0], blocks[2].ToDoubles());
        Assert.Equal([2.0, 4, 6, 8], blocks[3].ToDoubles());
    }

    [Fact]
    public void Inputs_and_outputs_are_chosen_by_name_and_position()
    {
        var some = Jacobian.Of(Function, wrt: "y", of: 1);
        Assert.Equal(["float64[2,2]"], some.Outputs.Select(o => o.Type.ToString()));
        Assert.Equal(["x", "y"], some.Inputs.Select(i => i.Name));
    }

    [Theory]
    [InlineData(1, 50)]
    [InlineData(50, 1)]
    public void The_cheaper_mode_is_chosen_by_counting(int inputs, int outputs)
    {
        var factors = Value.Constant(Tensor.Vector(Enumerable.Range(0, outputs).Select(i => (double)i).ToArray()));
        var graph = Graph.Trace(x => Sin(x.Sum() * factors), TensorType.Float64(inputs));
        var chosen = Cost.Of(Jacobian.Of(graph).Nodes);
        var other = Cost.Of(Jacobian.Of(graph, mode: inputs == 1 ? JacobianMode.Reverse : JacobianMode.Forward).Nodes);
        Assert.True(chosen * 5 < other, $"{chosen} elements were chosen, {other} were the alternative");
    }

    [Fact]
    public void The_function_and_its_local_derivatives_stand_in_the_graph_once()
    {
        var graph = Graph.Trace(x => Exp(Sin(x)), TensorType.Float64(9));
        foreach (var mode in new[] { JacobianMode.Forward, JacobianMode.Reverse })
        {
            var jacobian = Jacobian.Of(graph, mode: mode);
            Assert.Single(jacobian.Nodes, node => node.Primitive.Name == "exp");
            Assert.Single(jacobian.Nodes, node => node.Primitive.Name == "cos");
            Assert.Equal(2, jacobian.Nodes.Count(node => node.Primitive is Scale));
        }
    }

    [Theory]
    [InlineData(JacobianMode.Forward)]
    [InlineData(JacobianMode.Reverse)]
    [InlineData(JacobianMode.Automatic)]
    public void The_graph_does_not_grow_with_the_number_of_elements(JacobianMode mode)
    {
        int Nodes(int count) => Jacobian.Of(Graph.Trace(x => Exp(x) * Sin(x).Sum(), TensorType.Float64(count)), mode: mode).Nodes.Length;
        Assert.Equal(Nodes(2), Nodes(200));
    }

    [Fact]
    public void Empty_and_single_precision_shapes_are_served()
    {
        var empty = Graph.Trace(x => x * 2, TensorType.Float64(0, 3));
        foreach (var mode in new[] { JacobianMode.Forward, JacobianMode.Reverse })
        {
            Assert.Equal("[0,3,0,3]", Jacobian.Of(empty, mode: mode).Outputs[0].Shape.ToString());
        }

        var single = Graph.Trace(x => x * x, TensorType.Float32(2));
        Assert.Equal([4.0, 0, 0, 6], Numbers.Run(Jacobian.Of(single), Tensor.Vector(2f, 3f)));
    }

    [Fact]
    public void A_Hessian_has_blocks_between_all_inputs()
    {
        // f = Σᵢ xᵢ²·s: ∂²f/∂x² = 2s·I, ∂²f/∂x∂s = 2x.
        var f = Graph.Trace((x, s) => (x * x).Sum() * s, TensorType.Float64(2));
        var blocks = Interpreter.Run(Hessian.Of(f), new[] { 3.0, 4 }, 5.0);
        Assert.Equal([[10.0, 0, 0, 10], [6.0, 8], [6.0, 8], [0.0]], blocks.Select(b => b.ToDoubles()));
        Assert.Equal([50.0, 70], Numbers.Run(HessianVectorProduct.Of(f, wrt: "x"), new[] { 3.0, 4 }, 5.0, new[] { 5.0, 7 }));
    }

    [Fact]
    public void Derivatives_are_named_after_what_they_belong_to()
    {
        var f = Graph.Trace((a, b) => (Sin(a) * Exp(b)).Named("e"));
        var pushed = Pushforward.Of(f);
        Assert.Equal(["a", "b", "a_dot", "b_dot"], pushed.Inputs.Select(v => v.Name));
        Assert.Equal(["e", "e_dot"], pushed.Outputs.Select(v => v.Name));
        Assert.Equal(["a_dot2", "b_dot2", "a_dot_dot", "b_dot_dot"], Pushforward.Of(pushed).Inputs[4..].Select(v => v.Name));
        Assert.Equal(["a_bar", "b_bar"], Gradient.Of(f).Outputs.Select(v => v.Name));
        Assert.Equal(["a", "b", "e_bar"], Pullback.Of(f).Inputs.Select(v => v.Name));
        var product = Graph.Trace((a, b) => a * b);
        Assert.Equal(["a"], Gradient.Of(product).Inputs[0].Names); // ∂(a·b)/∂b is a itself, and keeps its name
    }

    [Theory]
    [InlineData(JacobianMode.Forward)]
    [InlineData(JacobianMode.Reverse)]
    public void A_block_has_the_dtype_of_its_output_in_both_modes(JacobianMode mode)
    {
        var f = Graph.Trace((x, y) => x.ConvertTo(DType.Float64) * y, TensorType.Float32(), TensorType.Float64());
        var jacobian = Jacobian.Of(f, mode: mode);
        Assert.All(jacobian.Outputs, block => Assert.Equal(TensorType.Float64(), block.Type));
        Assert.Equal([3, 2], Interpreter.Run(jacobian, 2f, 3.0).Select(block => block.ToDouble()));
    }

    [Fact]
    public void Thousands_of_inputs_take_one_reverse_sweep()
    {
        // All forward sweeps together would make a hundred million nodes.
        const int count = 10_000;
        var types = Enumerable.Repeat(TensorType.Float64(), count).ToArray();
        var function = Graph.Trace(v => v.Aggregate((x, y) => (x * y) + y), types, originBudget: 0);
        var (jacobian, reverse) = (Jacobian.Of(function), Jacobian.Of(function, mode: JacobianMode.Reverse));
        Assert.Equal(reverse.Nodes.Length, jacobian.Nodes.Length);
        Assert.Equal(count, jacobian.Outputs.Length);
    }

    public static TheoryData<string, Action<Graph>> Mistakes => new()
    {
        { "The graph has no input \"z\"; its inputs are x: float64[2], n: int64.", g => Pullback.Of(g, "z") },
        { "The graph has no input 2; its inputs are x: float64[2], n: int64.", g => Jacobian.Of(g, 2) },
        { "No derivative flows through the input n: int64: it holds no floating numbers.", g => Pullback.Of(g, "n") },
        { "The input x: float64[2] is chosen twice.", g => Pushforward.Of(g, ["x", 0]) },
        { "The graph has no output \"y\"; its outputs are sum: float64, x: float64[2].", g => Jacobian.Of(g, of: "y") },
        { "A gradient is taken of one scalar output, but the graph has 2 outputs; choose one.", g => Gradient.Of(g) },
        {
            "A gradient is taken of a floating scalar, but the output is x: float64[2]; sum it, or ask for the Jacobian.",
            g => Gradient.Of(g, of: 1)
        },
    };

    [Theory, MemberData(nameof(Mistakes))]
    public void A_wrong_choice_is_explained(string message, Action<Graph> derive)
    {
        var graph = Graph.Trace(v => [v[0].Sum(), v[0]], [TensorType.Float64(2), TensorType.Int64()], ["x", "n"]);
        Assert.Equal(message, Assert.Throws<GraphException>(() => derive(graph)).Message);
    }
}
