using System.Diagnostics;

namespace Aresta.Distribution.Tests;

/// <summary>Runs the <c>dotnet</c> command in the repository, as a newcomer would.</summary>
internal static class Dotnet
{
    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The configuration that these tests were built in.</summary>
    public const string Configuration =
#if DEBUG
        "Debug";
#else
        "Release";
#endif

    /// <summary>Runs a command to its end and returns what it printed; fails the test if it does not exit with 0.</summary>
    public static Task<string> Run(params string[] arguments) => Execute("dotnet", arguments);

    /// <summary>Runs a program to its end and returns what it printed; fails the test if it does not exit with 0.</summary>
    public static async Task<string> Execute(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };

        // The test command sets variables of its own MSBuild, which would mislead this one.
        string[] misleading = ["MSBUILD", "TESTINGPLATFORM"];
        foreach (var name in start.Environment.Keys.ToArray())
        {
            if (misleading.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
            {
                start.Environment.Remove(name);
            }
        }

        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["NO_COLOR"] = "1";
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(
            process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} exited with {process.ExitCode}:\n{await output}{await error}");
        return await output;
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Aresta.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("These tests run inside the repository: no Aresta.slnx above them.");
    }
}
