using System.Xml.Linq;
using Aresta.Expressions.Drawing;
using Aresta.Expressions.Drawing.Layout;

namespace Aresta.Expressions.Tests.Drawing;

/// <summary>The SVG document: well-formed whatever the text, addressed by numbers, with words for people who cannot see it.</summary>
public class SvgWriterTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void Any_text_is_written_as_it_is()
    {
        const string text = "a < b && \"c\" > 'd'";
        var svg = Write(new(text, [new([text], BoxKind.Input, text), new(["y"], BoxKind.Output)], [new(0, 1, text)]));
        Assert.Equal(text, svg.Root!.Element(Svg + "title")!.Value);
        Assert.Equal($"{text}; y", svg.Root.Element(Svg + "desc")!.Value);
        Assert.Equal(2, svg.Descendants(Svg + "text").Count(element => element.Value == text));
    }

    [Fact]
    public void Every_box_and_arrow_can_be_addressed()
    {
        var figure = Gallery.Of("chapter-partials").Figure;
        var svg = Write(figure);
        var groups = svg.Descendants(Svg + "g").ToLookup(g => (string?)g.Attribute("class"));
        Assert.Equal(figure.Boxes.Select((_, i) => $"%{i}"), groups["node"].Select(g => (string)g.Attribute("data-id")!));
        Assert.Equal(
            figure.Arrows.Select(arrow => ($"%{arrow.From}", $"%{arrow.To}")).Order(),
            groups["edge"].Select(g => ((string)g.Attribute("data-from")!, (string)g.Attribute("data-to")!)).Order());
        Assert.Equal("∂e/∂d: 3", groups["edge"].Select(g => g.Element(Svg + "title")?.Value).Last());
    }

    [Fact]
    public void It_shares_nothing_with_the_page_in_which_it_stands()
    {
        var svg = Write(Gallery.Of("chapter-all").Figure);
        Assert.Empty(svg.Descendants(Svg + "style"));
        Assert.Empty(svg.Descendants().Attributes("id"));
    }

    [Fact]
    public void Heads_stand_where_the_arrow_arrives()
    {
        Box[] boxes = [new(["x"], BoxKind.Input), new(["y"], BoxKind.Output)];
        foreach (var reversed in new[] { false, true })
        {
            var placement = Placement.Of(new("", boxes, [new(0, 1, "", Emphasis.Strong, reversed)]));
            var head = XDocument.Parse(SvgWriter.Write(placement, Theme.Light)).Descendants(Svg + "path").Last();
            var tip = reversed ? placement.Routes[0][0] : placement.Routes[0][^1];
            var written = FormattableString.Invariant($"M{Math.Round(tip.X, 1)},{Math.Round(tip.Y, 1)}L");
            Assert.StartsWith(written, head.Attribute("d")!.Value, StringComparison.Ordinal);
        }
    }

    private static XDocument Write(Figure figure) => XDocument.Parse(SvgWriter.Write(Placement.Of(figure), Theme.Light));
}
