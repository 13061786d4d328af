namespace Aresta.Datasets;

/// <summary>150 irises of three species, 50 of each, with four lengths in centimetres.</summary>
/// <remarks>
/// R. A. Fisher (1936), <em>The use of multiple measurements in taxonomic problems</em>, Annals of Eugenics 7(2), 179–188; UCI Machine
/// Learning Repository, <see href="https://doi.org/10.24432/C56C76">doi:10.24432/C56C76</see>, licensed under
/// <see href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</see>. Rows 35 and 38 hold the values printed in the article, which
/// the repository's file misquotes.
/// </remarks>
public static class Iris
{
    private static readonly Lazy<ClassificationData> LazyAll = new(Read);

    /// <summary>
    /// All flowers: [150, 4], columns <c>sepal length</c>, <c>sepal width</c>, <c>petal length</c>, <c>petal width</c> in cm, and the
    /// classes <c>setosa</c>, <c>versicolor</c>, <c>virginica</c>, in this order.
    /// </summary>
    public static ClassificationData All => LazyAll.Value;

    private static ClassificationData Read()
    {
        using var reader = new StreamReader(Embedded.Open("iris.csv"));
        var classes = reader.ReadLine()!.Split(',')[2..]; // rows, columns, class names
        return Embedded.ReadTable(reader, ["sepal length", "sepal width", "petal length", "petal width"], classes, x => x);
    }
}
