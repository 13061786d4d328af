using System.Text.Json;
using Microsoft.Playwright;

namespace Aresta.Studio.Browser.Tests;

/// <summary>The page is for everyone: contrast, names, small windows, less motion, both languages.</summary>
public sealed class EveryoneTests(StudioBrowser studio) : PageTests(studio)
{
    public static TheoryData<string, string, bool, int> Faces
    {
        get
        {
            var faces = new TheoryData<string, string, bool, int>();
            string[] views = ["explore", "sweeps", "paths", "higher"];
            foreach (var (view, dark) in views.SelectMany(view => new[] { (view, false), (view, true) }))
            {
                faces.Add("en", view, dark, 1280);
                faces.Add("pt-BR", view, dark, 390);
            }

            return faces;
        }
    }

    /// <summary>axe-core finds nothing of weight, on any view, in either theme, wide or narrow.</summary>
    [Theory, MemberData(nameof(Faces))]
    public async Task There_is_no_serious_violation(string language, string view, bool dark, int width)
    {
        var page = await Studio.Open(language, At(view, more: [("from", "b"), ("to", "e")]), width, 844, dark);
        await page.Locator(".panel .card").First.WaitForAsync();
        if (view == "explore")
        {
            await Box(page, "c").DispatchEventAsync("click");
            await page.Locator(".inspector dl").WaitForAsync();
        }

        if (view == "sweeps")
        {
            await page.Locator("[data-control=end]").ClickAsync();
        }

        var found = await Violations(page);
        Assert.True(found.Length == 0, string.Join('\n', found));
        await Studio.Close(page);
    }

    [Theory, MemberData(nameof(Languages))]
    public async Task Nothing_is_wider_than_a_phone(string language)
    {
        foreach (var view in new[] { "explore", "sweeps", "paths", "higher" })
        {
            var page = await Studio.Open(language, At(view, more: [("from", "b"), ("to", "e")]), 390, 844);
            await page.Locator(".panel .card").First.WaitForAsync();
            Assert.Equal(390, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
            await Studio.Close(page);
        }
    }

    [Fact]
    public async Task The_language_and_the_colors_are_chosen_and_kept()
    {
        var page = await Studio.Open("en");
        await page.Locator("#language").ClickAsync();
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "pt-BR");
        await Expect(page.Locator(".tab[data-view=explore]")).ToHaveTextAsync("Explorar");
        await page.Locator("#theme").ClickAsync();
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await page.ReloadAsync();
        await Expect(page.Locator(".tab[data-view=explore]")).ToHaveTextAsync("Explorar");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await Studio.Close(page);
    }

    /// <summary>A word of the other language on the page would be one that was not translated.</summary>
    [Theory]
    [InlineData("en", new[] { "arestas", "nós", "Entradas", "Varreduras", "Valor" })]
    [InlineData("pt-BR", new[] { "edges", "nodes", "Inputs", "Sweeps", "Value", "Local derivative", "Paths" })]
    public async Task Every_word_is_in_the_chosen_language(string language, string[] foreign)
    {
        foreach (var view in new[] { "explore", "sweeps", "paths", "higher" })
        {
            var page = await Studio.Open(language, At(view, more: [("from", "b"), ("to", "e")]));
            await page.Locator(".panel .card").First.WaitForAsync();
            var text = await page.EvaluateAsync<string>(
                "document.body.innerText + [...document.querySelectorAll('[aria-label],[title]')]"
                + ".map(e => (e.ariaLabel ?? '') + ' ' + (e.title ?? '')).join(' ')");
            Assert.All(foreign, word => Assert.DoesNotMatch($@"(?<!\w){word}(?!\w)", text));
            await Studio.Close(page);
        }
    }

    [Fact]
    public async Task Everything_is_reached_with_the_tab_key()
    {
        var page = await Studio.Open("en", At("sweeps", more: [("from", "b"), ("to", "e")]));
        await page.Locator("[data-control=next]").WaitForAsync();
        var seen = new HashSet<string>();
        for (var i = 0; i < 60; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            seen.Add(await page.EvaluateAsync<string>(
                "(e => e.id || e.dataset.view || e.dataset.control || e.dataset.choice || e.className.baseVal || e.className)"
                + "(document.activeElement)"));
        }

        string[] wanted = ["skip", "sweeps", "paths", "tour-button", "language", "theme", "source", "input-a", "next", "play", "to"];
        Assert.Superset(wanted.ToHashSet(), seen);
        await Studio.Close(page);
    }

    private static IEnumerable<string> Places(JsonElement violation) => violation.GetProperty("nodes").EnumerateArray().Take(6)
        .Select(node => $"{node.GetProperty("target")} {node.GetProperty("failureSummary")}");

    internal static async Task<string[]> Violations(IPage page)
    {
        // Evaluated by the driver, so that the policy of the page need not allow it.
        await page.EvaluateAsync(await File.ReadAllTextAsync(
            Path.Combine(AppContext.BaseDirectory, "Assets", "axe.min.js"), TestContext.Current.CancellationToken));
        var found = await page.EvaluateAsync<JsonElement>(
            "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })");
        return
        [
            .. found.GetProperty("violations").EnumerateArray()
                .Where(each => each.GetProperty("impact").GetString() is "serious" or "critical")
                .Select(each => $"{each.GetProperty("id")}: {each.GetProperty("help")} — {string.Join(" | ", Places(each))}"),
        ];
    }
}
