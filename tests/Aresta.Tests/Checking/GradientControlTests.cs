using Aresta.Checking;
using Aresta.Functions;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using static Aresta.Numerics.Elementary;
using static Aresta.Tensors.TensorType;

namespace Aresta.Tests.Checking;

/// <summary>
/// Derivatives of calls, branches and loops: right ones pass, a wrong one inside is named, a switch of ways is told from a mistake.
/// </summary>
public class GradientControlTests
{
    private static readonly Tensor Point = Tensor.Vector(0.3, -0.7, 1.2);

    private static Values None => Array.Empty<Value>();

    [Fact]
    public void Right_rules_pass_to_the_second_order()
    {
        foreach (var graph in new[]
        {
            Graph.Trace((w, x) => Flow.Scan([0.0], [x], (s, r) => (Tanh(s[0] * w + r[0]).Named("h"), s[0] * r[0])).Rows[0].Sum(),
                Float64(), Float64(3)),
            Graph.Trace((w, x) => Flow.Scan([w], [x], (s, r) => (Sin(s[0] * r[0]), None), budget: 2).States[0], Float64(), Float64(3)),
            Graph.Trace((a, x) => Flow.While([a, 0.0], s => s[1] < 5, s => ((s[0] + (Exp(x.Sum()) / s[0])) * 0.5, s[1] + 1))[0],
                Float64(), Float64(3)),
            Graph.Trace((a, x) => Flow.If(a > 0, () => Flow.Call(v => Sin(v[0] * a), [x], "wave")[0].Sum(), () => a),
                Float64(), Float64(3)),
        })
        {
            var report = GradientCheck.Run(graph, [1.5, Point], order: 2);
            Assert.True(report.Passed, report.ToString());
            Assert.All(report.Findings, finding => Assert.True(finding.Verdict == CheckVerdict.Holds, finding.ToString()));
            Assert.Equal(9, report.Findings.Length);
        }
    }

    [Fact]
    public void A_wrong_partial_inside_is_named_with_its_place()
    {
        foreach (var (graph, place) in Wrong(new GradientCheckTests.WrongSine()))
        {
            var finding = GradientCheck.Run(graph, [1.5, Point]).Findings[0];
            Assert.Equal(CheckVerdict.Broken, finding.Verdict);
            Assert.Equal(("wrong_sine", 0), (finding.Operation!.Primitive.Name, finding.Operand));
            Assert.Contains("The operation at fault is wave = wrong_sine(", finding.Sentence, StringComparison.Ordinal);
            Assert.Contains("(at GradientControlTests.cs:", finding.Sentence, StringComparison.Ordinal);
            Assert.Contains(place, finding.Sentence, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_wrong_adjoint_inside_is_named_with_its_place()
    {
        foreach (var (graph, place) in Wrong(new GradientCheckTests.WrongDoubling()))
        {
            var finding = GradientCheck.Run(graph, [1.5, Point]).Findings.Single(f => f.Verdict == CheckVerdict.Broken);
            Assert.Equal(DerivativeLaw.InnerProduct, finding.Law);
            Assert.Equal("wrong_doubling", finding.Operation!.Primitive.Name);
            Assert.Contains(place, finding.Sentence, StringComparison.Ordinal);
        }
    }

    private static IEnumerable<(Graph Graph, string Place)> Wrong(Primitive wrong)
    {
        Value Wave(Value x) => Node.Create(wrong, x).Result().Named("wave");
        yield return (Graph.Trace(
            (w, x) => Flow.Scan([w], [x], (s, r) => (Wave(s[0] * r[0]), None)).States[0].Named("last"), Float64(), Float64(3)),
            "It stands in step 0, counted from 0, of last = scan(");
        yield return (Graph.Trace(
            (w, x) => Flow.While([w, 0.0], s => s[1] < 4, s => (Tanh(Wave(s[0])) + x.Sum(), s[1] + 1))[0], Float64(), Float64(3)),
            "It stands in step 0, counted from 0, of while(");
        yield return (Graph.Trace(
            (w, x) => Flow.If(w < 0, () => w, () => Exp(Wave(x).Sum() * w)), Float64(), Float64(3)),
            "It stands in the branch else of cond(");
        yield return (Graph.Trace(
            (w, x) => Flow.Call(v => Wave(v[0]) * v[1], [x, w], "level")[0].Sum(), Float64(), Float64(3)),
            "It stands inside call(");
        yield return (Graph.Trace(
            (w, x) => Flow.Scan([w], [x], (s, r) => (
                Flow.If(r[0] > 0, () => Flow.Call(v => Wave(v[0]), [s[0] * r[0]])[0], () => s[0]), None)).States[0].Named("last"),
            Float64(), Float64(3)),
            "It stands inside call(");
    }

    [Fact]
    public void Near_a_switch_the_way_taken_is_checked_and_on_it_nothing_is_blamed()
    {
        var jump = Graph.Trace(x => Flow.If(x > 0, () => 3 * x, () => x - 1).Named("y"));
        Assert.True(GradientCheck.Run(jump, [1e-7]) is { Passed: true } near
            && near.Findings.All(finding => finding.Verdict == CheckVerdict.Holds));
        var on = GradientCheck.Run(jump, [0.0]);
        Assert.True(on.Passed, on.ToString());
        Assert.Equal(CheckVerdict.Undecided, on.Findings[0].Verdict);
        Assert.Contains("for beside the point y = cond(", on.Findings[0].Sentence, StringComparison.Ordinal);
        Assert.Contains(") goes another way. The derivative says ", on.Findings[0].Sentence, StringComparison.Ordinal);
        var kink = GradientCheck.Run(Graph.Trace(x => Flow.If(x > 0, () => 3 * x, () => x)), [0.0]);
        Assert.Equal(CheckVerdict.Kink, kink.Findings[0].Verdict);

        // Without the wrong rule being missed where a switch is near.
        var wrong = Graph.Trace(x => Flow.If(x > 1, () => 3 * x, () => Node.Create(new GradientCheckTests.WrongSine(), x).Result()));
        Assert.Contains(
            "The operation at fault is wrong_sine(x)", GradientCheck.Run(wrong, [1 - 1e-6]).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_loop_that_ends_by_what_it_computes_is_checked_along_runs_of_one_length()
    {
        // Newton's square root to two digits: where one step more is run, the values jump by some 10⁻⁵.
        var root = Graph.Trace(a => Flow.While(
            [a], s => Abs(s[0] * s[0] - a) > 1e-2, s => (s[0] + (a / s[0])) * 0.5)[0]);
        foreach (var a in new[] { 1.7, 2.0, 3.1, 5.5, 10.25, 30.0 })
        {
            var report = GradientCheck.Run(root, [a]);
            Assert.True(report.Passed && report.Findings[0].Verdict == CheckVerdict.Holds, report.ToString());
        }
    }

    [Fact]
    public void What_is_stopped_in_a_loop_is_told_and_not_blamed()
    {
        var graph = Graph.Trace(x => Flow.Scan([1.0], [x], (s, r) => (s[0].StopGradient() * Sin(r[0]), None)).States[0], Float64(3));
        var report = GradientCheck.Run(graph, [Point]);
        Assert.True(report.Passed, report.ToString());
        Assert.Contains("stop_gradient(", Assert.Single(report.LeftOut), StringComparison.Ordinal);
    }

    [Fact]
    public void Float32_is_replaced_in_bodies_too()
    {
        var graph = Graph.Trace(
            (w, x) => Flow.Scan([w], [x], (s, r) => (Tanh(s[0] * r[0] + 0.5f), None)).States[0], Float32(), Float32(3));
        var report = GradientCheck.Run(graph, [1.5f, Tensor.Vector(0.3f, -0.7f, 1.2f)]);
        Assert.True(report.InDouble && report.Passed, report.ToString());
        Assert.All(report.Findings, finding => Assert.Equal(CheckVerdict.Holds, finding.Verdict));
    }
}
