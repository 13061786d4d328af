using Aresta.Checking;
using Aresta.Functions;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;
using CsCheck;
using static Aresta.Numerics.Elementary;
using static Aresta.Tensors.TensorType;

namespace Aresta.Tests.Checking;

/// <summary>
/// What broke in the bodies of calls, branches and loops is named with its step, its branch and the way to the parameter.
/// </summary>
public class FiniteControlTests
{
    [Fact]
    public void An_overflow_in_a_recurrence_names_its_step()
    {
        var graph = Graph.Trace(
            (w, x) => Flow.Scan(
                [Value.Zeros(Float64(2))], [x],
                (s, r) => ((Exp(w.MatMul(s[0]).Named("drive")).Named("grown") + r[0]).Named("h"), Array.Empty<Value>()))
                .States[0].Named("last").Sum(), Float64(2, 2), Float64(9, 2));
        Tensor[] point = [Tensor.Of([3.0, 0, 0, 3], [2, 2]), Tensor.Zeros(Float64(9, 2))];
        var report = FiniteCheck.Run(graph, point);
        Assert.StartsWith("""
            grown = exp(drive) (at FiniteControlTests.cs:#) made ∞ at [0] of finite numbers.
              exp(4.428277315E+26) is ∞: too large for float64: an overflow.
              It was in step 3, counted from 0, of last = scan(w, broadcast(…), x) (at FiniteControlTests.cs:#).
              This is in the function itself, not in a derivative.
              Operand 0, drive: float64[2], is [4.428277314572459E+26, 4.428277314572459E+26].
              It was computed from w: w → last = scan(w, broadcast(…), x) → drive = contract(w, input) → grown = exp(drive).
              It went on through h = add(grown, x) → last = scan(w, broadcast(…), x) → sum(last).
            """.ReplaceLineEndings("\n"), Plain(report), StringComparison.Ordinal);
        Assert.Equal([3, 4], report.Faults.Select(fault => fault.Within!.Run));
        Assert.Equal("exp", FiniteCheck.Run(Gradient.Of(graph), point).Faults[0].Node.Primitive.Name);
    }

    [Fact]
    public void Newtons_iteration_divides_by_zero()
    {
        var graph = Graph.Trace(a => Flow.While(
            [a, 0.0], s => s[1] < 6, s => ((s[0] + (a / s[0]).Named("quotient")) * 0.5, s[1] + 1))[0].Named("root"));
        Assert.Equal("""
            quotient = divide(input, a) (at FiniteControlTests.cs:#) made NaN of finite numbers.
              divide(0, 0) is NaN: 0/0, which is no number.
              It was in step 0, counted from 0, of root, _ = while(a, a, 0) (at FiniteControlTests.cs:#).
              This is in the function itself, not in a derivative.
              Operand 0, input: float64, is 0.
              Operand 1, a: float64, is 0.
              It was computed from a: a → root, _ = while(a, a, 0) → quotient = divide(input, a).
              It went on through add(a, quotient) → multiply(add(…), 0.5) → root, _ = while(a, a, 0).
            """.ReplaceLineEndings("\n"), Plain(FiniteCheck.Run(graph, 0.0)));
        Assert.True(FiniteCheck.Run(Gradient.Of(graph), 2.0).IsFinite);
    }

    [Theory, InlineData(0), InlineData(2)]
    public void What_breaks_in_the_backward_loop_alone_names_the_step_of_the_primal(int budget)
    {
        var graph = Graph.Trace(
            x => Flow.Scan([0.0], [x], (s, r) => (s[0] + Sqrt(r[0]).Named("root"), Array.Empty<Value>()), budget: budget).States[0],
            Float64(5));
        var point = Tensor.Vector(1.0, 4, 3, 0, 2);
        Assert.True(FiniteCheck.Run(graph, point).IsFinite);
        var report = FiniteCheck.Run(Simplify.Of(Gradient.Of(graph)), point);
        var fault = Assert.Single(report.Faults);
        Assert.Equal("divide(0.5, 0) is ∞: a division by zero.", fault.Cause);
        Assert.StartsWith("This is in the cotangent of root = sqrt(", fault.Part, StringComparison.Ordinal);
        Assert.Contains(
            budget == 0 ? "in step 3, counted from 0," : "in the pull of step 3, counted from 0,", report.ToString(),
            StringComparison.Ordinal);
        Assert.Equal("x", fault.From[0].Result().Name);
    }

    [Fact]
    public void What_breaks_behind_a_loop_of_unknown_length_is_found_through_its_stack()
    {
        var graph = Graph.Trace(x => Flow.While([x, 0.0], s => s[1] < 3, s => (Sqrt(s[0] - 1).Named("root"), s[1] + 1))[0]);
        var fault = Assert.Single(FiniteCheck.Run(Gradient.Of(graph), 5.0).Faults);
        Assert.Equal(("divide", 2), (fault.Node.Primitive.Name, fault.Within!.Run));
        Assert.StartsWith("This is in the cotangent of root = sqrt(subtract(…)) (at ", fault.Part, StringComparison.Ordinal);
    }

    [Fact]
    public void Nesting_is_told_from_the_inside_outward()
    {
        var graph = Graph.Trace(
            (x, k) => Flow.Scan([x], [k], (s, r) => (
                Flow.If(s[0] > 0, () => Flow.Call(v => Log(v[0] - 1).Named("y"), [s[0]], "level")[0], () => s[0] + 3), s[0])).Rows[0],
            Float64(), Float64(7));
        Assert.Equal("""
            y = log(subtract(…)) (at FiniteControlTests.cs:#) made NaN of finite numbers.
              log(-0.9523110196) is NaN: the logarithm of a negative number.
              It was inside call(x) (at FiniteControlTests.cs:#).
              That was in the branch then of cond(greater(…), x) (at FiniteControlTests.cs:#).
              That was in step 4, counted from 0, of scan(x, k) (at FiniteControlTests.cs:#).
              This is in the function itself, not in a derivative.
              Operand 0, subtract: float64, is -0.9523110195958706.
              It was computed from x: x → scan(x, k) → cond(greater(…), x) → call(x) → subtract(x, 1) → y = log(subtract(…)).
              It went on through call(x) → cond(greater(…), x) → scan(x, k).
            """.ReplaceLineEndings("\n"), Plain(FiniteCheck.Run(graph, 5.0, Tensor.Zeros(Float64(7)))));
    }

    [Fact]
    public void Infinities_that_are_meant_and_branches_that_are_not_chosen_are_counted_and_not_blamed()
    {
        var running = Graph.Trace(
            x => Flow.Scan([double.NegativeInfinity], [x], (s, r) => (Max(s[0], r[0]), Array.Empty<Value>())).States[0], Float64(3));
        Assert.True(FiniteCheck.Run(running, Tensor.Vector(1.0, 4, 0)).IsFinite);
        var guarded = Graph.Trace(
            x => Flow.Scan([0.0], [x], (s, r) => (s[0] + Value.Where(r[0] > 0, Log(r[0]), 0), Array.Empty<Value>())).States[0], Float64(3));
        var report = FiniteCheck.Run(guarded, Tensor.Vector(-1.0, 4, 0));
        Assert.Equal((true, 2), (report.IsFinite, report.Hidden));
        Assert.True(FiniteCheck.Run(Gradient.Of(guarded), Tensor.Vector(-1.0, 4, 0)).IsFinite);

        // −∞ from the start, and a logarithm of a negative number in step 1: only the second is at fault.
        var mixed = Graph.Trace(
            x => Flow.Scan([double.NegativeInfinity], [x], (s, r) => (Max(s[0], Log(r[0])), Array.Empty<Value>())).States[0], Float64(3));
        var fault = FiniteCheck.Run(mixed, Tensor.Vector(0.0, -1, 1)).Faults[0];
        Assert.Equal(("log", FaultReason.LogarithmOfNegative, 1), (fault.Node.Primitive.Name, fault.Reason, fault.Within!.Run));
    }

    [Fact]
    public void Only_the_row_that_is_used_is_followed()
    {
        var graph = Graph.Trace(
            x => Flow.Scan([], [x], (_, r) => (Array.Empty<Value>(), Log(r[0]))).Rows[0].Slice(0, 3, 4).Sum(), Float64(5));
        Assert.Equal(3, Assert.Single(FiniteCheck.Run(graph, Tensor.Vector(-1.0, 1, -2, -3, 1)).Faults).Within!.Run);
    }

    [Fact]
    public void A_given_NaN_that_passes_through_loops_is_reported_as_given()
    {
        var graph = Graph.Trace(
            (x, w) => Flow.Scan([0.0], [x], (s, r) => (Flow.Call(v => Tanh(v[0] * w), [s[0] + r[0]])[0], Array.Empty<Value>())).States[0],
            Float64(4), Float64());
        var fault = Assert.Single(FiniteCheck.Run(graph, Tensor.Vector(1.0, 2, double.NaN, 1), 0.5).Faults);
        Assert.Equal((FaultKind.Given, "x", 2), (fault.Kind, fault.Node.Result().Name, fault.Element));
    }

    [Fact]
    public void Long_loops_are_run_once_more_and_not_kept()
    {
        const int steps = 20_000;
        var graph = Graph.Trace(
            x => Flow.Scan([x], [], (s, _) => (Flow.If(s[0] < 0, () => Log(s[0]), () => s[0] - 1), Array.Empty<Value>()), steps).States[0]);
        var fault = FiniteCheck.Run(graph, steps - 10.5).Faults[0];
        Assert.Equal((steps - 10, "then"), (fault.Within!.Outer!.Run, fault.Within.Body));
    }

    [Fact]
    public void Whatever_the_nesting_the_step_and_the_rule_are_found() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 2], Gen.Int[0, 2].Array[3], Gen.Bool, Gen.Bool)
            .Sample((row, column, wraps, backward, derivative) =>
        {
            var graph = Graph.Trace(
                x => Flow.Scan([0.0], [x], (s, r) => (Wrap(0, s[0] + Flow.Scan([0.0], [r[0]], (t, q) =>
                    (Wrap(1, t[0] + Wrap(2, Sqrt(q[0]).Named("root"))), Array.Empty<Value>()), backward: backward).States[0]),
                    Array.Empty<Value>())).States[0], Float64(4, 3));
            var numbers = Enumerable.Repeat(1.0, 12).ToArray();
            numbers[(row * 3) + column] = derivative ? 0 : -1;
            var fault = FiniteCheck.Run(derivative ? Gradient.Of(graph) : graph, Tensor.Of(numbers, [4, 3])).Faults[0];
            Assert.Equal(derivative ? FaultReason.DivisionByZero : FaultReason.RootOfNegative, fault.Reason);
            Assert.Equal(derivative, fault.Part.StartsWith("This is in the cotangent of root = sqrt(", StringComparison.Ordinal));
            var steps = new List<int>();
            for (var place = fault.Within; place is not null; place = place.Outer)
            {
                if (place.Node.Primitive is Scan scan)
                {
                    steps.Add(scan.Backward ? scan.Length - 1 - place.Run : place.Run);
                }
            }

            Assert.Equal([column, row], steps);

            Value Wrap(int level, Value value) => wraps[level] switch
            {
                0 => value,
                1 => Flow.Call(v => v[0], [value])[0],
                _ => Flow.If(value < 1e9, () => value + 0, () => -value),
            };
        }, iter: 60);

    private static string Plain(FiniteReport report) =>
        System.Text.RegularExpressions.Regex.Replace(report.ToString(), @"\.cs:\d+", ".cs:#");
}
