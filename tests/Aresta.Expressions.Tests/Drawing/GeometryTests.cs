using Aresta.Expressions.Drawing;
using Aresta.Expressions.Drawing.Layout;
using CsCheck;

namespace Aresta.Expressions.Tests.Drawing;

/// <summary>What can be read in every drawing: nothing lies on anything else.</summary>
public class GeometryTests
{
    private static readonly Gen<string> Word = Gen.String[Gen.Char["abmWi0αΩ输 =∂…"], 1, 14];

    /// <summary>Random graphs: several arrows between the same boxes, long arrows, parts that do not hang together, boxes without
    /// arrows.</summary>
    private static readonly Gen<Figure> AnyFigure =
        from lines in Word.Array[1, 4].Array[1, 24]
        from ends in Gen.Select(Gen.Int[0, 1000], Gen.Int[0, 1000], Gen.Bool, Word).Array[0, 40]
        select new Figure(
            "random",
            [.. lines.Select(line => new Box(line, BoxKind.Operation))],
            [
                .. ends.Select(e => (From: e.Item1 % lines.Length, To: e.Item2 % lines.Length, Label: e.Item3 ? e.Item4 : ""))
                    .Where(e => e.From != e.To).Select(e => new Arrow(Math.Min(e.From, e.To), Math.Max(e.From, e.To), e.Label)),
            ]);

    public static TheoryData<string> Names => [.. Gallery.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_overlaps_in_the_gallery(string name) => Check(Placement.Of(Gallery.Of(name).Figure));

    [Fact]
    public void Nothing_overlaps_in_random_graphs() => AnyFigure.Sample(figure => Check(Placement.Of(figure)), iter: 100);

    [Fact]
    public void A_network_of_three_hundred_nodes_is_laid_out_without_overlaps()
    {
        var figure = Figures.Of(Program.Parse(Gallery.Network(5, 15)).ToGraph());
        Assert.InRange(figure.Boxes.Count, 300, 350);
        Check(Placement.Of(figure));
    }

    [Fact]
    public void A_tree_is_drawn_without_crossings()
    {
        // Each box feeds the box of half its number; their order among the boxes is scrambled.
        var figure = new Figure(
            "tree", [.. Enumerable.Range(0, 63).Select(i => new Box(["x"], BoxKind.Operation))],
            [.. Enumerable.Range(2, 62).OrderBy(i => i * 37 % 64).Select(i => new Arrow(63 - i, 63 - (i / 2), ""))]);
        Assert.Equal(0, Crossings(Placement.Of(figure)));
    }

    [Theory]
    [InlineData("chapter-partials", 0)]
    [InlineData("nine-paths", 0)]
    [InlineData("parallels", 0)]
    [InlineData("gate", 0)]
    [InlineData("sigmoid-chain", 0)]
    [InlineData("parts", 0)]
    public void No_more_arrows_cross_than_must(string name, int most) =>
        Assert.InRange(Crossings(Placement.Of(Gallery.Of(name).Figure)), 0, most);

    [Fact]
    public void Arrows_between_the_same_boxes_keep_apart()
    {
        foreach (var name in new[] { "parallels", "parallels-graph", "nine-paths" })
        {
            var placement = Placement.Of(Gallery.Of(name).Figure);
            var arrows = placement.Figure.Arrows.Select((arrow, i) => (arrow.From, arrow.To, End: placement.Routes[i][^1].X)).ToList();
            Assert.All(
                arrows.SelectMany(a => arrows.Where(b => (a.From, a.To) == (b.From, b.To) && a.End < b.End).Select(b => b.End - a.End)),
                distance => Assert.True(distance >= 9));
            Assert.Equal(arrows.Count, arrows.Distinct().Count());
        }
    }

    [Fact]
    public void A_figure_of_nothing_has_a_size()
    {
        var placement = Placement.Of(new("nothing", [], []));
        Assert.True(placement is { Width: > 0, Height: > 0 });
    }

    [Fact]
    public void Inputs_without_a_program_stand_side_by_side()
    {
        var placement = Placement.Of(new("inputs", [new(["a"], BoxKind.Input), new(["b"], BoxKind.Input), new(["c"], BoxKind.Input)], []));
        Check(placement);
        Assert.Single(placement.Boxes.Select(box => box.Y).Distinct());
        Assert.Equal(placement.Boxes.OrderBy(box => box.X), placement.Boxes);
    }

    [Fact]
    public void A_long_chain_is_laid_out()
    {
        const int length = 2000;
        var placement = Placement.Of(new(
            "chain", [.. Enumerable.Range(0, length).Select(_ => new Box(["x"], BoxKind.Operation))],
            [.. Enumerable.Range(1, length - 1).Select(i => new Arrow(i - 1, i, ""))]));
        Assert.All(placement.Boxes, box => Assert.Equal(placement.Boxes[0].X, box.X, 6));
    }

    private static void Check(Placement placement)
    {
        var (figure, boxes, labels) = (placement.Figure, placement.Boxes, placement.Labels);
        Assert.All(boxes.Concat(labels.Where(label => label.Width > 0)), r => Assert.True(
            r.Left >= 0 && r.Top >= 0 && r.Right <= placement.Width && r.Bottom <= placement.Height, "Something lies outside."));
        for (var i = 0; i < boxes.Count; i++)
        {
            Assert.True(TextMetrics.Width(figure.Boxes[i].Lines) * Placement.FontSize < boxes[i].Width, $"The text leaves box {i}.");
            Assert.All(boxes.Skip(i + 1), other => Assert.False(boxes[i].Overlaps(other), $"Box {i} lies on another."));
        }

        for (var i = 0; i < labels.Count; i++)
        {
            Assert.Equal(figure.Arrows[i].Label.Length > 0, labels[i].Width > 0);
            Assert.All(boxes.Concat(labels.Skip(i + 1)), other => Assert.False(labels[i].Overlaps(other), $"Label {i} lies on something."));
            var (from, to, way) = (boxes[figure.Arrows[i].From], boxes[figure.Arrows[i].To], placement.Routes[i]);
            Assert.True(way[0].Y == from.Top && way[0].X > from.Left && way[0].X < from.Right, $"Arrow {i} does not begin at its box.");
            Assert.True(way[^1].Y == to.Bottom && way[^1].X > to.Left && way[^1].X < to.Right, $"Arrow {i} does not end at its box.");
            Assert.All(way.Zip(way.Skip(1)), step => Assert.True(step.First.Y > step.Second.Y, $"Arrow {i} turns back."));
            var (leftmost, rightmost) = (way.Min(point => point.X), way.Max(point => point.X));
            Rectangle[] others =
            [
                .. boxes.Concat(labels.Where((label, k) => k != i && label.Width > 0))
                    .Where(r => r.Left < rightmost && r.Right > leftmost && r.Top < way[0].Y && r.Bottom > way[^1].Y),
            ];
            foreach (var (x, y) in Walk(way))
            {
                Assert.True(x > 0 && x < placement.Width, $"Arrow {i} leaves the drawing.");
                foreach (var other in others)
                {
                    Assert.False(other.Contains(x, y), $"Arrow {i} goes through something at {x}, {y}.");
                }
            }
        }
    }

    // Points along the curve that is drawn, at most 3 apart.
    private static IEnumerable<(double X, double Y)> Walk(IReadOnlyList<(double X, double Y)> way)
    {
        var at = way[0];
        foreach (var piece in Curve.Through(way))
        {
            var steps = Math.Ceiling(Math.Max(Math.Abs(piece.LineTo.X - at.X), Math.Abs(piece.LineTo.Y - at.Y)) / 3);
            for (var i = 1; i < steps; i++)
            {
                yield return (at.X + ((piece.LineTo.X - at.X) * i / steps), at.Y + ((piece.LineTo.Y - at.Y) * i / steps));
            }

            for (var i = 1; i < 20 && piece.CurveTo != piece.LineTo; i++)
            {
                yield return piece.At(i / 20.0);
            }

            at = piece.CurveTo;
        }
    }

    private static int Crossings(Placement placement)
    {
        var ways = placement.Routes.Select(way => way.Zip(way.Skip(1)).ToList()).ToList();
        return Enumerable.Range(0, ways.Count).Sum(i => ways.Skip(i + 1).Sum(other => ways[i].Sum(a => other.Count(b => Cross(a, b)))));

        static bool Cross(((double X, double Y) From, (double X, double Y) To) a, ((double X, double Y) From, (double X, double Y) To) b) =>
            Side(a, b.From) * Side(a, b.To) < 0 && Side(b, a.From) * Side(b, a.To) < 0;

        static double Side(((double X, double Y) From, (double X, double Y) To) line, (double X, double Y) point) =>
            ((line.To.X - line.From.X) * (point.Y - line.From.Y)) - ((line.To.Y - line.From.Y) * (point.X - line.From.X));
    }
}
