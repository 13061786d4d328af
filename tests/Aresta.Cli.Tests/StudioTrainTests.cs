using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Aresta.Cli.Tests;

/// <summary><c>train --studio</c> beside <c>studio</c>, in processes of their own.</summary>
public sealed class StudioTrainTests : IDisposable
{
    private static readonly string[] Training = ["train", "iris", "--model", "mlp:8", "--format", "json", "--threads", "1", "--lang", "en"];

    private readonly string directory = Directory.CreateTempSubdirectory("aresta-").FullName;
    private readonly List<Process> running = [];

    public void Dispose()
    {
        foreach (var process in running)
        {
            if (!process.HasExited)
            {
                process.Kill();
                process.WaitForExit();
            }

            process.Dispose();
        }

        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task Without_a_studio_one_is_started_for_the_training_and_no_bit_changes()
    {
        string[] command = [.. Training, "--epochs", "3"];
        var process = Start([.. command, "--studio"]);
        var (output, error) = await (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync()).Both();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        Assert.Matches(@"^A studio at http://127\.0\.0\.1:\d+/#view=training shows this training\.\r?\n$", error);
        Assert.Equal(Hash(CommandTests.Run(command).Output), Hash(output));
        Assert.Empty(Directory.GetFiles(Path.Combine(directory, "aresta")));
    }

    [Fact]
    public async Task A_change_made_on_the_page_is_kept_resumed_and_repeated()
    {
        using var page = await Page.Open(this);
        var (first, again) = (Path.Combine(directory, "first"), Path.Combine(directory, "again"));
        var training = Start([.. Training, "--epochs", "1000000", "--checkpoint", first, "--studio"]);
        var run = (await page.Until("steps")).Run;
        await page.Wish(run, "\"wish\":\"rate\",\"rate\":0.0004");
        var change = (await page.Until("change")).Told;
        Assert.Equal(0.4, change.GetProperty("factor").GetDouble(), 1e-12);
        await page.Wish(run, "\"wish\":\"stop\"");
        Assert.Equal("Stopped", (await page.Until("end")).Told.GetProperty("outcome").GetString());
        var line = (await training.StandardOutput.ReadToEndAsync()).TrimEnd().Split('\n')[^1];
        Assert.StartsWith("{\"event\":\"stopped\",\"step\":", line, StringComparison.Ordinal);
        Assert.StartsWith("The studio at http://127.0.0.1:", await training.StandardError.ReadToEndAsync(), StringComparison.Ordinal);

        // What is resumed, and what is trained anew with the recorded change, end in the same bits.
        var step = JsonDocument.Parse(line).RootElement.GetProperty("step").GetInt64();
        Assert.True(change.GetProperty("step").GetInt64() <= step + 1);
        string[] rest = [.. Training, "--epochs", $"{(step / 4) + 2}"];
        var resumed = Hash(CommandTests.Run([.. rest, "--checkpoint", first, "--resume"]).Output);
        Assert.Equal(resumed, Hash(CommandTests.Run([.. rest, "--checkpoint", again, "--replay", first]).Output));
        Assert.NotEqual(resumed, Hash(CommandTests.Run(rest).Output));
    }

    [Fact]
    public async Task A_training_that_is_killed_is_told_and_the_studio_lives_on()
    {
        using var page = await Page.Open(this);
        var training = Start([.. Training, "--epochs", "1000000", "--studio"]);
        await page.Until("steps");
        training.Kill();
        Assert.Equal("Lost", (await page.Until("end")).Told.GetProperty("outcome").GetString());
        Start([.. Training, "--epochs", "2", "--studio"]);
        Assert.Equal("Finished", (await page.Until("end")).Told.GetProperty("outcome").GetString());
    }

    private Process Start(string[] command)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Aresta.Cli.dll"), .. command])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.Environment["XDG_RUNTIME_DIR"] = directory;
        var process = Process.Start(start)!;
        running.Add(process);
        return process;
    }

    private static string Hash(string output) =>
        JsonDocument.Parse(output.TrimEnd().Split('\n')[^1]).RootElement.GetProperty("parameters_sha256").GetString()!;

    /// <summary>A studio and a page that listens to it.</summary>
    private sealed class Page(HttpClient client, StreamReader events) : IDisposable
    {
        public static async Task<Page> Open(StudioTrainTests tests)
        {
            var address = await tests.Start(["studio", "--port", "0", "--no-browser"]).StandardOutput.ReadLineAsync();
            var client = new HttpClient { BaseAddress = new(address!) };
            var file = Directory.GetFiles(Path.Combine(tests.directory, "aresta")).Single();
            var place = JsonDocument.Parse(File.ReadAllText(file)).RootElement;
            client.DefaultRequestHeaders.Add("X-Aresta-Token", place.GetProperty("token").GetString());
            return new(client, new(await client.GetStreamAsync("api/training/events")));
        }

        public void Dispose()
        {
            events.Dispose();
            client.Dispose();
        }

        /// <summary>The next event of a kind.</summary>
        public async Task<(string Run, JsonElement Told)> Until(string kind)
        {
            while (await events.ReadLineAsync() is { } line)
            {
                if (line.StartsWith("data: {\"run\":", StringComparison.Ordinal))
                {
                    var data = JsonDocument.Parse(line[6..]).RootElement;
                    if (data.GetProperty("told").GetProperty("event").GetString() == kind)
                    {
                        return (data.GetProperty("run").GetString()!, data.GetProperty("told"));
                    }
                }
            }

            throw new InvalidOperationException($"The stream ended before {kind}.");
        }

        public async Task Wish(string run, string wish)
        {
            using var answer = await client.PostAsync("api/training/wish", new StringContent($"{{\"run\":\"{run}\",{wish}}}"));
            Assert.Equal("{\"done\":true}", await answer.Content.ReadAsStringAsync());
        }
    }
}

/// <summary>Two tasks at a time.</summary>
internal static class Tasks
{
    public static async Task<(T1, T2)> Both<T1, T2>(this (Task<T1> First, Task<T2> Second) tasks)
    {
        await Task.WhenAll(tasks.First, tasks.Second);
        return (await tasks.First, await tasks.Second);
    }
}
