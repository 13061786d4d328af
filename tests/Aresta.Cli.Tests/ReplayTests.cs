using System.Text.Json;

namespace Aresta.Cli.Tests;

/// <summary><c>train --replay</c>: changes of the rates that were made while another training ran.</summary>
public sealed class ReplayTests : IDisposable
{
    private static readonly string[] Training = ["train", "iris", "--model", "mlp:8", "--epochs", "3", "--format", "json"];
    private readonly string directory = Directory.CreateTempSubdirectory("aresta-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public void Changes_in_a_checkpoint_are_repeated_and_kept()
    {
        var (plain, first, second) = (Place("plain"), Place("first"), Place("second"));
        var unchanged = Hash([.. Training, "--checkpoint", plain]);
        Change(plain, 3, 0.5);
        var changed = Hash([.. Training, "--checkpoint", first, "--replay", plain]);
        Assert.NotEqual(unchanged, changed);
        Assert.Equal(changed, Hash([.. Training, "--checkpoint", second, "--replay", first]));

        Assert.Contains(
            "From step 3 on the rates are multiplied by 0.5.", CommandTests.Run(["inspect", second, "--lang", "en"]).Output,
            StringComparison.Ordinal);
        Assert.Contains(
            "A partir do passo 3 as taxas são multiplicadas por 0.5.", CommandTests.Run(["inspect", second, "--lang", "pt-BR"]).Output,
            StringComparison.Ordinal);
        using var json = JsonDocument.Parse(CommandTests.Run(["inspect", second, "--format", "json"]).Output);
        Assert.Equal("{\"step\":3,\"factor\":0.5}", json.RootElement.GetProperty("changes")[0].GetRawText());
    }

    [Fact]
    public void Steps_that_were_made_otherwise_are_told()
    {
        var (made, other) = (Place("made"), Place("other"));
        Hash([.. Training, "--checkpoint", made]);
        Hash([.. Training, "--checkpoint", other]);
        Change(other, 2, 0.5);
        string[] longer = [.. Training, "--checkpoint", made, "--resume", "--replay", other, "--lang", "en"];
        longer[5] = "4";
        var (code, output, error) = CommandTests.Run(longer);
        Assert.Equal((1, ""), (code, output));
        Assert.Contains("the 12 steps made so far were made with other rates.", error, StringComparison.Ordinal);
        Assert.Contains(
            "There is no checkpoint in none: it has no checkpoint.json.",
            CommandTests.Run([.. Training, "--replay", "none", "--lang", "en"]).Error, StringComparison.Ordinal);
    }

    private string Place(string name) => Path.Combine(directory, name);

    private static void Change(string checkpoint, int step, double factor)
    {
        var file = Path.Combine(checkpoint, "checkpoint.json");
        var text = File.ReadAllText(file);
        Assert.Contains("\"changes\": []", text, StringComparison.Ordinal);
        File.WriteAllText(file, text.Replace(
            "\"changes\": []", FormattableString.Invariant($"\"changes\": [{{\"step\": {step}, \"factor\": {factor}}}]"),
            StringComparison.Ordinal));
    }

    private static string? Hash(string[] command)
    {
        var (code, output, error) = CommandTests.Run(command);
        Assert.Equal((0, ""), (code, error));
        return JsonDocument.Parse(output.TrimEnd().Split('\n')[^1]).RootElement.GetProperty("parameters_sha256").GetString();
    }
}
