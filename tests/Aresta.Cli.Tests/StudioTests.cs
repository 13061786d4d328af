using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Aresta.Cli.Tests;

/// <summary><c>aresta studio</c> in a process of its own, as a person starts and ends it.</summary>
public sealed class StudioTests
{
    [Fact]
    public async Task It_prints_its_address_alone_on_a_line_that_answers_and_ends_when_it_is_interrupted()
    {
        using var process = Start("--port", "0", "--lang", "en", "y = x^2");
        var address = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        Assert.Matches("^http://127\\.0\\.0\\.1:[0-9]+/$", address);
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var response = await client.GetAsync(address, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("content=\"y = x^2\"", page, StringComparison.Ordinal);
        Assert.Contains("name=\"aresta-language\" content=\"en\"", page, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            using var kill = Process.Start("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, process.ExitCode);
            Assert.Equal("", await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
            Assert.Equal(
                "The studio is open; Ctrl-C ends it.\n",
                await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        }
        else
        {
            process.Kill();
        }
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told_and_replaced()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var taken = ((IPEndPoint)other.LocalEndpoint).Port;
        using var process = Start("--port", FormattableString.Invariant($"{taken}"), "--lang", "pt-BR");
        var address = new Uri((await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!);
        Assert.NotEqual(taken, address.Port);
        Assert.Equal(
            $"A porta {taken} está ocupada; o estúdio escuta na porta {address.Port}.",
            await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken));
        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("--port cannot be \"70000\"; it is a number from 0 to 65535.", "--port", "70000")]
    [InlineData("The studio opens one expression or file at a time.", "x", "y")]
    [InlineData("There is no option --prot (--port?).", "--prot", "0")]
    public void Wrong_usage_is_told(string message, params string[] arguments)
    {
        var (code, _, error) = CommandTests.Run(["studio", .. arguments, "--lang", "en"]);
        Assert.Equal(2, code);
        Assert.StartsWith(message, error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_told()
    {
        var (code, _, error) = CommandTests.Run(["studio", "no-such.aresta", "--lang", "en"]);
        Assert.Equal((1, "There is no file no-such.aresta.\n"), (code, error));
    }

    private static Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo(
        "dotnet", [Path.Combine(AppContext.BaseDirectory, "Aresta.Cli.dll"), "studio", "--no-browser", .. arguments])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}
