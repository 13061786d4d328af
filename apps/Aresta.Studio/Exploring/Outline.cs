using System.Globalization;
using Aresta.Primitives;

namespace Aresta.Studio.Exploring;

/// <summary>
/// The parts of a graph that can be drawn as one box: the operations of a statement, the statements of a step (h3, z3, …), and runs of many
/// parts. Each part is a run of values in topological order, so drawing it as one box makes no circle. Inputs and constants stand in the
/// innermost part that has all their users.
/// </summary>
internal sealed class Outline
{
    // More parts side by side than this are put into parts of their own.
    private const int MostSiblings = 24;
    private const int OpenBoxes = 30;

    private readonly Model model;
    private readonly List<Part> parts = [];
    private readonly int[] home;

    public Outline(Model model)
    {
        this.model = model;
        home = new int[model.Values.Count];
        Array.Fill(home, -1);
        var roots = Chunked(Steps(Statements()));
        foreach (var item in roots)
        {
            Adopt(item, -1);
        }

        PlaceSources();
    }

    /// <summary>A part, or a single value.</summary>
    /// <param name="Value">The value, −1 for a part.</param>
    /// <param name="Part">The part, −1 for a value.</param>
    internal readonly record struct Item(int Value, int Part);

    /// <summary>A run of values.</summary>
    public sealed class Part
    {
        public required string Id { get; init; }

        public required string Title { get; set; }

        public int Parent { get; set; } = -1;

        /// <summary>The first of its operations, by which it is ordered.</summary>
        public int First { get; set; }

        /// <summary>How many values it holds, those of parts in it among them.</summary>
        public int Size { get; set; }

        internal List<Item> Items { get; init; } = [];

        public IReadOnlyList<int> Inner => [.. Items.Where(item => item.Part >= 0).Select(item => item.Part)];
    }

    public IReadOnlyList<Part> Parts => parts;

    /// <summary>The innermost part of a value; −1 for none.</summary>
    public int Home(int value) => home[value];

    /// <summary>
    /// Which parts are open: level by level, as long as there is room for a whole level, but those that were chosen to be open or closed.
    /// </summary>
    public bool[] Open(IReadOnlyDictionary<string, bool> chosen)
    {
        var open = new bool[parts.Count];
        var depth = new int[parts.Count];
        for (var i = parts.Count - 1; i >= 0; i--)
        {
            depth[i] = parts[i].Parent < 0 ? 0 : depth[parts[i].Parent] + 1;
        }

        var direct = home.Where(part => part >= 0).CountBy(part => part).ToDictionary();
        var shown = home.Count(part => part < 0) + parts.Count(part => part.Parent < 0);
        foreach (var level in Enumerable.Range(0, parts.Count).GroupBy(i => depth[i]).OrderBy(level => level.Key))
        {
            shown += level.Sum(i => direct.GetValueOrDefault(i) + parts[i].Inner.Count - 1);
            if (shown > OpenBoxes)
            {
                break;
            }

            foreach (var part in level)
            {
                open[part] = true;
            }
        }

        for (var i = 0; i < open.Length; i++)
        {
            open[i] = chosen.TryGetValue(parts[i].Id, out var wish) ? wish : open[i];
        }

        return open;
    }

    /// <summary>For each value, the outermost closed part that hides it; −1 where it is drawn itself.</summary>
    public int[] Hiding(bool[] open)
    {
        var hiding = new int[home.Length];
        for (var value = 0; value < home.Length; value++)
        {
            hiding[value] = -1;
            for (var part = home[value]; part >= 0; part = parts[part].Parent)
            {
                hiding[value] = open[part] ? hiding[value] : part;
            }
        }

        return hiding;
    }

    // The operations up to each named value are a statement.
    private List<Item> Statements()
    {
        var (statements, run) = (new List<Item>(), new List<Item>());
        for (var i = 0; i < model.Values.Count; i++)
        {
            var value = model.Values[i];
            if (value.Node.Primitive is Input or Constant)
            {
                continue;
            }

            run.Add(new(i, -1));
            if (value.Name is { } name)
            {
                statements.Add(run.Count == 1 ? run[0] : Make("s:" + name, name, Chunked(run)));
                run = [];
            }
        }

        return run.Count == 0 ? statements : [.. statements, .. Chunked(run)];
    }

    // Neighboring statements whose names end in the same number are a step.
    private List<Item> Steps(List<Item> statements)
    {
        var steps = new List<Item>();
        for (var i = 0; i < statements.Count;)
        {
            var end = i + 1;
            while (Index(statements[i]) is { } index && end < statements.Count && Index(statements[end]) == index)
            {
                end++;
            }

            var run = statements[i..end];
            steps.Add(run.Count == 1 ? run[0] : Make("t:" + Title(run[^1]), string.Join(", ", run.Take(4).Select(Title)), run));
            i = end;
        }

        return steps.Count < 2 ? statements : steps;
    }

    private List<Item> Chunked(List<Item> items)
    {
        while (items.Count > MostSiblings)
        {
            var length = (int)Math.Ceiling(Math.Sqrt(items.Count));
            length = Math.Clamp(length, 2, MostSiblings);
            items = [.. items.Chunk(length).Select(run => run.Length == 1 ? run[0] : Make(
                string.Create(CultureInfo.InvariantCulture, $"r:{Title(run[0])}:{First(run[0])}:{items.Count}"),
                $"{Title(run[0])} … {Title(run[^1])}", [.. run]))];
        }

        return items;
    }

    private Item Make(string id, string title, List<Item> items)
    {
        parts.Add(new Part { Id = id, Title = title, Items = items, First = First(items[0]) });
        return new(-1, parts.Count - 1);
    }

    private void Adopt(Item item, int parent)
    {
        var pending = new Stack<(Item Item, int Parent)>();
        pending.Push((item, parent));
        while (pending.TryPop(out var next))
        {
            if (next.Item.Part < 0)
            {
                home[next.Item.Value] = next.Parent;
                continue;
            }

            parts[next.Item.Part].Parent = next.Parent;
            foreach (var inner in parts[next.Item.Part].Items)
            {
                pending.Push((inner, next.Item.Part));
            }
        }
    }

    // An input or constant stands where all its users do.
    private void PlaceSources()
    {
        for (var i = 0; i < home.Length; i++)
        {
            if (model.Values[i].Node.Primitive is Input or Constant)
            {
                var users = model.Outgoing[i].Select(edge => home[model.Number(model.Edges[edge].To)]).ToList();
                home[i] = users.Count == 0 ? -1 : users.Aggregate(Common);
            }
        }

        foreach (var first in home)
        {
            for (var part = first; part >= 0; part = parts[part].Parent)
            {
                parts[part].Size++;
            }
        }
    }

    private int Common(int a, int b)
    {
        var above = new HashSet<int>();
        for (; a >= 0; a = parts[a].Parent)
        {
            above.Add(a);
        }

        while (b >= 0 && !above.Contains(b))
        {
            b = parts[b].Parent;
        }

        return b;
    }

    private int First(Item item) => item.Part < 0 ? item.Value : parts[item.Part].First;

    private string Title(Item item) => item.Part < 0 ? model.Label(item.Value) : parts[item.Part].Title.Split(" … ")[0];

    // The number at the end of a name: 3 in h3, h₃ and loss_3.
    private string? Index(Item item)
    {
        var title = Title(item);
        var start = title.Length;
        while (start > 0 && (char.IsAsciiDigit(title[start - 1]) || title[start - 1] is >= '₀' and <= '₉'))
        {
            start--;
        }

        return start == 0 || start == title.Length ? null
            : new([.. title[start..].Select(c => c is >= '₀' and <= '₉' ? (char)('0' + (c - '₀')) : c)]);
    }
}
