using Aresta.Expressions.Drawing;

namespace Aresta.Expressions.Tests.Drawing;

/// <summary>What the figures of a derivation say: the chapter's example at a = 2, b = 1.</summary>
public class FiguresTests
{
    private static readonly Derivation Chapter = Gallery.Derive("c = a + b; d = b + 1; e = c·d", 2, 1);

    [Fact]
    public void The_graph_alone_has_no_numbers()
    {
        var figure = Figures.Of(Chapter, new Show.Graph());
        Assert.Equal(["1", "a", "b", "c = a + b", "d = b + 1", "e = c · d"], Ordered(figure.Boxes.Select(box => Assert.Single(box.Lines))));
        Assert.All(figure.Arrows, arrow => Assert.Equal("", arrow.Label));
        Assert.Equal("e = c · d", figure.Title);
    }

    [Fact]
    public void Partials_stand_on_the_arrows()
    {
        var figure = Figures.Of(Chapter, new Show.Partials());
        Assert.Equal(["1→d ", "a→c 1", "b→c 1", "b→d 1", "c→e 2", "d→e 3"], Arrows(figure, _ => true));
        Assert.Contains("e = 6", Box(figure, "e").Lines);
    }

    [Fact]
    public void A_forward_sweep_follows_the_paths_from_its_input()
    {
        var figure = Figures.Of(Chapter, new Show.Forward(Chapter.Inputs[1]));
        Assert.Equal(["b→c 1", "b→d 1", "c→e 2", "d→e 3"], Arrows(figure, arrow => arrow.Emphasis == Emphasis.Strong));
        Assert.Equal(["1→d ", "a→c 1"], Arrows(figure, arrow => arrow.Emphasis == Emphasis.Faint));
        Assert.DoesNotContain(figure.Arrows, arrow => arrow.Reversed);
        Assert.Contains("∂e/∂b = 5", Box(figure, "e").Lines);
        Assert.Contains("∂a/∂b = 0", Box(figure, "a").Lines);
        Assert.Equal(["1", "a"], Ordered(figure.Boxes.Where(box => box.Emphasis == Emphasis.Faint).Select(Name)));
        Assert.Equal(BoxKind.Start, Box(figure, "b").Kind);
    }

    [Fact]
    public void A_reverse_sweep_turns_the_arrows_that_it_crosses()
    {
        var figure = Figures.Of(Chapter, new Show.Reverse(Chapter.Outputs[0]));
        Assert.Equal(
            ["a→c 1", "b→c 1", "b→d 1", "c→e 2", "d→e 3"],
            Arrows(figure, arrow => arrow is { Emphasis: Emphasis.Strong, Reversed: true }));
        Assert.Equal(["1→d "], Arrows(figure, arrow => arrow is { Emphasis: Emphasis.Faint, Reversed: false }));
        Assert.Contains("∂e/∂a = 2", Box(figure, "a").Lines);
        Assert.Contains("∂e/∂b = 5", Box(figure, "b").Lines);
        Assert.Equal(BoxKind.Start, Box(figure, "e").Kind);
    }

    [Fact]
    public void All_says_what_reaches_each_node_and_nothing_that_does_not()
    {
        var figure = Figures.Of(Chapter, new Show.All());
        Assert.Equal(["d = b + 1", "d = 2", "∂d/∂b = 1", "∂e/∂d = 3"], Box(figure, "d").Lines);
        Assert.Equal(["a", "a = 2", "∂e/∂a = 2"], Box(figure, "a").Lines);
        Assert.Equal(["1"], Box(figure, "1").Lines);
    }

    [Fact]
    public void No_sweep_starts_at_a_vector()
    {
        var derivation = Gallery.Derive("y = sum(M @ v)");
        var error = Assert.Throws<ArgumentException>(() => Figures.Of(derivation, new Show.Forward(derivation.Inputs[1])));
        Assert.Contains("no floating scalar", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_too_long_for_its_box_is_said_on_request()
    {
        var name = new string('n', 60);
        var figure = Figures.Of(Program.Parse($"y = {name} + 1").ToGraph());
        Assert.Equal(name, figure.Boxes[0].Tooltip);
        Assert.Equal(new string('n', 41) + "…", figure.Boxes[0].Lines[0]);
    }

    private static Box Box(Figure figure, string name) => figure.Boxes.Single(box => Name(box) == name);

    private static string Name(Box box) => box.Lines[0].Split(" = ")[0];

    private static IEnumerable<string> Arrows(Figure figure, Func<Arrow, bool> which) => Ordered(figure.Arrows.Where(which)
        .Select(arrow => $"{Name(figure.Boxes[arrow.From])}→{Name(figure.Boxes[arrow.To])} {arrow.Label}"));

    private static IEnumerable<string> Ordered(IEnumerable<string> texts) => texts.Order(StringComparer.Ordinal);
}
