using System.Text.Json;
using System.Xml.Linq;

namespace Aresta.Cli.Tests;

/// <summary><c>aresta experiment</c>.</summary>
public sealed class ExperimentTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("aresta-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public void An_experiment_tells_programs_its_outcome_and_draws_it()
    {
        var (page, drawing) = (Path.Combine(directory, "page.html"), Path.Combine(directory, "chart.svg"));
        var (code, output, error) = CommandTests.Run(
        [
            "experiment", "depth", "--quick", "--format", "json", "--report", page, "--svg", drawing, "--theme", "dark", "--lang", "pt-BR",
        ]);
        Assert.Equal((0, ""), (code, error));
        var lines = output.TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.All(lines[..^1], line => Assert.Equal("progress", line.GetProperty("event").GetString()));
        Assert.Equal(12, lines.Length - 1);
        var done = lines[^1];
        Assert.Equal(("done", "depth"), (done.GetProperty("event").GetString(), done.GetProperty("experiment").GetString()));
        Assert.True(done.GetProperty("as_stated").GetBoolean());
        Assert.Equal(12, done.GetProperty("rows").GetArrayLength());
        Assert.Equal("He", done.GetProperty("rows")[11].GetProperty("initializer").GetString());
        Assert.True(done.GetProperty("rows")[11].GetProperty("test_accuracy").GetDouble() > 0.8);
        Assert.Equal(2, done.GetProperty("charts").GetArrayLength());
        Assert.Equal(4, done.GetProperty("charts")[0].GetProperty("lines").GetArrayLength());

        var text = System.Net.WebUtility.HtmlDecode(File.ReadAllText(page));
        Assert.Contains("Inicialização e profundidade", text, StringComparison.Ordinal);
        Assert.DoesNotContain("http", text, StringComparison.Ordinal);
        string[] parts = [.. text.Split("<svg")[1..].Select(part => $"<svg{part.Split("</svg>")[0]}</svg>")];
        Assert.Equal(2, parts.Length);
        Assert.All(parts, part => Assert.DoesNotContain("NaN", XElement.Parse(part).ToString(), StringComparison.Ordinal));
        Assert.DoesNotContain("var(", XElement.Load(drawing).ToString(), StringComparison.Ordinal);
    }

    [Theory, InlineData("en"), InlineData("pt-BR")]
    public void One_experiment_is_to_be_named(string language)
    {
        foreach (var words in (string[][])[[], ["height"], ["depth", "modes"]])
        {
            var (code, output, error) = CommandTests.Run(["experiment", .. words, "--lang", language]);
            Assert.Equal((2, ""), (code, output));
            Assert.Contains("vanishing, depth, modes", error, StringComparison.Ordinal);
        }

        var (helped, help, _) = CommandTests.Run(["experiment", "--help", "--lang", language]);
        Assert.Equal(0, helped);
        Assert.Contains(language == "en" ? "Examples:" : "Exemplos:", help, StringComparison.Ordinal);
        Assert.Contains("aresta experiment vanishing --report vanishing.html", help, StringComparison.Ordinal);
    }
}
