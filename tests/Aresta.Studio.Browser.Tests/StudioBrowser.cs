using System.Collections.Concurrent;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Aresta.Studio.Browser.Tests.StudioBrowser))]

namespace Aresta.Studio.Browser.Tests;

/// <summary>One browser and one studio for all tests: Chromium as the system has it.</summary>
public sealed class StudioBrowser : IAsyncLifetime
{
    private readonly ConcurrentDictionary<IPage, ConcurrentQueue<string>> complaints = new();
    private IPlaywright? playwright;
    private IBrowser? browser;
    private StudioServer? server;

    public StudioServer Server => server!;

    public static string Executable => Environment.GetEnvironmentVariable("ARESTA_CHROMIUM") ?? "/usr/bin/chromium";

    public async ValueTask InitializeAsync()
    {
        server = await StudioServer.StartAsync(new() { Port = 0, Budget = TimeSpan.FromSeconds(20) });
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Executable, Args = ["--no-sandbox"] });
    }

    public async ValueTask DisposeAsync()
    {
        await browser!.CloseAsync();
        playwright!.Dispose();
        await Server.DisposeAsync();
    }

    /// <summary>The page, ready, in a window of its own.</summary>
    /// <param name="language">What the browser asks for.</param>
    /// <param name="address">What stands behind the address of the studio.</param>
    /// <param name="width">The width of the window.</param>
    /// <param name="height">The height of the window.</param>
    /// <param name="dark">Whether the person prefers dark colors.</param>
    /// <param name="calm">Whether the person prefers less motion.</param>
    public async Task<IPage> Open(
        string language, string address = "", int width = 1280, int height = 720, bool dark = false, bool calm = true)
    {
        var context = await browser!.NewContextAsync(new()
        {
            Locale = language,
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = calm ? ReducedMotion.Reduce : ReducedMotion.NoPreference,
        });
        await context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        context.SetDefaultTimeout(15_000);
        var page = await context.NewPageAsync();
        var heard = complaints[page] = new();
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                heard.Enqueue(message.Text);
            }
        };
        page.PageError += (_, error) => heard.Enqueue(error);
        page.Request += (_, request) =>
        {
            if (new Uri(request.Url) is { Scheme: "http" or "https" } asked && asked.Authority != Server.Address.Authority)
            {
                heard.Enqueue("asks " + request.Url);
            }
        };
        await page.GotoAsync(Server.Address + address);
        await page.Locator(".node").First.WaitForAsync();
        return page;
    }

    /// <summary>Closes the page, which must have said nothing on its console and asked nobody else.</summary>
    public async Task Close(IPage page)
    {
        await page.Context.CloseAsync();
        Assert.Empty(complaints[page]);
    }
}

/// <summary>What the tests of the page have in common.</summary>
public abstract class PageTests(StudioBrowser studio)
{
    public static TheoryData<string> Languages => new("en", "pt-BR");

    protected StudioBrowser Studio => studio;

    /// <summary>The sentence in the language of a test.</summary>
    protected static string In(string language, string english, string portuguese) => language == "en" ? english : portuguese;

    /// <summary>The address of a program in a view.</summary>
    protected static string At(string view, string source = "c = a + b\nd = b + 1\ne = c * d", params (string Name, string Value)[] more) =>
        $"#s={Uri.EscapeDataString(source)}&view={view}&v.a=2&v.b=1"
        + string.Concat(more.Select(each => $"&{each.Name}={Uri.EscapeDataString(each.Value)}"));

    /// <summary>The box of a name.</summary>
    protected static ILocator Box(IPage page, string name) =>
        page.Locator(".node", new() { Has = page.Locator($".name:text-is(\"{name}\")") });

    protected static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);
}
