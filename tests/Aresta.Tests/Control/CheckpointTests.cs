using Aresta.Execution;
using Aresta.Functions;
using Aresta.Graphs;
using Aresta.Numerics.Rules;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;
using static Aresta.Numerics.Elementary;

namespace Aresta.Tests.Control;

/// <summary>Checkpoints: the same derivatives to the bit, from as little as the policy says.</summary>
public class CheckpointTests
{
    private static readonly Tensor[] Point = [DerivativeCheck.Random(1, 4), DerivativeCheck.Random(2, 4, 4)];

    // Each with its checkpoints in place, and without.
    private static readonly Dictionary<string, Func<Value[], Keep?, Value>> Functions = new()
    {
        ["one argument, closing over"] = (x, keep) => Part(y => Tanh(x[1].Dot(y)), x[0], keep).Sum(),
        ["two arguments"] = (x, keep) => keep is null ? Layer(x[0], x[1]).Sum() : Flow.Checkpoint(Layer, x[0], x[1], keep).Sum(),
        ["twice nested"] = (x, keep) =>
            Part(y => Sin(Part(z => Tanh(x[1].Dot(z)) * z, Layer(y, x[1]), keep)) * y, x[0], keep).Sum(),
        ["in a while"] = (x, keep) =>
            Flow.While([x[0], 0.0], s => s[1] < 3, s => (Part(y => Tanh(x[1].Dot(Sin(y))), s[0], keep), s[1] + 1))[0].Sum(),
        ["in a scan in a checkpoint"] = (x, keep) => Part(
            y => Flow.Scan([y], [x[1]], (s, r) => (Part(z => Sin(z * r[0]) * y, s[0], keep), Array.Empty<Value>())).States[0],
            x[0], keep).Sum(),
        ["a cond in it"] = (x, keep) => Part(y => Flow.If(y.Sum() > -99, () => Layer(y, x[1]), () => y), x[0], keep).Sum(),
    };

    private static readonly Keep[] Policies = [Keep.Nothing, Keep.Contractions, Keep.Named("h"), Keep.Everything];

    public static TheoryData<string> Names => [.. Functions.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Derivatives_are_the_same_to_the_bit(string name)
    {
        var plain = Trace(name, null);
        foreach (var keep in Policies)
        {
            var checkpointed = Trace(name, keep);
            var expected = Interpreter.Run(Gradient.Of(plain), Point);
            Assert.Equal(expected, Interpreter.Run(Gradient.Of(checkpointed), Point));
            Assert.Equal(expected, Interpreter.Run(Simplify.Of(EliminateCommonSubexpressions.Of(Gradient.Of(checkpointed))), Point));
            var tangents = Point.Select((x, i) => DerivativeCheck.Random(20 + i, [.. x.Shape])).ToArray();
            Assert.Equal(
                Interpreter.Run(Pushforward.Of(Gradient.Of(plain)), [.. Point, .. tangents]),
                Interpreter.Run(Pushforward.Of(Gradient.Of(checkpointed)), [.. Point, .. tangents]));

            // What falls on a value from the primal and from its derivative meets at the border of a call, not behind it.
            Assert.Equal(
                Interpreter.Run(Pullback.Of(Gradient.Of(plain)), [.. Point, .. tangents]).SelectMany(x => x.ToDoubles()),
                Interpreter.Run(Pullback.Of(Gradient.Of(checkpointed)), [.. Point, .. tangents]).SelectMany(x => x.ToDoubles()),
                (x, y) => Math.Abs(x - y) <= 1e-13 * (1 + Math.Abs(x)));
        }
    }

    [Fact]
    public void What_is_kept_is_what_the_policy_says()
    {
        Assert.Equal(["cos", "divide", "h", "y"], Kept(Keep.Everything));
        Assert.Equal([], Kept(Keep.Nothing));
        Assert.Equal(["y"], Kept(Keep.Contractions));
        Assert.Equal(["h"], Kept(Keep.Named("h")));

        static string[] Kept(Keep keep)
        {
            var report = MemoryReport.Of(Graph.Trace(
                x => Flow.Checkpoint(
                    v =>
                    {
                        var h = Sin(v).Named("h");
                        var y = x[1].Dot(h).Named("y");
                        return Tanh(y * h).Named("z");
                    }, x[0], keep), [TensorType.Float64(4), TensorType.Float64(4, 4)]));
            return [.. report.Kept.Where(value => value.Kind == KeptKind.Value).Select(value => value.Name ?? value.Operation).Order()];
        }
    }

    [Fact]
    public void Passes_do_not_undo_it()
    {
        var f = Function.Of((x, w) => Exp(w.Dot(Exp(w.Dot(Exp(x))))).Sum());
        TensorType[] types = [TensorType.Float64(4), TensorType.Float64(4, 4)];
        Func<Graph, Graph>[] passes =
            [g => g, g => EliminateCommonSubexpressions.Of(g), g => Simplify.Of(g), g => EliminateDeadNodes.Of(g, out _)];
        foreach (var pass in passes)
        {
            Assert.Equal(3, Count(pass(Gradient.WithValue(f.Graph(types)))));
            Assert.Equal(6, Count(pass(Gradient.WithValue(f.Checkpoint().Graph(types)))));
        }

        static int Count(Graph graph)
        {
            var count = 0;
            Interpreter.Run(graph, Point, (node, _, _, _) => count += node.Primitive is Unary<Exp> ? 1 : 0);
            return count;
        }
    }

    [Fact]
    public void A_derivative_of_it_is_checkpointed_again()
    {
        // Ten layers in one checkpoint: whatever the order, values of the inside are kept nowhere but in calls.
        var f = Function.Of((x, w) =>
        {
            for (var layer = 0; layer < 10; layer++)
            {
                x = Tanh(w.Dot(x));
            }

            return x.Sum();
        });
        TensorType[] types = [TensorType.Float64(4), TensorType.Float64(4, 4)];
        var (plain, checkpointed) = (Gradient.Of(f.Graph(types)), Gradient.Of(f.Checkpoint().Graph(types)));
        Assert.True(MemoryReport.Of(plain).Bytes > 20 * 4 * 8);
        Assert.True(MemoryReport.Of(checkpointed).Bytes <= 4 * 8);
        Assert.All(Pullback.Of(checkpointed).Nodes, node => Assert.False(node.Primitive is Unary<Tanh> or Contract));
    }

    [Fact]
    public void Surfaces_apply_and_return_functions()
    {
        var layer = Flow.Checkpoint((x, w) => Tanh(w.Dot(x)));
        var cube = Flow.Checkpoint(x => x * x * x, Keep.Everything);
        var three = Flow.Checkpoint((x, y, z) => x * y + z);
        var f = Function.Of((x, w) => three(cube(layer(x, w)), Flow.Checkpoint((a, b, c) => a + (b * c), x, x, x), 1.0 * x).Sum());
        Assert.Equal(4, f.Graph(TensorType.Float64(4), TensorType.Float64(4, 4)).Nodes.Count(node => node.Primitive is Call));
        Assert.True(f.CheckGradient(Point, order: 2).Passed);
        var g = Function.Of((x, w) => Layer(x, w).Sum());
        Assert.Equal(g.Gradient(Point), g.Checkpoint().Gradient(Point));
        Assert.Equal(["x", "w"], g.Checkpoint().Graph(TensorType.Float64(4), TensorType.Float64(4, 4)).Inputs.Select(input => input.Name));
    }

    private static Value Layer(Value x, Value w)
    {
        var h = w.Dot(Sin(x)).Named("h");
        return Tanh(h) * h;
    }

    private static Value Part(Func<Value, Value> function, Value x, Keep? keep) =>
        keep is null ? function(x) : Flow.Checkpoint(function, x, keep);

    private static Graph Trace(string name, Keep? keep) => Graph.Trace(x => Functions[name](x, keep), [.. Point.Select(x => x.Type)]);
}
