using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Aresta.Expressions.Drawing;
using Aresta.Expressions.Drawing.Layout;
using Aresta.Primitives;

namespace Aresta.Studio.Exploring;

/// <summary>
/// Where boxes and arrows are drawn. Room is kept for values and local derivatives of the usual length, so that nothing moves when they
/// change.
/// </summary>
internal sealed partial class Drawing
{
    private const string UsualValue = "= −0.66666";
    private const string UsualList = "= [0.66, −0.6, 0.6…";
    private const string UsualPartial = "−0.6667";
    private const int LongestTitle = 34;

    private readonly Model model;
    private readonly Dictionary<(int From, int To), int> arrowOf = [];
    private readonly List<ShownBox> boxes = [];
    private readonly List<ShownArrow> arrows = [];

    /// <summary>A box: a value, or a closed part.</summary>
    /// <param name="Value">The value, −1 for a part.</param>
    /// <param name="Part">The part, −1 for a value.</param>
    /// <param name="Members">The values in it.</param>
    /// <param name="Title">Its heading.</param>
    /// <param name="Kind">What it stands for.</param>
    public sealed record ShownBox(int Value, int Part, List<int> Members, string Title, BoxKind Kind);

    /// <summary>An arrow, which stands for one edge or several.</summary>
    /// <param name="From">The place of the lower box.</param>
    /// <param name="To">The place of the upper box.</param>
    /// <param name="Edges">The edges.</param>
    public sealed record ShownArrow(int From, int To, List<int> Edges);

    public Drawing(Model model, bool[] open)
    {
        this.model = model;
        var (hiding, outline) = (model.Outline.Hiding(open), model.Outline);
        var outputs = model.Graph.Outputs.Select(model.Number).ToHashSet();
        var members = new Dictionary<int, List<int>>();
        var keys = new List<(int Key, int Value, int Part)>();
        for (var i = 0; i < hiding.Length; i++)
        {
            if (hiding[i] < 0)
            {
                keys.Add((i, i, -1));
            }
            else if (members.TryAdd(hiding[i], []))
            {
                keys.Add((outline.Parts[hiding[i]].First, -1, hiding[i]));
            }

            if (hiding[i] >= 0)
            {
                members[hiding[i]].Add(i);
            }
        }

        var boxOf = new int[hiding.Length];
        foreach (var (_, value, part) in keys.OrderBy(key => key.Key))
        {
            var inside = part >= 0 ? members[part] : [value];
            var kind = inside.Exists(outputs.Contains) && (part >= 0 || model.Values[value].Node.Primitive is not (Input or Constant))
                ? BoxKind.Output
                : part >= 0 ? BoxKind.Operation
                : model.Values[value].Node.Primitive switch
                {
                    Input => BoxKind.Input,
                    Constant => BoxKind.Constant,
                    _ => BoxKind.Operation,
                };
            foreach (var each in inside)
            {
                boxOf[each] = boxes.Count;
            }

            boxes.Add(new(value, part, inside, Title(value, part), kind));
        }

        for (var i = 0; i < model.Edges.Count; i++)
        {
            var (from, to) = (boxOf[model.Number(model.Edges[i].From)], boxOf[model.Number(model.Edges[i].To)]);
            if (from == to)
            {
                continue;
            }

            // The two edges of x·x are two arrows; what several parts share is one.
            var own = boxes[from].Part < 0 && boxes[to].Part < 0;
            if (own || !arrowOf.TryGetValue((from, to), out var arrow))
            {
                arrow = arrowOf[(from, to)] = arrows.Count;
                arrows.Add(new(from, to, []));
            }

            arrows[arrow].Edges.Add(i);
        }
    }

    public IReadOnlyList<ShownBox> Boxes => boxes;

    public IReadOnlyList<ShownArrow> Arrows => arrows;

    /// <summary>Lays everything out.</summary>
    public Placement Place() => Placement.Of(new(
        "",
        [.. boxes.Select(box => new Box(Lines(box), box.Kind))],
        [.. arrows.Select(arrow => new Arrow(arrow.From, arrow.To, Carries(arrow) ? UsualPartial : ""))]));

    /// <summary>Whether a derivative flows along an arrow.</summary>
    public bool Carries(ShownArrow arrow) => arrow.Edges.Exists(model.Carries);

    /// <summary>The way of an arrow as a path of SVG.</summary>
    public static string Path(IReadOnlyList<(double X, double Y)> route)
    {
        var text = new StringBuilder("M").Append(Point(route[0]));
        foreach (var piece in Curve.Through(route))
        {
            text.Append('L').Append(Point(piece.LineTo));
            if (piece.CurveTo != piece.LineTo)
            {
                text.Append('Q').Append(Point(piece.Bend)).Append(' ').Append(Point(piece.CurveTo));
            }
        }

        return text.ToString();
    }

    private static string Point((double X, double Y) point) =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Round(point.X, 1)},{Math.Round(point.Y, 1)}");

    private string[] Lines(ShownBox box) =>
        box.Kind == BoxKind.Constant && model.Values[box.Value].Rank == 0 && !model.IsTitled(box.Value) ? [box.Title]
            : [box.Title, box.Part < 0 && model.Values[box.Value].Rank > 0 ? UsualList : UsualValue];

    private string Title(int value, int part)
    {
        if (part >= 0)
        {
            return Shortened(model.Outline.Parts[part].Title);
        }

        // Of an operation with parameters only the name has room.
        var operation = Parameters().Replace(model.Operation(value), "");
        return Shortened(operation.Length == 0 ? model.Label(value) : $"{model.Label(value)} = {operation}");
    }

    [GeneratedRegex(@"\{[^{}]*\}")]
    private static partial Regex Parameters();

    private static string Shortened(string line) => line.Length <= LongestTitle ? line : line[..(LongestTitle - 1)] + "…";
}
