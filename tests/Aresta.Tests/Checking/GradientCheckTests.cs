using System.Collections.Immutable;
using Aresta.Checking;
using Aresta.Functions;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using static Aresta.Numerics.Elementary;
using static Aresta.Tensors.TensorType;

namespace Aresta.Tests.Checking;

/// <summary>Right derivatives pass to every order, wrong ones are caught and named, kinks are told from mistakes.</summary>
public class GradientCheckTests
{
    private static readonly Tensor Point = Tensor.Vector(0.3, -0.7, 1.2);

    [Fact]
    public void Right_rules_pass_to_the_third_order()
    {
        var graph = Graph.Trace((x, y) => (Sin(x) * Exp(y * 0.5) + x / (2 + y * y)).Sum(), Float64(3), Float64(3));
        var report = GradientCheck.Run(graph, [Point, Tensor.Vector(1.5, 0.2, -0.4)], order: 3);
        Assert.True(report.Passed, report.ToString());
        Assert.All(report.Findings, finding => Assert.Equal(CheckVerdict.Holds, finding.Verdict));
        Assert.Equal((1 + 2 + 4) * 3, report.Findings.Length);
        Assert.StartsWith("The derivatives up to order 3 are right at this point.\n", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Functions_that_cancel_or_are_steep_pass_with_the_tolerance_that_they_allow()
    {
        var cancelling = Graph.Trace(x => (1e8 + x) - 1e8);
        Assert.True(GradientCheck.Run(cancelling, [0.5]).Passed);
        var steep = Graph.Trace(x => Sin(1000 * x));
        Assert.Equal(CheckVerdict.Holds, GradientCheck.Run(steep, [0.5]).Findings[0].Verdict);
        var nearPole = Graph.Trace(x => Log(x));
        Assert.Equal(CheckVerdict.Holds, GradientCheck.Run(nearPole, [1e-6]).Findings[0].Verdict);
        var large = Graph.Trace(x => x * x);
        Assert.True(GradientCheck.Run(large, [3e10]).Passed);
    }

    [Fact]
    public void Linear_functions_have_no_remainder()
    {
        var report = GradientCheck.Run(Graph.Trace(x => x.CumulativeSum(0), Float64(3)), [Point]);
        Assert.Equal(
            "f: f(x + h·v) − f(x) − h·J·v is no more than rounding for all but the largest steps: f is nearly linear along v.",
            report.Findings[2].ToString());
    }

    [Fact]
    public void A_wrong_partial_is_caught_and_named()
    {
        var graph = Graph.Trace(x =>
        {
            var angle = (2 * x).Named("angle");
            var wave = Node.Create(new WrongSine(), angle).Result().Named("wave");
            return wave * Exp(x);
        }, Float64(3));
        var report = GradientCheck.Run(graph, [Point], order: 2);
        Assert.False(report.Passed);
        var finding = report.Findings[0];
        Assert.Equal((DerivativeLaw.Differences, CheckVerdict.Broken), (finding.Law, finding.Verdict));
        Assert.Equal("wave", finding.Operation!.Result().Name);
        Assert.Equal(0, finding.Operand);
        Assert.Equal(("x[0]", "output 0[0]"), (finding.Input, finding.Output));
        Assert.Contains(
            "The operation at fault is wave = wrong_sine(angle) (at GradientCheckTests.cs:", finding.Sentence, StringComparison.Ordinal);
        Assert.Contains("its local derivative by operand 0, angle: float64[3], gives", finding.Sentence, StringComparison.Ordinal);
        Assert.Equal(CheckVerdict.Broken, report.Findings.Single(f => f.Law == DerivativeLaw.Taylor).Verdict);
        Assert.All(report.Findings, f => Assert.Equal(1, f.Order));
        Assert.StartsWith("A derivative of order 1 is wrong.\n", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_adjoint_is_caught_and_named()
    {
        var graph = Graph.Trace((x, y) => Exp(Node.Create(new WrongDoubling(), x * y).Result()).Sum(), Float64(3), Float64(3));
        var report = GradientCheck.Run(graph, [Point, Point]);
        Assert.Equal([CheckVerdict.Holds, CheckVerdict.Broken, CheckVerdict.Holds], report.Findings.Select(f => f.Verdict));
        var finding = report.Findings[1];
        Assert.Equal("wrong_doubling", finding.Operation!.Primitive.Name);
        Assert.Equal(0, finding.Operand);
        Assert.Contains(
            "its pull to operand 0, multiply: float64[3], is not the transpose of its push", finding.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_that_is_wrong_only_in_its_second_derivative_is_caught_at_the_second_order()
    {
        var graph = Graph.Trace(x => Node.Create(new HalfRightSine(), x).Result());
        Assert.True(GradientCheck.Run(graph, [0.4]).Passed);
        var report = GradientCheck.Run(graph, [0.4], order: 2);
        Assert.False(report.Passed);
        Assert.Equal(2, report.Findings.First(finding => finding.Verdict == CheckVerdict.Broken).Order);
    }

    [Fact]
    public void A_kink_is_no_mistake()
    {
        var report = GradientCheck.Run(Graph.Trace(x => x.Relu().Sum(), Float64(3)), [Tensor.Vector(1.0, 0.0, -2.0)]);
        Assert.True(report.Passed);
        Assert.Equal(CheckVerdict.Kink, report.Findings[0].Verdict);
        Assert.Contains("No rule is to blame", report.Findings[0].Sentence, StringComparison.Ordinal);
        Assert.NotNull(report.Findings[0].Operation);
        Assert.DoesNotContain(report.Findings, finding => finding.Law == DerivativeLaw.Taylor);
        var near = GradientCheck.Run(Graph.Trace(x => x.Relu()), [1e-12]);
        Assert.True(near.Passed, near.ToString());
    }

    [Fact]
    public void A_kink_does_not_excuse_a_wrong_rule()
    {
        var graph = Graph.Trace(x => (x.Relu() + Node.Create(new WrongSine(), x).Result()).Sum(), Float64(2));
        var report = GradientCheck.Run(graph, [Tensor.Vector(0.0, 0.5)]);
        Assert.Equal("wrong_sine", report.Findings.First(finding => finding.Verdict == CheckVerdict.Broken).Operation?.Primitive.Name);
    }

    [Fact]
    public void A_jump_and_a_pole_are_undecided()
    {
        var jump = GradientCheck.Run(Graph.Trace(x => Floor(x)), [1.0]);
        Assert.Equal(CheckVerdict.Undecided, jump.Findings[0].Verdict);
        var steep = GradientCheck.Run(Graph.Trace(x => Cbrt(x)), [0.0]);
        Assert.Equal([CheckVerdict.Undecided, CheckVerdict.Undecided], steep.Findings.Select(finding => finding.Verdict));
        var pole = GradientCheck.Run(Graph.Trace(x => Log(x)), [0.0]);
        Assert.Equal(CheckVerdict.Undecided, pole.Findings[0].Verdict);
        Assert.Equal("Nothing could be checked at this point.", pole.ToString().Split('\n')[0]);
    }

    [Fact]
    public void What_is_stopped_is_held()
    {
        var graph = Graph.Trace(x => x * Exp(x).StopGradient(), Float64(3));
        var report = GradientCheck.Run(graph, [Point], order: 2);
        Assert.All(report.Findings, finding => Assert.Equal(CheckVerdict.Holds, finding.Verdict));
        var softmax = GradientCheck.Run(Graph.Trace(x => Softmax(x), Float64(3)), [Point], order: 2);
        Assert.True(softmax.Passed, softmax.ToString());

        static Value Softmax(Value x) => x.Softmax(0);
    }

    [Fact]
    public void Float32_is_checked_in_float64()
    {
        var graph = Graph.Trace((x, w) => Tanh(w.MatMul(x) + Value.Constant(Tensor.Vector(0.5f, 1f))).Sum(), Float32(3), Float32(2, 3));
        var x = Tensor.Vector(0.3f, -0.7f, 1.2f);
        var w = Tensor.Of([1f, 2f, 3f, -1f, 0.5f, 0.25f], [2, 3]);
        var report = GradientCheck.Run(graph, [x, w], order: 2);
        Assert.True(report.InDouble);
        Assert.All(report.Findings, finding => Assert.Equal(CheckVerdict.Holds, finding.Verdict));
        Assert.Contains("Float32 was replaced by float64", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_operation_that_insists_on_float32_is_checked_within_what_float32_allows()
    {
        Tensor[] point = [Tensor.Vector(0.3f, 1f)];
        Assert.True(GradientCheck.Run(Graph.Trace(x => Node.Create(new SingleSine(1), x).Result(), Float32(2)), point).Passed);
        var report = GradientCheck.Run(Graph.Trace(x => Node.Create(new SingleSine(2), x).Result(), Float32(2)), point);
        Assert.False(report.InDouble);
        Assert.False(report.Passed);
    }

    [Fact]
    public void Nothing_floating_is_nothing_to_check() => Assert.Equal(
        "There is nothing to check: no floating output depends on a floating input.",
        GradientCheck.Run(Graph.Trace(x => x + x, new TensorType(DType.Int32, [2])), [Tensor.Vector(1, 2)]).ToString());

    internal sealed record WrongSine : Elementwise
    {
        public override string Name => "wrong_sine";

        public override Value Partial(Node node, int operand) => Sin(node.Operands[0]);

        public override Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results) =>
            [Tensor.Of(operands[0].ToDoubles().Select(Math.Sin).ToArray(), operands[0].Shape)];
    }

    // The derivative is right as a number, but does not know that it depends on x.
    private sealed record HalfRightSine : Elementwise
    {
        public override string Name => "half_right_sine";

        public override Value Partial(Node node, int operand) =>
            Cos(node.Operands[0]) + Node.Create(new Forgetful(), node.Operands[0]).Result();

        public override Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results) =>
            [Tensor.Of(operands[0].ToDoubles().Select(x => Math.Sin(x) - Math.Cos(x)).ToArray(), operands[0].Shape)];
    }

    private sealed record Forgetful : Flat
    {
        public override string Name => "forgetful_sine";

        public override Primitive Batched(int size) => this;

        public override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands) => [operands[0]];

        public override Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results) =>
            [Tensor.Of(operands[0].ToDoubles().Select(Math.Sin).ToArray(), operands[0].Shape)];
    }

    internal sealed record WrongDoubling : Linear
    {
        public override string Name => "wrong_doubling";

        public override Primitive Batched(int size) => this;

        public override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands) => [operands[0]];

        public override Value Adjoint(Node node, int operand, Value cotangent) => 3 * cotangent;

        public override Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results) =>
            [Tensor.Of(operands[0].ToDoubles().Select(x => 2 * x).ToArray(), operands[0].Shape)];
    }

    private sealed record SingleSine(double Factor) : Elementwise
    {
        public override string Name => "single_sine";

        public override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands) => operands[0].DType == DType.Float32
            ? base.Infer(operands)
            : throw new OperandException("takes float32 only");

        public override Value Partial(Node node, int operand) => Factor * Cos(node.Operands[0]);

        public override Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results) =>
            [Tensor.Of(operands[0].ToDoubles().Select(x => (float)Math.Sin(x)).ToArray(), operands[0].Shape)];
    }
}
