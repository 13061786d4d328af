using System.Diagnostics;
using System.Text.Json;

namespace Aresta.Cli.Tests;

/// <summary>A training in a process of its own that is killed again and again, also while it writes.</summary>
public sealed class KilledTrainingTests : IDisposable
{
    private static readonly string[] Training =
        ["train", "iris", "--epochs", "12", "--model", "mlp:400", "--format", "json", "--threads", "1"];

    private readonly string directory = Directory.CreateTempSubdirectory("aresta-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public async Task It_ends_in_the_same_bits_as_if_never_killed()
    {
        var expected = Hash(CommandTests.Run(Training).Output);
        var kills = 0;
        for (var run = 0; run < 60; run++)
        {
            using var process = Start();
            var output = process.StandardOutput.ReadToEndAsync();
            var known = Manifest();

            // By turns: as soon as a file is being written, and as soon as a checkpoint is complete.
            while (!process.HasExited && !(run % 2 == 0 ? IsWriting() : Manifest() != known))
            {
                Thread.Yield();
            }

            process.Kill();
            await process.WaitForExitAsync();
            if (process.ExitCode == 0)
            {
                Assert.Equal(expected, Hash(await output));
                Assert.True(kills >= 5, $"It was killed {kills} times only.");
                return;
            }

            kills++;
        }

        Assert.Fail("It never came to its end.");
    }

    private bool IsWriting() => Directory.EnumerateFiles(directory, "*.tmp").Any();

    private DateTime Manifest() => File.GetLastWriteTimeUtc(Path.Combine(directory, "checkpoint.json"));

    private Process Start()
    {
        var start = new ProcessStartInfo(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "Aresta.Cli.dll"), .. Training, "--checkpoint", directory, "--resume"])
        {
            RedirectStandardOutput = true,
        };
        return Process.Start(start)!;
    }

    private static string Hash(string output) =>
        JsonDocument.Parse(output.TrimEnd().Split('\n')[^1]).RootElement.GetProperty("parameters_sha256").GetString()!;
}
