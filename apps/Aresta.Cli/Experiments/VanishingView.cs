using Aresta.Cli.Charts;
using Aresta.Cli.Training;
using Aresta.Cli.Wording;
using Aresta.Learning.Experiments;

namespace Aresta.Cli.Experiments;

/// <summary><c>aresta experiment vanishing</c>.</summary>
internal static class VanishingView
{
    public static ExperimentView Make(TrainOptions options, ExperimentTexts said, IProgress<ExperimentProgress> progress)
    {
        var seeds = options.Int("--seeds", 1, 100) ?? (options.Quick ? 1 : 3);
        int[] lengths = options.Quick ? [10, 50] : [10, 50, 100, 200];
        var made = VanishingComparison.Run(lengths, seeds, options.Quick ? 1500 : 4000, progress: progress);
        return new("vanishing", said.Vanishing, said.VanishingAsks, Texts.Format(
            made.Holds ? said.VanishingHolds : said.NotAsStated, VanishingComparison.Long), made.Holds)
        {
            Columns =
            [
                ("layer", said.Layer), ("steps", said.Length), ("left_before", said.LeftBefore), ("left_after", said.LeftAfter),
                ("error", said.Error), ("training_steps", said.TrainingSteps), ("solved", said.SolvedBy),
            ],
            Rows =
            [
                .. made.Rows.Select(row => (IReadOnlyList<Entry>)
                [
                    new(row.Kind), Numbers.Whole(row.Length), Numbers.Rounded(row.Left), Numbers.Rounded(row.LeftAfter),
                    Numbers.Fixed(row.Error), Numbers.Whole(row.Steps),
                    new(Texts.Format(said.Of, row.SolvedCount, row.Outcomes.Count), row.SolvedCount),
                ]),
            ],
            Charts =
            [
                .. lengths.Where(length => length == 50 || length == lengths[^1])
                    .Select(length => (OverTime(made, length, said), said.OverTimeSays)),
                (Errors(made, said), said.ErrorsSay),
            ],
        };
    }

    // Of each kind before and after training.
    private static Chart OverTime(VanishingComparison made, int length, ExperimentTexts said) => new(
        Texts.Format(said.OverTime, length), said.TimeStep, said.Left,
        [
            .. from row in made.Rows.Where(row => row.Length == length) from after in (bool[])[false, true]
               select new Line(
                   Texts.Format(after ? said.After : said.Before, row.Kind),
                   [.. row.OverTime(after).Select((left, step) => (step + 1.0, left))],
                   Color(row.Kind), IsDashed: !after),
        ])
    {
        IsLogY = true,
    };

    private static Chart Errors(VanishingComparison made, ExperimentTexts said) => new(
        said.Errors, said.LengthAxis, said.ErrorAxis,
        [
            .. VanishingComparison.Kinds.Select(kind => new Line(
                kind, [.. made.Rows.Where(row => row.Kind == kind).Select(row => ((double)row.Length, row.Error))], Color(kind),
                HasDots: true)),
            new(
                said.Guessing, [.. made.Rows.Select(row => (double)row.Length).Distinct().Select(x => (x, AddingProblem.Guessing))], 3,
                IsDashed: true),
        ])
    {
        IsLogY = true,
    };

    private static int Color(string kind) => VanishingComparison.Kinds.ToList().IndexOf(kind);
}
