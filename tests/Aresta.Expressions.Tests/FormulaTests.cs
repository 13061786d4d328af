using Aresta.Execution;
using Aresta.Tensors;
using CsCheck;

namespace Aresta.Expressions.Tests;

/// <summary>Derivatives as people write them.</summary>
public class FormulaTests
{
    [Theory]
    [InlineData("sin(x²)", "2·x·cos(x²)")]
    [InlineData("x^3", "3·x²")]
    [InlineData("e^(2x)", "2·exp(2·x)")]
    [InlineData("log(x)", "1/x")]
    [InlineData("√x", "1/(2·√x)")]
    [InlineData("x·y·x", "2·x·y")]
    [InlineData("(b+x)·(x+1)", "2·x + b + 1", "x")]
    [InlineData("-x/y", "−1/y")]
    [InlineData("1/x", "−1/x²")]
    [InlineData("tanh(x)", "1/cosh(x)²")]
    [InlineData("x^y", "y·x^(y − 1)")]
    [InlineData("sin(π·x)", "π·cos(π·x)")]
    public void A_derivative_is_short(string source, string expected, string? by = null)
    {
        var graph = Program.Parse(source).ToGraph();
        Assert.Equal(expected,
            SymbolicDerivative.Of(graph, graph.Outputs[0], graph.Inputs.First(input => by is null || input.Name == by))!.ToString());
    }

    [Theory]
    [InlineData("sin(x²)", @"2 \, x \, \cos\left(x^{2}\right)")]
    [InlineData("λ_max·x₁/x₁²", null)]
    public void Latex_is_written(string source, string? expected)
    {
        var graph = Program.Parse(source).ToGraph();
        var text = SymbolicDerivative.Of(graph, graph.Outputs[0], graph.Inputs[0], Notation.Latex)!.Text;
        Assert.DoesNotContain('−', text);
        if (expected is not null)
        {
            Assert.Equal(expected, text);
        }
    }

    [Theory]
    [InlineData("x", "x")]
    [InlineData("x1", "x_{1}")]
    [InlineData("x₁₂", "x_{12}")]
    [InlineData("λ", @"\lambda")]
    [InlineData("taxa", @"\mathrm{taxa}")]
    [InlineData("λ_max", @"\lambda_{\mathrm{max}}")]
    [InlineData("a_b_c", @"\mathrm{a\_b}_{c}")]
    [InlineData("x′", "x'")]
    public void Names_in_latex(string name, string expected) => Assert.Equal(expected, Notation.Latex.Name(name));

    [Fact]
    public void The_language_reads_formulas_back() =>
        Gen.Select(RandomProgram.Generate, Gen.Double[-2, 2], Gen.Double[-2, 2]).Sample((program, a, b) =>
    {
        var graph = Program.Parse(program.Text).ToGraph();
        var point = graph.Inputs.Select(input => (Tensor)(input.Name == "a" ? a : b)).ToArray();
        var derivation = new Derivation(new Question(graph), point);
        var output = graph.Outputs[^1];
        foreach (var input in graph.Inputs)
        {
            var formula = SymbolicDerivative.Of(graph, output, input)!;
            var text = string.Join("; ",
                formula.Definitions.Select(definition => $"{definition.Name} = {definition.Text}").Append(formula.Text));
            var read = Program.Parse(text);
            var value = Interpreter.Run(read.ToGraph(), [.. read.Inputs.Select(name => (Tensor)(name == "a" ? a : b))])[^1].ToDouble();
            var expected = derivation.Adjoint(output, input)!.ToDouble();
            Assert.True(Math.Abs(expected - value) <= 1e-8 * (1 + Math.Abs(expected)), $"{program}: {text} is {value}, not {expected}");
        }
    }, iter: 60);
}
