using Microsoft.Playwright;

namespace Aresta.Studio.Browser.Tests;

/// <summary>An expression is written, and its graph is looked at from all sides.</summary>
public sealed class ExploreTests(StudioBrowser studio) : PageTests(studio)
{
    [Theory, MemberData(nameof(Languages))]
    public async Task An_error_is_told_with_its_place_while_typing_and_the_last_graph_stays(string language)
    {
        var page = await Studio.Open(language);
        await page.Locator("#source").FillAsync("c = a + snh(b)");
        await Expect(page.Locator("#source-problem")).ToContainTextAsync(
            In(language, "Line 1, column 9: there is no function snh", "Linha 1, coluna 9: não existe a função snh"));
        await Expect(page.Locator(".editor .wrong")).ToHaveTextAsync("snh");
        await Expect(page.Locator(".node")).ToHaveCountAsync(6);
        await page.Locator("#source").FillAsync("c = a + sinh(b)");
        await Expect(page.Locator("#source-problem")).ToBeEmptyAsync();
        await Expect(page.Locator(".node")).ToHaveCountAsync(4);
        await Studio.Close(page);
    }

    [Theory, MemberData(nameof(Languages))]
    public async Task Every_example_opens(string language)
    {
        var page = await Studio.Open(language);
        var examples = await page.Locator("#examples option")
            .EvaluateAllAsync<string[]>("all => all.map(each => each.value).filter(Boolean)");
        Assert.True(examples.Length >= 6);
        foreach (var example in examples)
        {
            var before = await page.Locator(".counts").TextContentAsync();
            await page.Locator("#examples").SelectOptionAsync(example);
            if (example != "chapter")
            {
                await Expect(page.Locator(".counts")).Not.ToHaveTextAsync(before!);
            }

            await Expect(page.Locator("#source-problem")).ToBeEmptyAsync();
            await Expect(page.Locator(".node").First).ToBeVisibleAsync();
        }

        await Studio.Close(page);
    }

    [Theory, MemberData(nameof(Languages))]
    public async Task A_node_and_an_edge_say_what_they_are(string language)
    {
        var page = await Studio.Open(language, At("explore", more: [("from", "b"), ("to", "e")]));
        await Box(page, "c").ClickAsync();
        var facts = page.Locator(".inspector");
        await Expect(facts.GetByRole(AriaRole.Heading)).ToHaveTextAsync("c = a + b");
        await Expect(facts.Locator(".number.forward")).ToHaveTextAsync("1");
        await Expect(facts.Locator(".number.reverse")).ToHaveTextAsync("2");

        await page.Locator(".edge:has(text:text-is('3')) .grip").DispatchEventAsync("click");
        await Expect(facts.GetByRole(AriaRole.Heading)).ToHaveTextAsync(In(language, "Edge from d to e", "Aresta de d a e"));
        await Expect(facts.Locator(".says")).ToHaveTextAsync(
            In(language, "If d moves by a little, e moves 3 times as much.", "Se d se move um pouco, e se move 3 vezes isso."));
        await Expect(facts.Locator(".katex").First).ToBeVisibleAsync();
        await Studio.Close(page);
    }

    [Fact]
    public async Task Hovering_tells_the_value_the_tangent_and_the_adjoint()
    {
        var page = await Studio.Open("en", At("explore", more: [("from", "b"), ("to", "e")]));
        await Box(page, "d").HoverAsync();
        await Expect(page.Locator(".tip")).ToContainTextAsync("∂e/∂d3");
        await Expect(page.Locator(".tip")).ToContainTextAsync("∂d/∂b1");
        await Studio.Close(page);
    }

    [Theory, MemberData(nameof(Languages))]
    public async Task The_graph_is_walked_with_the_keyboard_alone(string language)
    {
        var page = await Studio.Open(language);
        await page.Locator(".graph [tabindex='0']").FocusAsync();
        await page.Keyboard.PressAsync("ArrowUp");
        await Expect(Box(page, "c")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowUp");
        await Expect(Box(page, "e")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".inspector").GetByRole(AriaRole.Heading)).ToHaveTextAsync("e = c · d");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator(".node.chosen")).ToHaveCountAsync(0);
        var before = await page.Locator(".world").GetAttributeAsync("style");
        await page.Keyboard.PressAsync("+");
        Assert.NotEqual(before, await page.Locator(".world").GetAttributeAsync("style"));
        await page.Keyboard.PressAsync("0");
        await Expect(page.Locator(".world")).ToHaveAttributeAsync("style", before!);
        await Studio.Close(page);
    }

    [Theory, MemberData(nameof(Languages))]
    public async Task Parts_open_and_close_and_thousands_of_nodes_are_drawn_where_they_are_seen(string language)
    {
        var page = await Studio.Open(language);
        await page.Locator("#examples").SelectOptionAsync("large");
        await Expect(page.Locator(".counts")).ToContainTextAsync(In(language, "of 1\u202f987 nodes drawn", "de 1\u202f987 nós desenhados"));
        var few = await page.Locator(".node").CountAsync();
        Assert.InRange(few, 2, 80);
        await page.Locator(".knob").First.DispatchEventAsync("click");
        await Expect(page.Locator(".node")).Not.ToHaveCountAsync(few);
        await page.GetByRole(AriaRole.Button, new() { Name = In(language, "Collapse all", "Recolher tudo") }).ClickAsync();
        await Expect(page.Locator(".node")).ToHaveCountAsync(few);
        await Studio.Close(page);
    }

    [Fact]
    public async Task The_graph_is_dragged_and_enlarged_with_the_pointer()
    {
        var page = await Studio.Open("en");
        var before = await Box(page, "e").BoundingBoxAsync();
        await page.Mouse.MoveAsync(400, 600);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(450, 570, new() { Steps = 5 });
        await page.Mouse.UpAsync();
        var dragged = await Box(page, "e").BoundingBoxAsync();
        Assert.Equal((50.0, -30.0), (Math.Round(dragged!.X - before!.X), Math.Round(dragged.Y - before.Y)));
        await page.Mouse.WheelAsync(0, -300);
        var enlarged = await Box(page, "e").BoundingBoxAsync();
        Assert.True(enlarged!.Width > dragged.Width * 1.2);
        await Studio.Close(page);
    }

    [Theory, MemberData(nameof(Languages))]
    public async Task What_is_too_much_is_refused_and_the_page_goes_on(string language)
    {
        var page = await Studio.Open(language);
        await page.Locator("#source").FillAsync("y = " + string.Join("+", Enumerable.Repeat("x", 9_000)));
        await Expect(page.Locator("#source-problem")).ToContainTextAsync(
            In(language, "nodes; the studio takes up to", "nós; o estúdio aceita até"));
        await page.Locator("#source").FillAsync("y = x*x");
        await Expect(page.Locator(".node")).ToHaveCountAsync(2);
        await Studio.Close(page);
    }
}
