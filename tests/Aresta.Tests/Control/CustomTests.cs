using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;
using static Aresta.Numerics.Elementary;

namespace Aresta.Tests.Control;

/// <summary>Functions with rules of the user's own, alone and inside of everything else.</summary>
public class CustomTests
{
    private static readonly Func<Value, Value> Softplus =
        Flow.Custom(x => Log(1 + Exp(x)), "softplus").WithPullback((x, y, c) => c / (1 + Exp(-x)));

    private static readonly Func<Value, Value> PushedSoftplus =
        Flow.Custom(x => Log(1 + Exp(x)), "softplus").WithPushforward((x, y, t) => t / (1 + Exp(-x)));

    private static readonly Func<Value, Value, Value> Product = Flow.Custom((a, b) => a * b, "product")
        .WithPullback((a, b, y, c) => (b * c, a * c)).WithPushforward((a, b, y, s, t) => (b * s) + (a * t));

    // The rule of one custom function is made of another.
    private static readonly Func<Value, Value> Nested = Flow.Custom(x => Exp(x) + x, "nested")
        .WithPullback((x, y, c) => Product(c, Exp(x) + 1));

    private static readonly Func<Value, Value, Value, Value> Fused = Flow.Custom((a, b, c) => (a * b) + c, "fused")
        .WithPullback((a, b, c, y, bar) => (b * bar, a * bar, bar));

    private static readonly Func<Value[], Value[]> Polar = Flow.Custom(["r", "phi"], v => (v[0] * Cos(v[1]), v[0] * Sin(v[1])), "polar")
        .WithPushforward((v, y, t) =>
        [
            (Cos(v[1]) * t[0]) - (y[1] * t[1]), (Sin(v[1]) * t[0]) + (y[0] * t[1]),
        ]);

    private static readonly Dictionary<string, Func<Value[], Value[]>> Functions = new()
    {
        ["pullback"] = x => [Softplus(x[0]) * x[1]],
        ["pushforward"] = x => [PushedSoftplus(x[0] * x[1])],
        ["both"] = x => [Sin(Product(x[0], x[1]))],
        ["rule made of another"] = x => [Nested(x[0]) * x[1]],
        ["three arguments"] = x => [Fused(x[0], x[1], Sin(x[0]))],
        ["two results"] = x => Polar(x),
        ["one of two results"] = x => [Polar(x)[1] * x[0]],
        ["closing over in the rule"] = x =>
        [
            Flow.Custom(v => v, "scaled").WithPullback((v, y, c) => c * (x[1] / x[1])).Function(x[0]) * x[1],
        ],
        ["in a scan"] = x =>
        {
            var (states, rows) = Flow.Scan([x[1][0]], [x[0], x[1]], (s, r) => (Softplus(Product(s[0], r[0])) + r[1], Nested(s[0])));
            return [.. states, .. rows];
        },
        ["in a while in a cond"] = x =>
        [
            Flow.If(
                x[0].Sum() > -99,
                () => Flow.While([x[0], 0.0], s => s[1] < 3, s => (PushedSoftplus(s[0] * x[1]), s[1] + 1))[0], () => x[1]),
        ],
        ["a scan in a rule"] = x =>
        [
            Flow.Custom(v => v * v * v, "cube")
                .WithPullback((v, y, c) => Flow.Scan([c], [], (s, _) => (s[0] * v, Array.Empty<Value>()), length: 2).States[0] * 3)
                .Function(x[0]) * x[1],
        ],
    };

    public static TheoryData<string> Names => [.. Functions.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Derivatives_agree_with_differences_to_the_third_order(string name) =>
        DerivativeCheck.Of(Functions[name], [DerivativeCheck.Random(1, 3), DerivativeCheck.Random(2, 3)], order: 3, tolerance: 1e-6);

    [Theory, MemberData(nameof(Names))]
    public void Texts_are_read_back(string name)
    {
        var graph = Graph.Trace(v => Functions[name](v), [TensorType.Float64(3), TensorType.Float64(3)]);
        Assert.All([graph, Pushforward.Of(graph), Pullback.Of(graph)], each => Assert.Equal(each, Graph.Parse(each.Verify().Print())));
    }

    [Theory, MemberData(nameof(Names))]
    public void Batching_and_differentiating_commute(string name)
    {
        const int size = 3;
        var graph = Graph.Trace(v => Functions[name](v), [TensorType.Float64(3), TensorType.Float64(3)]);
        var pullback = Pullback.Of(graph);
        Tensor[] given = [.. pullback.Inputs.Select((input, i) => DerivativeCheck.Random(30 + i, [size, .. input.Shape]))];
        var expected = Interpreter.Run(Batch.Of(pullback, size), given);
        var actual = Interpreter.Run(Pullback.Of(Batch.Of(graph, size)), given);
        foreach (var (x, y) in expected.Zip(actual))
        {
            Assert.Equal(x.ToDoubles(), y.ToDoubles(), (a, b) => Math.Abs(a - b) <= 1e-12 * (1 + Math.Abs(a)));
        }
    }

    [Fact]
    public void Cotangents_of_what_a_batch_shares_add_up()
    {
        var graph = Graph.Trace((a, b) => Product(a, b));
        var batch = Batch.Of(graph, 3, [0, null]);
        var results = Interpreter.Run(Pullback.Of(batch), Tensor.Vector(1.0, 2, 3), 5.0, Tensor.Vector(1.0, 10, 100));
        Assert.Equal([5, 50, 500], results[1].ToDoubles());
        Assert.Equal([321], results[2].ToDoubles());
    }

    [Fact]
    public void A_rule_is_stable_where_the_derivative_is_not()
    {
        var naive = Function.Of((Value x) => Log(1 + Exp(x)));
        Assert.NotEqual(1, naive.Gradient(1000)[0].ToDouble());
        var stable = Function.Of((Value x) => Softplus(x));
        Assert.Equal(1, stable.Gradient(1000)[0].ToDouble());
        Assert.Equal(0, stable.Hessian(1000)[0, 0].ToDouble());
    }

    [Fact]
    public void Rules_run_in_the_precision_of_the_arguments()
    {
        var pullback = Pullback.Of(Graph.Trace(x => Softplus(x), TensorType.Float32(2)));
        Assert.DoesNotContain("float64", pullback.Print(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_rule_leaves_out_is_a_structural_zero()
    {
        Func<Value, Value, Value> half = Flow.Custom((a, b) => a * b).WithPullback((a, b, y, c) => (b * c, null));
        Func<Value, Value, Value> take = Flow.Custom((x, index) => x[index])
            .WithPullback((x, index, y, c) => (c + Value.Zeros(x.Type), null));
        Assert.Equal([5, 0], Function.Of((a, b) => half(a, b)).Gradient(2, 5).Select(g => g.ToDouble()));
        var graph = Graph.Trace((x, i) => take(x, i), TensorType.Float64(3), TensorType.Int64());
        Assert.Equal([7, 7, 7], Interpreter.Run(Pullback.Of(graph), Tensor.Vector(1.0, 2, 3), Tensor.Scalar(1L), 7.0)[1].ToDoubles());
        var touched = 0;
        Pullback.Of(Graph.Trace((a, b) => half(a, b)), wrt: "b", touched: (_, _) => touched++);
        Assert.Equal(0, touched);
    }

    [Fact]
    public void A_derivative_by_what_the_function_closes_over_is_refused_and_named()
    {
        var graph = Graph.Trace((x, weight) =>
            Flow.Custom(v => v * weight, "layer").WithPullback((v, y, c) => c * weight).Function(x));
        Assert.Equal([3], Interpreter.Run(Gradient.Of(graph, wrt: "x"), 2.0, 3.0)[0].ToDoubles());
        var error = Assert.Throws<GraphException>(() => Gradient.Of(graph));
        Assert.StartsWith(
            "A derivative by weight: float64 is asked for, over which the custom function layer (at CustomTests.cs:", error.Message,
            StringComparison.Ordinal);
        Assert.Throws<GraphException>(() => Pushforward.Of(graph));
        var held = Graph.Trace((x, weight) =>
            Flow.Custom(v => v * weight.StopGradient()).WithPullback((v, y, c) => c * weight).Function(x) * weight);
        Assert.Equal([9, 6], Interpreter.Run(Gradient.Of(held), 2.0, 3.0).Select(g => g.ToDouble()));
    }

    public static TheoryData<string, Func<CustomFunction<Func<Value, Value>>>> Mistakes => new()
    {
        {
            "The pullback of the custom function f stated at CustomTests.cs:* gives float64 as the cotangent of x: float64[3]; "
                + "it must be of that type.",
            () => F.WithPullback((x, y, c) => c.Sum())
        },
        {
            "The pushforward of the custom function f stated at CustomTests.cs:* gives float64 as the tangent of y: float64[3]; "
                + "it must be of that type.",
            () => F.WithPushforward((x, y, t) => t.Sum())
        },
        {
            "The pullback of the custom function f is not linear in y_bar: float64[3]: multiply: float64[3], "
                + "which is multiply(y_bar: float64[3], y_bar: float64[3]), is not linear in it. (at CustomTests.cs:*) "
                + "Where it is the only rule it must be, for it is transposed; give the pushforward too. "
                + "The function is stated at CustomTests.cs:*.",
            () => F.WithPullback((x, y, c) => c * c)
        },
        {
            "The pullback of the custom function f is not linear in y_bar: float64[3]: add: float64[3], "
                + "which is add(y_bar: float64[3], x: float64[3]), adds something that does not depend on it. (at CustomTests.cs:*) Where*",
            () => F.WithPullback((x, y, c) => c + x)
        },
        { "The custom function f stated at CustomTests.cs:* has no rule: say WithPullback or WithPushforward.*", () => F },
    };

    private static CustomFunction<Func<Value, Value>> F => Flow.Custom(x => Sin(x), "f");

    [Theory, MemberData(nameof(Mistakes), DisableDiscoveryEnumeration = true)]
    public void Mistakes_are_told_where_the_function_is_used(string pattern, Func<CustomFunction<Func<Value, Value>>> function)
    {
        var message = Assert.Throws<GraphException>(() => Graph.Trace(x => function().Function(x), TensorType.Float64(3))).Message;
        var regex = "^" + System.Text.RegularExpressions.Regex.Escape(pattern).Replace(@"\*", ".*", StringComparison.Ordinal);
        Assert.Matches(regex, message);
    }

    [Fact]
    public void Numbers_of_values_and_integers_are_checked()
    {
        var pair = Flow.Custom(["a", "b"], v => v[0] * v[1], "pair").WithPullback((v, y, c) => [c[0]]);
        Assert.Contains(
            "must give 2 cotangents (a, b), but gives 1",
            Assert.Throws<GraphException>(() => Graph.Trace((a, b) => pair.Function([a, b])[0])).Message, StringComparison.Ordinal);
        Assert.Contains(
            "takes 2 arguments (a, b), but was given 1",
            Assert.Throws<GraphException>(() => Graph.Trace(a => pair.Function([a])[0])).Message, StringComparison.Ordinal);
        var counted = Flow.Custom((x, n) => x * n.ConvertTo(DType.Float64)).WithPullback((x, n, y, c) => (c, c));
        Assert.Contains(
            "no derivative flows through it, and null says so",
            Assert.Throws<GraphException>(
                () => Graph.Trace((x, n) => counted.Function(x, n), TensorType.Float64(), TensorType.Int64())).Message,
            StringComparison.Ordinal);
        Assert.Throws<GraphException>(() => Flow.Custom(x => x, "a \"name\""));
    }

    [Fact]
    public void A_text_whose_only_rule_is_not_linear_is_refused_when_it_is_transposed()
    {
        var graph = Graph.Trace(x => Softplus(x), originBudget: 0);
        var broken = Graph.Parse(graph.Print().Replace("divide(y_bar", "multiply(y_bar", StringComparison.Ordinal)
            .Replace("multiply(y_bar, ", "multiply(y_bar, y_bar) // ", StringComparison.Ordinal));
        var error = Assert.Throws<GraphException>(() => Pushforward.Of(broken));
        Assert.Contains("is not linear in y_bar", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Arguments_may_be_numbers()
    {
        var graph = Graph.Trace(x => Product(x, 2) + Product(3, x), TensorType.Float32());
        Assert.Equal(DType.Float32, graph.Outputs[0].DType);
        Assert.Equal(10, Interpreter.Run(graph, 2f)[0].ToDouble());
    }
}
