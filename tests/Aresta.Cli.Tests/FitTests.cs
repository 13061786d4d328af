using System.Globalization;
using System.Text.Json;
using Aresta.Optimization.Tests.Nist;

namespace Aresta.Cli.Tests;

/// <summary><c>fit</c> and <c>minimize</c> from their arguments to their streams and exit codes.</summary>
public class FitTests
{
    private const string Line = "x,y\n1,1\n2,3\n3,2\n4,5\n5,4\n";

    public static IEnumerable<TheoryDataRow<string, int>> Starts => NistProblem.Starts;

    [Theory, MemberData(nameof(Starts))]
    public void Reference_problems_are_fitted_to_eight_digits(string name, int start)
    {
        var problem = NistProblem.All[name];
        var values = problem.Start(start).Select((b, i) => string.Create(CultureInfo.InvariantCulture, $"b{i + 1}={b:R}"));
        var (code, output, error) = CommandTests.Run(["fit", "-", problem.Formula, .. values, "--format", "json"], problem.Csv());
        Assert.Equal((0, ""), (code, error));
        using var json = JsonDocument.Parse(output);
        var (root, exempt) = (json.RootElement, name == "Lanczos1");
        Assert.True(root.GetProperty("converged").GetBoolean());
        Assert.True(root.GetProperty("iterations").GetInt32() > 0);
        Assert.Equal(problem.Rows - problem.Parameters.Length, root.GetProperty("degrees_of_freedom").GetInt32());
        var sum = NistProblem.Digits(root.GetProperty("residual_sum_of_squares").GetDouble(), problem.ResidualSumOfSquares);
        Assert.InRange(sum, exempt ? double.NegativeInfinity : 8, 17);
        foreach (var (i, parameter) in root.GetProperty("parameters").EnumerateObject().Index())
        {
            Assert.Equal($"b{i + 1}", parameter.Name);
            Assert.InRange(NistProblem.Digits(parameter.Value.GetProperty("value").GetDouble(), problem.Parameters[i]), 8, 17);
            var standardError = parameter.Value.GetProperty("standard_error").GetDouble();
            Assert.InRange(NistProblem.Digits(standardError, problem.StandardErrors[i]), exempt ? double.NegativeInfinity : 8, 17);
        }
    }

    [Fact]
    public void A_fit_prints_tables_in_both_languages()
    {
        string[] command = ["fit", "-", "y = a + b*x", "a=0", "b=0"];
        var (code, english, _) = CommandTests.Run([.. command, "--lang", "en"], Line);
        Assert.Equal(0, code);
        Assert.All(["│ b         │ 0.8   │ 0.3464101615   │", "residual sum of squares     │ 3.6", "R²", "0.64", "−0.9045"],
            text => Assert.Contains(text, english, StringComparison.Ordinal));
        var portuguese = CommandTests.Run([.. command, "--lang", "pt-BR"], Line).Output;
        Assert.Contains("soma dos quadrados dos resíduos", portuguese, StringComparison.Ordinal);
        Assert.Equal(english.Where(char.IsAsciiDigit), portuguese.Where(char.IsAsciiDigit));
    }

    [Fact]
    public void Residuals_are_drawn()
    {
        var (code, output, _) = CommandTests.Run(["fit", "-", "y = a + b*x", "a=0", "b=0", "--plot", "-", "--lang", "pt-BR"], Line);
        Assert.Equal(0, code);
        Assert.Contains("resíduo</text>", output, StringComparison.Ordinal);
        Assert.Equal(5, output.Split("<ellipse").Length - 1);
        var file = Path.Combine(Path.GetTempPath(), $"aresta-{Guid.NewGuid()}.svg");
        try
        {
            var json = CommandTests.Run(["fit", "-", "y = a*x", "a=1", "--plot", file, "--format", "json"], Line).Output;
            Assert.Contains("\"converged\": true", json, StringComparison.Ordinal);
            Assert.Contains("<svg", File.ReadAllText(file), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void What_the_data_do_not_determine_is_null_and_said()
    {
        var (code, output, error) = CommandTests.Run(
            ["fit", "-", "y = (a + b)*x", "a=1", "b=1", "--format", "json", "--lang", "en"], Line);
        Assert.Equal(0, code);
        Assert.Equal("The data do not determine the parameters apart from each other, so they have no standard errors.\n", error);
        using var json = JsonDocument.Parse(output);
        var a = json.RootElement.GetProperty("parameters").GetProperty("a");
        Assert.Equal(JsonValueKind.Null, a.GetProperty("standard_error").ValueKind);
    }

    [Fact]
    public void Minima_are_found()
    {
        string[] command = ["minimize", "(1-x)^2 + 100*(v[0]-x^2)^2 + sum((v - [1,2])^2)", "x=-1.2", "v=[1,0]"];
        var (code, output, error) = CommandTests.Run([.. command, "--format", "json"]);
        Assert.Equal((0, ""), (code, error));
        using var json = JsonDocument.Parse(output);
        Assert.True(json.RootElement.GetProperty("converged").GetBoolean());
        Assert.Equal(0, json.RootElement.GetProperty("minimum").GetDouble(), 1e-20);
        var at = json.RootElement.GetProperty("at");
        Assert.Equal(1, at.GetProperty("x").GetDouble(), 1e-9);
        Assert.Equal(2, at.GetProperty("v")[1].GetDouble(), 1e-9);
        Assert.Contains("Mínimo: ", CommandTests.Run([.. command, "--lang", "pt-BR"]).Output, StringComparison.Ordinal);
        Assert.Equal(
            "After 3 steps there is no minimum yet; the expression may have none, or begin elsewhere.",
            CommandTests.Run(["minimize", "-x", "x=1e308", "--lang", "en"]).Error.Split('\n')[0]);
    }

    [Theory]
    [InlineData(1, "Line 2, column 2 (y): \"one\" is not a number.", "x,y\n1,one\n", "fit", "-", "y = a*x", "a=1")]
    [InlineData(1, "Linha 2, coluna 2 (y): falta o valor; apague a linha ou preencha-o.", "x,y\n1,\n", "fit", "-", "y = a*x", "a=1",
        "--lang", "pt-BR")]
    [InlineData(1, "Line 1, column 1: there is a character that no text has; is this a file of text?", "\0\0",
        "fit", "-", "y = a*x", "a=1")]
    [InlineData(1, "There is no file missing.csv.", "", "fit", "missing.csv", "y = a*x", "a=1")]
    [InlineData(1, "/ cannot be read.", "", "fit", "/", "y = a*x", "a=1")]
    [InlineData(1, "/nowhere/x.svg cannot be written.", Line, "fit", "-", "y = a*x", "a=1", "--plot", "/nowhere/x.svg")]
    [InlineData(1, "line 1, column 5: a number, a name or ( was expected, not *", Line, "fit", "-", "y = *x", "a=1")]
    [InlineData(1, "b is neither a column nor a parameter. The columns are: x, y. A parameter has a first value: b=1.", Line,
        "fit", "-", "y = a*x + b", "a=1")]
    [InlineData(1, "a was given two values.", Line, "fit", "-", "y = a*x", "a=1", "a=2")]
    [InlineData(1, "The first value of a must be one number, not float64[2].", Line, "fit", "-", "y = a*x", "a=[1,2]")]
    [InlineData(2, "There is no formula; write, for example: aresta fit data.csv \"y = a*x + b\" a=1 b=0", Line, "fit", "-")]
    [InlineData(2, "There is no option --plto (--plot?).", Line, "fit", "-", "y = a*x", "a=1", "--plto", "x.svg")]
    [InlineData(2, "--format cannot be \"latex\"; it is one of: text, json.", Line, "fit", "-", "y = a*x", "a=1", "--format", "latex")]
    [InlineData(2, "There is no expression.", "", "minimize")]
    [InlineData(1, "No value was given for x. Write, for example: x=1", "", "minimize", "x^2")]
    [InlineData(1, "At the start the value or a derivative is not finite; begin elsewhere.", "", "minimize", "log(x)", "x=-1")]
    [InlineData(1, "The formula gives float64[2], and not one number.", "", "minimize", "v", "v=[1,2]")]
    [InlineData(1, "There are no parameters; give each a first value: name=1.", "", "minimize", "2")]
    public void Wrong_input_and_wrong_usage(int code, string message, string input, params string[] arguments)
    {
        var result = CommandTests.Run(arguments.Contains("--lang") ? arguments : [.. arguments, "--lang", "en"], input);
        Assert.Equal((code, message), (result.Code, result.Error.Split('\n')[0]));
        Assert.Equal("", result.Output);
    }

    [Theory]
    [InlineData("fit", "en", "Usage:")]
    [InlineData("fit", "pt-BR", "Uso:")]
    [InlineData("minimize", "en", "Usage:")]
    [InlineData("minimize", "pt-BR", "Uso:")]
    public void Help_speaks_both_languages_and_has_examples(string command, string language, string expected)
    {
        var (code, output, _) = CommandTests.Run([command, "--help", "--lang", language]);
        Assert.Equal(0, code);
        Assert.Contains(expected, output, StringComparison.Ordinal);
        Assert.Contains($"  aresta {command} \"", output.Replace("DATA.csv ", "", StringComparison.Ordinal)
            .Replace("DADOS.csv ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }
}
