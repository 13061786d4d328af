using System.Text;
using System.Text.Json;
using Aresta.Checking;
using Aresta.Cli.Wording;
using Aresta.Expressions.Tests;

namespace Aresta.Cli.Tests;

/// <summary><c>--check</c>: the verdict in both languages, its exit code, and its document.</summary>
public class CheckTests
{
    [Fact]
    public void A_logarithm_of_a_negative_number_is_named()
    {
        var (code, output, error) = Run("log(x)", "x=-1", "--check", "--lang", "en");
        Assert.Equal((3, ""), (code, error));
        Assert.Equal(
            """
            ✗ Values: not finite. It began in one place:
              result = log(x) made NaN of finite numbers.
                log(-1) is NaN: the logarithm of a negative number.
                the way there: x → result
            ✓ Derivatives: all are finite.
            ? Slopes of f: a value is not finite, so there is nothing to compare.

            The check failed: a value is not finite.

            """, output);
    }

    [Fact]
    public void And_in_Portuguese()
    {
        var (code, output, error) = Run("c = a/b; d = raiz(c)", "a=0", "b=1", "--check", "--lang", "pt-BR");
        Assert.Equal((3, ""), (code, error));
        Assert.StartsWith(
            """
            ✓ Valores: tudo finito.
            ✗ Derivadas: nem tudo é finito. Começou em um lugar:
              Na derivada de d = sqrt(c), divide deu ∞.
                divide(0.5, 0) = ∞: uma divisão por zero.
                o caminho até lá: a → c → d

            """, output, StringComparison.Ordinal);
        Assert.EndsWith(
            "\nA verificação falhou: os valores são finitos, mas uma derivada não é.\n", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("The derivatives are right at this point.", "As derivadas estão certas neste ponto.",
        "(a+b)*(b+1)", "a=2", "b=1", "--order", "2")]
    [InlineData("The derivatives are right at this point.", "As derivadas estão certas neste ponto.",
        "c = softmax(M@v); sum(c*c)", "M=[[1,2],[3,4]]", "v=[.1,.2]")]
    [InlineData("No derivative is wrong at this point, but not all could be decided.",
        "Nenhuma derivada está errada neste ponto, mas nem todas puderam ser decididas.", "relu(x)", "x=0")]
    [InlineData("No derivative is wrong at this point, but not all could be decided.",
        "Nenhuma derivada está errada neste ponto, mas nem todas puderam ser decididas.", "floor(x)", "x=1")]
    [InlineData("There is nothing to differentiate: no floating value depends on a floating input.",
        "Não há o que derivar: nenhum valor de ponto flutuante depende de uma entrada de ponto flutuante.", "1+2")]
    public void What_is_right_or_open_succeeds(string english, string portuguese, params string[] arguments)
    {
        Assert.Equal((0, ""), Last(Run([.. arguments, "--check", "--lang", "en"]), english));
        Assert.Equal((0, ""), Last(Run([.. arguments, "--check", "--lang", "pt-BR"]), portuguese));
    }

    [Theory]
    [InlineData("exp(1000) is ∞: too large for float64: an overflow.", "log(exp(x)+exp(y))", "x=1000", "y=1")]
    [InlineData("one term is 0·−∞, and 0·∞ is no number.", "M@log(v)", "M=[[1,0],[0,0]]", "v=[1,0]")]
    [InlineData("subtract(∞, ∞) is NaN: ∞ − ∞, which is no number.", "exp(x)-exp(y)", "x=1000", "y=1000")]
    [InlineData("x was given with ∞.", "x", "x=1/0")]
    [InlineData("power(0, -0.5) is ∞: zero under a negative exponent, a division by zero.", "x^1.5", "x=0", "--order", "2")]
    [InlineData("the way there: x → v1", "log(x-2)", "x=1")]
    public void What_is_not_finite_fails(string expected, params string[] arguments)
    {
        var (code, output, _) = Run([.. arguments, "--check", "--lang", "en"]);
        Assert.Equal(3, code);
        Assert.Contains(expected, output, StringComparison.Ordinal);
        Assert.Equal(3, Run([.. arguments, "--check", "--lang", "pt-BR"]).Code);
    }

    [Fact]
    public void Only_what_is_chosen_is_differentiated()
    {
        Assert.Equal(3, Run("a*sqrt(b)", "a=1", "b=0", "--check").Code);
        Assert.Equal(0, Run("a*sqrt(b)", "a=1", "b=0", "--check", "--wrt", "a").Code);
        Assert.Equal(3, Run("c = a*b; d = log(a)", "a=-1", "b=0", "--check").Code);
        Assert.Equal(0, Run("c = a*b; d = log(a)", "a=-1", "b=0", "--check", "--of", "c").Code);
    }

    [Theory]
    [InlineData(1, "--check needs values: write name=value for each input.", "x", "--check")]
    [InlineData(2, "--check is given twice.", "x", "x=1", "--check", "--check")]
    [InlineData(2, "--check answers as text or json, not as dot.", "x", "x=1", "--check", "--format", "dot")]
    [InlineData(2, "There is no option --chek (--check?).", "x", "x=1", "--chek")]
    public void Wrong_usage(int code, string message, params string[] arguments)
    {
        var result = Run([.. arguments, "--lang", "en"]);
        Assert.Equal((code, message, ""), (result.Code, result.Error.Split('\n')[0], result.Output));
    }

    [Fact]
    public void What_is_too_large_is_refused() =>
        Assert.Equal(1, Run("sum(outer(v,v)@outer(v,v))", $"v=[{string.Join(',', Enumerable.Range(0, 600))}]", "--check").Code);

    [Theory]
    [InlineData("log(x)", "x=-1")]
    [InlineData("x*sqrt(y)", "x=1", "y=0", "--order", "2")]
    [InlineData("abs(v)", "v=[0,1]")]
    [InlineData("x", "x=0/0")]
    [InlineData("M@v", "M=[[1,2],[3,4]]", "v=[1,2]")]
    public void The_document_fits_its_schema(params string[] arguments)
    {
        var schema = new SchemaCheck(JsonDocument.Parse(File.ReadAllBytes(Repository.Find("docs", "check-1.schema.json"))).RootElement);
        using var english = JsonDocument.Parse(Run([.. arguments, "--check", "--format", "json", "--lang", "en"]).Output);
        using var portuguese = JsonDocument.Parse(Run([.. arguments, "--check", "--format", "json", "--lang", "pt-BR"]).Output);
        Assert.Empty(schema.Errors(english.RootElement));
        Assert.Empty(schema.Errors(portuguese.RootElement));
        Assert.Equal(
            english.RootElement.GetProperty("outcome").GetString(), portuguese.RootElement.GetProperty("outcome").GetString());
    }

    [Theory]
    [InlineData("command.md", "c = a/b; d = sqrt(c)", "en")]
    [InlineData("command.pt-BR.md", "c = a/b; d = raiz(c)", "pt-BR")]
    public void The_pages_show_real_output(string page, string source, string language) => Assert.Contains(
        Run(source, "a=0", "b=1", "--check", "--lang", language).Output,
        File.ReadAllText(Repository.Find("docs", page)).ReplaceLineEndings("\n"), StringComparison.Ordinal);

    [Fact]
    public void Every_rule_has_its_words() => Assert.Distinct(Enum.GetValues<FaultReason>().Select(PortugueseCheck.Reason));

    private static (int Code, string Error) Last((int Code, string Output, string Error) result, string verdict)
    {
        Assert.EndsWith($"\n{verdict}\n", result.Output, StringComparison.Ordinal);
        return (result.Code, result.Error);
    }

    private static (int Code, string Output, string Error) Run(params string[] arguments)
    {
        using var output = new MemoryStream();
        using var text = new StreamWriter(output, new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = EntryPoint.Run(["derive", .. arguments], new Terminal(() => Stream.Null, () => output, text, error));
        return (code, Encoding.UTF8.GetString(output.ToArray()), error.ToString());
    }
}
