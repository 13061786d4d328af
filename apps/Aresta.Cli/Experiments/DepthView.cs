using Aresta.Cli.Charts;
using Aresta.Cli.Training;
using Aresta.Cli.Wording;
using Aresta.Learning.Experiments;

namespace Aresta.Cli.Experiments;

/// <summary><c>aresta experiment depth</c>.</summary>
internal static class DepthView
{
    public static ExperimentView Make(TrainOptions options, ExperimentTexts said, IProgress<ExperimentProgress> progress)
    {
        var seeds = options.Int("--seeds", 1, 100) ?? (options.Quick ? 1 : 3);
        int[] depths = options.Quick ? [2, 10, 20] : [2, 5, 10, 20, 30, 50];
        var made = DepthComparison.Run(depths, 20, seeds, progress);
        return new("depth", said.Depth, said.DepthAsks, Texts.Format(
            made.Holds ? said.DepthHolds : said.NotAsStated, DepthComparison.Deep), made.Holds)
        {
            Columns =
            [
                ("activation", said.Activation), ("initializer", said.Initializer), ("layers", said.Layers), ("left", said.LeftInDepth),
                ("test_loss", said.TestLoss), ("test_accuracy", said.TestAccuracy),
            ],
            Rows =
            [
                .. made.Rows.Select(row => (IReadOnlyList<Entry>)
                [
                    new(row.Activation), new(row.Initializer), Numbers.Whole(row.Depth), Numbers.Rounded(row.Left),
                    Numbers.Fixed(row.Loss), Numbers.Percent(row.Accuracy),
                ]),
            ],
            Charts =
            [
                (new(
                    Texts.Format(said.InDepth, depths[^1]), said.LayerAxis, said.LeftInDepthAxis,
                    Lines(made, row => row.Depth == depths[^1]
                        ? row.Norms.Select((norm, layer) => (layer + 1.0, norm / row.Norms[^1])) : [], dots: false))
                {
                    IsLogY = true,
                }, said.InDepthSays),
                (new(
                    said.Accuracies, said.LayersAxis, said.AccuracyAxis,
                    Lines(made, row => [(row.Depth, 100 * row.Accuracy)], dots: true)), said.AccuraciesSay),
            ],
        };
    }

    private static Line[] Lines(DepthComparison made, Func<DepthRow, IEnumerable<(double, double)>> points, bool dots) =>
    [
        .. made.Rows.GroupBy(row => (row.Activation, row.Initializer)).Select((rows, i) => new Line(
            $"{rows.Key.Activation}, {rows.Key.Initializer}", [.. rows.SelectMany(points)], rows.Key.Activation == "relu" ? 1 : 0,
            IsDashed: rows.Key.Initializer == "Glorot", HasDots: dots)),
    ];
}
