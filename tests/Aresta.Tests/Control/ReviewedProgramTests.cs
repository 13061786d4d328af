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
        Assert.Equal("then", Assert.Throws<ArgumentNullException>(() => Flow.If(Value.Input(TensorType.Bool()), null!, () => 1.0)).ParamName);
}
