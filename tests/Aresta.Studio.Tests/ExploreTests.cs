using System.Globalization;
using System.Text.Json.Nodes;
using static Aresta.Studio.Tests.Studio;

namespace Aresta.Studio.Tests;

/// <summary>What the page is told about graphs.</summary>
public sealed class ExploreTests(Studio studio) : IClassFixture<Studio>
{
    [Fact]
    public async Task The_chapters_graph_has_its_values_and_local_derivatives()
    {
        var explored = await studio.Ask("/api/explore", About());
        Assert.Equal(
            ["a", "b", "c = a + b", "1", "d = b + 1", "e = c · d"], explored["drawn"]!.AsArray().Select(box => Text(box!["title"])));
        Assert.Equal(["2", "1", "3", "1", "2", "6"], explored["values"]!.AsArray().Select(box => Text(box!["value"]!["text"])));
        var partials = explored["arrows"]!.AsArray().Zip(explored["partials"]!.AsArray())
            .Where(pair => pair.First!["carries"]!.GetValue<bool>())
            .Select(pair => $"{Text(pair.First!["letter"])} = {Text(pair.Second!["partial"]!["text"])}");
        Assert.Equal(["α = 1", "β = 1", "γ = 1", "δ = 2", "ε = 3"], partials.Order(StringComparer.Ordinal));
        Assert.Equal([2.0, 5.0], explored["inputs"]!.AsArray().Select(input => Number(input!["adjoint"])));
    }

    [Fact]
    public async Task Boxes_do_not_overlap_and_do_not_move_with_the_values()
    {
        var (one, other) = (
            await studio.Ask("/api/explore", About()),
            await studio.Ask("/api/explore", new { source = Chapter, values = new { a = "-1234.5678", b = "1e-9" } }));
        static string Places(JsonNode explored) =>
            string.Join(';', explored["drawn"]!.AsArray().Select(box => $"{box!["x"]},{box["y"]}"));
        Assert.Equal(Places(one), Places(other));
        var boxes = one["drawn"]!.AsArray().Select(box => (
            X: box!["x"]!.GetValue<double>(), Y: box["y"]!.GetValue<double>(),
            W: box["width"]!.GetValue<double>(), H: box["height"]!.GetValue<double>())).ToList();
        Assert.All(
            boxes.SelectMany((a, i) => boxes.Skip(i + 1).Select(b => (a, b))),
            pair => Assert.False(
                pair.a.X < pair.b.X + pair.b.W && pair.b.X < pair.a.X + pair.a.W
                && pair.a.Y < pair.b.Y + pair.b.H && pair.b.Y < pair.a.Y + pair.a.H));
    }

    [Fact]
    public async Task The_reverse_sweep_adds_over_edges_as_the_chapter_says()
    {
        var explored = await studio.Ask("/api/explore", About());
        var sweep = await studio.Ask("/api/sweep", About(Chapter, ("direction", "reverse"), ("start", Place(explored, "e"))));
        var sentences = sweep["steps"]!.AsArray()
            .Where(step => step!["last"]!.GetValue<bool>()).Select(step => Text(step!["text"])).ToList();
        Assert.Equal(["∂e/∂d = 3·1 = 3", "∂e/∂c = 2·1 = 2", "∂e/∂b = 1·2 + 1·3 = 5", "∂e/∂a = 1·2 = 2"], sentences);
        Assert.Equal("∂e/∂b = 1·2 + …", Text(sweep["steps"]![2]!["text"]));
        Assert.Equal((5, 5), (sweep["edges"]!.GetValue<int>(), sweep["steps"]!.AsArray().Count));
    }

    [Fact]
    public async Task The_forward_sweep_and_the_costs_are_counted()
    {
        var explored = await studio.Ask("/api/explore", About());
        var sweep = await studio.Ask("/api/sweep", About(Chapter, ("direction", "forward"), ("start", Place(explored, "b"))));
        Assert.Equal("∂e/∂b = 2·1 + 3·1 = 5", Text(sweep["steps"]!.AsArray()[^1]!["text"]));
        Assert.Equal(4, sweep["edges"]!.GetValue<int>());
        var costs = sweep["costs"]!;
        Assert.Equal((2, 1), (costs["inputs"]!.GetValue<int>(), costs["outputs"]!.GetValue<int>()));
        Assert.Equal((6, 5), (costs["forward"]!.GetValue<int>(), costs["reverse"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Paths_are_listed_counted_and_factored()
    {
        var explored = await studio.Ask("/api/explore", About());
        var paths = await studio.Ask(
            "/api/paths", About(Chapter, ("from", Place(explored, "b")), ("to", Place(explored, "e"))));
        Assert.Equal(("2", 4), (Text(paths["count"]), paths["edges"]!.GetValue<int>()));
        Assert.Equal(["b → c → e", "b → d → e"], paths["list"]!.AsArray().Select(path => Text(path!["names"])));
        Assert.Equal(["1·2", "1·3"], paths["list"]!.AsArray().Select(path => Text(path!["factors"])));
        Assert.Equal(("βδ+γε", "1·2+1·3", "5"), (Text(paths["symbol"]), Text(paths["numbers"]), Text(paths["sum"]!["text"])));
    }

    [Theory]
    [InlineData(2, "9", "18", 6)]
    [InlineData(3, "27", "81", 9)]
    [InlineData(30, "205891132094649", "6176733962839470", 90)]
    public async Task A_chain_has_a_power_of_paths_and_few_edges(int length, string count, string naive, int edges)
    {
        var chain = await studio.Ask("/api/chain", new { length, width = 3 });
        Assert.Equal((count, naive, edges), (Text(chain["paths"]), Text(chain["naive"]), chain["edges"]!.GetValue<int>()));
        Assert.StartsWith("(α+β+γ)(δ+ε+ζ)", Text(chain["factored"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_detail_states_formulas_and_the_local_derivative()
    {
        var explored = await studio.Ask("/api/explore", About());
        var (from, to) = (Place(explored, "b"), Place(explored, "e"));
        var arrow = explored["arrows"]!.AsArray().Single(each => (string?)each!["letter"] == "δ");
        var number = arrow!["edges"]![0]!.GetValue<int>();
        var edge = await studio.Ask("/api/detail", About(Chapter, ("edge", number), ("from", from), ("to", to)));
        Assert.Equal(("c", "e", "d"), (Text(edge["fromLabel"]), Text(edge["toLabel"]), Text(edge["formula"])));
        Assert.Equal(2, Number(edge["partial"]));
        Assert.Equal((1, 1), (Number(edge["tangent"]), Number(edge["adjoint"])));
        var node = await studio.Ask("/api/detail", About(Chapter, ("value", Place(explored, "c")), ("from", from), ("to", to)));
        Assert.Equal(("a + b", 3, 1, 2), (Text(node["step"]), Number(node["value"]), Number(node["tangent"]), Number(node["adjoint"])));
    }

    [Fact]
    public async Task The_same_operand_twice_has_two_edges_with_the_rules_partials()
    {
        var about = About("y = x*x", ("values", new { x = "3" }));
        var explored = await studio.Ask("/api/explore", about);
        Assert.Equal(2, explored["arrows"]!.AsArray().Count);
        Assert.Equal(6, Number(explored["inputs"]![0]!["adjoint"]));
        about["edge"] = 0;
        var edge = await studio.Ask("/api/detail", about);
        Assert.Equal(("x", 3), (Text(edge["formula"]), Number(edge["partial"])));
    }

    [Fact]
    public async Task Derivatives_are_formulas_and_numbers_and_graphs_again()
    {
        var explored = await studio.Ask("/api/explore", About());
        var all = await studio.Ask("/api/derivatives", About(Chapter, ("of", Place(explored, "e"))));
        Assert.Equal(
            ["b + 1 = 2", "2·b + a + 1 = 5"],
            all["first"]!.AsArray().Select(each => $"{Text(each!["text"])} = {Text(each["value"]!["text"])}"));
        Assert.Equal([0.0, 1, 1, 2], all["second"]!.AsArray().Select(each => Number(each!["value"])));

        var derived = await studio.Ask("/api/explore", About(Chapter, ("derive", new[] { new { of = "e", wrt = "b" } })));
        var output = derived["outputs"]![0]!.GetValue<int>();
        var box = derived["drawn"]!.AsArray().Select((each, i) => (each, i)).Single(pair => pair.each!["value"]!.GetValue<int>() == output);
        Assert.StartsWith("∂e/∂b = ", Text(box.each!["title"]), StringComparison.Ordinal);
        Assert.Equal(5, Number(derived["values"]![box.i]!["value"]));
        var byX = new { of = "y", wrt = "x" };
        var twice = await studio.Ask("/api/explore", About("y = x^4", ("values", new { x = "2" }), ("derive", new[] { byX, byX })));
        Assert.Contains(twice["values"]!.AsArray(), each => each!["value"]?["number"]?.GetValue<double>() == 48);
    }

    [Theory]
    [InlineData("latex", @"\frac{\partial e}{\partial b}")]
    [InlineData("csharp", "    var c = a + b;")]
    [InlineData("svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"")]
    [InlineData("mermaid", "flowchart BT")]
    [InlineData("dot", "digraph aresta")]
    [InlineData("graph", "aresta 1")]
    public async Task It_is_copied_in_many_forms(string format, string part)
    {
        var text = Text((await studio.Ask("/api/copy", About(Chapter, ("format", format))))["text"]);
        Assert.Contains(part, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_graph_as_text_or_as_a_document_is_opened_like_a_program()
    {
        var text = Text((await studio.Ask("/api/copy", About(Chapter, ("format", "graph"))))["text"]);
        var explored = await studio.Ask("/api/explore", About(text));
        Assert.Equal([2.0, 5.0], explored["inputs"]!.AsArray().Select(input => Number(input!["adjoint"])));
    }

    [Fact]
    public async Task Thousands_of_nodes_are_drawn_as_few_boxes_that_open_one_by_one()
    {
        var source = string.Join('\n', Enumerable.Range(1, 500).Select(i => string.Create(
            CultureInfo.InvariantCulture, $"z{i} = w*x{i} + u*h{i - 1}\nh{i} = tanh(z{i})")));
        var explored = await studio.Ask("/api/explore", new { source, values = new { w = "0.5" } });
        Assert.True(explored["nodes"]!.GetValue<int>() > 2_500);
        Assert.InRange(explored["boxes"]!.GetValue<int>(), 2, 60);
        var closed = explored["drawn"]!.AsArray().First(box => box!["part"]!.GetValue<int>() >= 0)!;
        var part = explored["parts"]![closed["part"]!.GetValue<int>()]!;
        var opened = await studio.Ask("/api/explore", new
        {
            source,
            values = new { w = "0.5" },
            open = new Dictionary<string, bool> { [Text(part["id"])] = true },
        });
        Assert.True(opened["boxes"]!.GetValue<int>() > explored["boxes"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_closed_part_moves_with_its_operand_as_its_paths_together_say()
    {
        var about = About(
            "y = sin(x)*x + x^2\nz = y/x", ("values", new { x = "0.7" }), ("open", new Dictionary<string, bool> { ["s:y"] = false }));
        var explored = await studio.Ask("/api/explore", about);
        Assert.Equal(["x", "y", "z = y ÷ x"], explored["drawn"]!.AsArray().Select(box => Text(box!["title"])));
        var arrow = explored["arrows"]!.AsArray().Select((each, i) => (each, i)).Single(pair => pair.each!["to"]!.GetValue<int>() == 1).i;
        Assert.Equal((Math.Cos(0.7) * 0.7) + Math.Sin(0.7) + 1.4, Number(explored["partials"]![arrow]!["partial"]), 1e-14);
    }

    [Fact]
    public async Task Tensors_are_shown_with_the_maps_on_their_edges()
    {
        var values = new Dictionary<string, string> { ["W"] = "[[1,2],[3,4]]", ["x"] = "[1,1]" };
        var explored = await studio.Ask("/api/explore", new { source = "y = sum((W@x)^2)", values });
        Assert.Contains(explored["partials"]!.AsArray(), each => (string?)each!["rule"] == "contract");
        Assert.Equal("[48, 68]", Text(explored["inputs"]!.AsArray().Single(input => Text(input!["name"]) == "x")!["adjoint"]!["text"]));
    }

    [Theory]
    [InlineData("en", "there is no function snh", 4, 7)]
    [InlineData("pt-BR", "não existe a função snh", 4, 7)]
    public async Task What_is_wrong_is_told_with_its_place(string language, string part, int start, int end)
    {
        var error = (await studio.Ask("/api/explore", About("y = snh(x)", ("language", language))))["error"]!;
        Assert.Contains(part, Text(error["message"]), StringComparison.Ordinal);
        Assert.Equal((start, end, 1, 5), (error["start"]!.GetValue<int>(), error["end"]!.GetValue<int>(),
            error["line"]!.GetValue<int>(), error["column"]!.GetValue<int>()));
    }
}
