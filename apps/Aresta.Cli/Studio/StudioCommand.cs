using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Aresta.Cli.Derive;
using Aresta.Cli.Wording;
using Aresta.Studio;
using Aresta.Studio.Training.Attaching;

namespace Aresta.Cli.Studio;

/// <summary>
/// <c>aresta studio</c>: the page on which derivatives are seen to flow. It alone needs the web server, whose assemblies are loaded when
/// <see cref="Serve"/> runs and not before.
/// </summary>
internal static class StudioCommand
{
    private const int UsualPort = 5179;

    private static readonly Dictionary<string, string[]> Choices = new()
    {
        ["--port"] = [],
        ["--lang"] = ["en", "pt-BR"],
    };

    private const string NoBrowser = "--no-browser";

    public static void Declare(Command command)
    {
        command.Arguments.Add(new Argument<string[]>("words") { Arity = ArgumentArity.ZeroOrMore });
        foreach (var name in Choices.Keys)
        {
            command.Options.Add(new Option<string>(name));
        }

        command.Options.Add(new Option<bool>(NoBrowser) { Arity = ArgumentArity.Zero });
    }

    public static int Run(ParseResult parsed, Terminal terminal, Texts texts)
    {
        var given = new Dictionary<string, string>();
        foreach (var (name, allowed) in Choices)
        {
            if (parsed.GetResult(name) is OptionResult { Implicit: false } option)
            {
                given[name] = Options.Value(name, option, allowed, texts);
            }
        }

        var words = parsed.GetValue<string[]>("words") ?? [];
        Options.RequireKnown(parsed, words, [.. Choices.Keys, NoBrowser], expression: 0, texts);
        var own = StudioTexts.For(texts.Language);
        if (words.Length > 1)
        {
            throw new UsageException(own.OneExpression);
        }

        var port = Port(given.GetValueOrDefault("--port"), own);
        var source = words is [var word] ? Source(word, terminal, texts) : null;
        var open = parsed.GetResult(NoBrowser) is not OptionResult { Implicit: false };
        return Serve(port, source, open, given.ContainsKey("--lang"), terminal, texts).GetAwaiter().GetResult();
    }

    private static int Port(string? text, StudioTexts own) => text is null ? UsualPort
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= ushort.MaxValue ? port
        : throw new UsageException(Texts.Format(own.WrongPort, text));

    private static string Source(string word, Terminal terminal, Texts texts) =>
        word.EndsWith(".json", StringComparison.OrdinalIgnoreCase) && File.Exists(word) ? File.ReadAllText(word)
            : SourceText.Read(word, terminal, texts);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<int> Serve(int port, string? source, bool open, bool inLanguage, Terminal terminal, Texts texts)
    {
        var own = StudioTexts.For(texts.Language);
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Finish);
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Finish);
        var options = new StudioOptions { Port = port, Source = source, Language = inLanguage ? texts.Language : null };
        await using var server = await StudioServer.StartAsync(options).ConfigureAwait(false);
        using var announced = Announcement.Announce(server.Address, server.Token);
        if (server.Moved)
        {
            await terminal.Error.WriteLineAsync(Texts.Format(own.PortTaken, port, server.Address.Port)).ConfigureAwait(false);
        }

        await terminal.Out.WriteLineAsync(server.Address.ToString()).ConfigureAwait(false);
        await terminal.Out.FlushAsync().ConfigureAwait(false);
        await terminal.Error.WriteLineAsync(own.HowToEnd).ConfigureAwait(false);
        if (open)
        {
            Open(server.Address);
        }

        await end.Task.ConfigureAwait(false);
        return ExitCode.Success;

        void Finish(PosixSignalContext signal)
        {
            signal.Cancel = true;
            end.TrySetResult();
        }
    }

    // Where there is no browser the address that was printed is enough.
    private static void Open(Uri address)
    {
        try
        {
            using var browser = OperatingSystem.IsLinux()
                ? Process.Start(new ProcessStartInfo("xdg-open", address.ToString())
                { RedirectStandardError = true, RedirectStandardOutput = true })
                : Process.Start(new ProcessStartInfo(address.ToString()) { UseShellExecute = true });
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or InvalidOperationException or PlatformNotSupportedException)
        {
            // No browser.
        }
    }
}
