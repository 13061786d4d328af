using System.Diagnostics;
using System.Globalization;
using Aresta.Peers.Measuring;
using TorchSharp;

namespace Aresta.Peers.Rows;

/// <summary>Processes that print one gradient and end: how long until it is printed, and what they hold then.</summary>
internal static class Startup
{
    /// <summary>The argument with which this program is the peer's process.</summary>
    public const string Argument = "first-gradient";

    private const int Rounds = 7;

    /// <summary>The peer's process.</summary>
    public static void FirstGradient()
    {
        using var a = torch.tensor(2.0, requires_grad: true);
        using var b = torch.tensor(1.0, requires_grad: true);
        using var e = (a + b) * (b + 1);
        e.backward();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{e.item<double>()} {a.grad!.item<double>()} {b.grad!.item<double>()}"));
        Console.WriteLine(Environment.WorkingSet);
    }

    /// <summary>Measures what `benchmarks/run` has built beside this program: our process as an assembly, and as native code.</summary>
    public static IEnumerable<Outcome> Run()
    {
        var theirs = Command("dotnet", Environment.ProcessPath is null ? "" : typeof(Startup).Assembly.Location, Argument);
        var folder = Path.Combine(AppContext.BaseDirectory, "first-gradient");
        var assembly = Path.Combine(folder, "assembly", "Aresta.FirstGradient.dll");
        var native = Path.Combine(folder, "native", "Aresta.FirstGradient");
        var all = new List<Outcome>();
        foreach (var (name, file, ours) in new[]
        {
            ("dotnet app.dll", assembly, Command("dotnet", assembly)), ("native AOT", native, Command(native)),
        })
        {
            if (!File.Exists(file))
            {
                Console.WriteLine($"{name}: {file} is not there; `benchmarks/run peers` makes it.");
                continue;
            }

            Once(ours);
            Once(theirs);
            var rounds = Enumerable.Range(0, Rounds).Select(_ => (Ours: Once(ours), Theirs: Once(theirs))).ToArray();
            all.Add(Outcome.Of(
                $"startup-ms ({name})", 1, "libtorch", [.. rounds.Select(r => r.Ours.Seconds)],
                [.. rounds.Select(r => r.Theirs.Seconds)]) with
            { Target = 0.5 });
            all.Add(Outcome.Of(
                $"resident-mb ({name})", 1, "libtorch", [.. rounds.Select(r => r.Ours.Megabytes)],
                [.. rounds.Select(r => r.Theirs.Megabytes)]) with
            { Target = 0.4, Unit = "MB" });
        }

        return all;
    }

    // As users start it: compiled in tiers, whatever this program is set to.
    private static ProcessStartInfo Command(string file, params string[] arguments) => new(file, arguments)
    {
        RedirectStandardOutput = true,
        Environment =
        {
            ["DOTNET_TieredCompilation"] = "1", ["DOTNET_gcConcurrent"] = "1",
            ["LD_PRELOAD"] = Environment.GetEnvironmentVariable("ARESTA_PEERS_PRELOAD"),
        },
    };

    private static (double Seconds, double Megabytes) Once(ProcessStartInfo command)
    {
        var start = Stopwatch.GetTimestamp();
        using var process = Process.Start(command) ?? throw new InvalidOperationException($"{command.FileName} does not start.");
        var line = process.StandardOutput.ReadLine();
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var bytes = process.StandardOutput.ReadLine();
        process.WaitForExit();
        return line == "6 2 5" && long.TryParse(bytes, CultureInfo.InvariantCulture, out var held)
            ? (seconds, held / 1e6)
            : throw new InvalidOperationException($"{command.FileName} {string.Join(' ', command.ArgumentList)} printed {line}.");
    }
}
