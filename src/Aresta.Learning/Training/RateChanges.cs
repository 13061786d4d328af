namespace Aresta.Learning.Training;

/// <summary>
/// All changes of the rates of a training in the order of their steps: those that were made, and those to come. With the seed and the
/// examples they decide every bit.
/// </summary>
internal sealed class RateChanges
{
    private readonly List<RateChange> all = [];
    private int next;

    /// <summary>The factor of the next step.</summary>
    public double Factor { get; private set; } = 1;

    /// <summary>A copy.</summary>
    public RateChange[] ToArray() => [.. all];

    /// <summary>Takes up those that hold from a step on, the next one to be made.</summary>
    public void Reach(long step)
    {
        while (next < all.Count && all[next].Step <= step)
        {
            Factor = all[next++].Factor;
        }
    }

    /// <summary>Adds one that has not held for any step; it takes the place of one for the same step.</summary>
    /// <param name="change">The change.</param>
    /// <param name="upcoming">The next step to be made.</param>
    /// <exception cref="ArgumentException">It comes too late, or its factor is none.</exception>
    public void Add(RateChange change, long upcoming)
    {
        if (!change.IsPossible || change.Step < upcoming)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"The rates cannot be multiplied by {change.Factor} from step {change.Step} on: ")
                + FormattableString.Invariant($"the next step is {upcoming}, and a factor is finite and not negative."),
                nameof(change));
        }

        var at = all.FindIndex(other => other.Step >= change.Step);
        if (at >= 0 && all[at].Step == change.Step)
        {
            all[at] = change;
        }
        else
        {
            all.Insert(at < 0 ? all.Count : at, change);
        }

        Rewind(upcoming);
    }

    /// <summary>Takes the place of what is to come.</summary>
    /// <param name="changes">All changes of another training, in any order.</param>
    /// <param name="upcoming">The next step to be made.</param>
    /// <exception cref="ArgumentException">Up to here this training was changed otherwise.</exception>
    public void Replay(IEnumerable<RateChange> changes, long upcoming)
    {
        RateChange[] given = [.. changes.OrderBy(change => change.Step)];
        for (var i = 0; i < given.Length; i++)
        {
            if (!given[i].IsPossible || (i > 0 && given[i].Step == given[i - 1].Step))
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"The rates cannot be multiplied by {given[i].Factor} from step {given[i].Step} on."),
                    nameof(changes));
            }
        }

        if (!Before(given, upcoming).SequenceEqual(Before(all, upcoming)))
        {
            throw new ArgumentException(
                FormattableString.Invariant($"The {upcoming - 1} steps made so far were made with other rates: ")
                + $"{Text(Before(all, upcoming))} instead of {Text(Before(given, upcoming))}.",
                nameof(changes));
        }

        Set(given, upcoming);
    }

    /// <summary>Takes the place of all.</summary>
    public void Set(IEnumerable<RateChange> changes, long upcoming)
    {
        all.Clear();
        all.AddRange(changes);
        Rewind(upcoming);
    }

    private static IEnumerable<RateChange> Before(IEnumerable<RateChange> changes, long step) =>
        changes.Where(change => change.Step < step);

    private static string Text(IEnumerable<RateChange> changes)
    {
        var text = string.Join(", ", changes.Select(change => FormattableString.Invariant($"{change.Factor} from step {change.Step}")));
        return text.Length == 0 ? "no change" : text;
    }

    private void Rewind(long upcoming)
    {
        (next, Factor) = (0, 1);
        Reach(upcoming);
    }
}
