using Aresta.Checking;
using Aresta.Functions;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;
using static Aresta.Numerics.Elementary;
using static Aresta.Tensors.TensorType;

namespace Aresta.Tests.Checking;

/// <summary>The first operation that made NaN or an infinity is named, with its numbers, its rule, its line and its parameter.</summary>
public class FiniteCheckTests
{
    [Fact]
    public void A_logarithm_of_a_negative_number()
    {
        var report = FiniteCheck.Run(
            Graph.Trace((w, x) =>
            {
                var logits = (w * x).Named("logits");
                return Log(logits).Named("y").Sum();
            }, Float64(3), Float64(3)),
            Tensor.Vector(1.0, -2, 3), Tensor.Vector(2.0, 2, 2));
        Says(report, """
            y = log(logits) (at FiniteCheckTests.cs:#) made NaN at [1] of finite numbers.
              log(-4) is NaN: the logarithm of a negative number.
              This is in the function itself, not in a derivative.
              Operand 0, logits: float64[3], is [2, -4, 6].
              It was computed from w: w → logits = multiply(w, x) → y = log(logits).
              It went on through sum(y).
            """);
        Assert.False(report.IsFinite);
        Assert.True(double.IsNaN(report.Outputs[0].ToDouble()));
    }

    [Fact]
    public void The_derivative_of_a_square_root_at_zero()
    {
        var graph = Graph.Trace((x, y) => Sqrt((x * y).Named("product")).Named("root"));
        var gradient = Gradient.Of(graph);
        Says(FiniteCheck.Run(gradient, 0.0, 2.0), """
            divide(0.5, add(…)) (at FiniteCheckTests.cs:#) made ∞ of finite numbers.
              divide(0.5, 0) is ∞: a division by zero.
              This is in the cotangent of root = sqrt(product) (at FiniteCheckTests.cs:#).
              Operand 0, constant: float64, is 0.5.
              Operand 1, add: float64, is 0.
              It was computed from x: x → product = multiply(x, y) → root = sqrt(product) → add(root, 0) → divide(0.5, add(…)).
              It went on through scale(divide(…), 1) → x_bar = scale(y, scale(…)).
            """);
    }

    [Fact]
    public void What_a_node_belongs_to_survives_passes_and_nests()
    {
        var graph = Graph.Trace(x => Sqrt(x).Named("root") * x);
        var second = Simplify.Of(Gradient.Of(Gradient.Of(graph)));
        var fault = FiniteCheck.Run(second, 0.0).Faults[0];
        Assert.Contains("of root = sqrt(x) (at FiniteCheckTests.cs:", fault.Part, StringComparison.Ordinal);
        var copied = FiniteCheck.Run(Simplify.Of(Gradient.Of(Graph.Trace(x => Sqrt(x).Named("root")))), 0.0).Faults[0];
        Assert.StartsWith("This is in the cotangent of root = sqrt(x) (at ", copied.Part, StringComparison.Ordinal);
        Assert.Contains(graph.Outputs[0].Node.Operands[0].Node.Primitive.Name, copied.Part, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unshifted_logsumexp()
    {
        var graph = Graph.Trace(x => Log(Exp(x).Sum()), Float64(2));
        Assert.Equal(
            "exp(1000) is ∞: too large for float64: an overflow.", FiniteCheck.Run(graph, Tensor.Vector(1.0, 1000)).Faults[0].Cause);
        var softmax = Graph.Trace(x => x - Log(Exp(x).Sum()) + Exp(x).Sum(), Float64(2));
        var faults = FiniteCheck.Run(softmax, Tensor.Vector(1.0, 1000)).Faults;
        Assert.Equal((FaultKind.Began, "exp"), (faults[0].Kind, faults[0].Node.Primitive.Name));
        Assert.Contains(
            faults, fault => fault.Kind == FaultKind.BecameNaN && fault.Cause == "add(−∞, ∞) is NaN: ∞ − ∞, which is no number.");
    }

    [Fact]
    public void A_NaN_masked_by_zero_in_a_contraction()
    {
        var graph = Graph.Trace((weights, x) => weights.MatMul(Log(x)), Float64(2, 3), Float64(3));
        var given = FiniteCheck.Run(graph, Tensor.Of([1.0, 0, 0, 0, 1, 0], [2, 3]), Tensor.Vector(1.0, 2, -1));
        Assert.Equal("log(-1) is NaN: the logarithm of a negative number.", given.Faults[0].Cause);
        var masked = FiniteCheck.Run(graph, Tensor.Of([1.0, 0, 0, 0, 1, 0], [2, 3]), Tensor.Vector(1.0, 2, 0));
        Assert.Equal(["log", "contract"], masked.Faults.Select(fault => fault.Node.Primitive.Name));
        Assert.Equal(
            "The contraction at [0] of 3 terms is NaN: one term is 0·−∞, and 0·∞ is no number. In a contraction a factor 0 does not mask "
            + "an infinity; choose with where before it.",
            masked.Faults[1].Cause);
    }

    [Fact]
    public void Sums_of_opposite_infinities_and_overflows()
    {
        var sum = FiniteCheck.Run(
            Graph.Trace(x => x.Sum([1]), Float64(2, 2)), Tensor.Of([1, 2, double.PositiveInfinity, double.NegativeInfinity], [2, 2]));
        Assert.Equal(
            "The sum at [1] of 2 terms is NaN: its terms ∞ at [1,0] and −∞ at [1,1] make ∞ − ∞, which is no number.", sum.Faults[0].Cause);
        var large = FiniteCheck.Run(Graph.Trace(x => x.Sum(), Float32(2)), Tensor.Vector(3e38f, 3e38f));
        Assert.Equal(
            "The sum of 2 terms is ∞: all terms are finite, but their sum is too large for float32: an overflow.", large.Faults[0].Cause);
    }

    [Fact]
    public void What_was_given_is_not_blamed_on_the_graph()
    {
        var report = FiniteCheck.Run(Graph.Trace(x => Exp(x).Sum(), Float64(2)), Tensor.Vector(1, double.NaN));
        Says(report, """
            The input x (at FiniteCheckTests.cs:#) was given with NaN at [1].
              The graph was not at fault.
              It went on through exp(x) → sum(exp(…)).
            """);
    }

    [Fact]
    public void A_branch_that_is_not_taken_is_not_blamed()
    {
        var guarded = FiniteCheck.Run(Graph.Trace(x => Value.Where(x > 0, Log(x), 0)), -1.0);
        Assert.True(guarded.IsFinite);
        Assert.Equal("All outputs are finite. Inside, 1 value was NaN or infinite, but none of it reached an output.", guarded.ToString());
        Assert.Equal("All outputs are finite.", FiniteCheck.Run(Graph.Trace(x => Exp(x)), 1.0).ToString());

        // The NaN of element 0 comes of the second branch; the first branch holds one too, but not there.
        var mixed = FiniteCheck.Run(
            Graph.Trace(x => Value.Where(x > 0, Log(x), Sqrt(x)).Slice(0, 0, 1).Sum(), Float64(2)), Tensor.Vector(-1.0, -2.0));
        Assert.Equal("sqrt(-1) is NaN: the square root of a negative number.", Assert.Single(mixed.Faults).Cause);
    }

    [Fact]
    public void A_mask_that_hides_a_whole_row()
    {
        var graph = Graph.Trace(
            (x, mask) => (x + mask) is var z ? Exp(z - z.Max([1], keep: true)).Sum() : x, Float64(2, 2), Float64(2, 2));
        var hidden = double.NegativeInfinity;
        var fault = FiniteCheck.Run(graph, Tensor.Of([1.0, 2, 3, 4], [2, 2]), Tensor.Of([0, hidden, hidden, hidden], [2, 2])).Faults[0];
        Assert.Equal((FaultKind.BecameNaN, "subtract"), (fault.Kind, fault.Node.Primitive.Name));
        Assert.Equal("subtract(−∞, −∞) is NaN: ∞ − ∞, which is no number.", fault.Cause);
    }

    [Fact]
    public void A_long_chain_is_one_pass_and_no_recursion()
    {
        const int length = 100_000;
        var graph = Graph.Trace(
            x =>
            {
                var y = Log(x);
                for (var i = 0; i < length; i++)
                {
                    y += 1;
                }

                return y;
            }, originBudget: 10);
        var report = FiniteCheck.Run(graph, -1.0);
        Assert.Equal(length, Assert.Single(report.Faults).Onward.Length);
        Assert.Contains("steps more", report.ToString(), StringComparison.Ordinal);
        var many = Graph.Trace(x => Enumerable.Range(0, 20).Aggregate(x, (sum, k) => sum + Log(x - k)));
        Assert.EndsWith("\nAnd 12 more places.", FiniteCheck.Run(many, -1.0).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Functions_are_checked_too()
    {
        var f = Function.Of(x => Sqrt(x));
        Assert.True(f.CheckFinite(0).IsFinite);
        Assert.Equal("sqrt", f.Derivative.CheckFinite(0).Faults[0].Node.DerivativeOf!.Node.Primitive.Name);
        Assert.True(f.CheckGradient([2], order: 2).Passed);
    }

    private static void Says(FiniteReport report, string text) => Assert.Equal(
        text.ReplaceLineEndings("\n"), System.Text.RegularExpressions.Regex.Replace(report.ToString(), @"\.cs:\d+", ".cs:#"));
}
