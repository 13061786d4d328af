using System.Text.RegularExpressions;
using Aresta.Checking;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using static Aresta.Numerics.Elementary;

namespace Aresta.Tests.Checking;

/// <summary>A wrong custom rule is caught and named; one that differs on purpose is not.</summary>
public partial class CustomRuleTests
{
    private static readonly Tensor[] Point = [Tensor.Vector(0.3, -0.7, 1.2)];

    private static GradientReport Check(Func<Value, Value> function, int order = 1) =>
        GradientCheck.Run(Graph.Trace(x => function(x), TensorType.Float64(3)), Point, order);

    [Fact]
    public void A_wrong_pullback_is_named_with_its_line()
    {
        Func<Value, Value> wave = Flow.Custom(x => Sin(x), "wave").WithPullback((x, y, c) => Sin(x) * c);
        var report = Check(x => Exp(wave(x * 2)).Sum());
        Assert.False(report.Passed);
        Assert.Matches(
            @"The operation at fault is wave\(multiply\(…\)\) \(at CustomRuleTests\.cs:\d+\), a custom function, "
            + @"whose pullback is at CustomRuleTests\.cs:\d+: its local derivative by operand 0",
            report.ToString());
    }

    [Fact]
    public void The_page_shows_what_is_printed()
    {
        Func<Value, Value> wave = Flow.Custom(x => Sin(x), "wave").WithPullback((x, y, c) => Sin(x) * c);
        using var stream = typeof(CustomRuleTests).Assembly.GetManifestResourceStream("custom-rules.md")!;
        using var reader = new StreamReader(stream);
        var page = Varying().Replace(reader.ReadToEnd().ReplaceLineEndings("\n"), "#");
        var report = $"```text\n{Check(x => wave(2 * x) * Exp(x))}\n```";
        Assert.True(page.Contains(Varying().Replace(report, "#"), StringComparison.Ordinal), report);
    }

    [GeneratedRegex(@"\w+\.cs:\d+|-?\d+\.\d{3,}|\d(\.\d+)?E[+-]\d+|(?<=by )0(?=, and rounding)")]
    private static partial Regex Varying();

    [Fact]
    public void Two_rules_that_do_not_belong_together_are_named()
    {
        Func<Value, Value, Value> product = Flow.Custom((a, b) => a * b, "product")
            .WithPushforward((a, b, y, s, t) => (b * s) + (a * t)).WithPullback((a, b, y, c) => (b * c, b * c));
        var report = Check(x => Sin(product(x, x * x)).Sum());
        var broken = Assert.Single(report.Findings, finding => finding.Verdict == CheckVerdict.Broken);
        Assert.Equal(DerivativeLaw.InnerProduct, broken.Law);
        Assert.Contains(
            "The operation at fault is product(x, multiply(…)) (at CustomRuleTests.cs:", broken.Sentence, StringComparison.Ordinal);
        Assert.Equal(1, broken.Operand);
    }

    [Fact]
    public void A_right_rule_passes_to_the_second_order()
    {
        Func<Value, Value> softplus = Flow.Custom(x => Log(1 + Exp(x)), "softplus").WithPullback((x, y, c) => c / (1 + Exp(-x)));
        Assert.True(Check(x => softplus(x * x).Sum(), order: 2).Passed);
    }

    [Theory, InlineData(0), InlineData(1), InlineData(2), InlineData(3), InlineData(4)]
    public void What_differs_on_purpose_is_not_blamed_but_told(int hook)
    {
        var report = Check(
            x => Flow.Scan([0.0], [Hook(x * 2)], (s, r) => (Sin(s[0]) + Hook(r[0] * r[0]), s[0])).States[0] + Hook(Exp(x)).Sum(), order: 2);
        Assert.True(report.Passed, report.ToString());
        Assert.NotEmpty(report.LeftOut);
        Assert.Contains("were left out of the check", report.ToString(), StringComparison.Ordinal);

        Value Hook(Value v) => hook switch
        {
            0 => v.ClipGradient(-0.1, 0.1),
            1 => v.ClipGradientNorm(0.1),
            2 => v.ReverseGradient(),
            3 => v.StraightThrough(w => Tanh(w) * 3),
            _ => v.OnCotangent(c => c * c),
        };
    }

    [Fact]
    public void A_wrong_rule_beside_a_deliberate_one_is_still_found()
    {
        Func<Value, Value> wave = Flow.Custom(x => Sin(x), "wave").WithPushforward((x, y, t) => 2 * t);
        var report = Check(x => wave(x.ReverseGradient()).Sum());
        Assert.Contains("The operation at fault is wave(", report.ToString(), StringComparison.Ordinal);
    }
}
