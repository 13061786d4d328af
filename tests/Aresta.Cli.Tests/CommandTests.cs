using System.Text;
using System.Text.Json;

namespace Aresta.Cli.Tests;

/// <summary>The command from its arguments to its streams and its exit code.</summary>
public class CommandTests
{
    [Fact]
    public void The_chapters_example_prints_all_there_is()
    {
        var (code, output, error) = Run(["derive", "(a+b)*(b+1)", "a=2", "b=1", "--lang", "en"]);
        Assert.Equal((0, ""), (code, error));
        foreach (var expected in new[]
        {
            "│ v1     │ a + b     │ 3     │", "│ α │ a → v1 ", "Forward sweep from b: tangents ∂node/∂b", "2·1 + 3·1",
                "Reverse sweep from result",
            "Paths from b to result: 2", "b → v1 → result │ βδ = 1·2 = 2", "βδ+γε = 1·2+1·3 = 5", "∂result/∂b",
        })
        {
            Assert.Contains(expected, output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Both_languages_give_the_same_numbers()
    {
        string[] command = ["derive", "y = sin(x)·z; w = y/x", "x=0.3", "z=-2", "--order", "2"];
        var (english, portuguese) = (Run([.. command, "--lang", "en"]), Run([.. command, "--lang=pt-BR"]));
        Assert.Equal(Numbers(english.Output), Numbers(portuguese.Output));
        Assert.Contains("Varredura reversa", portuguese.Output, StringComparison.Ordinal);
        Assert.Equal(
            Run([.. command, "--format", "json", "--lang", "en"]).Output, Run([.. command, "--format", "json", "--lang", "pt-BR"]).Output);

        static string Numbers(string text) => new([.. text.Where(char.IsAsciiDigit)]);
    }

    [Fact]
    public void Operations_and_numbers_read_as_people_write_them()
    {
        var (code, output, _) = Run(
            ["derive", "y = M@v; z = π·y[0]·6.6e-6 + sum(M, 0)[1]", "M=[[1,2],[3,4]]", "v=[1e-6,2]", "--lang", "en"]);
        Assert.Equal(0, code);
        Assert.All(["M @ v", "sum(M, 0)", "π · v2", "6.6·10⁻⁶", "1·10⁻⁶"], text => Assert.Contains(text, output, StringComparison.Ordinal));
        Assert.DoesNotContain("contract{", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_of_thousands_is_answered() =>
        Assert.Equal(0, Run(["derive", $"[{string.Join(',', Enumerable.Repeat("x", 5_000))}]", "x=2", "--format", "json"]).Code);

    [Fact]
    public void Without_values_there_are_formulas()
    {
        var (code, output, _) = Run(["derive", "sin(x²)", "--lang", "en"]);
        Assert.Equal(0, code);
        Assert.Contains("2·x·cos(x²)", output, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(Run(["derive", "sin(x²)", "--format", "json"]).Output);
        Assert.Equal("2·x·cos(x²)", json.RootElement.GetProperty("symbolic").GetProperty("result").GetProperty("x").GetString());
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("nodes")[0].GetProperty("value").ValueKind);
    }

    [Theory]
    [InlineData("-x", "-1")]
    [InlineData("--x", "1")]
    [InlineData("-x^2", "-2")]
    [InlineData("+x", "1")]
    [InlineData("-sin(x)+x", null)]
    public void Expressions_may_begin_with_a_sign(string expression, string? derivative)
    {
        var (code, output, error) = Run(["derive", expression, "x=1", "--format", "json"]);
        Assert.Equal((0, ""), (code, error));
        using var json = JsonDocument.Parse(output);
        var actual = json.RootElement.GetProperty("derivatives").EnumerateObject().Single().Value.GetProperty("x").GetRawText();
        Assert.Equal(derivative ?? actual, actual);
    }

    [Theory]
    [InlineData(1, "line 1, column 1: a number, a name or ( was expected, not @", "derive", "@x")]
    [InlineData(1, "linha 1, coluna 1: esperava-se um número, um nome ou (, e não @", "derive", "@x", "--lang", "pt-BR")]
    [InlineData(1, "No value was given for b. Write, for example: b=1", "derive", "a+b", "a=1")]
    [InlineData(1, "There is no input c; the inputs are: a, b.", "derive", "a+b", "a=1", "b=1", "c=1")]
    [InlineData(1, "a was given two values.", "derive", "a+b", "a=1", "b=1", "a=1")]
    [InlineData(1, "c is assigned by the expression and takes no value.", "derive", "c = a", "c=1")]
    [InlineData(1, "The value of a must be a number or a list of numbers, not \"x\".", "derive", "a", "a=x")]
    [InlineData(1, "\"7\" is not of the form name=value.", "derive", "a", "7")]
    [InlineData(1, "There is no input z; the inputs are: a, b.", "derive", "a+b", "a=1", "b=1", "--wrt", "z")]
    [InlineData(1, "Nothing is called z; the names are: a, b, result.", "derive", "a+b", "a=1", "b=1", "--of", "z")]
    [InlineData(1, "Não há entrada z; as entradas são: a.", "derive", "2a", "a=1", "--wrt", "z", "--lang", "pt-BR")]
    [InlineData(1, "There is no file missing.aresta.", "derive", "missing.aresta")]
    [InlineData(1, "Não há o arquivo missing.aresta.", "derive", "missing.aresta", "--lang", "pt-BR")]
    [InlineData(1, "/nowhere/x.svg cannot be written.", "derive", "a", "a=1", "--svg", "/nowhere/x.svg")]
    [InlineData(1, "--show values needs values: write name=value for each input.", "derive", "a", "--svg", "-", "--show", "values")]
    [InlineData(1, "There is no input q; the inputs are: a.", "derive", "2a", "a=1", "--svg", "-", "--show", "forward:q")]
    [InlineData(1, "No sweep starts at v: it is float64[2], not a floating scalar.", "derive", "2v", "v=[1,2]", "--svg", "-", "--show",
        "forward:v")]
    [InlineData(2, "There is no expression.", "derive")]
    [InlineData(2, "There is no option --fromat (--format?).", "derive", "--fromat", "json", "a+b")]
    [InlineData(2, "There is no option --quux.", "derive", "a", "--quux")]
    [InlineData(2, "--order cannot be \"3\"; it is one of: 1, 2.", "derive", "a", "--order", "3")]
    [InlineData(2, "--format is given twice.", "derive", "a", "--format", "json", "--format", "text")]
    [InlineData(2, "--format needs a value.", "derive", "a", "--format")]
    [InlineData(2, "--show cannot be \"forward\"; it is one of: graph, values, partials, forward:NAME, reverse:NAME, all.", "derive",
        "a", "--show", "forward")]
    [InlineData(2, "There is no command \"integrate\"; there are: derive, fit, minimize, train, predict, inspect, studio.", "integrate")]
    [InlineData(2, "--order não pode ser \"x\"; é um destes: 1, 2.", "derive", "a", "--order=x", "--lang=pt-BR")]
    public void Wrong_input_and_wrong_usage(int code, string message, params string[] arguments)
    {
        var result = Run(arguments.Any(argument => argument.StartsWith("--lang", StringComparison.Ordinal)) ? arguments
            : ["--lang", "en", .. arguments]);
        Assert.Equal((code, message), (result.Code, result.Error.Split('\n')[0]));
        Assert.Equal("", result.Output);
        Assert.True(result.Error.Split('\n').Length <= 5, result.Error);
    }

    [Fact]
    public void Standard_input_and_files_are_read()
    {
        var path = Path.Combine(Path.GetTempPath(), $"aresta-{Guid.NewGuid()}.aresta");
        File.WriteAllText(path, "c = a + b # soma\ne = c·(b + 1)\n");
        try
        {
            Assert.Contains("∂e/∂b", Run(["derive", path, "a=2", "b=1"]).Output, StringComparison.Ordinal);
            File.WriteAllBytes(path, [0x61, 0xFF, 0xFE]);
            Assert.Equal((1, $"{path} is not UTF-8: see byte 1.\n"), Failure(Run(["derive", path, "--lang", "en"])));
        }
        finally
        {
            File.Delete(path);
        }

        Assert.Contains("∂result/∂x", Run(["derive", "-", "x=1"], "x²").Output, StringComparison.Ordinal);
        Assert.Equal(1, Run(["derive", "-"], "").Code);
    }

    [Fact]
    public void Too_many_paths_are_refused_by_paths_alone()
    {
        var source = string.Join("; ", Enumerable.Range(0, 20).Select(i => $"x{i + 1} = x{i}·x{i}"));
        var refused = Run(["derive", source, "x0=1", "--mode", "paths", "--lang", "en"]);
        Assert.Equal((1, "From x0 to x20 there are 1048576 paths; --mode paths adds at most 10000.\n"), Failure(refused));
        using var json = JsonDocument.Parse(Run(["derive", source, "x0=1", "--format", "json"]).Output);
        var paths = json.RootElement.GetProperty("paths").GetProperty("x20").GetProperty("x0");
        Assert.Equal(("1048576", JsonValueKind.Null, 100), (
            paths.GetProperty("count").GetString(), paths.GetProperty("sum").ValueKind, paths.GetProperty("list").GetArrayLength()));
        Assert.Equal(1048576, paths.GetProperty("factored").GetProperty("value").GetDouble());
    }

    [Theory]
    [InlineData("auto")]
    [InlineData("forward")]
    [InlineData("reverse")]
    [InlineData("paths")]
    public void Every_mode_gives_the_derivatives(string mode)
    {
        using var json = JsonDocument.Parse(
            Run(["derive", "c = a+b; d = b+1; e = c*d; f = a", "a=2", "b=1", "--of", "e", "--wrt", "b", "--mode", mode, "--format",
                "json"]).Output);
        Assert.Equal("""{"e":{"b":5}}""", JsonSerializer.Serialize(json.RootElement.GetProperty("derivatives")));
    }

    [Theory]
    [InlineData("latex", "\\frac{\\partial e}{\\partial b} &= 2 \\, b + a + 1 = 5")]
    [InlineData("dot", "n0 -> n2 [label=\"1\"];")]
    [InlineData("mermaid", "n0 -->|\"1\"| n2")]
    [InlineData("graph", "  c: float64 = add(a, b)")]
    public void Other_formats(string format, string expected) => Assert.Contains(
        expected, Run(["derive", "c = a+b; d = b+1; e = c*d", "a=2", "b=1", "--format", format]).Output, StringComparison.Ordinal);

    [Theory]
    [InlineData("graph")]
    [InlineData("values")]
    [InlineData("partials")]
    [InlineData("forward:b")]
    [InlineData("reverse:e")]
    [InlineData("all")]
    public void Drawings_go_to_a_file_or_to_standard_output(string show)
    {
        var (code, output, _) = Run(["derive", "c = a+b; d = b+1; e = c*d", "a=2", "b=1", "--svg", "-", "--show", show, "--theme", "dark"]);
        Assert.Equal(0, code);
        Assert.StartsWith("<svg", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "Usage:")]
    [InlineData("pt-BR", "Uso:")]
    public void Help_speaks_both_languages(string language, string expected)
    {
        foreach (var arguments in new string[][] { ["--lang", language, "--help"], ["derive", "--help", "--lang", language] })
        {
            var (code, output, _) = Run(arguments);
            Assert.Equal(0, code);
            Assert.Contains(expected, output, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("outer(outer(v,v),outer(v,v))",
        "v=[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32,33,34,35,36]")]
    public void What_is_too_large_is_refused(string source, string value) => Assert.Equal(1, Run(["derive", source, value]).Code);

    private static (int Code, string Error) Failure((int Code, string Output, string Error) result) => (result.Code, result.Error);

    internal static (int Code, string Output, string Error) Run(string[] arguments, string input = "")
    {
        using var output = new MemoryStream();
        using var text = new StreamWriter(output, new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = EntryPoint.Run(arguments,
            new Terminal(() => new MemoryStream(Encoding.UTF8.GetBytes(input)), () => output, text, error));
        return (code, Encoding.UTF8.GetString(output.ToArray()), error.ToString());
    }
}
