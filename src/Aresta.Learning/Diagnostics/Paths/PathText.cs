using System.Globalization;
using System.Text;

namespace Aresta.Learning.Diagnostics.Paths;

/// <summary>The names on a path, with what repeats from time step to time step written once: "0.cell[40…2]".</summary>
internal static class PathText
{
    private const int LongestPeriod = 6;

    /// <summary>The names with arrows between.</summary>
    public static string Of(IReadOnlyList<string> names)
    {
        var stops = names.Select(Split).ToArray();
        var text = new StringBuilder();
        for (var at = 0; at < stops.Length;)
        {
            var (period, times) = Enumerable.Range(1, LongestPeriod).Select(length => (length, Repeats(stops, at, length)))
                .Where(run => run.Item2 > 1).OrderByDescending(run => run.length * run.Item2).ThenBy(run => run.length)
                .FirstOrDefault((1, 1));
            var inner = string.Join(" ← ", stops.Skip(at).Take(period).Select(stop => stop.Name));
            text.Append(at > 0 ? " ← " : "").Append(period > 1 ? $"({inner})" : inner);
            if (stops[at].Step is { } first)
            {
                text.Append(times > 1
                    ? string.Create(CultureInfo.InvariantCulture, $"[{first}…{stops[at + (period * (times - 1))].Step}]")
                    : string.Create(CultureInfo.InvariantCulture, $"[{first}]"));
            }

            at += period * times;
        }

        return text.ToString();
    }

    // How many times the next names stand one after the other, each time one step earlier (or later).
    private static int Repeats((string Name, int? Step)[] stops, int at, int period)
    {
        if (stops[at].Step is not { } first || at + period >= stops.Length || stops[at + period].Step is not { } second
            || Math.Abs(second - first) != 1)
        {
            return 1;
        }

        var times = 1;
        while (at + (period * (times + 1)) <= stops.Length && Enumerable.Range(0, period).All(i =>
            stops[at + i].Step is { } step && stops[at + (period * times) + i] is var (name, later)
            && name == stops[at + i].Name && later == step + (times * (second - first))))
        {
            times++;
        }

        return times;
    }

    private static (string Name, int? Step) Split(string name) =>
        name.EndsWith(']') && name.LastIndexOf('[') is > 0 and var open
        && int.TryParse(name.AsSpan(open + 1, name.Length - open - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var step)
            ? (name[..open], step)
            : (name, null);
}
