using Microsoft.Playwright;

namespace Aresta.Studio.Browser.Tests;

/// <summary>Sweeps, paths, higher orders and the tour, as the chapter tells of them.</summary>
public sealed class ChapterTests(StudioBrowser studio) : PageTests(studio)
{
    [Theory, MemberData(nameof(Languages))]
    public async Task A_reverse_sweep_goes_step_by_step_and_back(string language)
    {
        var page = await Studio.Open(language, At("sweeps", more: [("to", "e"), ("way", "reverse")]));
        var (step, back) = (Control(page, "next"), Control(page, "back"));
        await Expect(page.GetByTestId("touched")).ToHaveTextAsync(In(language, "0 of 5", "0 de 5"));
        for (var i = 1; i <= 4; i++)
        {
            await step.ClickAsync();
            await Expect(page.GetByTestId("touched")).ToHaveTextAsync(In(language, $"{i} of 5", $"{i} de 5"));
        }

        await Expect(Box(page, "b").Locator(".badge text")).ToHaveTextAsync("5");
        await Expect(page.Locator(".ledger .current")).ToHaveTextAsync("∂e/∂b = 1·2 + 1·3 = 5");
        await Expect(page.Locator(".edge.reverse.strong")).ToHaveCountAsync(4);
        await back.ClickAsync();
        await Expect(Box(page, "b").Locator(".badge text")).ToHaveTextAsync("2");
        await Expect(page.Locator(".edge.reverse.strong")).ToHaveCountAsync(3);
        await Expect(page.Locator(".cost.forward b")).ToHaveTextAsync(In(language, "6 edges", "6 arestas"));
        await Expect(page.Locator(".cost.reverse b")).ToHaveTextAsync(In(language, "5 edges", "5 arestas"));
        await Studio.Close(page);
    }

    [Theory, MemberData(nameof(Languages))]
    public async Task A_forward_sweep_plays_by_itself(string language)
    {
        var page = await Studio.Open(language, At("sweeps", more: [("from", "b"), ("way", "reverse")]), calm: false);
        await page.GetByRole(AriaRole.Radio, new() { Name = In(language, "Forward", "Direta") }).CheckAsync();
        await page.GetByLabel(In(language, "Speed", "Velocidade")).SelectOptionAsync("16");
        await Control(page, "play").ClickAsync();
        await Expect(page.GetByTestId("touched")).ToHaveTextAsync(In(language, "4 of 4", "4 de 4"));
        await Expect(Box(page, "e").Locator(".badge text")).ToHaveTextAsync("5");
        await Expect(page.Locator(".now .says")).ToHaveTextAsync(In(
            language, "One sweep, and every node knows how it moves with b.", "Uma varredura, e cada nó sabe como se move com b."));
        await Studio.Close(page);
    }

    [Theory, MemberData(nameof(Languages))]
    public async Task Paths_are_lit_one_by_one_and_the_chain_shows_why_they_are_merged(string language)
    {
        var page = await Studio.Open(language, At("paths", more: [("from", "b"), ("to", "e")]));
        await Expect(page.Locator(".path-row")).ToHaveCountAsync(2);
        await page.Locator(".path-row").Nth(1).ClickAsync();
        await Expect(page.Locator(".edge.path.strong")).ToHaveCountAsync(2);
        await Expect(page.Locator(".path-row").Nth(1)).ToContainTextAsync("γε = 1·3 = 3");
        await Expect(page.GetByTestId("path-sum")).ToHaveTextAsync("5");
        await Expect(page.GetByTestId("factored")).ToHaveTextAsync("βδ+γε");

        await Expect(page.Locator(".chain .expression").Last).ToHaveTextAsync("(α+β+γ)(δ+ε+ζ)");
        await page.Locator("#chain-length").FillAsync("10");
        await Expect(page.Locator(".cost.naive b")).ToHaveTextAsync(In(
            language, "59\u202f049 paths, 590\u202f490 factors", "59\u202f049 caminhos, 590\u202f490 fatores"));
        await Expect(page.Locator(".chain .cost.reverse b")).ToHaveTextAsync(
            In(language, "30 edges, once each", "30 arestas, uma vez cada"));
        await Studio.Close(page);
    }

    [Theory, MemberData(nameof(Languages))]
    public async Task A_derivative_is_a_graph_that_is_differentiated_again(string language)
    {
        var page = await Studio.Open(language, At("higher"));
        await page.Locator("[data-derive=b]").ClickAsync();
        await Expect(page.Locator(".shown-now")).ToContainTextAsync("∂e/∂b");
        await Expect(Box(page, "∂e/∂b").Locator(".value")).ToHaveTextAsync("= 5");
        await page.Locator("[data-derive=b]").ClickAsync();
        await Expect(page.Locator(".shown-now")).ToContainTextAsync("∂²e/∂b²");
        await page.GetByRole(AriaRole.Button, new() { Name = In(language, "Back to the expression", "Voltar à expressão") }).ClickAsync();
        await Expect(page.Locator(".node")).ToHaveCountAsync(6);
        await Studio.Close(page);
    }

    [Theory, MemberData(nameof(Languages))]
    public async Task It_is_copied_in_every_form_and_a_link_brings_it_back(string language)
    {
        var page = await Studio.Open(language, At("higher", "y = x^3", ("v.x", "2"), ("d", "y|x")));
        async Task Choose(string name)
        {
            await page.GetByRole(AriaRole.Button, new() { Name = In(language, "Copy and share", "Copiar e compartilhar") }).ClickAsync();
            await page.GetByRole(AriaRole.Menuitem, new() { Name = name, Exact = true }).ClickAsync();
        }

        async Task<string> Copied(string name, string part)
        {
            await Choose(name);
            await Expect(page.Locator(".notice")).ToHaveTextAsync(In(language, $"Copied: {name}", $"Copiado: {name}"));
            var text = await page.EvaluateAsync<string>("navigator.clipboard.readText()");
            Assert.Contains(part, text, StringComparison.Ordinal);
            return text;
        }

        await Copied("LaTeX", "align*");
        await Copied("C#", "Function.Of");
        var link = await Copied(In(language, "Permanent link", "Link permanente"), "view=higher");
        var picture = await page.RunAndWaitForDownloadAsync(() => Choose(In(language, "SVG picture", "Figura SVG")));
        var drawn = await File.ReadAllTextAsync(await picture.PathAsync(), TestContext.Current.CancellationToken);
        Assert.StartsWith("<svg ", drawn, StringComparison.Ordinal);
        var points = await page.RunAndWaitForDownloadAsync(() => Choose(In(language, "PNG picture", "Figura PNG")));
        var image = await File.ReadAllBytesAsync(await points.PathAsync(), TestContext.Current.CancellationToken);
        Assert.Equal([0x89, 0x50, 0x4E, 0x47], image[..4]);

        var other = await Studio.Open(language, link[link.IndexOf('#', StringComparison.Ordinal)..]);
        await Expect(other.Locator(".shown-now")).ToContainTextAsync("∂y/∂x");
        await Expect(Box(other, "∂y/∂x").Locator(".value")).ToHaveTextAsync("= 12");
        await Studio.Close(other);
        await Studio.Close(page);
    }

    [Theory, MemberData(nameof(Languages))]
    public async Task The_tour_leads_to_the_million_inputs(string language)
    {
        var page = await Studio.Open(language);
        await page.Locator("#tour-button").ClickAsync();
        var seen = new List<string>();
        for (var stop = 1; stop <= 8; stop++)
        {
            await Expect(page.Locator(".tour-count")).ToHaveTextAsync(In(language, $"{stop} of 8", $"{stop} de 8"));
            seen.Add((await page.Locator("#tour-title").TextContentAsync())!);
            await page.Locator(".tour .primary").ClickAsync();
        }

        Assert.Equal(In(language, "A million inputs", "Um milhão de entradas"), seen[^1]);
        Assert.Equal(8, seen.Distinct().Count());
        await Expect(page.Locator(".tour")).ToHaveCountAsync(0);
        await Studio.Close(page);
    }

    private static ILocator Control(IPage page, string name) => page.Locator($"[data-control={name}]");
}
