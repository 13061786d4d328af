using Aresta.Learning.Layers;

namespace Aresta.Learning.Experiments;

/// <summary>
/// The vanishing gradient: a tanh network, an LSTM and a GRU of 16 units on the adding problem over sequences of several lengths, each
/// from several seeds, with the norm of the gradient clipped at 1 and the bias of the gate that keeps the state at 1.
/// </summary>
/// <param name="Rows">For each kind and length, what came of the trainings.</param>
public sealed record VanishingComparison(IReadOnlyList<VanishingRow> Rows)
{
    /// <summary>From which length on a tanh network is said to fail.</summary>
    public const int Long = 50;

    private const int Width = 16;

    /// <summary>The kinds of layers, the plain one first.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["tanh", "LSTM", "GRU"];

    /// <summary>
    /// Whether it came out as stated: over <see cref="Long"/> steps and more no tanh network solves the problem, and over every length
    /// every LSTM and GRU does; and of the gradient of a tanh network less is left at the first step than of theirs, before and after
    /// training.
    /// </summary>
    public bool Holds => Rows.All(row => row.Kind == Kinds[0]
        ? row.Length < Long || row.SolvedCount == 0
        : row.SolvedCount == row.Outcomes.Count && (row.Length < Long || (IsMore(row, o => o.Left) && IsMore(row, o => o.LeftAfter))));

    /// <summary>Makes the experiment.</summary>
    /// <param name="lengths">How long the sequences are.</param>
    /// <param name="seeds">How many trainings there are of each.</param>
    /// <param name="budget">The most steps of a training; it ends when the problem is solved.</param>
    /// <param name="kinds">Which of <see cref="Kinds"/>; all unless given.</param>
    /// <param name="progress">Told behind each training.</param>
    /// <param name="cancellation">Asked now and then.</param>
    public static VanishingComparison Run(
        IReadOnlyList<int> lengths, int seeds = 3, int budget = 4000, IReadOnlyList<string>? kinds = null,
        IProgress<ExperimentProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(lengths);
        ArgumentOutOfRangeException.ThrowIfLessThan(seeds, 1);

        // The longest first, so that none is left for the end alone.
        (string Kind, int Length, int Seed)[] trials =
        [
            .. from length in lengths.OrderDescending() from kind in kinds ?? Kinds from seed in Enumerable.Range(0, seeds)
               select (kind, length, seed),
        ];
        var outcomes = Trials.Run(
            trials, trial => VanishingGradient.Run(
                Layer(trial.Kind), trial.Length, budget, trial.Seed, threads: 1, cancellation: cancellation),
            trial => FormattableString.Invariant($"{trial.Kind}, {trial.Length}, seed {trial.Seed}"), progress, cancellation);
        return new(
        [
            .. from kind in kinds ?? Kinds from length in lengths
               select new VanishingRow(kind, length, [.. outcomes.Where((_, i) => trials[i].Kind == kind && trials[i].Length == length)]),
        ]);
    }

    private bool IsMore(VanishingRow row, Func<VanishingOutcome, double> left) => Rows.FirstOrDefault(other =>
        other.Kind == Kinds[0] && other.Length == row.Length) is not { } plain
        || Trials.Median(row.Outcomes.Select(left)) > 10 * Trials.Median(plain.Outcomes.Select(left));

    private static RecurrentLayer Layer(string kind) => kind switch
    {
        "tanh" => new Rnn(2, Width, lastOnly: true),
        "LSTM" => new Lstm(2, Width, lastOnly: true),
        "GRU" => new Gru(2, Width, lastOnly: true),
        _ => throw new ArgumentException($"There is no kind {kind}; there are {string.Join(", ", Kinds)}.", nameof(kind)),
    };
}
