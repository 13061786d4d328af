using Microsoft.Playwright;

namespace Aresta.Studio.Browser.Tests;

/// <summary>The page works at all: what continuous integration looks at.</summary>
[Trait("Part", "smoke")]
public sealed class SmokeTests(StudioBrowser studio) : PageTests(studio)
{
    [Theory, MemberData(nameof(Languages))]
    public async Task The_chapters_graph_is_shown_and_follows_the_sliders(string language)
    {
        var page = await Studio.Open(language);
        await Expect(page.Locator(".node")).ToHaveCountAsync(6);
        await Expect(Box(page, "e").Locator(".value")).ToHaveTextAsync("= 6");
        await page.GetByLabel(In(language, "Value of a", "Valor de a")).FillAsync("3");
        await Expect(Box(page, "e").Locator(".value")).ToHaveTextAsync("= 8");
        await page.GetByLabel(In(language, "Slide b", "Deslizar b")).FillAsync("2");
        await Expect(Box(page, "e").Locator(".value")).ToHaveTextAsync("= 15");
        await Studio.Close(page);
    }

    [Theory, MemberData(nameof(Languages))]
    public async Task Each_view_opens(string language)
    {
        var page = await Studio.Open(language);
        await page.Locator(".tab[data-view=sweeps]").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = In(language, "To the end", "Ao fim") }).ClickAsync();
        await Expect(page.GetByTestId("touched")).ToHaveTextAsync(In(language, "5 of 5", "5 de 5"));
        await page.Locator(".tab[data-view=paths]").ClickAsync();
        await Expect(page.GetByTestId("path-count")).ToHaveTextAsync("1");
        await page.Locator(".tab[data-view=higher]").ClickAsync();
        await Expect(page.Locator(".matrix td")).ToHaveTextAsync(["0", "1", "1", "2"]);
        await Studio.Close(page);
    }
}
