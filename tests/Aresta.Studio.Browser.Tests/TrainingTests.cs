using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Aresta.Studio.Browser.Tests;

/// <summary>Trainings are begun, watched, changed and compared.</summary>
public sealed class TrainingTests(StudioBrowser studio) : PageTests(studio)
{
    [Theory, MemberData(nameof(Languages))]
    public async Task Digits_are_watched_paused_and_changed_and_a_reload_loses_nothing(string language)
    {
        var page = await OpenView(language);
        await page.Locator("#start-pace").SelectOptionAsync("25");
        await page.Locator("#start-digits").ClickAsync();
        var badge = page.Locator(".run-panel .badge-state");
        await Expect(badge).ToHaveTextAsync(In(language, "running", "treinando"));
        await Expect(page.Locator(".finding")).ToHaveAttributeAsync("data-kind", "Healthy");
        await Expect(page.Locator(".finding b")).ToHaveTextAsync(In(language, "Healthy", "Saudável"));
        await Button(page, In(language, "Pause", "Pausar")).ClickAsync();
        await Expect(badge).ToHaveTextAsync(In(language, "paused", "pausado"));

        await page.GetByLabel(In(language, "Learning rate", "Taxa de aprendizado")).FillAsync(In(language, "0.0025", "0,0025"));
        await Button(page, In(language, "Set", "Mudar")).ClickAsync();
        await Expect(page.Locator(".rate-form input")).ToHaveValueAsync(In(language, "0.0025", "0,0025"));
        await page.Locator("[data-action=tenth]").ClickAsync();
        await Expect(page.Locator(".rate-form input")).ToHaveValueAsync(In(language, "0.00025", "0,00025"));

        var (run, said) = (await Run(page), await page.Locator(".stats").InnerTextAsync());
        await page.ReloadAsync();
        await page.Locator($".run-panel[data-run='{run}']").WaitForAsync();
        await Expect(badge).ToHaveTextAsync(In(language, "paused", "pausado"));
        Assert.Equal(said, await page.Locator(".stats").InnerTextAsync());
        await Expect(page.Locator(".rate-form input")).ToHaveValueAsync(In(language, "0.00025", "0,00025"));

        await Button(page, In(language, "Go on", "Continuar")).ClickAsync();
        await Expect(badge).ToHaveTextAsync(In(language, "running", "treinando"));
        await Finish(page, language);
        await Studio.Close(page);
    }

    [Theory, MemberData(nameof(Languages))]
    public async Task A_network_that_forgets_stands_beside_one_that_remembers(string language)
    {
        var page = await OpenView(language);
        await page.Locator("#start-pace").SelectOptionAsync("25");
        await page.Locator("#start-vanishing").ClickAsync();
        await Expect(page.Locator(".run-panel h2")).ToHaveTextAsync(["tanh RNN", "LSTM"]);
        await Expect(page.Locator(".run-panel.first .finding[data-kind=VanishingInTime]")).ToBeVisibleAsync();
        await Expect(page.Locator(".run-panel.second .finding[data-kind=VanishingInTime]")).ToHaveCountAsync(0);
        await Expect(page.Locator(".run-chip[aria-pressed=true]")).ToHaveCountAsync(2);
        await Expect(page.Locator(".chart canvas").First).ToBeVisibleAsync();
        await Expect(page.Locator(".legend-ticks").First).ToContainTextAsync("10⁻³");

        // The strips are read cell by cell with the keyboard, aloud.
        var strip = page.Locator(".run-panel.first .heat").Nth(1);
        await Expect(strip.Locator("canvas")).ToHaveAttributeAsync(
            "aria-label",
            new Regex(In(language, "^Norm of the gradient at 40 time steps", "^Norma do gradiente em 40 passos de tempo")));
        await strip.Locator("canvas").FocusAsync();
        await page.Keyboard.PressAsync("ArrowLeft");
        await page.Keyboard.PressAsync("ArrowLeft");
        await Expect(strip.Locator("[aria-live]")).ToContainTextAsync(
            In(language, "0.state (state), time step 39: ", "0.state (estado), passo de tempo 39: "));
        await Expect(strip.Locator(".heat-tip")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(strip.Locator(".heat-tip")).ToBeHiddenAsync();

        // One of two is let go.
        await page.Locator(".run-chip.second").ClickAsync();
        await Expect(page.Locator(".run-panel h2")).ToHaveTextAsync(["tanh RNN"]);
        await Finish(page, language);
        await page.Locator(".run-panel h2", new() { HasText = "LSTM" }).WaitForAsync();
        await Finish(page, language);
        await Studio.Close(page);
    }

    [Theory]
    [InlineData("en", false, 1280)]
    [InlineData("en", true, 390)]
    [InlineData("pt-BR", true, 1280)]
    [InlineData("pt-BR", false, 390)]
    public async Task It_is_for_everyone(string language, bool dark, int width)
    {
        var page = await OpenView(language, dark, width);
        await page.Locator("#start-model").SelectOptionAsync("rnn:64");
        await page.Locator("#start-pace").SelectOptionAsync("25");
        await page.Locator("#start-digits").ClickAsync();
        await Expect(page.Locator(".heavy-paths li").First).ToBeVisibleAsync();
        await Button(page, In(language, "Pause", "Pausar")).ClickAsync();
        await page.Locator(".run-panel summary").ClickAsync();
        await page.Locator(".flow-table").First.WaitForAsync();
        var found = await EveryoneTests.Violations(page);
        Assert.True(found.Length == 0, string.Join('\n', found));
        Assert.Equal(width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await Finish(page, language);
        await Studio.Close(page);
    }

    private async Task<IPage> OpenView(string language, bool dark = false, int width = 1280)
    {
        var page = await Studio.Open(language, width: width, height: 844, dark: dark);
        await page.Locator(".tab[data-view=training]").ClickAsync();
        await page.Locator("#start-digits").WaitForAsync();
        return page;
    }

    private static async Task<string> Run(IPage page) => (await page.Locator(".run-panel").First.GetAttributeAsync("data-run"))!;

    // Others find a studio without this one.
    private static async Task Finish(IPage page, string language)
    {
        var panel = page.Locator($".run-panel[data-run='{await Run(page)}']");
        await panel.Locator("[data-action=stop]").ClickAsync();
        await Expect(panel.Locator(".badge-state")).ToHaveTextAsync(In(language, "stopped", "parado"));
        await panel.Locator("[data-action=remove]").ClickAsync();
        await Expect(panel).ToHaveCountAsync(0);
    }

    private static ILocator Button(IPage page, string name) =>
        page.Locator(".run-panel").GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}
