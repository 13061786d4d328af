namespace Aresta.Datasets;

/// <summary>A data set in two parts that share no row: one to train on, one to test on. Each keeps the order of the whole.</summary>
public sealed class TrainTestSplit
{
    private readonly int[] trainRows;
    private readonly int[] testRows;

    /// <summary>Splits <paramref name="data"/> into the given rows and all others.</summary>
    internal TrainTestSplit(ClassificationData data, ReadOnlySpan<int> test)
    {
        var inTest = new bool[data.Count];
        foreach (var row in test)
        {
            inTest[row] = true;
        }

        trainRows = [.. Enumerable.Range(0, data.Count).Where(row => !inTest[row])];
        testRows = [.. Enumerable.Range(0, data.Count).Where(row => inTest[row])];
        Train = data.Take(trainRows);
        Test = data.Take(testRows);
    }

    /// <summary>The rows to train on.</summary>
    public ClassificationData Train { get; }

    /// <summary>The rows to test on.</summary>
    public ClassificationData Test { get; }

    /// <summary>Which rows of the whole are in <see cref="Train"/>, ascending.</summary>
    public ReadOnlySpan<int> TrainRows => trainRows;

    /// <summary>Which rows of the whole are in <see cref="Test"/>, ascending.</summary>
    public ReadOnlySpan<int> TestRows => testRows;
}
