using System.Text.Json;
using System.Xml.Linq;

namespace Aresta.Cli.Tests;

/// <summary><c>train --watch</c> and <c>train --report</c>.</summary>
public sealed class WatchTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("aresta-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public void The_gradient_is_shown_before_training_and_behind_each_epoch()
    {
        var (code, output, error) = CommandTests.Run(["train", "iris", "--model", "mlp:8", "--epochs", "2", "--watch", "--lang", "en"]);
        Assert.Equal((0, ""), (code, error));
        var lines = output.TrimEnd().Split('\n');
        Assert.Equal(3, lines.Count(line => line.EndsWith("gradient, first to last layer", StringComparison.Ordinal)));
        Assert.Equal(3, lines.Count(line => line.StartsWith("  Healthy: the gradient is ", StringComparison.Ordinal)));
    }

    [Fact]
    public void Watching_changes_no_bit_and_tells_programs_numbers()
    {
        string[] command = ["train", "iris", "--model", "mlp:8", "--epochs", "2", "--format", "json"];
        var watched = Lines([.. command, "--watch"]);
        Assert.Equal(["flow", "epoch", "flow", "epoch", "flow", "done"], watched.Select(line => line.GetProperty("event").GetString()));
        Assert.Equal(Hash(Lines(command)[^1]), Hash(watched[^1]));
        var flow = watched[2];
        Assert.Equal("Healthy", flow.GetProperty("findings")[0].GetProperty("kind").GetString());
        Assert.All(flow.GetProperty("layers").EnumerateArray(), layer => Assert.True(layer.GetProperty("norms")[0].GetDouble() > 0));
        Assert.All(flow.GetProperty("parameters").EnumerateArray(), p => Assert.True(p.GetProperty("update_ratio").GetDouble() > 0));

        static string? Hash(JsonElement done) => done.GetProperty("parameters_sha256").GetString();
    }

    [Theory, InlineData("en", "Norm of the gradient over time: 1.state"), InlineData("pt-BR", "Norma do gradiente no tempo: 1.state")]
    public void The_page_stands_alone_and_has_every_drawing(string language, string heading)
    {
        var file = Path.Combine(directory, "page.html");
        var (code, output, error) = CommandTests.Run(
            ["train", "digits", "--model", "rnn:6", "--epochs", "1", "--report", file, "--lang", language]);
        Assert.Equal((0, ""), (code, error));
        Assert.DoesNotContain("gradi", output, StringComparison.Ordinal);
        var text = File.ReadAllText(file);
        Assert.Contains("prefers-color-scheme:dark", text, StringComparison.Ordinal);
        Assert.DoesNotContain("http", text, StringComparison.Ordinal);
        Assert.Contains(heading, text, StringComparison.Ordinal);
        Assert.Contains("1.state_weight</h2>", text, StringComparison.Ordinal);
        var said = language == "en" ? "How far the state reaches: 1" : "Até onde o estado alcança: 1";
        Assert.Contains(said, System.Net.WebUtility.HtmlDecode(text), StringComparison.Ordinal);

        // Every drawing is well formed, and none has a number that is none.
        string[] parts = [.. text.Split("<svg")[1..].Select(part => $"<svg{part.Split("</svg>")[0]}</svg>")];
        Assert.True(parts.Length > 5, $"{parts.Length} drawings");
        Assert.All(parts, part => Assert.DoesNotContain("NaN", XElement.Parse(part).ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void Paths_and_the_reach_of_states_are_shown_and_an_unknown_parameter_is_told_with_the_known_ones()
    {
        string[] command = ["train", "digits", "--model", "lstm:4", "--epochs", "1", "--paths", "1.state_weight"];
        var (code, output, error) = CommandTests.Run([.. command, "--lang", "en"]);
        Assert.Equal((0, ""), (code, error));
        Assert.Equal(2, output.Split("∂h_T/∂s_t of 1, steps 1 to 8: greatest singular value").Length - 1);
        Assert.Equal(2, output.Split("  1.state_weight: the heaviest of ").Length - 1);
        Assert.Contains(": loss ← 2 ← ", output, StringComparison.Ordinal);

        var paths = Lines([.. command, "--format", "json"])[0].GetProperty("paths")[0];
        Assert.Equal("1.state_weight", paths.GetProperty("parameter").GetString());
        var heaviest = paths.GetProperty("heaviest").EnumerateArray().ToArray();
        Assert.Equal(5, heaviest.Length);
        Assert.All(heaviest, path => Assert.True(path.GetProperty("norm").GetDouble() <= 1.001 * path.GetProperty("bound").GetDouble()));

        (code, _, error) = CommandTests.Run(["train", "iris", "--model", "mlp:8", "--paths", "1.weight", "--lang", "en"]);
        Assert.Equal(2, code);
        Assert.Contains("0.weight, 0.bias, 2.weight", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_that_cannot_be_written_is_told_before_training()
    {
        var (code, output, error) = CommandTests.Run(
            ["train", "iris", "--report", Path.Combine(directory, "missing", "page.html"), "--lang", "en"]);
        Assert.Equal(1, code);
        Assert.Contains("cannot be written", error, StringComparison.Ordinal);
        Assert.DoesNotContain("epoch", output, StringComparison.Ordinal);
    }

    private static JsonElement[] Lines(string[] command) =>
        [.. CommandTests.Run(command).Output.TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line).RootElement)];
}
