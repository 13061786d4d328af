namespace Aresta.Datasets;

/// <summary>
/// Examples with known classes: a table of numbers, one example to a row, and the class of each row. Immutable.
/// </summary>
public sealed class ClassificationData
{
    private readonly double[] features;
    private readonly int[] labels;

    /// <summary>Copies a table and its classes.</summary>
    /// <param name="featureNames">The name of each column.</param>
    /// <param name="classNames">The name of each class; class k is <c>classNames[k]</c>.</param>
    /// <param name="features">The table, row by row: [labels.Length, featureNames.Count].</param>
    /// <param name="labels">The class of each row, from 0 to classNames.Count − 1.</param>
    /// <exception cref="ArgumentException">The lengths do not fit together, or a label names no class.</exception>
    public ClassificationData(
        IEnumerable<string> featureNames, IEnumerable<string> classNames, ReadOnlySpan<double> features, ReadOnlySpan<int> labels)
    {
        FeatureNames = [.. featureNames];
        ClassNames = [.. classNames];
        if (features.Length != labels.Length * FeatureNames.Count)
        {
            throw new ArgumentException(
                $"{labels.Length} rows of {FeatureCount} features are {labels.Length * FeatureCount} numbers, not {features.Length}.",
                nameof(features));
        }

        foreach (var label in labels)
        {
            if (label < 0 || label >= ClassNames.Count)
            {
                throw new ArgumentException($"Label {label} names none of the {ClassNames.Count} classes.", nameof(labels));
            }
        }

        this.features = features.ToArray();
        this.labels = labels.ToArray();
    }

    /// <summary>The number of examples.</summary>
    public int Count => labels.Length;

    /// <summary>The numbers in each example.</summary>
    public int FeatureCount => FeatureNames.Count;

    /// <summary>The number of classes.</summary>
    public int ClassCount => ClassNames.Count;

    /// <summary>The name of each column.</summary>
    public IReadOnlyList<string> FeatureNames { get; }

    /// <summary>The name of each class.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>The table, row by row: [<see cref="Count"/>, <see cref="FeatureCount"/>].</summary>
    public ReadOnlySpan<double> Features => features;

    /// <summary>The class of each row: [<see cref="Count"/>].</summary>
    public ReadOnlySpan<int> Labels => labels;

    /// <summary>One example: [<see cref="FeatureCount"/>].</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public ReadOnlySpan<double> Row(int row)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Count);
        return features.AsSpan(row * FeatureCount, FeatureCount);
    }

    /// <summary>A copy of the table in single precision, row by row: [<see cref="Count"/>, <see cref="FeatureCount"/>].</summary>
    public float[] FeaturesAsSingle() => Array.ConvertAll(features, x => (float)x);

    /// <summary>The given rows, in the given order.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public ClassificationData Take(ReadOnlySpan<int> rows)
    {
        var table = new double[rows.Length * FeatureCount];
        var classes = new int[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            Row(rows[i]).CopyTo(table.AsSpan(i * FeatureCount));
            classes[i] = labels[rows[i]];
        }

        return new ClassificationData(FeatureNames, ClassNames, table, classes);
    }

    /// <summary>
    /// Draws <paramref name="testCount"/> rows for testing, each class with its share, and leaves the others for training; the same
    /// seed gives the same rows for ever. The algorithm is written down at <see cref="StratifiedSample"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative or above <see cref="Count"/>.</exception>
    public TrainTestSplit SplitStratified(int testCount, ulong seed) =>
        new(this, StratifiedSample.Draw(labels, ClassCount, testCount, seed));

    /// <summary>Leaves the last <paramref name="testCount"/> rows for testing and the others for training.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative or above <see cref="Count"/>.</exception>
    public TrainTestSplit SplitLast(int testCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(testCount);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(testCount, Count);
        return new(this, [.. Enumerable.Range(Count - testCount, testCount)]);
    }
}
