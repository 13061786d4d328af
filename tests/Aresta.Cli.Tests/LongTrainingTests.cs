using System.Diagnostics;

namespace Aresta.Cli.Tests;

/// <summary>A training of 10⁵ steps in a process of its own: what the process holds, managed and native, does not grow.</summary>
public class LongTrainingTests
{
    private const int Epochs = 10_000;

    [Fact]
    public async Task Memory_stays_flat()
    {
        // 120 irises, ten steps an epoch.
        var start = new ProcessStartInfo(
            "dotnet",
            [
                Path.Combine(AppContext.BaseDirectory, "Aresta.Cli.dll"), "train", "iris", "--epochs", $"{Epochs}", "--batch-size", "12",
                "--model", "mlp:8", "--threads", "1", "--format", "json",
            ])
        {
            RedirectStandardOutput = true,
            // The collector as it is by default waits for as much garbage as the caches are large.
            Environment = { ["DOTNET_GCgen0size"] = "400000" },
        };
        using var process = Process.Start(start)!;
        List<long> sizes = [];
        var epochs = 0;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Contains("\"epoch\",", StringComparison.Ordinal) && ++epochs % 500 == 0 && !process.HasExited)
            {
                process.Refresh();
                sizes.Add(process.WorkingSet64);
            }
        }

        await process.WaitForExitAsync();
        Assert.Equal((0, Epochs), (process.ExitCode, epochs));

        // By the second quarter all is compiled; a leak of 100 bytes a step would be 5 MB from there to the end.
        var (early, late) = (sizes[5..10].Max(), sizes[^6..^1].Max());
        Assert.True(late - early < 4_000_000, $"{early} → {late} bytes: {string.Join(", ", sizes)}");
    }
}
