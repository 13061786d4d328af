using Aresta.Datasets;

namespace Aresta.Cli.Training;

/// <summary>
/// The columns of a table: columns in units of their own hinder training, so each gets mean 0 and variance 1 over the training part.
/// </summary>
/// <param name="Names">Their names.</param>
/// <param name="Means">What is subtracted from each.</param>
/// <param name="Deviations">What each is divided by.</param>
internal sealed record Columns(IReadOnlyList<string> Names, double[] Means, double[] Deviations)
{
    /// <summary>The scaling that some data give.</summary>
    public static Columns Of(ClassificationData data)
    {
        var (means, deviations) = (new double[data.FeatureCount], new double[data.FeatureCount]);
        for (var column = 0; column < means.Length; column++)
        {
            double mean = 0, squares = 0;
            for (var row = 0; row < data.Count; row++)
            {
                mean += data.Row(row)[column] / data.Count;
            }

            for (var row = 0; row < data.Count; row++)
            {
                squares += (data.Row(row)[column] - mean) * (data.Row(row)[column] - mean) / data.Count;
            }

            (means[column], deviations[column]) = (mean, squares > 0 ? Math.Sqrt(squares) : 1);
        }

        return new(data.FeatureNames, means, deviations);
    }

    /// <summary>The same data, scaled.</summary>
    public ClassificationData Scale(ClassificationData data) => new(
        data.FeatureNames, data.ClassNames, [.. data.Features.ToArray().Select((number, i) => Scale(number, i % Names.Count))],
        data.Labels);

    /// <summary>A number of a column, scaled.</summary>
    public double Scale(double number, int column) => (number - Means[column]) / Deviations[column];
}
