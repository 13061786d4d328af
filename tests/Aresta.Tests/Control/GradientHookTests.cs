using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;
using static Aresta.Numerics.Elementary;

namespace Aresta.Tests.Control;

/// <summary>What leaves values and changes cotangents.</summary>
public class GradientHookTests
{
    private static double[] Pulled(Func<Value, Value> hook, double[] x, double[] cotangent)
    {
        var graph = Graph.Trace(v => hook(v), TensorType.Float64(x.Length));
        var pullback = Pullback.Of(graph);
        Assert.Equal(graph, Graph.Parse(graph.Verify().Print()));
        var results = Interpreter.Run(pullback, Tensor.Vector(x), Tensor.Vector(cotangent));
        Assert.Equal(x, results[0].ToDoubles());
        return results[1].ToDoubles();
    }

    [Fact]
    public void Clipping_by_value() =>
        Assert.Equal([-1, 0.5, 2], Pulled(x => x.ClipGradient(-1, 2), [1, 2, 3], [-5, 0.5, 9]));

    [Fact]
    public void Clipping_by_norm()
    {
        Assert.Equal([0.6, 0.8], Pulled(x => x.ClipGradientNorm(1), [1, 2], [30, 40]), (a, b) => Math.Abs(a - b) < 1e-15);
        Assert.Equal([0.3, 0.4], Pulled(x => x.ClipGradientNorm(1), [1, 2], [0.3, 0.4]));
        Assert.Equal([0.0, 0], Pulled(x => x.ClipGradientNorm(1), [1, 2], [0, 0]));
    }

    [Fact]
    public void Reversal()
    {
        Assert.Equal([-1, 2], Pulled(x => x.ReverseGradient(), [1, 2], [1, -2]));
        Assert.Equal([-0.5, 1], Pulled(x => x.ReverseGradient(0.5), [1, 2], [1, -2]));
    }

    [Fact]
    public void Straight_through()
    {
        var f = Function.Of((Value x) => Square(x.StraightThrough(v => Round(v))));
        Assert.Equal(9, f.Call(2.6)[0].ToDouble());
        Assert.Equal(6, f.Gradient(2.6)[0].ToDouble());
        Assert.Equal(6, f.Pushforward([2.6], [1.0]).Tangent[0].ToDouble());
    }

    [Fact]
    public void A_hook_may_look_at_values_and_be_differentiated_again()
    {
        // y = x, x̄ = ȳ·x: the pullback of y·w is (x·w), whose derivative by x is w.
        var f = Function.Of((x, w) => x.OnCotangent(c => c * x) * w);
        Assert.Equal([15, 3], f.Gradient(3, 5).Select(g => g.ToDouble()));
        var second = f.Transform(graph => Gradient.Of(graph, wrt: "x")).Gradient(3, 5);
        Assert.Equal([5, 3], second.Select(g => g.ToDouble()));
    }

    [Fact]
    public void Forward_mode_sees_linear_changes_and_passes_by_others()
    {
        Assert.Equal(-2, Function.Of((Value x) => x.ReverseGradient(2)).Pushforward([1.0], [1.0]).Tangent[0].ToDouble());
        Assert.Equal(5, Function.Of((Value x) => x.ClipGradient(-1, 1)).Pushforward([1.0], [5.0]).Tangent[0].ToDouble());
    }

    [Fact]
    public void A_hook_in_a_loop_acts_in_each_step()
    {
        // Without clipping the cotangent grows as 3ᵗ.
        var loop = Function.Of((Value x) => Flow.While([x, 0.0], s => s[1] < 4, s => (s[0].ClipGradient(-1, 1) * 3, s[1] + 1))[0]);
        Assert.Equal(81, loop.Call(1)[0].ToDouble());
        Assert.Equal(1, loop.Gradient(1)[0].ToDouble());
        var scan = Function.Of((Value x) => Flow.Scan([x], [], (s, _) => (s[0].ClipGradient(-2, 2) * 3, s[0]), length: 4).Rows[0].Sum());
        Assert.Equal(3, scan.Gradient(1)[0].ToDouble());
    }

    [Fact]
    public void Passes_keep_hooks_apart_and_their_gradients()
    {
        var graph = Graph.Trace(x => (x.ClipGradient(-1, 1) * 3) + (x.ClipGradient(-1, 1) * 5));
        foreach (var each in (Graph[])[graph, EliminateCommonSubexpressions.Of(graph), Simplify.Of(graph)])
        {
            Assert.Equal(2, Interpreter.Run(Gradient.Of(each), 1.0)[0].ToDouble());
        }
    }

    [Fact]
    public void What_has_no_derivative_has_no_hook()
    {
        var error = Assert.Throws<GraphException>(() => Graph.Trace(n => n.ReverseGradient(), TensorType.Int64()));
        Assert.StartsWith("reverse_gradient(n: int64): no derivative flows through it", error.Message);
    }
}
