using Aresta.Graphs;

namespace Aresta.Checking;

/// <summary>The stated slopes J·v beside those that differences find.</summary>
internal sealed class SlopeComparison
{
    // An estimate that is not known to a hundredth says nothing about a rule: the differences did not converge.
    private const double Meaningful = 0.01;

    private readonly Line line;
    private readonly Line pushed;
    private readonly Slope[] found;

    public SlopeComparison(Line line, Line pushed)
    {
        (this.line, this.pushed, found) = (line, pushed, line.Slopes());
        var worst = Enumerable.Range(0, found.Length).Where(IsOff).ToArray();

        // What is wrong for certain comes first; then what came out first, for later entries may follow from it.
        Worst = worst.Where(IsWrong).Concat(worst).Select(i => (int?)i).FirstOrDefault();
    }

    /// <summary>The entry to speak of, if one is off.</summary>
    public int? Worst { get; }

    /// <summary>Whether an entry is off by more than the errors of both sides, or not known well enough to be compared.</summary>
    public bool IsOff(int i) => !(Math.Abs(pushed.Middle[i] - found[i].Value) <= Allowed(i)) || !IsKnown(i);

    /// <summary>Whether an entry is off although its slope is known, and the slopes from both sides agree with it.</summary>
    public bool IsWrong(int i) => IsKnown(i) && !Sides(i).IsKink;

    /// <summary>The stated slope as text.</summary>
    public string Stated(int i) => Wording.Number(pushed.Middle[i]);

    /// <summary>The slope by differences as text, with its error.</summary>
    public string Found(int i) => $"{Wording.Number(found[i].Value)} ± {Wording.Size(found[i].Error)}";

    /// <summary>That branches or loops go another way beside the point, where that is why an entry is open; null where it is not.</summary>
    public string? Parting(int i) => line.Parting is not { } node || double.IsFinite(found[i].Error) ? null
        : $"differences cannot be taken here, for beside the point {Wording.Describe(node)} goes another way. The derivative says "
            + $"{Stated(i)}, which is that of the way taken at the point.";

    /// <summary>The slopes from the left and from the right.</summary>
    public Sides Sides(int i)
    {
        sides ??= [.. line.Left().Zip(line.Right(), (left, right) => new Sides(left, right))];
        return sides[i] with { Stated = pushed.Middle[i], Found = found[i] };
    }

    private Sides[]? sides;

    /// <summary>The numbers that speak of an entry.</summary>
    public GradientNumbers Numbers(int i)
    {
        var numbers = new GradientNumbers
        {
            Off = Math.Abs(pushed.Middle[i] - found[i].Value),
            Allowed = Allowed(i),
            Stated = pushed.Middle[i],
            Slope = found[i].Value,
        };
        return !IsOff(i) || Sides(i) is not { IsKink: true } kink ? numbers
            : numbers with { Left = kink.Left.Value, Right = kink.Right.Value };
    }

    /// <summary>The entry that comes nearest to being off, where there is one.</summary>
    public int? Nearest => found.Length == 0 ? null
        : Enumerable.Range(0, found.Length).MaxBy(k => Allowed(k) == 0 ? 0 : Math.Abs(pushed.Middle[k] - found[k].Value) / Allowed(k));

    /// <summary>That all agree, and how well.</summary>
    public string Agreement(Graph graph)
    {
        if (Nearest is not { } i)
        {
            return "there are no entries to compare.";
        }

        var (off, allowed) = (Wording.Size(Math.Abs(pushed.Middle[i] - found[i].Value)), Wording.Size(Allowed(i)));
        return found.Length == 1
            ? $"J·v agrees with differences: it is off by {off}, and rounding and truncation allow {allowed}."
            : $"J·v agrees with differences in all {Wording.Count(found.Length, "entry", "entries")}; the worst, "
                + $"{Direction.Name(graph, output: true, i)}, is off by {off}, and rounding and truncation allow {allowed}.";
    }

    private double Allowed(int i) => found[i].Error + (Noise.Deviations * pushed.Noise[i]);

    // Either the slope is known to a part of itself, or it is as small as rounding makes of nothing.
    private bool IsKnown(int i) =>
        double.IsFinite(pushed.Middle[i])
        && Allowed(i) <= Math.Max(
            Meaningful * Math.Max(Math.Abs(found[i].Value), Math.Abs(pushed.Middle[i])),
            Math.Sqrt(Noise.Unit(line.Single)) * Math.Max(1, Math.Abs(line.Middle[i])));
}

/// <summary>The slopes of an entry on both sides of the point.</summary>
/// <param name="Left">From the left.</param>
/// <param name="Right">From the right.</param>
internal readonly record struct Sides(Slope Left, Slope Right)
{
    /// <summary>The slope that the derivative states.</summary>
    public double Stated { get; init; }

    /// <summary>The slope by central differences.</summary>
    public Slope Found { get; init; }

    /// <summary>Whether both are known and differ by more than their errors.</summary>
    public bool IsKink => double.IsFinite(Left.Error) && double.IsFinite(Right.Error)
        && Math.Abs(Left.Value - Right.Value) > 2 * (Left.Error + Right.Error);

    /// <summary>Why nothing is decided about the entry.</summary>
    public string Sentence(string entry) => IsKink
        ? $"it has a kink here: along v, the slope of {entry} is {Wording.Number(Left.Value)} from the left and "
            + $"{Wording.Number(Right.Value)} from the right, and the derivative says {Wording.Number(Stated)}. No rule is to blame."
        : double.IsFinite(Found.Error)
            ? $"differences do not settle here: they give {Wording.Number(Found.Value)} ± {Wording.Size(Found.Error)} for the "
                + $"slope of {entry} along v, and the derivative says {Wording.Number(Stated)}. The function may jump or "
                + "be very rough near the point."
            : $"differences cannot be taken here: {entry} is not finite around the point, or differs without bound. The derivative says "
                + $"{Wording.Number(Stated)}.";
}
