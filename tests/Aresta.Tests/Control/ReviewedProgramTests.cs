using System.Text.RegularExpressions;
using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;

namespace Aresta.Tests.Control;

/// <summary>Programs that a sceptical reader wrote, and that once went wrong.</summary>
public class ReviewedProgramTests
{
    [Fact]
    public void A_rule_with_a_loop_is_transposed()
    {
        // The steps of the loop are run to know how many there are, though what they carry does not matter.
        Func<Value, Value> cube = Flow.Custom(x => x * x * x).WithPushforward(
            (x, y, t) => Flow.While([t, 0.0], s => s[1] < 2, s => (s[0] * x, s[1] + 1))[0] * 3);
        var f = Graph.Trace(x => cube(x) * x);
        var first = Gradient.Of(f);
        Assert.Equal(4 * 8.0, Interpreter.Run(first, 2.0)[0].ToDouble(), 1e-12);
        Assert.Equal(12 * 4.0, Interpreter.Run(Gradient.Of(first), 2.0)[0].ToDouble(), 1e-12);
    }

    [Fact]
    public async Task A_loop_without_an_operation_and_an_end_can_be_cancelled()
    {
        var graph = Graph.Trace(v => [.. Flow.While([v[0]], s => s[0], s => s[0])], [TensorType.Bool()]);
        using var source = new CancellationTokenSource(50);
        var token = source.Token;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Task.Run(() => Interpreter.Run(graph, [Tensor.Scalar(true)], token), TestContext.Current.CancellationToken)
                .WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_function_that_uses_itself_in_a_branch_is_told_that_it_has_no_end()
    {
        var e = Assert.Throws<GraphException>(() => Graph.Trace(n => Factorial(n)));
        Assert.Contains("uses itself in a body", e.Message, StringComparison.Ordinal);

        static Value Factorial(Value n) => Flow.If(n < 1, () => 1.0, () => n * Factorial(n - 1));
    }

    [Fact]
    public void A_branch_that_is_null_is_named() =>
        Assert.Throws<ArgumentNullException>("then", () => Flow.If(Value.Input(TensorType.Bool()), null!, () => 1.0));

    [Fact]
    public void A_step_with_a_state_too_many_is_told_so()
    {
        var e = Assert.Throws<GraphException>(() => Graph.Trace(x => Flow.While([x], s => s[0] < 1, s => (s[0], s[0]))[0]));
        Assert.Contains("was given 1 states, but gave 2", e.Message, StringComparison.Ordinal);
    }

    /// <summary>Wrong types in each body of a text, which once were found when it ran, or never.</summary>
    [Theory]
    [InlineData("call{body=BODY,label=\"\",keep=\"everything\"}(x)")]
    [InlineData("cond{then=BODY,else=GOOD}(b, x)")]
    [InlineData("cond{then=GOOD,else=BODY}(b, x)")]
    [InlineData("while{condition=TEST,body=BODY,closed=0}(x)")]
    [InlineData("scan{body=BODY,closed=0,states=1,length=3,backward=false,budget=0}(x)")]
    [InlineData("custom{body=BODY,pullback=RULE,wrt=[0],closed=0,label=\"\",deliberate=false}(x)")]
    [InlineData("scan_pull{body=GOOD,pull=PULL,closed=0,states=1,length=3,backward=false,budget=2,targets=[0],sources=[]}(x, x)")]
    public void Bodies_of_a_text_are_verified(string operation)
    {
        const string good = "graph(a: float64) { c: float64 = sin(a) return c }", wrong = "c: int64 = sin(a) d: float64 = add(a, c)";
        string Text(string wrong) => "aresta 1 graph(x: float64, b: bool) { y: float64 = " + operation
            .Replace("BODY", "graph(a: float64) { " + wrong + " return d }", StringComparison.Ordinal)
            .Replace("PULL", "graph(a: float64, z: float64) { " + wrong + " return d }", StringComparison.Ordinal)
            .Replace("RULE", "graph(a: float64, y: float64, z: float64) { return z }", StringComparison.Ordinal)
            .Replace("TEST", "graph(a: float64) { t: bool = less(a, a) return t }", StringComparison.Ordinal)
            .Replace("GOOD", good, StringComparison.Ordinal) + " return y }";

        _ = Graph.Parse(Text("d: float64 = sin(a)"));
        var e = Assert.Throws<GraphException>(() => Graph.Parse(Text(wrong)));
        Assert.Contains("its type is float64, but is stated as int64", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("states=-1")]
    [InlineData("states=2147483647")]
    [InlineData("closed=-1")]
    [InlineData("closed=2147483647")]
    [InlineData("targets=[7]")]
    [InlineData("sources=[-1]")]
    [InlineData("length=-1")]
    [InlineData("budget=0")]
    public void Numbers_of_a_text_that_do_not_fit_its_loop_are_refused(string attribute)
    {
        const string text = "aresta 1 graph(x: float64) { y: float64 = scan_pull{body=graph(a: float64) { return a },"
            + "pull=graph(a: float64, z: float64) { return z },"
            + "closed=0,states=1,length=3,backward=false,budget=2,targets=[0],sources=[]}(x, x) return y }";
        var name = attribute[..attribute.IndexOf('=', StringComparison.Ordinal)];
        var replaced = Regex.Replace(text, name + @"=(\[.*?\]|\d+)", attribute);
        _ = Graph.Parse(text);
        Assert.Throws<GraphException>(() => Graph.Parse(replaced));
    }
}
